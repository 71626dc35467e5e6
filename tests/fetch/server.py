"""A web server on 127.0.0.1 that misbehaves on request; every path is a behaviour."""
import gzip
import http.server
import os
import ssl
import subprocess
import threading

WORDS = "“We waited for hours,” Ada Brack, a teacher, said on Tuesday in the harbour. "
ARTICLE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Ferry late again</title></head><body><article>"
    "<h1>Ferry late again</h1>" + "".join(f"<p>{WORDS * 3}</p>" for _ in range(6)) + "</article></body></html>"
).encode()

FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title>"
    f"<item><title>Ferry late</title><link>https://example.org/late</link><description>{WORDS}</description></item>"
    f"<item><title>Ferry early</title><link>/early</link><description>{WORDS}<a href='/quay'>More</a></description></item></channel></rss>"
).encode()
LINES = ('{"id":"one","text":"%s"}\n{"id":"two",\n{"id":"three","text":"%s"}\n' % (WORDS, WORDS)).encode()
MAIL = (
    "Received: from a.example by b.example\r\nFrom: Jane Roe <jane@example.org>\r\nSubject: =?utf-8?Q?The_caf=C3=A9?=\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n"
).encode()
MARKDOWN = f"# Ferry late\n\n*{WORDS.strip()}*\n\n## Why\n\nSee [the letters](https://example.org/letters).\n".encode()


