"""Start-up and answers to keys, measured from outside: a program in a pseudo-terminal, from exec until words stand on it.

Ratios, not milliseconds: every program of a comparison runs in turn, round after round, on the same machine in the same
minute, and medians are compared.

usage: bench.py READER HELLO [ROUNDS]      prints one line a measure; exit status 1 if a bar is missed
"""
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 100, 30
GIVE_UP = 60.0
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][0-9A-Za-z]|[=>78cDEHMNOZ])|[\x0e\x0f]")
# What a terminal is asked, and what this one says: VT220 with colour, a dark ground.
QUERIES = [(b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[0c", b"\x1b[?62;22c"), (b"\x1b]11;?", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"),
           (b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[>c", b"\x1b[>41;354;0c")]


class Run:
    """One program in a terminal of its own."""

    def __init__(self, command, home):
        self.out = b""
        self.answered = 0
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            env = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home, "PATH": os.environ["PATH"]}
            for name in ("PULLQUOTE_DATA", "PULLQUOTE_THEMES", "LD_LIBRARY_PATH"):
                if name in os.environ:
                    env[name] = os.environ[name]
            os.execve(command[0], command, env)

    def read(self, timeout):
        """More output, answering what it asks; False: none came, or the program ended."""
        if not select.select([self.fd], [], [], timeout)[0]:
            return False
        try:
            chunk = os.read(self.fd, 65536)
        except OSError:
            return False
        self.out += chunk
        for query, answer in QUERIES:
            at = self.out.find(query, max(0, self.answered - 8))
            if at >= self.answered:
                os.write(self.fd, answer)
        self.answered = len(self.out)
        return bool(chunk)

    def wait_for(self, word, since=0):
        """Seconds from the start until WORD stands in what was written after byte SINCE."""
        while time.perf_counter() - self.start < GIVE_UP:
            if word in ESCAPES.sub(b"", self.out[since:]):
                return time.perf_counter() - self.start
            if not self.read(1.0) and os.waitpid(self.pid, os.WNOHANG) != (0, 0):
                self.pid = 0
                break
        sys.exit(f"bench: {word!r} never appeared; the last of the output: {self.out[-400:]!r}")

    def settle(self, quiet=0.05):
        while self.read(quiet):
            pass

    def key(self, keys):
        """Seconds until the first output that KEYS bring."""
        self.settle(0.02)
        begin = time.perf_counter()
        os.write(self.fd, keys)
        return time.perf_counter() - begin if self.read(10.0) else GIVE_UP

    def end(self):
        os.close(self.fd)
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def words(size, seed):
    """An invented article of about SIZE bytes; a word to wait for stands some 600 letters in."""
    rng = random.Random(seed)
    some = "the harbour council met on Monday and the plan for a new quay was put to a vote by its members again".split()
    text = ["A quay for the harbour", ""]
    length = 0
    while length < size:
        sentence = " ".join(rng.choice(some) for _ in range(rng.randint(8, 20))).capitalize()
        if rng.random() < 0.3:
            sentence = f'"{sentence}," said {rng.choice(["Rosa Diaz", "Ole Berg", "the mayor", "a spokesman"])}'
        text.append(sentence + ".")
        if rng.random() < 0.2:
            text.append("")
        length += len(sentence) + 2
    return text


def article(path, size, joint):
    lines = words(size, 7)
    lines.insert(8, "This is where the benchmark waits for zanzibar to appear.")
    with open(path, "w", encoding="utf-8") as f:
        f.write(joint.join(lines))
    return path


def medians(commands, rounds, home):
    """Median seconds to the first frame of each of COMMANDS: {name: (command, word)}."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, word) in commands.items():
            run = Run(command, home)
            times[name].append(run.wait_for(word))
            run.end()
    return {name: statistics.median(t) for name, t in times.items()}


class Report:
    def __init__(self):
        self.missed = False

    def line(self, what, seconds, against, times, bar):
        good = seconds <= against * bar
        self.missed |= not good
        print(f"{'ok  ' if good else 'OVER'}  {what}: {seconds * 1000:.1f} ms, {seconds / against:.2f} x {times}, bar {bar:g} x")


def measure_start(report, reader, hello, rounds, folder):
    small = article(os.path.join(folder, "small.txt"), 50_000, "\n")
    commands = {"hello": ([hello], b"hello"), "reader": ([reader, small], b"zanzibar")}
    if shutil.which("w3m"):
        commands["w3m"] = ([shutil.which("w3m"), small], b"zanzibar")
    times = medians(commands, rounds, folder)
    print(f"      hello-curses: {times['hello'] * 1000:.1f} ms (median of {rounds})")
    report.line("50 KB article, first frame", times["reader"], times["hello"], "hello-curses", 3)
    if "w3m" in times:
        report.line("the same against w3m", times["reader"], times["w3m"], "w3m", 1)
    return times["hello"]


def measure_large(report, reader, hello, rounds, folder):
    large = article(os.path.join(folder, "large.txt"), 10_000_000, "\n")
    line = article(os.path.join(folder, "line.txt"), 10_000_000, " ")
    times = medians({"hello": ([hello], b"hello"), "text": ([reader, large], b"zanzibar"), "line": ([reader, line], b"zanzibar")},
                    max(3, rounds // 3), folder)
    report.line("10 MB text, first frame", times["text"], times["hello"], "hello-curses", 25)
    report.line("10 MB in one line, first frame", times["line"], times["hello"], "hello-curses", 25)
    return {"10 MB text": large, "10 MB in one line": line}


def measure_keys(report, reader, files, folder):
    for name, path in files.items():
        run = Run([reader, path], folder)
        run.wait_for(b"zanzibar")
        slowest = max((run.key(k), k) for k in [b" ", b"j", b"G", b"g", b"/harbour\r", b"n", b"n", b" ", b"b", b"j", b"k"] * 2)
        run.end()
        good = slowest[0] <= 0.1
        report.missed |= not good
        print(f"{'ok  ' if good else 'OVER'}  {name}, slowest answer while it is read: {slowest[0] * 1000:.1f} ms to {slowest[1]!r}, bar 100 ms")


def cost(command):
    """Processor seconds and peak memory in MB of one run."""
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"bench: {' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure_models(report, reader, rounds, folder):
    """What the trained models cost beside the rules alone: memory of an article, start-up (an article of one line)."""
    small = article(os.path.join(folder, "small.txt"), 50_000, "\n")
    line = os.path.join(folder, "one.txt")
    with open(line, "w", encoding="utf-8") as f:
        f.write('"It will rain," said Ana Roy.\n')
    runs = {(path, rules): [] for path in (small, line) for rules in (False, True)}
    for _ in range(rounds):
        for path, rules in runs:
            runs[path, rules].append(cost([reader, "--in-process", "--export", "json"] + ["--engine", "rules"] * rules + [path]))
    memory = [statistics.median(r[1] for r in runs[small, rules]) for rules in (False, True)]
    good = memory[0] <= 40
    report.missed |= not good
    print(f"{'ok  ' if good else 'OVER'}  50 KB article, peak memory: {memory[0]:.1f} MB, by rules {memory[1]:.1f} MB, bar 40 MB")
    start = [statistics.median(r[0] for r in runs[line, rules]) * 1000 for rules in (False, True)]
    good = start[0] - start[1] <= 2
    report.missed |= not good
    print(f"{'ok  ' if good else 'OVER'}  start-up of the engine: {start[0]:.1f} ms, by rules {start[1]:.1f} ms, bar + 2 ms (processor time)")


def main():
    reader, hello = (os.path.abspath(p) for p in sys.argv[1:3])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        measure_start(report, reader, hello, rounds, folder)
        files = measure_large(report, reader, hello, rounds, folder)
        measure_keys(report, reader, files, folder)
        measure_models(report, reader, rounds * 2, folder)
    return report.missed


if __name__ == "__main__":
    sys.exit(main())
