"""The curses terminal on a real pseudo-terminal: what a terminal shows equals the dump, keys arrive, and every end restores it."""
import os
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["top_srcdir"], "tests", "screen"))
from terminal import Tap, Terminal, skip_without

skip_without("pyte")
PROBE = os.path.join(os.environ["top_builddir"], "tests", "screen", "probe")
tap = Tap()
folder = tempfile.TemporaryDirectory()
DUMP = os.path.join(folder.name, "dump")


def planes():
    """The dump's text, its style plane padded, and the legend."""
    with open(DUMP, encoding="utf-8") as f:
        lines = f.read().split("\n")[:-1]
    at = lines.index("--")
    return lines[:at], lines[at + 1:2 * at + 1], dict(line.split(" =", 1) for line in lines[2 * at + 1:])


def shown(t):
    """The terminal's text as the dump writes it: a wide character once."""
    rows = []
    for y in range(t.screen.lines):
        row = "".join(t.screen.buffer[y][x].data for x in range(t.screen.columns))
        rows.append(row.rstrip(" "))
    return rows


def start(*args, **more):
    t = Terminal([PROBE, DUMP, *args], **more)
    t.until(lambda: t.shows("ready") or t.ended())
    return t


def compose(lines):
    import unicodedata
    return [unicodedata.normalize("NFC", line) for line in lines]


def test_screen(rows, cols, **more):
    t = start(rows=rows, cols=cols, **more)
    text, _, _ = planes()
    tap.ok(t.until(lambda: compose(shown(t)) == compose(text), 5), f"a terminal of {cols}x{rows} shows the dump's text {more or ''}")
    if compose(shown(t)) != compose(text):
        for have, want in zip(shown(t), text):
            if compose([have]) != compose([want]):
                print("#  shown:", ascii(have), "\n#  dump: ", ascii(want))
    t.close()


def test_styles():
    t = start()
    _, styles, legend = planes()
    bad = []
    for y, row in enumerate(styles):
        for x in range(t.screen.columns):
            want = legend.get(row[x], "") if x < len(row) else ""
            cell = t.screen.buffer[y][x]
            have = (cell.bold, cell.underscore, cell.reverse, cell.italics)
            if have != tuple(f" {w}" in want for w in ("bold", "underline", "reverse", "italic")):
                bad.append((y, x, want, cell))
    tap.ok(not bad, "attributes are the dump's")
    cell = t.screen.buffer[5][4]
    tap.ok(cell.fg == "red", "a palette colour is itself")
    tap.ok(t.screen.buffer[6][5].fg == "5f87af", "an exact colour of the cube is itself")
    t.close()


def test_keys():
    t = start(env={"ESCDELAY": "10"})
    expected = [
        ("j", "key 6a mods 0"), ("\x05", "key 65 mods 1"), ("\x1a", "key 7a mods 1"), ("\x03", "key 63 mods 1"),
        ("\x13", "key 73 mods 1"), ("\x0f", "key 6f mods 1"), ("\r", "key d mods 0"), ("\t", "key 9 mods 0"),
        ("\x1b", "key 1b mods 0"), ("\x1bx", "key 78 mods 2"), ("é", "key e9 mods 0"), ("日", "key 65e5 mods 0"),
        ("\x1b[A", "key 110001 mods 0"), ("\x1bOB", "key 110002 mods 0"), ("\x1b[1;5C", "key 110004 mods 1"),
        ("\x1b[Z", "key 11000c mods 0"), ("\x7f", "key 11000b mods 0"), ("\x1bOP", "key 11000d mods 0"),
        ("\x1b[6~", "key 110008 mods 0"), ("\x1b[<0;12;5M", "mouse 0,1 at 4,11"), ("\x1b[<65;1;1M", "mouse 4"),
    ]
    for sent, told in expected:
        t.send(sent)
        tap.ok(t.until(lambda: t.shows(told), 5), f"{ascii(sent)} is told as {told}")
    t.send("é"[0].encode()[:1])
    t.send("é".encode()[1:])
    tap.ok(t.until(lambda: t.shows("key e9 mods 0"), 5), "a character in two pieces is one key")
    t.resize(30, 70)
    t.signal(signal.SIGWINCH)
    tap.ok(t.until(lambda: "key 11001" in t.text()[29], 5), "a resize is told and drawn")
    t.send("q")
    tap.ok(t.until(t.ended, 5) and os.WEXITSTATUS(t.status) == 0, "q ends it")
    tap.ok(t.restored(), "the terminal is as it was found after q")
    t.close()