def brotli_stored(data):
    """DATA in the form of a brotli stream that packs nothing.  Source: RFC 7932, section 9.2."""
    out = b""
    for at in range(0, len(data), 65536):
        part = data[at:at + 65536]
        # WBITS 0 stands before the first meta-block only; then ISLAST 0, MNIBBLES 0, MLEN - 1, ISUNCOMPRESSED 1.
        bits = (len(part) - 1) << 3 | 1 << 19
        out += (bits << 1 if at == 0 else bits).to_bytes(3, "little") + part
    return out + b"\x03"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, body=ARTICLE, status=200, kind="text/html; charset=utf-8", length=None, **headers):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def redirect(self, where):
        self.reply(b"Elsewhere.", status=302, Location=where)

    def hold(self):
        """Until the other side goes away or the test is over."""
        self.wfile.flush()
        self.connection.settimeout(60)
        try:
            gone = self.connection.recv(1) == b""
        except OSError:
            gone = True
        if gone:
            self.server.left.set()

    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers)))
        self.server.asked.set()
        name = self.path.split("/")[1].split("?")[0]
        try:
            getattr(self, "at_" + name, self.at_missing)()
        except OSError:
            pass
        self.close_connection = True

    def at_article(self):
        self.reply()

    def at_missing(self):
        self.reply(status=404)

    def at_status(self):
        self.reply(status=int(self.path.split("/")[2]))

    def at_slow(self):
        self.hold()

    def at_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(ARTICLE[:1500])
        self.hold()

    def at_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        while True:
            self.wfile.write(b"More of the same, said Ada Brack.\n" * 1000)

    def at_bomb(self):
        self.reply(gzip.compress(b"<p>More.</p>" * 400000, 9), Content_Encoding="gzip")

    def at_gzip(self):
        self.reply(gzip.compress(ARTICLE), Content_Encoding="gzip")

    def at_twice(self):
        self.reply(gzip.compress(gzip.compress(ARTICLE)), Content_Encoding="gzip, gzip")

    def at_packed(self):
        """A file that is packed, whatever its name."""
        self.reply(gzip.compress(ARTICLE), kind="application/gzip")

    def at_feed(self):
        self.reply(FEED, kind="application/rss+xml")

    def at_packedfeed(self):
        self.reply(gzip.compress(FEED), kind="application/octet-stream")

    def at_lines(self):
        self.reply(LINES, kind="application/x-ndjson")

    def at_mail(self):
        self.reply(MAIL, kind="message/rfc822")

    def at_markdown(self):
        self.reply(MARKDOWN, kind="text/markdown; charset=utf-8")

    def at_plainmarkdown(self):
        self.reply(MARKDOWN, kind="text/plain; charset=utf-8")

    def at_pageastext(self):
        self.reply(kind="text/plain; charset=utf-8")

    def at_textaspage(self):
        self.reply(f"Ferry late\n\n{WORDS}It was 3 < 4 hours, and AT&T knew.\n\nA second line.\n".encode())

    def at_pageasimage(self):
        self.reply(kind="image/png")

    def at_badgzip(self):
        self.reply(b"this is no gzip stream at all", Content_Encoding="gzip")

    def at_br(self):
        self.reply(brotli_stored(ARTICLE), Content_Encoding="br")

    def at_short(self):
        self.reply(ARTICLE[:1500], length=len(ARTICLE))

    def at_toolong(self):
        self.reply(ARTICLE + b"<p>Behind the end.</p>", length=len(ARTICLE))

    def at_chunks(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5dc\r\n" + ARTICLE[:1500] + b"\r\nfff\r\n<p>And")

    def at_loop(self):
        self.redirect("/loop")

    def at_hops(self):
        n = int(self.path.split("/")[2])
        self.redirect(f"/hops/{n - 1}" if n > 1 else "/article")

    def at_tofile(self):
        self.redirect("file:///etc/passwd")

    def at_toftp(self):
        self.redirect("ftp://127.0.0.1/article")

    def at_toplain(self):
        self.redirect(self.server.plain.url("article"))

    def at_tosecret(self):
        self.redirect(f"http://ada:hidden@127.0.0.1:{self.server.server_port}/article")

    def at_latin(self):
        text = ARTICLE.decode().replace("Ada Brack", "Zoë Brück")
        self.reply(text.encode("windows-1252"), kind="text/html; charset=windows-1252")

    def at_wrong(self):
        text = ARTICLE.decode().replace("Ada Brack", "Zoë Brück").replace("<meta charset='utf-8'>", "")
        self.reply(text.encode("windows-1252"), kind="text/html; charset=utf-8")

    def at_bogus(self):
        self.reply(kind="text/html; charset=x-bogus")

    def at_seven(self):
        self.reply(ARTICLE.replace(b"Ferry late again</h1>", b"+ADw-b+AD4-</h1>"), kind="text/html; charset=utf-7")

    def at_once(self):
        """Whole at first; the next time it stops coming."""
        if sum(path == self.path for path, _ in self.server.requests) > 1:
            self.at_drip()
        else:
            self.reply()

    def at_notlatin(self):
        self.reply(kind="text/html; charset=iso-8859-1")

    def at_typeless(self):
        self.reply(kind=None)

    def at_text(self):
        self.reply(f"Ferry late\n\n{WORDS}\n".encode(), kind="text/plain; charset=utf-8")

    def at_pdf(self):
        self.reply(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", kind="application/pdf")

    def at_empty(self):
        self.reply(b"")

    def at_nothing(self):
        pass

    def at_control(self):
        self.reply(kind="text/html; charset=\x1b]0;owned\x07utf-8")

    def at_names(self):
        named = b"<img src='/image'><script src='/script'></script><link rel='stylesheet' href='/style'><iframe src='/frame'></iframe>"
        self.reply(ARTICLE.replace(b"<h1>", named + b"<h1>"))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests, self.asked, self.left = [], threading.Event(), threading.Event()
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass

    def url(self, path):
        return f"{self.scheme}://127.0.0.1:{self.server_port}/{path}"


def make_authority(folder):
    """A certificate authority and a certificate by it for 127.0.0.1: (authority, (certificate, key)); None without openssl."""
    def at(name):
        return os.path.join(folder, name)

    def openssl(*args):
        subprocess.run(["openssl", *args], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    with open(at("names"), "w", encoding="ascii") as f:
        f.write("subjectAltName=IP:127.0.0.1\n")
    try:
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=Authority of the tests", "-keyout", at("ca.key"), "-out", at("ca.pem"))
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=127.0.0.1",
                "-keyout", at("key"), "-out", at("request"))
        openssl("x509", "-req", "-in", at("request"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial",
                "-days", "2", "-extfile", at("names"), "-out", at("certificate"))
    except (OSError, subprocess.CalledProcessError):
        return None
    return at("ca.pem"), (at("certificate"), at("key"))
