"""What CoreNLP's quote annotator says of articles, in the form that pullquote exports.

usage: corenlp_peer.py CLASSPATH-FILE FILE...      one JSON object a line
"""
import json
import os
import subprocess
import sys
import tempfile

ANNOTATORS = "tokenize,pos,lemma,ner,depparse,coref,quote"
TYPES = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place", "CITY": "place", "STATE_OR_PROVINCE": "place",
         "COUNTRY": "place", "NATIONALITY": "group"}


def code_points(text):
    """From Java's offsets (UTF-16) to code points."""
    if all(c < "\U00010000" for c in text):
        return lambda at: at
    where = []
    for i, c in enumerate(text):
        where += [i] * (2 if c >= "\U00010000" else 1)
    where.append(len(text))
    return where.__getitem__


def entities(doc, place):
    """Names joined by coreference chains: ({token, counted over the article: its entity}, rows)."""
    chain_of, rows, of_token = {}, {}, {}
    for number, chain in doc.get("corefs", {}).items():
        for m in chain:
            chain_of[m["sentNum"] - 1, m["headIndex"] - 1] = number
    first = 0
    for n, sentence in enumerate(doc["sentences"]):
        for k, m in enumerate(sentence.get("entitymentions", [])):
            kind = TYPES.get(m["ner"])
            if not kind or sentence["tokens"][m["tokenBegin"]]["pos"].startswith("PRP"):
                continue
            tokens = range(m["tokenBegin"], m["tokenEnd"])
            key = next((chain_of[n, t] for t in reversed(tokens) if (n, t) in chain_of), (n, k))
            row = rows.setdefault(key, {"id": f"e{len(rows) + 1}", "type": kind, "name": m["text"], "mentions": []})
            row["mentions"].append({"start": place(m["characterOffsetBegin"]), "end": place(m["characterOffsetEnd"]), "form": "name", "type": kind})
            of_token.update((first + t, row["id"]) for t in tokens)
        first += len(sentence["tokens"])
    return of_token, list(rows.values())


def quotes(doc, of_token, place):
    tokens = [t for s in doc["sentences"] for t in s["tokens"]]
    rows, sources = [], []
    for q in doc.get("quotes", []):
        who, span = None, None
        if "canonicalMentionBegin" in q:
            speaker = range(q["canonicalMentionBegin"], q["canonicalMentionEnd"] + 1)
            who = next((of_token[t] for t in speaker if t in of_token), None)
        if "mentionBegin" in q:
            span = {"start": place(tokens[q["mentionBegin"]]["characterOffsetBegin"]), "end": place(tokens[q["mentionEnd"]]["characterOffsetEnd"])}
        sources.append({"id": f"s{len(sources) + 1}", "entity": who})
        part = {"start": place(q["beginIndex"]), "end": place(q["endIndex"]), "kind": "direct"}
        rows.append({"id": f"q{len(rows) + 1}", "kind": "direct", "parts": [part], "cue": None, "source": sources[-1]["id"],
                     "source_span": span, "confidence": None})
    return rows, sources


def annotate(classpath, files, folder):
    """CoreNLP's JSON for each of FILES, written into FOLDER."""
    listed = os.path.join(folder, "files")
    with open(listed, "w", encoding="utf-8") as f:
        f.writelines(os.path.abspath(path) + "\n" for path in files)
    subprocess.run(["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", classpath, "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators", ANNOTATORS,
                    "-threads", "1", "-outputFormat", "json", "-outputDirectory", folder, "-filelist", listed], stdout=sys.stderr, check=True)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        classpath = f.read().strip()
    files = sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        annotate(classpath, files, folder)
        for path in files:
            with open(path, encoding="utf-8", newline="") as f:
                text = f.read()
            with open(os.path.join(folder, os.path.basename(path) + ".json"), encoding="utf-8") as f:
                doc = json.load(f)
            place = code_points(text)
            of_token, names = entities(doc, place)
            rows, sources = quotes(doc, of_token, place)
            print(json.dumps({"text": text, "blocks": [], "entities": names, "quotes": rows, "sources": sources, "findings": []}))


main()
