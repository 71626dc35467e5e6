"""The manual page and the help inside the reader say what the live keymap says: every key, no other, with its words."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["top_srcdir"], "tests", "screen"))
from terminal import Tap

top, src = os.environ["top_builddir"], os.environ["top_srcdir"]
PROGRAM, SCREENS, PAGE = (os.path.join(top, *p) for p in (("pullquote",), ("tests", "ui", "screens"), ("doc", "pullquote.1")))
tap = Tap()
home = tempfile.TemporaryDirectory()
ENV = {**os.environ, "XDG_CONFIG_HOME": home.name, "HOME": home.name, "LC_ALL": "C.UTF-8"}


def run(*argv):
    return subprocess.run(argv, env=ENV, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def live():
    """{action: ([keys], help)} by --list-keys and --list-actions."""
    table = {}
    for line in run(PROGRAM, "--list-actions").splitlines():
        name, words = line.split(None, 1)
        table[name] = ([], words)
    for line in run(PROGRAM, "--list-keys").splitlines():
        key, name = line.split()[:2]
        table[name][0].append(key)
    return table


def plain(roff):
    for escape, char in (("\\-", "-"), ("\\(ha", "^"), ("\\(ti", "~"), ("\\(ga", "`"), ("\\(aq", "'"), ("\\(dq", '"'),
                         ("\\(rs", "\\"), ("\\&", "")):
        roff = roff.replace(escape, char)
    return roff


def manual():
    """The same table by the manual page's source."""
    with open(PAGE, encoding="utf-8") as f:
        page = f.read()
    section = page[page.index(".SH KEYS"):page.index(".SH KEY FILE")]
    table = {}
    for keys, words, name in re.findall(r"^\.TP\n(.*)\n(.*)\n\(\\fI(.*)\\fR\)$", section, re.M):
        name = plain(name)
        shown = [plain(k) for k in re.findall(r"\\fB(.*?)\\fR", keys)]
        table[name] = ([] if shown == [":" + name] else shown, plain(words))
    return table


def overlay():
    """The same by the help inside the reader, on a screen that holds all of it: {action: ([keys], start of the help)}."""
    sample = os.path.join(src, "tests", "ui", "fixtures", "harbour.txt")
    table = {}
    known = live()
    for line in run(SCREENS, "200x250", "?", sample).splitlines():
        inner = line[line.index("│") + 1:line.rindex("│")] if line.count("│") >= 2 else ""
        words = inner.split("│")[0].replace("▸", " ").split()
        if words and words[-1] in known:
            name = words[-1]
            keys = []
            while words and words[0] in known[name][0]:
                keys.append(words.pop(0))
            table.setdefault(name, (keys, " ".join(words[:-1])))  # the legend behind may end in such a word
    return table


want = live()
tap.ok(len(want) > 50 and sum(len(keys) for keys, _ in want.values()) > 60, "the keymap can be listed")
have = manual()
tap.ok(sorted(have) == sorted(want), "the manual page has every action and no other")
for name in sorted(want):
    if have.get(name) != want[name]:
        print(f"# {name}: {have.get(name)} for {want[name]}")
tap.ok(have == want, "the manual page has the keys and words of each")
have = overlay()
missing = sorted(set(want) - set(have))
tap.ok(not missing, f"the help has every action {missing or ''}")
wrong = [n for n in have if have[n][0] != want[n][0] or not want[n][1].startswith(have[n][1].rstrip("…"))]
tap.ok(not wrong, f"the help has the keys and words of each {wrong or ''}")

with open(PAGE, encoding="utf-8") as f:
    page = plain(f.read())
options = [line.split("=")[0] for line in run(PROGRAM, "--list-options").splitlines()]
tap.ok(options and all(f"\\fB{o}\\fR" in page for o in options), "the manual page has every setting")
flags = re.findall(r"--[a-z][a-z-]+", run(PROGRAM, "--help"))
tap.ok(len(flags) > 10 and all(f in page for f in flags), "the manual page has every option of --help")

with open(os.path.join(os.environ["top_srcdir"], "src", "config", "commands.def"), encoding="utf-8") as f:
    commands = re.findall(r"^COMMAND\((\w+)", f.read(), re.M)
tap.ok(len(commands) > 5 and all(f"\\fB:{c}\\fR" in page for c in commands), "the manual page has every command")

# A key file changes what is listed.
os.makedirs(os.path.join(home.name, "pullquote"))
with open(os.path.join(home.name, "pullquote", "keys"), "w", encoding="utf-8") as f:
    f.write("unbind A\nbind ~ audit\n")
tap.ok(live()["audit"][0] == ["~"], "a key file shows in --list-keys")

if shutil.which("mandoc"):
    lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", PAGE], capture_output=True, text=True)
    print("".join(f"# {line}\n" for line in lint.stdout.splitlines()), end="")
    tap.ok(lint.returncode == 0, "mandoc finds nothing to warn of")
else:
    tap.ok(True, "mandoc finds nothing to warn of # SKIP mandoc is not there")
tap.done()