def test_ends():
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGSEGV", "SIGABRT"):
        t = start()
        t.send("m")
        t.until(lambda: t.shows("key 6d"))
        number = getattr(signal, name)
        t.signal(number)
        tap.ok(t.until(t.ended, 10) and os.WTERMSIG(t.status) == number, f"{name} ends it by that signal")
        tap.ok(t.restored(), f"the terminal is as it was found after {name}")
        t.close()
    t = start()
    t.send("m")
    t.until(lambda: t.shows("key 6d"))
    t.send("z")
    tap.ok(t.until(t.stopped, 10) and t.until(t.restored, 5), "suspended, the terminal is as it was found")
    before = len(t.raw)
    t.signal(signal.SIGCONT)
    tap.ok(t.until(lambda: b"\x1b[?1049h" in t.raw[before:] and b"\x1b[?1000h" in t.raw[before:] and t.shows("key 7a"), 5),
           "continued, it draws again")
    t.close()


def test_questions():
    for rgb, code in (("ffff/ffff/ffff", 2), ("1e1e/1e1e/1e1e", 1), ("f/f/e", 2)):
        t = start("ask", answer=f"\x1b]11;rgb:{rgb}\x1b\\\x1b[?62;22c".encode())
        tap.ok(t.until(lambda: t.shows(f"background {code}"), 5), f"a background of {rgb} is told")
        t.close()
    t = start("ask", answer=b"\x1b[?1;2c")
    t.send("j")
    tap.ok(t.until(lambda: t.shows("key 6a mods 0 mouse 0,0 at 0,0 background 0"), 5), "a terminal that tells no background is unknown")
    t.close()
    t = start(env={"COLORFGBG": "0;15"})
    t.send("j")
    tap.ok(t.until(lambda: t.shows("background 2"), 5), "COLORFGBG is read")
    t.close()
    import termios
    t = Terminal([PROBE, DUMP, "ask"])
    t.until(lambda: b"\x1b[c" in t.raw and t.shows("ready"))
    t.send("q")
    t.pump(0.1)
    t.send("\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c")
    t.until(t.ended)
    tap.ok(b"^[" not in t.raw, "an answer that comes late is not echoed")
    os.set_blocking(t.slave, False)
    modes = termios.tcgetattr(t.slave)
    modes[3] &= ~termios.ICANON
    termios.tcsetattr(t.slave, termios.TCSANOW, modes)
    try:
        left = os.read(t.slave, 100)
    except BlockingIOError:
        left = b""
    tap.ok(left == b"", "an answer that comes late is not left for the shell")
    t.close()


def test_types():
    t = start("no-color")
    cells = [cell for row in t.screen.buffer.values() for cell in row.values()]
    tap.ok(all(c.fg == "default" and c.bg == "default" for c in cells) and any(c.bold for c in cells), "without colour attributes stay")
    t.close()
    for term in (None, "", "no-such-terminal"):
        t = start(env={"TERM": term})
        tap.ok(t.shows("ready"), f"TERM={term} is tried as xterm-256color")
        t.close()
    t = start(env={"TERM": "dumb"})
    tap.ok(t.until(t.ended, 5) and os.WEXITSTATUS(t.status) == 1 and b"TERM=dumb" in t.raw, "TERM=dumb is refused by name")
    t.close()


for size in ((24, 80), (45, 160), (20, 60), (6, 20), (1, 1)):
    if size[1] >= 20:
        test_screen(*size)
    else:
        t = Terminal([PROBE, DUMP], rows=size[0], cols=size[1])
        t.until(lambda: b"\x1b[?1049h" in t.raw)
        t.send("q")
        tap.ok(t.until(t.ended, 5) and t.status == 0, "a terminal of one cell does no harm")
        t.close()
test_screen(24, 80, env={"LC_ALL": "C"})
test_screen(24, 80, env={"TERM": "xterm"})
test_screen(24, 80, env={"TERM": "screen"})
test_styles()
test_keys()
test_ends()
test_questions()
test_types()
tap.done()
