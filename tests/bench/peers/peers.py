"""The engine beside other finders of quotes: words a second on one core, and accuracy where what they say can be compared.

usage: peers.py READER BUILD-FOLDER [--rounds N] [--limit N] [--light] [--only NAME]
  --rounds N   measure N times in turn and take medians (3; CoreNLP once)
  --limit N    the first N articles of each set
  --only NAME  of the others spaCy and those whose name holds NAME
  --light      a short run: no CoreNLP, which has half a gigabyte to fetch and a minute to start, no names of CoNLL-2003

The articles are those beside the repository, else the bundled sample (speed alone).  Everything runs on one core, pinned, with one thread
for numbers.  Speed is words between white space over the processor time of the whole process, less that of the same process on one
sentence: starting, loading models and the virtual machine's own start count for nobody.  Packages come from PyPI into BUILD-FOLDER/peers, CoreNLP from
Maven; what cannot be had is left out.  Exit status: 77 without spaCy, 1 if the engine is not BAR
times as fast as that (--light: only said, since a short run on a busy machine is no measure).
"""
import argparse
import glob
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.realpath(os.path.join(HERE, "..", "..", ".."))
SHARED = os.path.join(os.path.dirname(TOP), "shared")
SCORE = os.path.join(SHARED, "eval", "score.py")
NEWS = os.path.join(SHARED, "eval", "polnear", "dev")
CONLL = os.path.join(SHARED, "eval", "names", "conll2003-testa.conll")
CORE = max(os.sched_getaffinity(0))
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
SENTENCE = '"The quay will be built," said Rosa Diaz, the mayor.\n'
BAR = 15
PATIENCE = 300  # seconds for a step of installing
COLUMNS = [("gold", "direct found"), ("gold", "direct speaker"), ("gold", "names"), ("polnear", "quoted found"), ("polnear", "quoted speaker")]


def succeeds(command):
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def install_python(folder):
    """The interpreter that has spaCy and its finders, or None."""
    python = os.path.join(folder, "venv", "bin", "python")
    wanted = os.path.join(HERE, "requirements.txt")
    done = os.path.join(folder, "installed")
    install = [python, "-m", "pip", "install", "-q", "--retries", "1", "-r", wanted]
    if not os.path.exists(done) or os.path.getmtime(done) < os.path.getmtime(wanted):
        if not all(succeeds(step) for step in ([sys.executable, "-m", "venv", os.path.join(folder, "venv")], install)):
            return None
        open(done, "w").close()
    return python


def install_corenlp(folder):
    """The file that holds CoreNLP's class path, or None."""
    path = os.path.join(folder, "corenlp.classpath")
    if not shutil.which("java") or not shutil.which("mvn"):
        return None
    if not os.path.exists(path):
        command = ["mvn", "-q", "-B", "-f", os.path.join(HERE, "pom.xml"), "dependency:build-classpath", "-Dmdep.outputFile=" + path]
        if not succeeds(command):
            return None
    with open(path, encoding="utf-8") as f:
        return path if all(os.path.exists(jar) for jar in f.read().strip().split(":")) else None


def run(command, files):
    """(processor seconds of COMMAND FILES... and its children on one core, what it printed)"""
    out, log = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    pid = os.fork()
    if pid == 0:
        os.sched_setaffinity(0, {CORE})
        os.dup2(out.fileno(), 1)
        os.dup2(log.fileno(), 2)
        os.execvpe(command[0], command + files, {**os.environ, **ONE_THREAD})
    _, status, used = os.wait4(pid, 0)
    if status:
        log.seek(0)
        sys.exit(f"peers: {shlex.join(command)} failed ({status}):\n{log.read()[-2000:].decode('utf-8', 'replace')}")
    out.seek(0)
    return used.ru_utime + used.ru_stime, out.read().decode("utf-8").splitlines()


class Peer:
    def __init__(self, name, command, rounds, quotes=True, names=False):
        self.name, self.command, self.rounds = name, command, rounds
        self.quotes = quotes  # it finds quotes
        self.names = names    # its names are to be measured on CoNLL-2003 too
        self.seconds, self.lines = [], []

    def measure(self, files, sentence):
        start, _ = run(self.command, [sentence])
        seconds, self.lines = run(self.command, files)
        if len(self.lines) != len(files):
            sys.exit(f"peers: {self.name} printed {len(self.lines)} documents for {len(files)} files")
        self.seconds.append(max(seconds - start, 1e-3))


def score(kind, path, tool, limit):
    command = [sys.executable, SCORE, kind, path, "--json", "--tool", tool] + (["--limit", str(limit)] if limit else [])
    rows = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, **ONE_THREAD}).stdout)
    return {name: row.get("F1", row.get("accuracy")) for name, row in rows.items()}


