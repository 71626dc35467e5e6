"""Is it right?  The measures of the articles that lie beside the repository, against the bars the project has set itself; skipped where
they are not there.  The scorer says what each measure means: score.py --help."""
import json
import os
import shlex
import subprocess
import sys

TOP = os.environ.get("top_srcdir", ".")
SHARED = os.path.join(TOP, "..", "shared")
READER = os.path.join(os.environ.get("top_builddir", "."), "pullquote")
REAL = "000_7bbb8d5c9e7b4b81.txt"

GOLD = {"found": .85, "direct found": .95, "kind": .93, "direct speaker": .93, "speaker": .87, "no speaker": .95, "same source": .85,
        "names": .90, "clusters": .93}
GOLD.update({f"findings {kind}": .75 for kind in (  # those with five cases or more
    "unresolved-speaker", "anonymous-source", "shared-surname", "ambiguous-acronym", "wire-credit", "furniture", "scare-quote")})
POLNEAR = {"found": .75, "exact": .61, "source": .94, "source span": .76, "cue span": .71, "content span": .61, "quoted found": .90,
           "speaker": .85, "no speaker": .95, "speaker end to end": .65}
CONLL = {"names": .82}


def measures(kind, path):
    command = [sys.executable, os.path.join(SHARED, "eval", "score.py"), kind, path, "--json", "--tool",
               shlex.join([READER, "--export", "jsonl"])]
    rows = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return {name: row.get("F1", row.get("accuracy")) for name, row in rows.items()}


def read_real():
    out = subprocess.run([READER, "--export", "json", os.path.join(SHARED, "articles", REAL)], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def traps(doc):
    """What the real article sets for a hasty reader: (what is right, whether it is)."""
    text = doc["text"]
    of = lambda span: text[span["start"]:span["end"]]
    sources = {s["id"]: s for s in doc["sources"]}
    names = [{of(m) for m in e["mentions"] if m["form"] == "name"} for e in doc["entities"]]

    def nobody(pronoun, lemma):
        found = [q for q in doc["quotes"] if q["source_span"] and of(q["source_span"]) == pronoun and q["cue"]["lemma"] == lemma]
        return len(found) == 1 and sources[found[0]["source"]]["kind"] == "unknown" and not sources[found[0]["source"]]["entity"]

    outside = [b for b in doc["blocks"] if b["kind"] in ("caption", "credit", "related", "furniture")]
    yield "a pronoun that fits nobody has no speaker (she)", nobody("she", "tell")
    yield "a pronoun that fits nobody has no speaker (He)", nobody("He", "note")
    yield "Lee is said not to be introduced", any(f["kind"] == "not-introduced" and of(f) == "Lee" for f in doc["findings"])
    yield "two people of one surname stay two", sum("Kim Yong Chol" in n for n in names) == 1 and not any(
        "Kim Yong Chol" in n and n & {"Kim Jong Un", "Kim Jong-un"} for n in names)
    yield "a country is one entity under all its names", any({"US", "U.S.", "USA", "United States"} <= n for n in names)
    yield "captions and related headlines are seen", len(outside) >= 4
    yield "and speak for nobody", not any(b["start"] <= p["start"] < b["end"] for b in outside for q in doc["quotes"] for p in q["parts"])
    yield "a relay is told from its source", any(f["kind"] == "second-hand" for f in doc["findings"])


def main():
    if not os.path.isdir(os.path.join(SHARED, "articles")):
        print("1..1\nok 1 # SKIP no annotated articles beside the sources")
        return
    results = []
    for label, kind, path, bars in (("articles", "gold", "articles", GOLD), ("news", "polnear", "eval/polnear/dev", POLNEAR),
                                    ("newswire", "conll", "eval/names/conll2003-testa.conll", CONLL)):
        if not os.path.exists(os.path.join(SHARED, path)):
            continue
        got = measures(kind, os.path.join(SHARED, path))
        results += [(f"{label}: {name} {got[name]:.3f}, at least {bar:.2f}", got[name] >= bar) for name, bar in bars.items()]
    results += list(traps(read_real()))
    print(f"1..{len(results)}")
    for i, (what, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {what}")


main()
