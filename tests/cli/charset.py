"""Character sets on the command line: told, guessed, mended or asked for, in files, packed files, pages, feeds and standard input."""
import gzip
import json
import os
import subprocess
import sys
import tempfile

READER = os.path.join(os.environ.get("top_builddir", "."), "pullquote")
ENGLISH = ("The harbour master said that the ferry “was never safe to sail”. He blamed the café owner — Zoë Brück — for it.\n\n"
           "“We have the letters,” said Ada Brack, a teacher of the town. It’s the third time that the owner was told of this by "
           "the harbour, and it is not the last.\n")
RUSSIAN = "Паром снова опоздал\n\nКапитан порта сказал, что паром никогда не был безопасным. Письма были у всех, добавила она.\n"
POLISH = ("Prom znów spóźniony\n\nRzecznik powiedział, że prom nigdy nie był bezpieczny. Właściciel kawiarni nie chciał się wypowiedzieć "
          "na ten temat, dodał jednak, że wszystkie listy są znane.\n")
JAPANESE = "フェリーまた遅れる\n\n港長は、そのフェリーは決して安全ではなかったと述べた。「手紙は全員が持っていた」と彼女は付け加えた。\n"
CHINESE = "渡轮再次晚点\n\n港口负责人表示，这艘渡轮从来都不安全。她补充说：“我们都有那些信件。”市政府没有回应记者的提问。\n"
KOREAN = "여객선 또 지연\n\n항만 책임자는 그 여객선이 결코 안전하지 않았다고 말했다. 그녀는 편지는 모두에게 있었다고 덧붙였다.\n"
count = failures = 0


def twice(text):
    """TEXT as UTF-8 read as windows-1252, whose gaps are latin-1's, and written as UTF-8 again."""
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in text.encode())


def page(charset, text):
    body = "".join(f"<p>{p}</p>" for p in text.strip().split("\n\n"))
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>A page</title></head><body><article><h1>Late</h1>{body}</article></body></html>'


def report(good, what, *details):
    global count, failures
    count += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {count} - {what}")
    for detail in () if good else details:
        print("# " + repr(detail)[:600])


def run(data, *options, name=None):
    """(status, standard output, standard error); DATA comes in a file, or on standard input where it has no NAME."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name) if name else "-"
        if name:
            with open(path, "wb") as f:
                f.write(data)
        done = subprocess.run([READER, *options, path], input=b"" if name else data, capture_output=True, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr.decode()


def expect(what, data, charset, shown, words=None, *options):
    """From a file, from standard input and without a worker: the same text, set and notice."""
    wanted = [line.strip() for line in shown.split("\n") if line.strip()]
    for how, name, more in (("", "article", ()), (", on standard input", None, ()), (", in process", "article", ("--in-process",))):
        status, out, err = run(data, "--export", "json", *options, *more, name=name)
        article = json.loads(out) if status == 0 else {"document": {}, "text": "", "notices": []}
        notices = str(article["notices"])
        report(article["document"].get("charset") == charset and all(line in article["text"] for line in wanted) and
               (words in notices if words else "Read as" not in notices and "mended" not in notices), what + how, article, err)


def main():
    guess, story = "a guess", RUSSIAN.split("\n\n")[1]
    for text, codec, charset in ((ENGLISH, "cp1252", "windows-1252"), (POLISH, "iso-8859-2", "ISO-8859-2"), (RUSSIAN, "koi8-r", "KOI8-R"),
                                 (JAPANESE, "shift_jis", "Shift_JIS"), (CHINESE, "gb18030", "gb18030"), (KOREAN, "euc-kr", "EUC-KR"),
                                 (ENGLISH, "utf-16-le", "UTF-16LE"), (RUSSIAN, "utf-16-be", "UTF-16BE")):
        expect(f"{charset} that nobody declares", text.encode(codec), charset, text, guess)
        expect(f"{charset}, packed", gzip.compress(text.encode(codec)), charset, text, guess)
    for codec, charset in (("koi8-r", "KOI8-R"), ("cp1251", "windows-1251")):
        expect(f"a page that declares {charset}", page(charset, story).encode(codec), charset, story)
    expect("UTF-16 with a mark", ENGLISH.encode("utf-16"), "UTF-16LE", ENGLISH)
    expect("UTF-8 with a mark", ENGLISH.encode("utf-8-sig"), "UTF-8", ENGLISH)
    expect("UTF-8", ENGLISH.encode(), "UTF-8", ENGLISH)
    expect("UTF-8 encoded twice over", twice(ENGLISH).encode(), "UTF-8", ENGLISH, "encoded in UTF-8 twice over and were mended")
    expect("the same in a page", page("utf-8", twice(ENGLISH)).encode(), "UTF-8", ENGLISH, "twice over")
    expect("the same, left alone", twice(ENGLISH).encode(), "UTF-8", twice(ENGLISH), "as was asked", "--charset", "utf-8")
    expect("declared UTF-8, but it is not", page("utf-8", ENGLISH).encode("cp1252"), "windows-1252", ENGLISH, "the page declares UTF-8")
    expect("declared latin-1, but it is UTF-8", page("iso-8859-1", ENGLISH).encode(), "UTF-8", ENGLISH, "the page declares windows-1252")
    expect("declared latin-1, but it is Russian", page("iso-8859-1", story).encode("koi8-r"), "KOI8-R", story, guess)
    expect("a set that does not exist", page("x-bogus", ENGLISH).encode("cp1252"), "windows-1252", ENGLISH, '"x-bogus" is not one that is read')
    expect("UTF-7", page("utf-7", "+ADw-b+AD4- " + ENGLISH).encode(), "UTF-8", "+ADw-b+AD4-", '"utf-7" is not one that is read')
    expect("asked for", RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "as was asked", "--charset", "CP1251")
    expect("asked for by its letter, a wide one", CHINESE.encode("utf-16-le"), "UTF-16LE", CHINESE, "as was asked", "-cUTF-16LE")
    feed = ('<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Н</title><item><title>Паром</title>'
            f"<description>{RUSSIAN}</description></item></channel></rss>")
    expect("a feed", feed.encode("cp1251"), "UTF-8", "паром никогда не был безопасным")
    expect("a feed that declares another set", feed.encode("koi8-r"), "UTF-8", "паром никогда не был безопасным", "as was asked", "--charset", "koi8-r")
    mail = "Received: x\nFrom: Ada Brack <a@example.org>\nSubject: x\nContent-Type: text/plain; charset=%s\n\n"
    expect("a mail", (mail % "koi8-r").encode() + story.encode("koi8-r"), "UTF-8", story)
    expect("a mail that declares another set", (mail % "iso-8859-1").encode() + story.encode("koi8-r"), "UTF-8", story, "as was asked",
           "--charset", "koi8-r")
    for name in ("utf-7", "ibm037", "nonsense", ""):
        status, _, err = run(b"text", "--dump", "--charset", name, name="a")
        report(status == 2 and f'"{name}"' in err and "--list-charsets" in err, f"no set {name!r} is taken", err)
    listed = subprocess.run([READER, "--list-charsets"], capture_output=True, check=False).stdout.decode()
    report("KOI8-R " in listed and "Cyrillic, Russian" in listed and "UTF-7" not in listed, "the sets are listed", listed)
    status, out, _ = run(RUSSIAN.encode("koi8-r"), "--export", "html", name="a")
    report(status == 0 and b"which was in KOI8-R" in out and "a guess".encode() in out, "a page that is exported tells the set", out[-300:])
    print(f"1..{count}")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
