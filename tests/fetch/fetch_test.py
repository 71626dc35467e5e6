"""Pages from the web, against a server that misbehaves on request (server.py)."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Server, make_authority  # noqa: E402  (the path comes first)

BUILD = os.environ.get("top_builddir", ".")
READER, HELPER = os.path.join(BUILD, "pullquote"), os.path.join(BUILD, "pullquote-fetch")
count = failures = 0


def environment(**more):
    """Without what would send a request elsewhere or trust somebody else."""
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and k not in (
        "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE")}
    return {**kept, **more}


def report(good, what, *details):
    global count, failures
    count += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {count} - {what}")
    if not good:
        for detail in details:
            print("# " + repr(detail)[:600])


def skip(what, why):
    global count
    count += 1
    print(f"ok {count} - {what} # SKIP {why}")


def run(*args, stdin=b"", **more):
    return subprocess.run(args, input=stdin, capture_output=True, timeout=120, check=False, env=environment(**more))


def helper(url, *limits):
    """(header as a dictionary, body) of what the helper writes; progress lines are left out."""
    out = run(HELPER, *limits, stdin=url.encode()).stdout
    while out.startswith(b"got "):
        out = out[out.index(b"\n") + 1:]
    head, _, body = out.partition(b"\n\n" if not out.startswith(b"error ") else b"\n")
    return dict(line.split(" ", 1) for line in head.decode().split("\n")), body


def read(url, *options, **more):
    """(article or None, what was complained about)"""
    done = run(READER, "--export", "json", *options, url, **more)
    return (json.loads(done.stdout) if done.returncode == 0 else None), done.stderr.decode()


def text_of(article):
    return article["text"] if article else ""


def complains(url, *words, **more):
    article, said = read(url, **more)
    report(article is None and all(w in said for w in words) and "\x1b" not in said, f"{words[0]}", said)


def test_pages(server):
    article, said = read(server.url("article"))
    meta = article["document"] if article else {}
    report("We waited for hours" in text_of(article), "a page is read", said)
    report(meta.get("url") == server.url("article") and meta.get("charset") == "UTF-8", "its address and charset are told", meta)
    path, headers = server.requests[-1]
    report(headers.get("User-Agent", "").startswith("pullquote/") and "gzip" in headers.get("Accept-Encoding", ""),
           "a truthful user agent; packed answers are asked for", headers)
    article, said = read(server.url("article"), "--in-process")
    report("We waited for hours" in text_of(article), "the same without a worker", said)
    article, said = read(server.url("hops/10"))
    meta = article["document"] if article else {}
    report(meta.get("url") == server.url("article"), "ten redirects are followed, and the last address is the page's", said, meta)
    for name, what in (("gzip", "gzip is unpacked"), ("typeless", "a page without a type is told by its content"),
                       ("text", "plain text is read")):
        article, said = read(server.url(name))
        report("We waited for hours" in text_of(article) and "<p>" not in text_of(article), what, said)
    if "br" in headers.get("Accept-Encoding", ""):
        article, said = read(server.url("br"))
        report("We waited for hours" in text_of(article), "brotli is unpacked", said)
    else:
        skip("brotli is unpacked", "this libcurl has none")
    article, said = read(server.url("latin"))
    report("Zoë Brück" in text_of(article), "the server's charset counts before the page's", said)
    article, said = read(server.url("notlatin"))
    report("“We waited" in text_of(article) and "declares windows-1252" in str(article["notices"]),
           "but not where the text is UTF-8 all the same", said)
    article, said = read(server.url("wrong"))
    report("Zoë Brück" in text_of(article) and "the server declares UTF-8, but the text is not" in str(article["notices"]),
           "a server that declares UTF-8 and sends something else", said)
    article, said = read(server.url("bogus"))
    report("“We waited" in text_of(article) and '"x-bogus" is not one that is read' in str(article["notices"]),
           "a charset that does not exist: the text, and a notice", said)
    article, said = read(server.url("seven"))
    report("+ADw-b+AD4-" in text_of(article) and '"utf-7" is not one that is read' in str(article["notices"]), "UTF-7 is not decoded", said)
    article, said = read(server.url("article"), "--charset", "koi8-r")
    report(article is not None and article["document"]["charset"] == "KOI8-R" and "We waited" in text_of(article),
           "the charset that is asked for goes before the server's", said)
    server.requests.clear()
    read(server.url("names"))
    report([path for path, _ in server.requests] == ["/names"], "nothing that a page names is loaded", server.requests)


def records(url, *options):
    """(exit status, the records of a batch, what was complained about)"""
    done = run(READER, "--export", "jsonl", *options, url)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_formats(server):
    """Told by what came, whatever the server calls it."""
    for name, what in (("feed", "a feed"), ("packedfeed", "a packed feed that has no type")):
        for how in ((), ("--in-process",)):
            status, articles, said = records(server.url(name), *how)
            report(status == 0 and [a["document"].get("title") for a in articles] == ["Ferry late", "Ferry early"] and
                   all("We waited" in a["text"] for a in articles), f"{what} gives its articles {' '.join(how)}", said, articles)
    report(articles[0]["document"]["url"] == "https://example.org/late" and articles[1]["document"]["url"] == server.url("early"),
           "the addresses of its articles, against its own", [a["document"] for a in articles])
    report([link["href"] for link in articles[1]["links"]] == [server.url("quay")], "and those that they name", articles[1]["links"])
    status, articles, said = records(server.url("lines"))
    report(status == 1 and [a["document"]["source"] if "document" in a else a["source"] for a in articles][::2] == ["one", "three"] and
           "line 2" in said, "JSON lines, the broken one told", said, articles)
    for name, what in (("packed", "a packed file"), ("twice", "packed twice over on the way"), ("pageastext", "a page that is told as plain text"),
                       ("pageasimage", "a page that is told as a picture")):
        article, said = read(server.url(name))
        report(text_of(article).count("We waited for hours") == 18 and "<p>" not in text_of(article) and
               article["document"]["title"] == "Ferry late again", what, said, article)
    article, said = read(server.url("textaspage"))
    report("3 < 4 hours, and AT&T knew." in text_of(article) and "A second line." in [text_of(article)[b["start"]:b["end"]] for b in article["blocks"]],
           "plain text that is told as a page", said, article)
    for name in ("markdown", "plainmarkdown"):
        article, said = read(server.url(name))
        report(article is not None and article["document"]["title"] == "Ferry late" and "**" not in text_of(article) and "#" not in text_of(article) and
               [link["href"] for link in article["links"]] == ["https://example.org/letters"], f"Markdown ({name})", said, article)
    article, said = read(server.url("mail"))
    report(article is not None and article["document"]["title"] == "The café" and article["document"]["byline"] == ["Jane Roe"] and
           "We waited" in text_of(article), "a mail", said, article)


def test_cut(server):
    for name, what in (("short", "fewer bytes than announced"), ("chunks", "a chunk cut short")):
        article, said = read(server.url(name))
        notices = str(article["notices"]) if article else ""
        report("We waited for hours" in text_of(article) and "The page is cut" in notices, f"{what}: what came, and a notice", said, notices)
    article, said = read(server.url("toolong"))
    report("We waited" in text_of(article) and "Behind the end" not in text_of(article), "more bytes than announced", said)
    head, body = helper(server.url("drip"), "--milliseconds", "1500")
    report("time ran out" in head.get("notice", "") and b"We waited" in body, "a page that stops coming: what came, and a notice", head)


def test_limits(server):
    head, _ = helper(server.url("slow"), "--milliseconds", "300")
    report("no answer within" in head.get("error", ""), "a server that never answers", head)
    head, _ = helper(server.url("endless"), "--bytes", "300000")
    report("larger than" in head.get("error", ""), "a page without end", head)
    head, _ = helper(server.url("bomb"), "--bytes", "1000000")
    report("larger than" in head.get("error", ""), "a small answer that unpacks into a large one", head)
    head, body = helper(server.url("bomb"), "--bytes", "4800000")
    report(len(body) == 4800000, "as many bytes as the limit pass", head, len(body))
    head, _ = helper("http://127.0.0.1/" + "a" * 9000)
    report("longer than" in head.get("error", ""), "an address that is too long", head)
    report(run(HELPER, "--bytes", str(1 << 40)).returncode == 2, "limits cannot be widened")


def test_refusals(server):
    complains(server.url("missing"), "404", "Not Found", "check the address", server.url("missing"))
    complains(server.url("status/403"), "403", "Forbidden", "browser")
    complains(server.url("status/503"), "503", "later")
    complains(server.url("status/599"), "599", "an error")
    complains(server.url("status/204"), "204", "no page")
    complains(server.url("status/300"), "300", "no page")
    complains(server.url("loop"), "more than 10 times", server.url("loop"))
    complains(server.url("hops/11"), "more than 10 times")
    complains(server.url("tofile"), "neither http nor https")
    complains(server.url("toftp"), "neither http nor https")
    complains(server.url("badgzip"), "cannot be unpacked")
    complains(server.url("pdf"), "a PDF file", "save it as FILE", "pdftotext")
    complains(server.url("empty"), "is empty")
    complains(server.url("nothing"), "without a word")
    complains("ftp://127.0.0.1/a", "by http and https only")
    complains("http://" + "a" * 70 + ".example/", "cannot find the server")
    complains("http://[::broken/", "no complete web address")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        complains(f"http://127.0.0.1:{closed.getsockname()[1]}/a", "cannot connect to 127.0.0.1", "refused")


def test_strangers(server):
    done = run(READER, "--dump", server.url("control"))
    report(b"\x1b" not in done.stdout + done.stderr and b"We waited" in done.stdout, "a control in a header goes nowhere", done.stdout[:200])
    done = run(READER, "--dump", server.url("a\x1b]0;owned\x07b"))
    report(b"\x1b" not in done.stdout + done.stderr and done.returncode == 1, "a control in an address goes nowhere", done.stderr)
    secret = server.url("article").replace("://", "://ada:hidden@")
    done = run(READER, "--export", "json", secret)
    report(done.returncode == 0 and b"hidden" not in done.stdout + done.stderr, "a password in an address is not exported", done.stderr)
    report(server.requests[-1][1].get("Authorization", "").startswith("Basic "), "but it is used")
    done = run(READER, "--export", "jsonl", secret.replace("article", "missing"))
    report(done.returncode == 1 and b"404" in done.stdout and b"hidden" not in done.stdout + done.stderr, "nor told in an error", done.stderr)
    done = run(READER, "--export", "json", server.url("tosecret"))
    report(done.returncode == 0 and b"hidden" not in done.stdout + done.stderr, "nor taken over from a redirect", done.stderr)


def test_start_up():
    """What a program loads, by the loader's own words; the helper shows that the question is a good one."""
    def loads(program):
        return b"libcurl" in run(program, "--help", LD_TRACE_LOADED_OBJECTS="1").stdout
    if not loads(HELPER):
        skip("reading a file loads no libcurl", "the helper holds its own")
        return
    report(not loads(READER), "reading a file loads no libcurl")


