"""Hostile articles through the program: no control reaches the output, no text is lost, no file is read, an end is reached.

The corpus comes from ../shared/hostile/generate.py beside the tree; without it the test is skipped.
"""
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

# Far more than any of it takes: a hang is told from slowness, nothing else.
GIVE_UP = 300
LARGE = 1 << 20
FORMATS = [("dump", ["--dump"]), ("json", ["--export", "json"]), ("html", ["--export", "html"]), ("ansi", ["--export", "ansi"])]
MARKS = [b"AFTERMARK", b"DEEPMARK", b"NULMARK", b"CSMARK"]
SECRET = b"TOPSECRETXXE"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "link", "img", "svg", "math", "video", "audio"}
SAFE = re.compile(r"(https?|mailto):|#")


class Inert(html.parser.HTMLParser):
    """What an exported page holds that could act, load or lead astray."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action", "xlink:href") and not SAFE.match(value or "")):
                self.wrong.append(f"{name}={value!r}")


def generator():
    path = os.path.join(os.environ.get("top_srcdir", "."), "..", "shared", "hostile", "generate.py")
    return path if os.path.exists(path) else None


def run(arguments):
    done = subprocess.run([os.path.join(os.environ.get("top_builddir", "."), "pullquote"), *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=GIVE_UP, check=False)
    return done.returncode, done.stdout, done.stderr


def outputs(path):
    """{format: text} of one article, and what is wrong with the runs themselves."""
    texts, wrong = {"html": "", "ansi": ""}, []
    formats = FORMATS if os.path.getsize(path) < LARGE else FORMATS[:2]
    for name, arguments in formats:
        status, out, err = run([*arguments, path])
        if status not in (0, 1) or (status == 1 and not err):
            wrong.append(f"{name}: exit status {status}, {err[-200:]!r}")
        if CONTROLS.search(err.decode("utf-8", "surrogateescape").replace("\n", "")):
            wrong.append(f"{name}: a control on standard error")
        try:
            texts[name] = out.decode("utf-8")
        except UnicodeDecodeError as e:
            wrong.append(f"{name}: {e}")
            texts[name] = ""
    return texts, wrong


def faults(path):
    texts, wrong = outputs(path)
    with open(path, "rb") as f:
        raw = f.read()
    found = CONTROLS.search(texts["dump"])
    if found:
        wrong.append(f"dump: {found.group()!r} stands raw")
    found = CONTROLS.search(re.sub(r"\x1b\[[0-9;]*m", "", texts["ansi"]))
    if found:
        wrong.append(f"ansi: {found.group()!r} stands raw")
    try:
        text = json.loads(texts["json"])["text"]
    except (ValueError, KeyError) as e:
        wrong.append(f"json: {e}")
        text = ""
    page = Inert()
    page.feed(texts["html"])
    wrong += [f"html: {what}" for what in page.wrong[:5]]
    for mark in MARKS:
        if mark in raw.replace(b"\0", b""):
            for name, shown in (("dump", texts["dump"]), ("json", text), ("html", texts["html"])):
                if (name != "html" or shown) and mark.decode() not in shown:
                    wrong.append(f"{name}: {mark.decode()} is lost")
    if SECRET not in raw and any(SECRET.decode() in t for t in texts.values()):
        wrong.append("another file was read")
    return wrong


def main():
    script = generator()
    if not script:
        print("1..0 # SKIP ../shared/hostile is not here")
        return 0
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, script, folder], check=True, stdout=subprocess.DEVNULL)
        names = sorted(os.listdir(folder))
        print(f"1..{len(names)}")
        for n, name in enumerate(names, 1):
            wrong = faults(os.path.join(folder, name))
            failed |= bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {n} - {name}")
            for line in wrong:
                print(f"# {line}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
