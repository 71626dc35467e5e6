"""However the reader ends, and while it is suspended, the terminal is as it was found."""
import os
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["top_srcdir"], "tests", "screen"))
from terminal import Tap, Terminal, skip_without

skip_without("pyte")
top, src = (os.path.abspath(os.environ[v]) for v in ("top_builddir", "top_srcdir"))
PROGRAM = os.path.join(top, "pullquote")
ARTICLE = os.path.join(src, "tests", "ui", "fixtures", "harbour.txt")
home = tempfile.TemporaryDirectory()
ENV = {"HOME": home.name, "XDG_CONFIG_HOME": None, "XDG_STATE_HOME": None, "PULLQUOTE_DATA": os.path.join(src, "data"),
       "PULLQUOTE_THEMES": os.path.join(src, "themes")}
ANSWER = b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;22c"
tap = Tap()


def start(*args, argv=None):
    t = Terminal(argv or [PROGRAM, *args, ARTICLE], rows=30, cols=100, env=ENV, answer=ANSWER)
    t.until(lambda: t.shows("Harbour") and t.shows("Solberg"))
    return t


def test_quit():
    t = start()
    t.send("q")
    tap.ok(t.until(t.ended) and os.WIFEXITED(t.status) and os.WEXITSTATUS(t.status) == 0, "q ends it with 0")
    tap.ok(t.restored(), "restored after q")
    t.close()


def test_signals():
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE"):
        t = start("--mouse")
        t.until(lambda: b"\x1b[?1000h" in t.raw)
        number = getattr(signal, name)
        t.signal(number)
        tap.ok(t.until(t.ended) and os.WIFSIGNALED(t.status) and os.WTERMSIG(t.status) == number, f"{name} ends it by that signal")
        tap.ok(t.restored(), f"restored after {name}")
        t.close()


def test_hang_up():
    """The terminal goes away: the reader does too."""
    t = start()
    os.close(t.slave)
    os.close(t.master)
    import time
    end = time.monotonic() + 20
    pid = 0
    while not pid and time.monotonic() < end:
        pid, _ = os.waitpid(t.pid, os.WNOHANG)
        time.sleep(0.01)
    tap.ok(pid == t.pid, "it ends when the terminal hangs up")
    if not pid:
        os.kill(t.pid, signal.SIGKILL)


def test_suspend():
    """A shell with job control: ^Z, the shell's own words on a restored terminal, fg, and it is all there again."""
    script = '"$1" --mouse "$2"; stty -a >/dev/null; echo "stopped, $?"; read word; fg; echo "again, $?"; read word; fg; echo "ended, $?"'
    t = start(argv=["/bin/bash", "--norc", "-mc", script, "x", PROGRAM, ARTICLE])
    t.until(lambda: b"\x1b[?1000h" in t.raw)
    t.send("\x1a")
    tap.ok(t.until(lambda: t.shows("stopped, 0")), "^Z gives the shell its turn")
    tap.ok(t.restored(), "suspended, the terminal is as it was found")
    before = len(t.raw)
    t.send("word\n")
    tap.ok(t.until(lambda: t.shows("Solberg") and b"\x1b[?1049h" in t.raw[before:] and b"\x1b[?1000h" in t.raw[before:]),
           "fg draws the reader again, mouse and all")
    t.send("/Sol")
    t.until(lambda: t.shows("/Sol"))
    before = len(t.raw)
    t.send("\x1a")
    t.until(lambda: b"\x1b[?1049l" in t.raw[before:])
    tap.ok(t.until(lambda: t.shows("again, ")), "^Z works in a prompt too")
    before = len(t.raw)
    t.send("word\n")
    tap.ok(t.until(lambda: b"\x1b[2J" in t.raw[before:] and t.shows("/Sol")), "fg finds what was typed")
    t.send("\x1b")
    t.until(lambda: t.shows("min left"))
    t.send("q")
    tap.ok(t.until(lambda: t.shows("ended, 0")) and t.until(t.ended) and t.restored(), "q after fg ends it, and all is restored")
    t.close()


def test_background():
    """The theme follows what the terminal says of its background, whenever it says it."""
    def gutter(t):
        """How bright the first speaker's name in the gutter is, 0..255; -1: it is not there in a colour."""
        for y, line in enumerate(t.screen.display):
            if line.startswith(" Solberg") and len(t.screen.buffer[y][1].fg) == 6:
                return max(bytes.fromhex(t.screen.buffer[y][1].fg))
        return -1

    for name, rgb, fits in (("dark", "1e1e/1e1e/1e1e", lambda v: v > 190), ("light", "ffff/ffff/ffff", lambda v: 0 <= v < 170)):
        t = Terminal([PROGRAM, ARTICLE], rows=30, cols=100, env=ENV, answer=f"\x1b]11;rgb:{rgb}\x1b\\\x1b[?62c".encode())
        tap.ok(t.until(lambda: fits(gutter(t))), f"a {name} background gets a theme for it")
        t.send("q")
        t.until(t.ended)
        t.close()


def test_no_screen():
    t = Terminal([PROGRAM, os.path.join(home.name, "missing.txt")], env=ENV, answer=ANSWER)
    tap.ok(t.until(t.ended) and os.WEXITSTATUS(t.status) == 1 and b"missing.txt" in t.raw, "a file that is not there: a message and 1")
    tap.ok(t.restored(), "restored after a file that is not there")
    t.close()
    t = Terminal([PROGRAM, ARTICLE], env={**ENV, "TERM": "dumb"})
    tap.ok(t.until(t.ended) and b"dumb" in t.raw or b"Solberg" in t.raw, "a dumb terminal gets a message or the text")
    tap.ok(t.restored(), "restored on a dumb terminal")
    t.close()


test_quit()
test_signals()
test_hang_up()
test_suspend()
test_background()
test_no_screen()
tap.done()
