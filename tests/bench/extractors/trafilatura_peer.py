"""trafilatura beside us: trafilatura_peer.py PAGE.html...  A line of JSON a page: its text and CPU in seconds."""
import json, sys, time
import trafilatura

for path in sys.argv[1:]:
    with open(path, "rb") as f: html = f.read()
    start = time.process_time()
    said = trafilatura.extract(html, include_comments=False) or ""
    print(json.dumps({"text": said, "cpu": time.process_time() - start}))
