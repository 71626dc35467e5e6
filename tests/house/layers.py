"""The layer table: which folder of src/ may include which, and which library's headers may stand where.

The one place of the table.  The test reads every #include line of src/ against it; then it plants one violation of
each kind in a copy and wants each of them reported.
"""
import os
import re
import shutil
import sys
import tempfile

ENGINE = ["base", "text", "doc", "html", "plain", "annotate", "layout", "export", "engine"]

MAY_INCLUDE = {
    "base": [],
    "text": ["base"],
    "doc": ["base", "text"],
    "html": ["base", "text", "doc"],
    "plain": ["base", "text", "doc"],
    "annotate": ["base", "text", "doc"],
    "layout": ["base", "text", "doc"],
    "export": ["base", "text", "doc", "layout"],
    "engine": ["base", "text", "doc", "html", "plain", "annotate", "export"],
    "screen": ["base", "text"],
    "config": ["base", "text", "doc", "screen"],
    "store": ["base", "text", "doc"],
    "fetch": ["base"],
    "session": ["base", "text", "doc", "engine", "store"],
    "view": ["base", "text", "doc", "layout", "screen", "config"],
    "ui": ["base", "text", "doc", "layout", "screen", "config", "view", "store", "session", "export"],
}

# A library's headers -> the folders that may include them, and in how many files at most.
LIBRARIES = {
    r"libxml/": (["html"], None),
    r"pcre2": (["text"], None),
    r"(unistr|unicase|unictype|unigbrk|unilbrk|uninorm|uniwidth|uniwbrk|unistdio|uniname)\.h": (["text"], None),
    r"((n?curses|ncurses_dll|term|termcap|panel|menu|form)\.h|ncursesw?/.*)$": (["screen"], 1),
    r"sqlite3": (["store"], None),
    r"nettle/": (["base"], None),
    r"jansson": (["html", "plain", "store"], None),
    r"zlib\.h": (["engine"], 1),
    r"md4c(-html)?\.h": (["engine"], 1),
    r"uchardet\.h": (["engine"], 1),
    r"seccomp\.h": (["session"], 1),
    r"curl/": (["fetch"], None),
    r"cmocka": ([], None),
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.M)


def sources(root):
    for folder, _, names in sorted(os.walk(os.path.join(root, "src"))):
        for name in sorted(names):
            if name.endswith((".c", ".h", ".def")):
                yield os.path.relpath(os.path.join(folder, name), root)


def violations(root):
    found = []
    users = {}
    for path in sources(root):
        parts = path.split(os.sep)
        room = parts[1] if len(parts) > 2 else None
        if room and room not in MAY_INCLUDE:
            found.append(f"{path}: the folder {room} is not in the layer table")
            continue
        with open(os.path.join(root, path), encoding="utf-8") as f:
            included = INCLUDE.findall(f.read())
        for name in included:
            target = name.split("/")[0]
            if room and target in MAY_INCLUDE and "/" in name and target not in MAY_INCLUDE[room] + [room]:
                found.append(f"{path}: {room} may not include {name}")
            for pattern, (rooms, most) in LIBRARIES.items():
                if not re.match(pattern, name):
                    continue
                if room not in rooms:
                    found.append(f"{path}: {name} may stand only in {' '.join(rooms) or 'no folder of src'}")
                elif most:
                    users.setdefault((pattern, most), set()).add(path)
            if target in ("src", "..") or name.startswith("../"):
                found.append(f"{path}: {name} is not written from src/")
    for (pattern, most), paths in users.items():
        if len(paths) > most:
            found.append(f"{' and '.join(sorted(paths))}: more than {most} file includes {pattern}")
    return found


PLANTS = [
    ("base/alloc.c", '#include "doc/build.h"', "base may not include doc/build.h"),
    ("text/width.h", '#include "layout/layout.h"', "text may not include layout/layout.h"),
    ("doc/query.h", "#include <ncurses.h>", "ncurses.h may stand only in screen"),
    ("layout/layout.h", " # include <libxml/parser.h>", "libxml/parser.h may stand only in html"),
    ("annotate/annotate.h", "#include <pcre2.h>", "pcre2.h may stand only in text"),
    ("annotate/annotate.h", "#include <unistr.h>", "unistr.h may stand only in text"),
    ("export/export.h", '#include "ui/ui.h"', "export may not include ui/ui.h"),
    ("view/view.h", '#include "session/session.h"', "view may not include session/session.h"),
    ("screen/grid.h", '#include "../base/buf.h"', "../base/buf.h is not written from src/"),
    ("view/view.h", "#include <curses.h>", "curses.h may stand only in screen"),
    ("session/worker.h", "#include <curl/curl.h>", "curl/curl.h may stand only in fetch"),
    ("stranger/new.c", "int stranger;", "the folder stranger is not in the layer table"),
]


def planted(root, path, line, want):
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(os.path.join(root, "src"), os.path.join(copy, "src"))
        target = os.path.join(copy, "src", path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.exists(target):
            os.chmod(target, 0o644)
        with open(target, "a", encoding="utf-8") as f:
            f.write("\n" + line + "\n")
        return any(f"src/{path}" in v and want in v for v in violations(copy))


def two_files_with_curses(root):
    with tempfile.TemporaryDirectory() as copy:
        os.makedirs(os.path.join(copy, "src", "screen"))
        for name in ("one.c", "two.c"):
            with open(os.path.join(copy, "src", "screen", name), "w", encoding="utf-8") as f:
                f.write("#include <curses.h>\n")
        return any("more than 1 file" in v for v in violations(copy))


def main():
    root = os.environ.get("top_srcdir", ".")
    print(f"1..{len(PLANTS) + 2}")
    found = violations(root)
    print("ok 1 - every include is in the layer table" if not found else "not ok 1 - every include is in the layer table")
    for line in found:
        print(f"# {line}")
    failed = bool(found)
    for n, (path, line, want) in enumerate(PLANTS, 2):
        good = planted(root, path, line, want)
        failed |= not good
        print(f"{'ok' if good else 'not ok'} {n} - reports {line.strip()!r} in {path}".replace("#", "hash "))
    good = two_files_with_curses(root)
    print(f"{'ok' if good else 'not ok'} {len(PLANTS) + 2} - reports a second file with curses")
    return failed or not good


if __name__ == "__main__":
    sys.exit(main())
