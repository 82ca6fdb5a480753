"""Serves pages as a watch does, one after the other, to headless Chromium, and finds out where the reader is after each. Prints one JSON object.

    python3 watch.py FIRST.html LONGER.html BROKEN.html MENDED.html
"""
import json
import pathlib
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from check import Chromium, Tab

pages = [pathlib.Path(path).read_bytes() for path in sys.argv[1:]]
current, streams = 0, []
state = {"phase": "done", "revision": "0", "message": "Up to date", "isBad": False}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if self.path == "/.events" else "text/html; charset=utf-8")
        self.end_headers()
        if self.path != "/.events":
            self.wfile.write(pages[current])
            return
        messages = queue.Queue()
        streams.append(messages)
        messages.put(state)
        while True:
            try:
                self.wfile.write(f"data: {json.dumps(messages.get())}\n\n".encode())
            except OSError:
                return

    def log_message(self, *arguments):
        pass


def send(**changes):
    state.update(changes)
    for messages in streams:
        messages.put(dict(state))


PLACE = """(() => { const read = document.getElementById(ID); return { y: scrollY, top: read?.getBoundingClientRect().top,
  open: [...document.querySelectorAll('details[open]')].map((fold) => fold.firstElementChild.textContent) }; })()"""
REVISION = "document.readyState === 'complete' ? document.querySelector('script[data-revision]')?.dataset.revision : null"


def settled(tab, expression):
    """The value once the page is whole and the value stays the same."""
    last, since = None, time.time()
    deadline = time.time() + 20
    while time.time() < deadline:
        value = tab.evaluate(f"document.readyState === 'complete' ? {expression} : null")
        if value is None or value != last:
            last, since = value, time.time()
        elif time.time() - since > 0.5:
            break
        time.sleep(0.05)
    return last


def publish(tab, number):
    """Shows the next page, and waits until the browser has it."""
    global current
    current = number
    send(revision=str(number))
    deadline = time.time() + 20
    while time.time() < deadline:
        try:
            if tab.evaluate(REVISION) == str(number):
                break
        except RuntimeError:
            pass  # Between two pages.
        time.sleep(0.05)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
browser = Chromium(hosts=["127.0.0.1"])
try:
    tab = Tab(browser, f"http://127.0.0.1:{server.server_port}/")
    read = settled(tab, "[...document.querySelectorAll('figure[id]')].filter((figure) => figure.getClientRects().length).at(-2).id")
    place = PLACE.replace("ID", json.dumps(read))
    tab.evaluate("document.querySelector('details.code').open = true; 0")
    tab.evaluate(f"document.getElementById({json.dumps(read)}).scrollIntoView({{ behavior: 'instant' }}); scrollBy({{ top: -90, behavior: 'instant' }}); 0")
    result = {"before": settled(tab, place)}
    publish(tab, 1)
    result["after"] = settled(tab, place)
    publish(tab, 2)
    settled(tab, "scrollY")
    publish(tab, 3)
    result["mended"] = settled(tab, place)
    send(message="Cell “Overview” failed, line 7", isBad=True, target=read)
    time.sleep(0.3)
    result["note"] = tab.evaluate("document.querySelector('#songbook-watch').innerText").strip()
    send(phase="running", message="After …", isBad=False, target=None, printed="line 1\nline 2\n")
    time.sleep(0.3)
    result["running"] = tab.evaluate("document.querySelector('#songbook-watch').innerText").strip()
    result["wrong"] = tab.complaints()
finally:
    browser.close()
print(json.dumps(result))
