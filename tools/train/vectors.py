#!/usr/bin/env python3
"""Reduces a spaCy model's word vectors by principal components, for the words of some texts, and prints what trainer's vectors= reads.

usage: vectors.py MODEL WIDTH FILE...
  MODEL  the model's folder (vocab/vectors, vocab/key2row)
  FILE   texts; only their words are printed, lower-cased, from the most frequent on
The first line is WIDTH; then a word and its WIDTH numbers a line.
"""
import os
import re
import sys
from collections import Counter

import msgpack
import numpy

MASK = (1 << 64) - 1
SIZE = .12  # root mean square of all numbers printed; the trainer's own vectors start at .06


def string_key(word):
    """MurmurHash64A (Appleby, public domain) with seed 1: how spaCy numbers its strings."""
    data, m = word.encode(), 0xc6a4a7935bd1e995
    h = 1 ^ (len(data) * m & MASK)
    whole = len(data) // 8 * 8
    for i in range(0, whole, 8):
        k = int.from_bytes(data[i:i + 8], "little") * m & MASK
        h = (h ^ ((k ^ k >> 47) * m & MASK)) * m & MASK
    if whole < len(data):
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & MASK
    h = (h ^ h >> 47) * m & MASK
    return h ^ h >> 47


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, width = os.path.join(sys.argv[1], "vocab"), int(sys.argv[2])
    counts = Counter()
    for path in sys.argv[3:]:
        counts.update(re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|'[a-z]+", open(path, encoding="utf-8").read().lower()))
    table = numpy.load(os.path.join(folder, "vectors"))
    rows = msgpack.unpackb(open(os.path.join(folder, "key2row"), "rb").read(), strict_map_key=False)
    words = [w for w, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if rows.get(string_key(w), -1) >= 0]
    words = [w for w in words if len(w.encode()) <= 48]
    x = table[[rows[string_key(w)] for w in words]].astype("float64")
    x -= x.mean(axis=0)
    _, axes = numpy.linalg.eigh(x.T @ x)
    x = x @ axes[:, ::-1][:, :width]
    x *= SIZE / numpy.sqrt((x ** 2).mean())
    print(width)
    for w, row in zip(words, x):
        print(w, " ".join(f"{v:.4f}" for v in numpy.clip(row, -.99, .99)))


main()