def scores(peer, sets, limit, folder, light):
    """{(kind, measure): figure} from what PEER has printed; names of CoNLL-2003 from a run of their own."""
    found, at = {}, 0
    for kind, path, files in sets:
        said = os.path.join(folder, "said")
        with open(said, "w", encoding="utf-8") as f:
            f.writelines(line + "\n" for line in peer.lines[at:at + len(files)])
        at += len(files)
        if kind:
            # What was printed in the measured run is printed again, so that nothing runs twice.
            rows = score(kind, path, shlex.join(["sh", "-c", 'cat "$0"', said]), limit)
            found.update({(kind, name): value for name, value in rows.items() if peer.quotes or name == "names"})
    if sets[0][0] and not light and peer.names and os.path.exists(CONLL):
        found["conll", "names"] = score("conll", CONLL, shlex.join(peer.command), 0)["names"]
    return found


def article_sets(limit):
    """[(the scorer's kind, its path, the files)]"""
    sets = [("gold", os.path.join(SHARED, "articles"), sorted(glob.glob(os.path.join(SHARED, "articles", "*.txt")))[:limit]),
            ("polnear", NEWS, sorted(glob.glob(os.path.join(NEWS, "text", "*.txt")))[:limit])]
    if all(files for _, _, files in sets):
        return sets
    return [(None, None, [os.path.join(TOP, "data", "en", "sample.txt")])]


def table(peers, words, found):
    """Print it; how many times as fast as spaCy the engine is."""
    spacy = next(p for p in peers if p.name.startswith("spaCy"))
    per_second = {p.name: words / statistics.median(p.seconds) for p in peers}
    columns = COLUMNS + [("conll", "names")]
    times = {p.name: statistics.median(b / a for a, b in zip(p.seconds, spacy.seconds)) for p in peers}
    heads = {"gold": "13 articles: ", "polnear": "dev: ", "conll": "CoNLL-2003 testa: "}
    print("| | words a second | times spaCy | " + " | ".join(heads[kind] + name for kind, name in columns) + " |")
    print("|" + "---|" * (len(columns) + 3))
    for p in peers:
        figures = [found[p.name].get(column) for column in columns]
        cells = ["" if f is None else f"{f:.3f}" for f in figures]
        print(f"| {p.name} | {per_second[p.name]:,.0f} | {times[p.name]:.2f} | " + " | ".join(cells) + " |")
    return times[peers[0].name]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("reader")
    parser.add_argument("build")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--light", action="store_true")
    a = parser.parse_args()
    cache = os.path.join(os.path.abspath(a.build), "peers")
    os.makedirs(cache, exist_ok=True)
    python = install_python(cache)
    if not python:
        print("skipped: spaCy could not be installed (no network?)")
        return 77
    reader = os.path.abspath(a.reader)
    finder = lambda name: [python, os.path.join(HERE, "spacy_peer.py"), name]
    peers = [Peer("pullquote", [reader, "--export", "jsonl"], a.rounds, names=True),
             Peer("pullquote --engine rules", [reader, "--engine", "rules", "--export", "jsonl"], a.rounds, names=True),
             Peer("spaCy en_core_web_sm (names)", finder("spacy"), a.rounds, quotes=False, names=True)]
    others = [Peer("textacy direct_quotations", finder("textacy"), a.rounds), Peer("sayswho's finder over spaCy sm", finder("sayswho"), a.rounds)]
    classpath = None if a.light else install_corenlp(cache)
    if classpath:
        others.append(Peer("CoreNLP quote", [sys.executable, os.path.join(HERE, "corenlp_peer.py"), classpath], 1))
    else:
        print("CoreNLP is left out: " + ("--light" if a.light else "it wants Java, Maven and the network"))
    peers += [p for p in others if a.only in p.name]
    sets = article_sets(a.limit)
    files = [f for _, _, some in sets for f in some]
    words = sum(len(open(f, encoding="utf-8").read().split()) for f in files)
    with tempfile.TemporaryDirectory() as folder:
        sentence = os.path.join(folder, "sentence.txt")
        with open(sentence, "w", encoding="utf-8") as f:
            f.write(SENTENCE)
        for n in range(a.rounds):
            for peer in peers:
                if n < peer.rounds:
                    peer.measure(files, sentence)
        found = {p.name: scores(p, sets, a.limit, folder, a.light) for p in peers}
    print(f"{len(files)} articles, {words:,} words, {a.rounds} round(s) in turn on one core")
    times = table(peers, words, found)
    if times < BAR:
        print(f"The engine is {times:.1f} times as fast as spaCy; the bar is {BAR}")
    return times < BAR and not a.light


if __name__ == "__main__":
    sys.exit(main())
