"""Hostile articles through the program: no control reaches the output, no text is lost, no file is read, an end is reached.

The corpus comes from ../shared/hostile/generate.py beside the tree; without it the test is skipped.

usage: hostile.py            the small files, a test of each
       hostile.py --big      a table of all files, the giants too: processor time, memory of the largest process, what is wrong;
                             exit status 1 if anything is, or if a giant takes more than its bar
"""
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import threading

# Far more than any of it takes: a hang is told from slowness, nothing else.
GIVE_UP = 300
LARGE = 1 << 20
# Most seconds of processor time and MiB of the largest process.  The test allows a slow machine several times the seconds, no more memory.
SMALL_BARS = (1, 100)
BIG_BARS = {"14_paras10m.html": (10, 1024), "07_line200m.txt": (5, 1024), "07_line200m.html": (5, 1024)}
SLACK = 5
FORMATS = [("dump", ["--dump"]), ("json", ["--export", "json"]), ("html", ["--export", "html"]), ("ansi", ["--export", "ansi"])]
MARKS = [b"AFTERMARK", b"DEEPMARK", b"NULMARK", b"CSMARK"]
SECRET = b"TOPSECRETXXE"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
APART = re.compile("\u2068([^\u2066-\u2069\n]*)\u2069")  # what an export puts around text that runs from right to left
ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "link", "img", "svg", "math", "video", "audio"}
SAFE = re.compile(r"(https?|mailto):|#")


class Inert(html.parser.HTMLParser):
    """What an exported page holds that could act, load or lead astray."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action", "xlink:href") and not SAFE.match(value or "")):
                self.wrong.append(f"{name}={value!r}")


def generator():
    path = os.path.join(os.environ.get("top_srcdir", "."), "..", "shared", "hostile", "generate.py")
    return path if os.path.exists(path) else None


def program():
    return os.path.join(os.environ.get("top_builddir", "."), "pullquote")


def is_sanitized():
    with open(program(), "rb") as f:
        return b"__asan" in f.read()


def measure(arguments, out, err):
    """Exit status, seconds of processor time of all its processes, MiB of the largest; what it writes goes to the two files.

    Linux counts what this process held when it forked as the child's: hold little here.
    """
    process = subprocess.Popen([program(), *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
    clock = threading.Timer(GIVE_UP, process.kill)
    clock.start()
    _, status, used = os.wait4(process.pid, 0)
    clock.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    out.seek(0)
    err.seek(0)
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def run(arguments):
    """Exit status, output, standard error, seconds and MiB of measure()."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status, seconds, memory = measure(arguments, out, err)
        return status, out.read(), err.read(), seconds, memory


def marks(file):
    """Those of MARKS that an open file holds, NUL apart; read in pieces."""
    held, rest = set(), b""
    while piece := file.read(LARGE):
        rest = (rest + piece).replace(b"\0", b"")
        held |= {mark for mark in MARKS if mark in rest}
        rest = rest[-max(map(len, MARKS)) :]
    return held


def outputs(path, limited):
    """{format: text} of one article, and what is wrong with the runs themselves."""
    texts, wrong = {"html": "", "ansi": ""}, []
    formats = FORMATS if os.path.getsize(path) < LARGE else FORMATS[:2]
    for name, arguments in formats:
        status, out, err, seconds, memory = run([*arguments, path])
        if limited and name in ("dump", "json") and (seconds > SLACK * SMALL_BARS[0] or memory > SMALL_BARS[1]):
            wrong.append(f"{name}: {seconds:.2f} s and {memory:.0f} MiB")
        if status not in (0, 1) or (status == 1 and not err):
            wrong.append(f"{name}: exit status {status}, {err[-200:]!r}")
        if CONTROLS.search(err.decode("utf-8", "surrogateescape").replace("\n", "")):
            wrong.append(f"{name}: a control on standard error")
        try:
            texts[name] = out.decode("utf-8")
        except UnicodeDecodeError as e:
            wrong.append(f"{name}: {e}")
            texts[name] = ""
    return texts, wrong


def faults(path, limited):
    texts, wrong = outputs(path, limited)
    with open(path, "rb") as f:
        raw = f.read()
    found = CONTROLS.search(texts["dump"])
    if found:
        wrong.append(f"dump: {found.group()!r} stands raw")
    found = CONTROLS.search(APART.sub(r"\1", re.sub(r"\x1b\[[0-9;]*m", "", texts["ansi"])))
    if found:
        wrong.append(f"ansi: {found.group()!r} stands raw")
    try:
        text = json.loads(texts["json"])["text"]
    except (ValueError, KeyError) as e:
        wrong.append(f"json: {e}")
        text = ""
    page = Inert()
    page.feed(texts["html"])
    wrong += [f"html: {what}" for what in page.wrong[:5]]
    for mark in MARKS:
        if mark in raw.replace(b"\0", b""):
            for name, shown in (("dump", texts["dump"]), ("json", text), ("html", texts["html"])):
                if (name != "html" or shown) and mark.decode() not in shown:
                    wrong.append(f"{name}: {mark.decode()} is lost")
    if SECRET not in raw and any(SECRET.decode() in t for t in texts.values()):
        wrong.append("another file was read")
    return wrong


def big(script):
    """The table; each file is held to its bar as it stands."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, script, folder, "--big"], check=True, stdout=subprocess.DEVNULL)
        print(f"{'file':24} {'how':5} {'s':>7} {'MiB':>6}")
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                given = marks(f)
            bar = BIG_BARS.get(name, SMALL_BARS if os.path.getsize(path) < 50_000_000 else BIG_BARS["07_line200m.txt"])
            for how, arguments in FORMATS[:2]:
                with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
                    status, seconds, memory = measure([*arguments, path], out, err)
                    wrong = [f"exit status {status}"] * (status != 0 and not err.read())
                    wrong += [f"{mark.decode()} is lost" for mark in sorted(given - marks(out))]
                over = ["over its bar"] * (seconds > bar[0] or memory > bar[1])
                failed |= bool(wrong or over)
                print(f"{name:24} {how:5} {seconds:7.2f} {memory:6.0f}  {'; '.join(wrong + over)}".rstrip(), flush=True)
    return failed


def main():
    script = generator()
    if not script:
        print("1..0 # SKIP ../shared/hostile is not here")
        return 0
    if sys.argv[1:] == ["--big"]:
        return big(script)
    failed, limited = False, not is_sanitized()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, script, folder], check=True, stdout=subprocess.DEVNULL)
        names = sorted(os.listdir(folder))
        print(f"1..{len(names)}")
        for n, name in enumerate(names, 1):
            wrong = faults(os.path.join(folder, name), limited)
            failed |= bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {n} - {name}")
            for line in wrong:
                print(f"# {line}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
