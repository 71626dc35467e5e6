"""The reader while a page loads: how far it has come is shown, ^C stops it, reload starts again, :open takes an address."""
import os
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "screen")]
from server import Server  # noqa: E402  (the paths come first)
from terminal import Tap, Terminal, skip_without  # noqa: E402

BUILD = os.environ.get("top_builddir", ".")


def main():
    if not os.path.exists(os.path.join(BUILD, "pullquote-fetch")):
        print("1..0 # SKIP built without libcurl")
        return
    skip_without("pyte")
    tap, server, config = Tap(), Server(), tempfile.TemporaryDirectory()
    env = {"XDG_CONFIG_HOME": config.name, "no_proxy": "*", "NO_PROXY": "*"}
    t = Terminal([os.path.join(BUILD, "pullquote"), server.url("drip").replace("://", "://ada:hidden@")], rows=24, cols=100, env=env)
    tap.ok(t.until(lambda: t.shows("1 KiB")), "how much has come is shown while a page loads")
    tap.ok(t.shows("127.0.0.1") and not t.shows("hidden"), "the address is shown without its password")
    t.send("\x03")
    tap.ok(t.until(lambda: t.shows("loading was stopped")), "^C stops it and says so")
    tap.ok(server.left.wait(20), "the connection is closed")
    server.left.clear()
    server.asked.clear()
    t.send("r")
    tap.ok(server.asked.wait(20), "reload asks again")
    t.send(":open " + server.url("article") + "\r")
    tap.ok(t.until(lambda: t.shows("We waited for hours")), ":open takes an address")
    asked = len(server.requests)
    t.send(":charset koi8-r\r")
    tap.ok(t.until(lambda: t.shows("KOI8-R, as was asked")) and t.shows("We waited for hours"), "another charset reads the page again")
    tap.ok(len(server.requests) == asked, "from what is here, without asking the server")
    server.asked.clear()
    t.send("r")
    tap.ok(server.asked.wait(20) and t.until(lambda: t.shows("KOI8-R, as was asked")), "reload asks it again and keeps the charset")
    t.send(":open " + server.url("once") + "\r")
    tap.ok(t.until(lambda: t.shows("article 3 of 3") or t.shows("once")) and t.until(lambda: t.shows("We waited for hours")), "a third page")
    t.send("r")
    tap.ok(t.until(lambda: t.shows("reading again") and t.shows("1 KiB")) and not t.shows("annotating"),
           "a reload that does not come says how far it is, and not that it annotates")
    tap.ok(t.shows("We waited for hours"), "while the old text stays")
    t.send("\x03")
    tap.ok(t.until(lambda: t.shows("loading was stopped")) and t.shows("We waited for hours"), "^C gives it up")
    t.send("q")
    tap.ok(t.until(t.ended), "q ends it while another page loads")
    tap.ok(server.left.wait(20), "and that page's connection with it")
    t.close()
    tap.done()


if __name__ == "__main__":
    main()