def test_alone():
    with tempfile.TemporaryDirectory() as folder:
        alone = shutil.copy(READER, folder)
        said = run(alone, "--dump", "http://ada:hidden@127.0.0.1:1/a").stderr.decode()
    if "cannot connect" in said:
        skip("without the helper another way is named", "a helper is installed")
        return
    report("not installed: curl -L 'http://127.0.0.1:1/a' | pullquote -" in said, "without the helper another way is named", said)


def test_batch(server):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as f:
        f.write("A second story\n\n“It came,” said Ben Holt.\n")
        f.flush()
        done = run(READER, "--export", "jsonl", "-j", "3", server.url("article"), server.url("missing"), f.name)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    report(done.returncode == 1 and len(lines) == 3 and "404" in str(lines[1]) and "Ben Holt" in str(lines[2]),
           "pages and files in one batch, in order", done.stderr, done.stdout[:300])


def test_stop(server):
    for how in (signal.SIGINT, signal.SIGKILL):
        server.asked.clear()
        server.left.clear()
        with subprocess.Popen([READER, "--dump", server.url("slow")], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as p:
            asked = server.asked.wait(60)
            p.send_signal(how)
            p.wait()
        report(asked and server.left.wait(60), f"{how.name} ends the transfer with the reader")


def test_tls(folder):
    made = make_authority(folder)
    if not made:
        skip("TLS", "openssl made no certificate")
        return
    authority, certificate = made
    server = Server(certificate)
    article, said = read(server.url("article"), SSL_CERT_FILE=authority)
    report("We waited for hours" in text_of(article), "TLS with an authority that is trusted", said)
    server.plain = Server()
    article, said = read(server.url("toplain"), SSL_CERT_FILE=authority)
    report(article is not None and article["document"]["url"] == server.plain.url("article"),
           "a redirect from https to http is followed, and the address says where it led", said)
    complains(server.url("tofile"), "neither http nor https", SSL_CERT_FILE=authority)
    complains(server.url("toftp"), "neither http nor https", SSL_CERT_FILE=authority)
    article, said = read(server.url("article"))
    report(article is None and "cannot prove" in said, "an unknown authority: nothing is read", said)
    article, said = read(server.url("article").replace("127.0.0.1", "localhost"), SSL_CERT_FILE=authority)
    report(article is None and "cannot prove" in said, "a certificate for another name", said)
    article, said = read(server.url("article").replace("https", "http"))
    report(article is None and said != "", "http where https is spoken", said)
    article, said = read(server.url("article"), SSL_CERT_FILE=os.path.join(folder, "none"))
    report(article is None and "SSL_CERT_FILE" in said, "a file of authorities that is not there", said)


def main():
    if not os.path.exists(HELPER):
        print("1..0 # SKIP built without libcurl")
        return 0
    server = Server()
    for test in (test_pages, test_formats, test_cut, test_limits, test_refusals, test_strangers, test_batch, test_stop):
        test(server)
    test_start_up()
    test_alone()
    with tempfile.TemporaryDirectory() as folder:
        test_tls(folder)
    print(f"1..{count}")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
