"""Does it stand damage?  Articles of PolNeAR's development part, damaged by the script that lies beside them: how far the share of statements
found falls for each kind of damage.  Skipped where the articles are not there.

usage: robust.py             a test: no kind falls by more than its bar (TAP)
       robust.py --table     a table for both engines, capitals and what is in quote marks too
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

TOP = os.environ.get("top_srcdir", ".")
EVAL = os.path.join(TOP, "..", "shared", "eval")
NEWS = os.path.join(EVAL, "polnear", "dev")
READER = os.path.join(os.environ.get("top_builddir", "."), "pullquote")

# points of F1 that a kind of damage may cost; None: only reported
BARS = {"straight": 3, "curly": 3, "unclosed": 5, "lower": 8, "ocr": 6, "flat": 8, "upper": None}
MEASURES = ["found", "exact", "source", "quoted found", "speaker", "speaker end to end"]


def recase(spelling, path, change):
    """speakers.json with its names as they stand in the damaged text."""
    for article in spelling.values():
        for entity in article["entities"].values():
            entity["aliases"] = sorted({change(alias) for alias in entity["aliases"]})
    with open(path, "w", encoding="utf-8") as f:
        json.dump(spelling, f)


def damaged(kind, folder):
    """A folder of articles damaged in that way, made in FOLDER."""
    where = os.path.join(folder, kind)
    subprocess.run([sys.executable, os.path.join(EVAL, "perturb.py"), kind, NEWS, where], check=True)
    speakers = os.path.join(NEWS, "speakers.json")
    if os.path.exists(speakers):
        with open(speakers, encoding="utf-8") as f:
            recase(json.load(f), os.path.join(where, "speakers.json"), {"upper": str.upper, "lower": str.lower}.get(kind, str))
    return where


def measures(path, options):
    tool = shlex.join([READER, *options, "--export", "jsonl"])
    command = [sys.executable, os.path.join(EVAL, "score.py"), "polnear", path, "--json", "--tool", tool]
    rows = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return {name: 100 * (rows.get(name, {}).get("F1", rows.get(name, {}).get("accuracy")) or 0) for name in MEASURES}


def table(folder):
    print("| engine | damage | " + " | ".join(MEASURES) + " | found falls by | may fall by |")
    print("|" + "---|" * (len(MEASURES) + 4))
    for engine, options in (("tagger", []), ("rules", ["--engine", "rules"])):
        whole = measures(NEWS, options)
        for kind, bar in {"none": None, **BARS}.items():
            got = whole if kind == "none" else measures(os.path.join(folder, kind), options)
            figures = " | ".join(f"{got[name]:.1f}" for name in MEASURES)
            print(f"| {engine} | {kind} | {figures} | {whole['found'] - got['found']:.1f} | {'' if bar is None else bar} |")


def test(folder):
    whole = measures(NEWS, [])["found"]
    bars = {kind: bar for kind, bar in BARS.items() if bar is not None}
    print(f"1..{len(bars)}")
    for i, (kind, bar) in enumerate(bars.items(), 1):
        fall = whole - measures(os.path.join(folder, kind), [])["found"]
        print(f"{'ok' if fall <= bar else 'not ok'} {i} - {kind}: found falls by {fall:.1f} points, by {bar} at most")


def main():
    if not os.path.isdir(NEWS):
        print("1..1\nok 1 # SKIP no annotated articles beside the sources")
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind in BARS:
            damaged(kind, folder)
        (table if "--table" in sys.argv else test)(folder)


main()
