#!/usr/bin/env python3
"""Reads what the exporters write with other people's readers: jsonschema, csv, html.parser.  Prints TAP."""
import csv
import glob
import html.parser
import io
import json
import os
import re
import subprocess

TOP = os.environ.get("top_srcdir", os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.environ.get("top_builddir", ".")
GOLDEN = os.path.join(TOP, "tests", "export", "golden")
number = 0


def report(ok, what, skip=None):
    global number
    number += 1
    print(("ok" if ok else "not ok"), number, "-", what + (f" # SKIP {skip}" if skip else ""))


def read(name):
    with open(os.path.join(GOLDEN, name), encoding="utf-8", newline="") as f:
        return f.read()


def spans(value):
    """Every {start, end} inside VALUE."""
    if isinstance(value, dict):
        if "start" in value:
            yield value["start"], value["end"]
        value = list(value.values())
    if isinstance(value, list):
        for v in value:
            yield from spans(v)


def faults(document, validator):
    """What is wrong with an exported document beyond its schema: spans outside the text, references to nothing."""
    found = [e.message[:200] for e in validator.iter_errors(document)]
    if found or "error" in document:
        return found
    text = document["text"]
    found += [f"span {s}-{e}" for s, e in spans(document) if not 0 <= s <= e <= len(text)]
    ids = {key: [x["id"] for x in document[key]] for key in ("entities", "quotes", "sources")}
    found += [f"{key} twice" for key, all_ids in ids.items() if len(set(all_ids)) != len(all_ids)]
    for q in document["quotes"]:
        found += [f"{q['id']}: source"] if q["source"] not in ids["sources"] else []
        found += [f"{q['id']}: continues"] if q["continues"] not in ids["quotes"] + [None] else []
    said = sorted(q for s in document["sources"] for q in s["quotes"])
    found += ["quotes of sources"] if said != sorted(ids["quotes"]) else []
    found += [f"{s['id']}: entity" for s in document["sources"] if s["entity"] not in ids["entities"] + [None]]
    return found


def check_json():
    try:
        import jsonschema
    except ImportError:
        report(True, "json fits its schema", "python3-jsonschema is missing")
        return
    with open(os.path.join(TOP, "doc", "pullquote.schema.json"), encoding="utf-8") as f:
        schema = json.load(f)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in ("ferry", "hostile"):
        document = json.loads(read(name + ".json"))
        wrong = faults(document, validator)
        report(not wrong, f"{name}.json fits its schema {wrong[:3] or ''}")
        report(json.loads(read(name + ".jsonl")) == document, f"{name}.jsonl says the same on one line")
        document["quotes"][0]["kind"] = "loud"
        report(faults(document, validator) != [], f"a wrong {name} is told")
    failure = {"format": "pullquote-annotations", "version": 1, "document": {"source": "x"}, "error": "cannot open x"}
    report(not faults(failure, validator), "an error line fits the schema")
    check_articles(validator)


def check_articles(validator):
    articles = sorted(glob.glob(os.path.join(TOP, "..", "shared", "articles", "*.txt")))
    program = os.path.join(BUILD, "pullquote")
    if not articles or not os.path.exists(program):
        report(True, "articles fit the schema", "no articles here")
        return
    run = subprocess.run([program, "--export", "jsonl"] + articles, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = run.stdout.decode("utf-8").splitlines()
    report(run.returncode == 0 and len(lines) == len(articles), f"{len(articles)} articles give a line each")
    wrong = [(a, faults(json.loads(line), validator)[:3]) for a, line in zip(articles, lines)]
    wrong = [w for w in wrong if w[1]]
    report(not wrong, f"articles fit the schema {wrong[:2] or ''}")


def check_csv():
    for name in ("ferry", "hostile"):
        text = read(name + ".csv")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        document = json.loads(read(name + ".json"))
        report(len({len(r) for r in rows}) == 1, f"{name}.csv: rows are of one length")
        report(text.count("\r\n") == len(rows) == 1 + len(document["notices"]) + len(document["quotes"]),
               f"{name}.csv: a row a quote and a notice")
        report(not [f for r in rows for f in r if f[:1] in ("=", "+", "-", "@", "\t", "\r")], f"{name}.csv: no formula")
        at = rows[0].index
        report([r[at("start")] for r in rows[1:] if r[at("quote")]] ==
               [str(q["parts"][0]["start"]) for q in document["quotes"]], f"{name}.csv: offsets are those of the JSON")


TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(), "style": set(),
    "body": set(), "main": set(), "article": {"lang", "dir"}, "aside": set(), "footer": set(), "details": {"open"},
    "summary": set(), "small": set(), "b": {"class"}, "em": set(), "span": {"class", "id"}, "a": {"class", "href", "rel"},
    "p": {"class"}, "br": set(), "blockquote": set(), "pre": set(), "table": set(), "tbody": set(), "tr": set(), "td": set(),
    "ul": set(), "ol": set(), "li": {"class", "id", "value"}, **{f"h{i}": set() for i in range(1, 7)},
}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.wrong, self.ids, self.targets, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.wrong.append(tag)
            return
        for key, value in attrs:
            if key not in TAGS[tag]:
                self.wrong.append(f"{tag} {key}")
            if key == "id":
                self.ids.append(value)
            if key == "href":
                self.targets.append(value)

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.wrong.append("comment")


def check_html():
    for name in ("ferry", "hostile"):
        page = Page()
        page.feed(read(name + ".html"))
        page.close()
        report(not page.wrong, f"{name}.html: only tags and attributes of the list {page.wrong[:3] or ''}")
        report(len(set(page.ids)) == len(page.ids), f"{name}.html: no id twice")
        lost = [t for t in page.targets if t[0] == "#" and t[1:] not in page.ids]
        report(not lost, f"{name}.html: every place linked to is there {lost[:3] or ''}")
        outside = [t for t in page.targets if not re.match(r"(https?://|mailto:|#)", t)]
        report(not outside, f"{name}.html: links are http, https, mailto or fragments")
        document = json.loads(read(name + ".json"))
        plain = re.sub(r"[^a-z0-9]", "", "".join(page.text).lower())
        missing = [w for w in re.findall(r"[a-z0-9]{4,}", document["text"].lower()) if w not in plain]
        report(not missing, f"{name}.html: every word is there {missing[:3] or ''}")


def luminance(colour):
    """WCAG 2.1, relative luminance of #rrggbb."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def check_colours():
    page = read("ferry.html")
    roots = re.findall(r":root\{([^}]*)\}", page)[:2]
    for name, root in zip(("light", "dark"), roots):
        colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", root))
        texts = ["fg", "dim", "link"] + [f"h{i}" for i in range(8)]
        weak = [(t, g) for t in texts for g in ("bg", "tint") if contrast(colours[t], colours[g]) < 4.5]
        report(not weak, f"{name} page: text has a contrast of 4.5 {weak or ''}")


def check_markdown():
    for name in ("ferry", "hostile"):
        text = read(name + ".md")
        defined = re.findall(r"^\[\^(\d+)\]: ", text, re.M)
        used = re.findall(r"(?<!\\)\[\^(\d+)\](?!: )", text)
        count = len(json.loads(read(name + ".json"))["quotes"])
        report(sorted(used) == sorted(defined) == [str(i + 1) for i in range(count)],
               f"{name}.md: each footnote is defined and used once")


check_json()
check_csv()
check_html()
check_colours()
check_markdown()
print(f"1..{number}")
