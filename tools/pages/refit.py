#!/usr/bin/env python3
"""Finds the weights of src/html/weights.def anew, and tells what that is worth on pages it did not see.

usage: refit.py REFIT PAGESDIR [--folds N] [--tries N] [--rounds N] [--seed N]
  REFIT      the program tools/pages/refit (make refit)
  PAGESDIR   NAME.html with NAME.gold.json {"url", "body"}
  --folds    parts the pages are dealt into at random (5); each is left out once
  --tries    weights drawn at random from RANGES, whatever those shipped are (300)
  --rounds   times each weight is then varied by itself over its range, keeping what is best (1)
  --seed     of drawing and dealing (1)

Python 3.8 or later, standard library alone.  Prints body F1 of the pages left out, with a standard deviation over 1000 resamples, beside
that of the weights shipped; and the weights found on all the pages.  The same arguments give the same output.
"""
import argparse, glob, os, random, statistics, subprocess, sys

# What a weight may be at all: wide, and centred on nothing.
RANGES = {"prose_chars": (30, 200), "prose_links": (.2, .8), "caption_chars": (200, 1500), "teaser_chars": (200, 2000),
          "teaser_share": (.3, .95), "most_of_page": (.2, .9), "much_of_page": (.05, .7), "nearly_all": (.6, .98), "least_of_page": (.02, .4),
          "least_article": (20, 400),
          "body_prose": (1, 3), "body_other": (0, 1), "sentence": (0, 1), "comment": (-1, 0), "aside": (-1, .3), "line": (-30, 0),
          "link_line": (-40, 0), "link_char": (-1.5, 0), "text_links": (.3, .9), "text_chars": (10, 120)}
STEPS = 5


class Refit:
    """The program: what weights make of every page, (precision, recall) each; asked once a set of weights."""
    def __init__(self, program, pages):
        self.p = subprocess.Popen([program] + pages, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.known = {}

    def __call__(self, weights):
        key = tuple("%.6g" % w for w in weights)
        if key not in self.known:
            self.p.stdin.write(" ".join(key) + "\n"); self.p.stdin.flush()
            x = [float(v) for v in self.p.stdout.readline().split()]
            self.known[key] = list(zip(x[::2], x[1::2]))
        return self.known[key]


def f1(scores, pages):
    """As score.py has it: precision and recall averaged over the pages that have them, then F1."""
    p = [scores[i][0] for i in pages if scores[i][0] >= 0]
    r = [scores[i][1] for i in pages if scores[i][1] >= 0]
    p, r = statistics.fmean(p or [0]), statistics.fmean(r or [0])
    return 2 * p * r / (p + r) if p + r else 0


def draw(rng):
    return [rng.uniform(*RANGES[name]) for name in NAMES]


def search(refit, tried, pages, rounds):
    best = max(tried, key=lambda w: f1(refit(w), pages))
    for _ in range(rounds):
        for i, name in enumerate(NAMES):
            lo, hi = RANGES[name]
            for step in range(STEPS):
                other = list(best)
                other[i] = lo + (hi - lo) * (step + .5) / STEPS
                if f1(refit(other), pages) > f1(refit(best), pages):
                    best = other
    return best


def shipped(path):
    out = {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("WEIGHT("):
            name, value = line[7:line.index(")")].split(",")
            out[name] = float(value)
    return out


ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("program"); ap.add_argument("pages"); ap.add_argument("--folds", type=int, default=5)
ap.add_argument("--tries", type=int, default=300); ap.add_argument("--rounds", type=int, default=1)
ap.add_argument("--seed", type=int, default=1)
a = ap.parse_args()
now = shipped(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/html/weights.def"))
NAMES = list(now)
files = sorted(glob.glob(os.path.join(a.pages, "*.html")))
if not files: sys.exit("refit.py: no pages in " + a.pages)
refit, rng = Refit(a.program, files), random.Random(a.seed)
every = list(range(len(files)))
tried = [draw(rng) for _ in range(a.tries)]
deal = rng.sample(every, len(every))
left_out = [None] * len(files)
for k in range(a.folds):
    fold = deal[k::a.folds]
    best = search(refit, tried, [i for i in every if i not in fold], a.rounds)
    for i in fold: left_out[i] = refit(best)[i]
    print(f"fold {k + 1}: seen {f1(refit(best), [i for i in every if i not in fold]):.4f}  left out {f1(refit(best), fold):.4f}"
          f"  shipped weights on it {f1(refit(now.values()), fold):.4f}", flush=True)
best = search(refit, tried, every, a.rounds)
middle = [f1(refit(w), every) for w in tried]
for what, scores in (("left out", left_out), ("shipped", refit(now.values())), ("found on all", refit(best))):
    spread = statistics.stdev(f1(scores, rng.choices(every, k=len(every))) for _ in range(1000))
    print(f"{what:13} F1 {f1(scores, every):.4f} ± {spread:.4f}")
print(f"drawn at random: median {statistics.median(middle):.4f}, best {max(middle):.4f}")
print("found:", "  ".join(f"{n} {w:.3g}" for n, w in zip(NAMES, best)))
