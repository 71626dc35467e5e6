#!/usr/bin/env python3
"""Body F1 and CPU a page beside trafilatura and readability.js, over the same saved pages in one run.

usage: extractors.py PULLQUOTE SCORER PAGESDIR [--cache DIR]
  PULLQUOTE  the program
  SCORER     score.py of the page benchmark
  PAGESDIR   NAME.html with NAME.gold.json; a folder of such folders: a table for each
  --cache    where the peers are fetched to, once (extractors.cache): PyPI's trafilatura, npm's @mozilla/readability and linkedom
Exits 77, with a word why, where the pages or a peer cannot be had.

CPU is user and system time of reading the page and finding its text; for the peers without starting Python or node and loading them, for
pullquote with all of it: one process for all pages, annotations and export too.
"""
import argparse, glob, json, os, resource, shlex, subprocess, sys, venv

HERE = os.path.dirname(os.path.abspath(__file__))


def skip(why):
    print("extractors: skipped: " + why)
    sys.exit(77)


def fetch(cache):
    """The peers' commands, fetched if they are not there."""
    python, modules = os.path.join(cache, "py", "bin", "python"), os.path.join(cache, "node_modules")
    try:
        if not os.path.exists(python):
            venv.create(os.path.dirname(os.path.dirname(python)), with_pip=True)
            subprocess.run([python, "-m", "pip", "-q", "install", "trafilatura", "lxml_html_clean"], check=True)
        if not os.path.exists(os.path.join(modules, "@mozilla", "readability")):
            subprocess.run(["npm", "install", "--silent", "--prefix", cache, "@mozilla/readability", "linkedom"], check=True)
    except (OSError, subprocess.CalledProcessError) as e:
        skip(str(e))
    return {"trafilatura": [python, os.path.join(HERE, "trafilatura_peer.py")],
            "readability.js": ["node", os.path.join(HERE, "readability.js"), cache]}


def as_documents(command, files, out):
    """A peer's text as the scorer reads it; CPU of all pages."""
    p = subprocess.run(command + files, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    cpu = 0
    with open(out, "w", encoding="utf-8") as f:
        for line in p.stdout.decode("utf-8").splitlines():
            r = json.loads(line); cpu += r["cpu"]
            text = r["text"].encode("utf-8", "replace").decode("utf-8")
            f.write(json.dumps({"text": text, "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}] if text else []}) + "\n")
    return cpu


def own(program, files, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as f: subprocess.run([program, "--export", "jsonl"] + files, stdout=f, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def score(scorer, pages, out):
    # The scorer runs a tool over the pages; this one says what was said already.
    p = subprocess.run([sys.executable, scorer, "pages", pages, "--bootstrap", "1000", "--json", "--tool", "sh -c 'cat \"$0\"' " + shlex.quote(out)],
                       stdout=subprocess.PIPE, check=True)
    return json.loads(p.stdout)["body"]


ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("program"); ap.add_argument("scorer"); ap.add_argument("pages"); ap.add_argument("--cache", default="extractors.cache")
a = ap.parse_args()
folders = [a.pages] if glob.glob(os.path.join(a.pages, "*.html")) else sorted(x for x in glob.glob(os.path.join(a.pages, "*")) if glob.glob(x + "/*.html"))
if not folders or not os.path.exists(a.scorer): skip("no saved pages at " + a.pages)
peers, program = fetch(a.cache), os.path.abspath(a.program)
for folder in folders:
    files = sorted(glob.glob(os.path.join(folder, "*.html")))
    print(f"{os.path.basename(os.path.normpath(folder))}, {len(files)} pages\n{'':16}{'P':>7}{'R':>7}{'F1':>7}{'±':>7}{'CPU ms a page':>16}")
    for name, command in {"pullquote": None, **peers}.items():
        out = os.path.join(a.cache, "said.jsonl")
        cpu = as_documents(command, files, out) if command else own(program, files, out)
        s = score(a.scorer, folder, out)
        print(f"{name:16}{s['P']:7.3f}{s['R']:7.3f}{s['F1']:7.3f}{s['sd']:7.3f}{1000 * cpu / len(files):16.2f}", flush=True)
