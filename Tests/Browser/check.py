"""Opens a report in headless Chromium and checks what a reader would meet. Prints one JSON object; exits 1 when something is wrong.

    python3 check.py REPORT.html [--pictures FOLDER]

Needs Debian's `chromium`. The accessibility check needs axe-core, which the Python package `axe-playwright-python` carries
(or AXE=path/to/axe.min.js). Speaks the DevTools protocol over a pipe, with Python's own library only.
"""
import base64
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


class Chromium:
    """One browser that cannot resolve any host but those that are named, driven through file descriptors 3 and 4."""

    def __init__(self, hosts=()):
        to_browser, self.write = os.pipe()
        self.read, from_browser = os.pipe()

        def redirect():
            os.dup2(to_browser, 30), os.dup2(from_browser, 31)
            os.dup2(30, 3), os.dup2(31, 4)

        self.profile = tempfile.mkdtemp()
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--disable-component-update", "--host-resolver-rules=" + ", ".join(["MAP * ~NOTFOUND"] + [f"EXCLUDE {host}" for host in hosts]), "--remote-debugging-pipe",
             f"--user-data-dir={self.profile}"],
            preexec_fn=redirect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self.buffer, self.last, self.events = b"", 0, []

    def receive(self):
        while b"\0" not in self.buffer:
            chunk = os.read(self.read, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser is gone")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def close(self):
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        self.process.wait(10)
        shutil.rmtree(self.profile, ignore_errors=True)


class Tab:
    def __init__(self, browser, url, width=1280, dark=False, script=True):
        self.browser, self.events = browser, len(browser.events)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("Page.navigate", url=url)
        deadline = time.time() + 20
        while time.time() < deadline and not any(
                e.get("method") == "Page.loadEventFired" and e.get("sessionId") == self.session for e in browser.events):
            browser.events.append(browser.receive())

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:500])
        return result["result"].get("value")

    def requests(self):
        mine = [e for e in self.browser.events if e.get("sessionId") == self.session]
        urls = [e["params"]["request"]["url"] for e in mine if e.get("method") == "Network.requestWillBeSent"]
        return [url[:200] for url in urls if not url.startswith(("file:", "data:"))]

    def complaints(self):
        """What the console shows: errors of the script, and what the security policy refused."""
        mine = [e for e in self.browser.events if e.get("sessionId") == self.session]
        logged = [e["params"]["entry"]["text"] for e in mine if e.get("method") == "Log.entryAdded"]
        thrown = [json.dumps(e["params"]["exceptionDetails"])[:300] for e in mine if e.get("method") == "Runtime.exceptionThrown"]
        return logged + thrown

    def screenshot(self, path):
        height = self.evaluate("document.documentElement.scrollHeight")
        width = self.evaluate("innerWidth")
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True,
                         clip={"x": 0, "y": 0, "width": width, "height": min(height, 12000), "scale": 1})
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.call("Page.close")


def axe_source():
    if os.environ.get("AXE"):
        return pathlib.Path(os.environ["AXE"]).read_text()
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None:
        return None
    return (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text()


OVERFLOW = """[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, [style*=overflow-x], pre, .unseen, .skip, svg'))
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 120))"""
PICTURES = "Promise.all([...document.images].map(i => i.decode().then(() => true, () => i.alt || i.src.slice(0, 60))))"
SORT = """(() => { const out = {}; const table = document.querySelector('figure.table table'); if (!table) return null;
  const buttons = table.querySelectorAll('th button'); const column = [...table.tHead.rows[0].cells].findIndex(c => c.classList.contains('number'));
  if (column < 0) return null; const texts = () => [...table.tBodies[0].rows].map(r => r.cells[column].innerText.trim());
  buttons[column].click(); out.down = texts(); out.state = table.tHead.rows[0].cells[column].getAttribute('aria-sort');
  buttons[column].click(); out.up = texts(); return out; })()"""


def main():
    report = pathlib.Path(sys.argv[1]).resolve().as_uri()
    pictures = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    axe = axe_source()
    result, wrong = {"axe": axe is not None}, []
    browser = Chromium()
    try:
        for width in (1280, 390):
            for dark in (False, True):
                name = f"{width}-{'dark' if dark else 'light'}"
                tab = Tab(browser, report, width, dark)
                if pictures:
                    tab.screenshot(pictures / f"{name}.png")
                wrong += [f"{name}: picture not decoded: {p}" for p in tab.evaluate(PICTURES) if p is not True]
                wrong += [f"{name}: wider than the page: {e}" for e in tab.evaluate(OVERFLOW)]
                wide = tab.evaluate("document.documentElement.scrollWidth")
                wrong += [f"{name}: scrolls sideways, {wide} px wide"] if wide > width else []
                wrong += [f"{name}: request to {url}" for url in tab.requests()]
                wrong += [f"{name}: {text}" for text in tab.complaints()]
                if axe:
                    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                    tab.evaluate(axe + "; 0")
                    found = tab.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | ')))")
                    wrong += [f"{name}: axe: {violation[:1500]}" for violation in found]
                tab.close()
        tab = Tab(browser, report)
        result["sorted"] = tab.evaluate(SORT)
        result["current"] = tab.evaluate("document.querySelector('nav [aria-current]')?.textContent")
        result["title"] = tab.evaluate("document.title")
        tab.close()
        tab = Tab(browser, report, script=False)
        document = tab.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        main = tab.call("DOM.querySelector", nodeId=document, selector="main")["nodeId"]
        box = tab.call("DOM.getBoxModel", nodeId=main)["model"]
        result["withoutScript"] = {"height": box["height"], "requests": tab.requests()}
        wrong += [f"without script: request to {url}" for url in tab.requests()]
        if pictures:
            shot = tab.call("Page.captureScreenshot")
            (pictures / "without-script.png").write_bytes(base64.b64decode(shot["data"]))
            paper = tab.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
            (pictures / "paper.pdf").write_bytes(base64.b64decode(paper["data"]))
        tree = tab.call("Accessibility.getFullAXTree")["nodes"]
        result["withoutScript"]["text"] = " ".join(
            node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "StaticText" and node.get("name"))
        tab.close()
    finally:
        browser.close()
    result["wrong"] = wrong
    print(json.dumps(result, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
