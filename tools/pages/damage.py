#!/usr/bin/env python3
"""Writes pages as other makers of pages would have written them: what rules that know these pages by heart would fail on.

usage: damage.py PAGESDIR OUTDIR
Writes OUTDIR/KIND/NAME.html, and NAME.gold.json beside it, for each KIND:
  nonames   class, id, data-testid, data-component and data-module are gone, as where a style sheet's names are generated
  divs      article, main, section, header, footer, nav, aside, figure and figcaption are div
  neither   both
  wrapped   every third <p> and <div> has two more <div class="x1 y2"> around what it holds
  shuffled  a paragraph of links and a list of teasers stand before every fifth <p>, in elements without names
Python 3.8 or later, standard library alone.
"""
import glob, os, re, shutil, sys

NAMES = re.compile(rb"""\s(?:class|id|data-testid|data-component|data-module)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.I)
TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
KINDS = re.compile(rb"(</?)(?:article|main|section|header|footer|nav|aside|figure|figcaption)(?=[\s>/])", re.I)
LINKS = (b"<div>" + b"".join(b"<div><a href=/%d>A headline about something else %d</a><div>One line on it</div></div>" % (i, i)
         for i in range(4)) + b"</div>")


def nonames(s): return TAG.sub(lambda m: NAMES.sub(b"", m.group()), s)
def divs(s): return KINDS.sub(rb"\1div", s)


def wrapped(s):
    n, depth, out, at = 0, [], [], 0
    for m in re.finditer(rb"<(/?)(p|div)(?=[\s>])[^<>]*>", s, re.I):
        closing, tag = m.group(1), m.group(2).lower()
        if closing:
            if depth and depth[-1][0] == tag:
                if depth.pop()[1]: out += [s[at:m.start()], b"</div></div>"]; at = m.start()
        elif tag == b"div":
            n += 1; depth.append((tag, n % 3 == 0))
            if n % 3 == 0: out += [s[at:m.end()], b'<div class="x1 y2"><div class="x1 y2">']; at = m.end()
    return b"".join(out) + s[at:]


def shuffled(s):
    n = 0
    def put(m):
        nonlocal n
        n += 1
        return LINKS + m.group() if n % 5 == 0 else m.group()
    return re.sub(rb"<p(?=[\s>])", put, s)


if len(sys.argv) != 3: sys.exit(__doc__)
for kind, make in (("nonames", nonames), ("divs", divs), ("neither", lambda s: divs(nonames(s))), ("wrapped", wrapped), ("shuffled", shuffled)):
    out = os.path.join(sys.argv[2], kind)
    os.makedirs(out, exist_ok=True)
    for path in glob.glob(os.path.join(sys.argv[1], "*.html")):
        name = os.path.basename(path)[:-5]
        with open(path, "rb") as f: s = f.read()
        # Scripts and style sheets hold markup in strings.
        parts = re.split(rb"(<script.*?</script>|<style.*?</style>|<!--.*?-->)", s, flags=re.I | re.S)
        with open(os.path.join(out, name + ".html"), "wb") as f: f.write(b"".join(p if i % 2 else make(p) for i, p in enumerate(parts)))
        shutil.copy(path[:-5] + ".gold.json", os.path.join(out, name + ".gold.json"))
