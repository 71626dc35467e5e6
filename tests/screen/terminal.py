"""tests/screen/terminal.py - a program under a real pseudo-terminal, its screen kept by pyte.  For tests; no test by itself."""
import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time

ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"


def skip_without(*modules):
    """End the test as skipped where a module is missing."""
    import importlib
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"1..0 # SKIP python3-{name} is not there")
            sys.exit(0)


class Terminal:
    """ARGV on a pseudo-terminal of ROWS x COLS."""

    def __init__(self, argv, rows=24, cols=80, env=None, answer=None):
        import pyte
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status = None
        self.answer = answer  # bytes told when the program asks for the background
        self.answered = False
        self.master, self.slave = os.openpty()
        self.resize(rows, cols)
        self.modes = termios.tcgetattr(self.slave)
        self.pid = os.fork()
        if self.pid == 0:
            self._child(argv, env or {})

    def _child(self, argv, env):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        for fd in (0, 1, 2):
            os.dup2(self.slave, fd)
        os.closerange(3, 64)
        full = {k: v for k, v in os.environ.items() if k not in ("COLORTERM", "NO_COLOR", "COLORFGBG", "ESCDELAY")}
        full.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
        full.update(env)
        full = {k: v for k, v in full.items() if v is not None}
        try:
            os.execve(argv[0], argv, full)
        finally:
            os._exit(127)

    def resize(self, rows, cols):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self.screen.resize(rows, cols)

    def pump(self, wait=0.05):
        """Take what the program wrote; False when nothing came."""
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        # pyte prints what stands in strings it does not know: cut our question out
        self.stream.feed(data.replace(b"\x1b]11;?\x1b\\", b""))
        if self.answer and not self.answered and b"\x1b[c" in self.raw:
            self.answered = True
            os.write(self.master, self.answer)
        return True

    def until(self, condition, limit=20.0):
        """Pump until CONDITION() holds; False: it did not within LIMIT seconds."""
        end = time.monotonic() + limit
        while not condition():
            if time.monotonic() > end:
                return False
            self.pump()
        return True

    def text(self):
        return [line.rstrip() for line in self.screen.display]

    def shows(self, words):
        return any(words in line for line in self.text())

    def send(self, data):
        os.write(self.master, data if isinstance(data, bytes) else data.encode())

    def signal(self, number):
        os.kill(self.pid, number)

    def stopped(self):
        pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        return pid == self.pid and os.WIFSTOPPED(status)

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                while self.pump(0):
                    pass
        return self.status is not None

    def restored(self):
        """Modes as found, the alternate screen left, the cursor shown, no mouse reports, no bracketed paste."""
        on, off = self.raw.rfind(ALTERNATE_ON), self.raw.rfind(ALTERNATE_OFF)
        hidden, shown = self.raw.rfind(b"\x1b[?25l"), max(self.raw.rfind(b"\x1b[?25h"), self.raw.rfind(b"\x1b[?12l"))
        modes = [self.raw.rfind(b"\x1b[?%dl" % m) >= self.raw.rfind(b"\x1b[?%dh" % m) for m in (1000, 1002, 1006, 2004)]
        return (termios.tcgetattr(self.slave) == self.modes and (on < 0 or off > on) and (hidden < 0 or shown > hidden)
                and all(modes))

    def close(self):
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)


class Tap:
    """Counts and prints test lines."""

    def __init__(self):
        self.n = 0
        self.failed = 0

    def ok(self, good, name):
        self.n += 1
        self.failed += not good
        print(("ok" if good else "not ok"), self.n, "-", name, flush=True)
        return good

    def done(self):
        print(f"1..{self.n}")
        sys.exit(1 if self.failed else 0)
