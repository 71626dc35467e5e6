"""The program on a terminal of its own: what it says where none can be used, and how it leaves the one it used."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PULLQUOTE = os.path.abspath(os.path.join(os.environ.get("top_builddir", "."), "pullquote"))
LIMIT = 20  # seconds until a run counts as hung; nothing waits for it to pass


class Run:
    """PULLQUOTE with ARGUMENTS on a new pseudo-terminal; what it shows gathers in self.shown."""

    def __init__(self, arguments, term="xterm-256color", stdin=None, no_tty=False, extra=None):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        env = {k: v for k, v in os.environ.items() if k not in ("TERM", "NO_COLOR", "COLORFGBG")}
        if term is not None:
            env["TERM"] = term
        env.update(extra or {})

        def own_terminal():
            os.setsid()
            if not no_tty:
                fcntl.ioctl(1, termios.TIOCSCTTY, 0)

        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PULLQUOTE, *arguments], stdin=self.slave if stdin is None else stdin, stdout=self.slave,
                                        stderr=self.errors, env=env, preexec_fn=own_terminal)
        self.shown = b""
        self.deadline = time.monotonic() + LIMIT

    def read(self):
        """Take what is shown now; False when nothing came for a moment."""
        ready, _, _ = select.select([self.master], [], [], 0.05)
        if not ready:
            return False
        try:
            self.shown += os.read(self.master, 65536)
        except OSError:
            return False
        return True

    def wait_for(self, words):
        while words not in self.shown and time.monotonic() < self.deadline:
            if not self.read() and self.process.poll() is not None:
                break
        return words in self.shown

    def keys(self, text):
        os.write(self.master, text)

    def end(self):
        """Exit status and standard error."""
        while self.process.poll() is None and time.monotonic() < self.deadline:
            self.read()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        while self.read():
            pass
        self.errors.seek(0)
        self.after = termios.tcgetattr(self.slave)
        os.close(self.master)
        os.close(self.slave)
        return self.process.returncode, self.errors.read().decode()


number = 0


def result(good, what, *details):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} - {what}")
    if not good:
        for d in details:
            print("# " + repr(d))


def main():
    folder = tempfile.TemporaryDirectory()
    os.environ["XDG_CONFIG_HOME"] = os.path.join(folder.name, "config")
    good = os.path.join(folder.name, "good.txt")
    with open(good, "w", encoding="utf-8") as f:
        f.write("Ferry late again\n\n“We waited for hours,” Ada Brack, a teacher, said on Tuesday.\n")

    for term in (None, "", "no-such-terminal"):
        run = Run([good], term=term)
        shown = run.wait_for(b"Brack")
        run.keys(b"q")
        code, errors = run.end()
        result(shown and code == 0, f"TERM={term}: tried as xterm-256color", code, errors, run.shown)

    run = Run([good], term="dumb")
    code, errors = run.end()
    result(code == 0 and b"Ada Brack" in run.shown and b"\x1b" not in run.shown and "TERM=dumb" in errors,
           "a terminal that cannot show a screen: the article alone, and why", code, errors, run.shown)

    for name, words in ((os.path.join(folder.name, "none.txt"), "none.txt: No such file"), (folder.name, "is a folder"),
                        ("/dev/null", "is empty"), ("ftp://news.example/a", "by http and https only")):
        run = Run([name])
        if run.wait_for(words.encode()):  # a machine so slow that the screen was there first
            run.keys(b"q")
        code, errors = run.end()
        result(code == 1 and words in errors and run.before == run.after,
               f"the only article cannot be read ({words}): said, status 1, the terminal as it was", code, errors)

    run = Run(["-"])
    code, errors = run.end()
    result(code == 2 and "standard input is the terminal" in errors, "an article from the terminal itself", code, errors)

    run = Run([good])
    shown = run.wait_for(b"Brack")
    run.keys(b"q")
    code, errors = run.end()
    result(shown and code == 0 and not errors, "read and quit", code, errors, run.shown)
    result(run.before == run.after and run.shown.rfind(b"\x1b[?1049l") > run.shown.rfind(b"\x1b[?1049h"),
           "the terminal is given back as it was found", run.shown[-200:])

    with open(good, "rb") as article:
        run = Run(["-"], stdin=article)
        shown = run.wait_for(b"Brack")
        run.keys(b"q")
        code, errors = run.end()
    result(shown and code == 0, "the article on standard input, keys from the terminal", code, errors)

    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"):
        run = Run([good])
        shown = run.wait_for(b"Brack")
        run.process.send_signal(getattr(signal, name))
        code, errors = run.end()
        result(shown and code == -getattr(signal, name) and run.before == run.after and run.shown.rfind(b"\x1b[?1049l") > run.shown.rfind(b"\x1b[?1049h"),
               f"{name} restores the terminal and is raised again", code, errors)

    config = os.path.join(os.environ["XDG_CONFIG_HOME"], "pullquote")
    os.makedirs(config)
    with open(os.path.join(config, "keys"), "w", encoding="utf-8") as f:
        f.write("bind j line-dwon\n")
    run = Run([good])
    shown = run.wait_for(b"keys:1:")
    run.keys(b"q")
    code, errors = run.end()
    result(shown and code == 0, "a bad key file shows in the status line, and the reader starts", code, errors, run.shown)

    run = Run([good, os.path.join(folder.name, "none.txt")])
    shown = run.wait_for(b"Brack")
    run.keys(b"]f")
    told = run.wait_for(b"No such file")
    run.keys(b"q")
    code, errors = run.end()
    result(shown and told and code == 0, "one of two files is missing: the other is read", code, errors, run.shown[-400:])
    # A worker that is killed while the reader waits for it: a pipe that nobody writes to.
    pipe = os.path.join(folder.name, "pipe")
    os.mkfifo(pipe)
    run = Run([pipe, good])
    children = []
    while not children and run.process.poll() is None and time.monotonic() < run.deadline:
        run.read()
        with open(f"/proc/{run.process.pid}/task/{run.process.pid}/children", encoding="ascii") as f:
            children = f.read().split()
    screen = run.wait_for(b"\x1b[?1049h")
    os.kill(int(children[0]), signal.SIGSEGV)
    told = run.wait_for(b"SIGSEGV")
    run.keys(b"]f")
    shown = run.wait_for(b"Brack")
    run.keys(b"q")
    code, errors = run.end()
    result(screen and told and shown and code == 0 and "the worker died (SIGSEGV)" in errors,
           "a worker dies: a banner, and the other article is read", code, errors, run.shown[-600:])
    print(f"1..{number}")


if __name__ == "__main__":
    sys.exit(main())
