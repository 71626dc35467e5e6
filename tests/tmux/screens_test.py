"""The real reader in a real terminal multiplexer shows what the terminal in memory shows, key after key, at four sizes.

A server of our own on a socket of its own; no fixed sleeps: the screen is asked for until it equals the dump.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["top_srcdir"], "tests", "screen"))
from terminal import Tap

if not shutil.which("tmux"):
    print("1..0 # SKIP tmux is not there")
    sys.exit(0)

top, src = (os.path.abspath(os.environ[v]) for v in ("top_builddir", "top_srcdir"))
PROGRAM, SCREENS = os.path.join(top, "pullquote"), os.path.join(top, "tests", "ui", "screens")
FIXTURES = os.path.join(src, "tests", "ui", "fixtures")
FILES = ["harbour.txt", "second.txt"]
LIMIT = 30  # seconds until a screen that is not right is wrong
NAMES = {"Space": "Space", "Enter": "Enter", "Esc": "Escape", "Tab": "Tab", "S-Tab": "BTab", "PgDn": "NPage", "PgUp": "PPage",
         "Down": "Down", "Up": "Up", "End": "End", "Home": "Home"}
SCRIPTS = {
    "moving": ["j", "Space", "G", "g", ".", ".", ",", "]s", "Tab"],
    "panes": ["E", "Down", "Down", "Enter", "Q", "Down", "Esc", "S", "^W"],
    "search": ["/", "s", "a", "i", "d", "Enter", "n", "N", "Esc"],
    "overlays": ["?", "PgDn", "Esc", "A", "j", "Esc", "w", "q", ".", "i", "q", ":", "z", "Esc"],
    "looks": ["H", "H", "z", "z", "+", "-", "*", "n", "&", "&"],
    "articles": ["]f", "L", "Down", "Enter", "[f"],
}
tap = Tap()
home = tempfile.TemporaryDirectory()


class Tmux:
    def __init__(self, cols, rows):
        self.folder = tempfile.TemporaryDirectory()
        self.socket = os.path.join(self.folder.name, "s")
        config = os.path.join(self.folder.name, "conf")
        with open(config, "w", encoding="utf-8") as f:
            f.write("set -g default-terminal tmux-256color\nset -g status off\nset -s escape-time 0\nset -g remain-on-exit on\n")
        env = ["LC_ALL=C.UTF-8", f"HOME={home.name}", f"PULLQUOTE_DATA={src}/data", f"PULLQUOTE_THEMES={src}/themes"]
        subprocess.run(["tmux", "-S", self.socket, "-f", config, "-u", "new-session", "-c", FIXTURES, "-d", "-x", str(cols), "-y", str(rows),
                        "env", "-u", "XDG_CONFIG_HOME", "-u", "XDG_STATE_HOME", *env, PROGRAM, "--theme", "dark", *FILES], check=True)

    def run(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], check=True, capture_output=True, text=True,
                              encoding="utf-8").stdout

    def screen(self):
        return [line.rstrip(" ") for line in self.run("capture-pane", "-p").split("\n")]

    def key(self, name):
        if name in NAMES:
            self.run("send-keys", NAMES[name])
        elif len(name) == 2 and name[0] == "^":
            self.run("send-keys", "C-" + name[1].lower())
        else:
            self.run("send-keys", "-l", name)

    def close(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)
        self.folder.cleanup()


def expected(size, keys):
    """The screen in memory after KEYS."""
    env = {**os.environ, "HOME": home.name, "LC_ALL": "C.UTF-8", "PULLQUOTE_THEMES": f"{src}/themes"}
    out = subprocess.run([SCREENS, "-o", "theme=dark", size, " ".join(keys), *FILES], check=True, capture_output=True, text=True,
                         encoding="utf-8", env=env, cwd=FIXTURES).stdout
    return out.split("\n")[:-1]


def same(t, want):
    """Ask until the screen is WANT; else what it was at the end."""
    end = time.monotonic() + LIMIT
    while True:
        have = t.screen()[:len(want)]
        if have == want or time.monotonic() > end:
            return have
        time.sleep(0.02)


def show_difference(have, want):
    for y, (a, b) in enumerate(zip(have, want)):
        if a != b:
            print(f"# {y}: shown  {a}\n# {y}: wanted {b}")


def run_script(name, size):
    cols, rows = map(int, size.split("x"))
    t = Tmux(cols, rows)
    try:
        for n in range(len(SCRIPTS[name]) + 1):
            keys = SCRIPTS[name][:n]
            if keys:
                t.key(keys[-1])
            want = expected(size, keys)
            have = same(t, want)
            if have != want:
                show_difference(have, want)
                tap.ok(False, f"{size} {name}: as in memory after {' '.join(keys)}")
                return
        tap.ok(True, f"{size} {name}: as in memory after each of {n} keys")
    finally:
        t.close()


def run_resizes():
    """Through every size and back: the same as if it had been that size, and the place is kept."""
    t = Tmux(160, 45)
    try:
        keys = [".", ".", "."]
        same(t, expected("160x45", []))
        for key in keys:
            t.key(key)
        for size in ("60x20", "20x6", "100x30", "7x3", "160x45"):
            cols, rows = size.split("x")
            keys.append(f"resize:{size}")
            t.run("resize-window", "-x", cols, "-y", rows)
            want = expected("160x45", keys)
            have = same(t, want)
            show_difference(have, want)
            tap.ok(have == want, f"resized to {size}: as in memory")
    finally:
        t.close()


for size in ("160x45", "100x30", "60x20", "20x6"):
    for name in SCRIPTS if size == "100x30" else ("moving", "panes"):
        run_script(name, size)
run_resizes()
tap.done()
