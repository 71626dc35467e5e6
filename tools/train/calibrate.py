#!/usr/bin/env python3
"""Counts how often the tagger's attributions are right at each size of their margin, and prints the table that trainer's
calibration= reads.

usage: calibrate.py SCORER-DIR CORPUS TOOL
  SCORER-DIR  the folder of score.py
  CORPUS      annotated articles (text/, attributions/) that the model was not trained on
  TOOL        the exporter, with a model that was written without calibration=: its confidences are then margins in hundredths
"""
import glob
import os
import sys
from collections import defaultdict

SIZES = 32


def read_gold(path, text):
    spans, gold = {}, []
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0].startswith("T"):
            spans[cells[0]] = [tuple(map(int, w.split())) for w in cells[1].split(" ", 1)[1].split(";")]
        elif cells[0].startswith("E"):
            roles = defaultdict(list)
            for role in cells[1].split():
                name, value = role.split(":")
                roles[name.rstrip("0123456789")] += spans.get(value, [])
            if roles["Content"]:
                gold.append({"content": text.chars(roles["Content"]), "source": text.chars(roles["Source"])})
    return gold


def count(score, corpus, tool):
    right, total = [0] * SIZES, [0] * SIZES
    files = sorted(glob.glob(os.path.join(corpus, "text", "*.txt")))
    for path, doc in zip(files, score.run(tool, files)):
        source = open(path, encoding="utf-8", newline="").read()
        stem = os.path.basename(path)[:-4]
        gold_text, text = score.same(source, doc, path)
        gold = read_gold(glob.glob(os.path.join(corpus, "attributions", stem + "_*.ann"))[0], gold_text)
        predicted = score.predicted(text, doc, False)
        matched = {j: gold[i] for i, j, _ in score.matched(gold, predicted)}
        for j, quote in enumerate(predicted):
            size = round(quote["confidence"] * 100)
            if size >= SIZES:
                continue
            total[size] += 1
            right[size] += j in matched and (not matched[j]["source"] or bool(matched[j]["source"] & quote["source"]))
    return right, total


def rising(right, total):
    """Pools neighbours until the rates rise (Ayer et al. 1955); each size starts with two counts in the middle."""
    pools = []
    for r, n in zip(right, total):
        pools.append([r + 1, n + 2, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            r, n, width = pools.pop()
            pools[-1] = [pools[-1][0] + r, pools[-1][1] + n, pools[-1][2] + width]
    return [r / n for r, n, width in pools for _ in range(width)]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    import score
    right, total = count(score, sys.argv[2], sys.argv[3])
    print(" ".join(str(round(10000 * p)) for p in rising(right, total)))


main()
