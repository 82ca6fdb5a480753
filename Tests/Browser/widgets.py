"""Uses the widgets of a page by mouse, keyboard and touch, opens the address that comes of it, and asks its model. Prints one JSON object.

    python3 widgets.py PAGE.html DAMAGED.html ROWS.json

ROWS.json has the names to search, and the rows that the model is asked about.
"""
import json
import pathlib
import sys
import time

from check import OVERFLOW, Chromium, Tab, axe_source

POINTS, TABLE, MODEL = (f"document.querySelector('.{kind}')" for kind in ("point-cloud", "search-table", "predictor"))
CHOSEN = "[...document.querySelectorAll('.point-cloud .chip')].map(e => e.textContent.replace('×', ''))"
CARD = "document.querySelector('.card .name')?.textContent"


def awake(tab):
    deadline = time.time() + 20
    while time.time() < deadline and not tab.evaluate("document.documentElement.classList.contains('awake')"):
        time.sleep(0.05)
    time.sleep(0.4)


def press(tab, key, modifiers=0):
    codes = {"Enter": 13, "ArrowDown": 40, "ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "Tab": 9}
    for kind in ("keyDown", "keyUp"):
        tab.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key], modifiers=modifiers)


def mouse(tab, kind, x, y, buttons=0):
    tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left" if buttons or kind != "mouseMoved" else "none", buttons=buttons, clickCount=1)


def drawn(tab):
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def place(tab, name):
    tab.evaluate("document.querySelector('.stage').scrollIntoView({ block: 'center', behavior: 'instant' })")
    drawn(tab)
    return tab.evaluate(f"{POINTS}.live.where({json.dumps(name)})")


def click(tab, name):
    x, y = place(tab, name)
    mouse(tab, "mouseMoved", x, y)
    mouse(tab, "mousePressed", x, y, 1)
    mouse(tab, "mouseReleased", x, y)
    time.sleep(0.1)


def main():
    page, damaged = (pathlib.Path(path).resolve().as_uri() for path in sys.argv[1:3])
    asked = json.loads(sys.argv[3])
    browser, answer = Chromium(), {"wrong": []}
    axe = axe_source()
    try:
        for width in (1280, 390):
            for dark in (False, True):
                tab, name = Tab(browser, page, width, dark), f"{width}-{'dark' if dark else 'light'}"
                awake(tab)
                answer["wrong"] += [f"{name}: {text}" for text in tab.complaints() + tab.evaluate(OVERFLOW) + tab.requests()]
                if axe:
                    tab.evaluate(axe + "; 0")
                    found = tab.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | ')))")
                    answer["wrong"] += [f"{name}: axe: {violation[:900]}" for violation in found]
                tab.close()
        tab = Tab(browser, page)
        awake(tab)
        answer["title"] = tab.evaluate("document.title")
        answer["policy"] = tab.evaluate("document.querySelector('meta[http-equiv]').content.includes('wasm-unsafe-eval')")
        answer["first"] = tab.evaluate(CHOSEN)
        # The mouse: a click chooses, a drag turns.
        click(tab, asked["clicked"])
        answer["clicked"] = tab.evaluate(CHOSEN)
        yaw = tab.evaluate(f"{POINTS}.live.view.yaw")
        x, y = place(tab, asked["clicked"])
        mouse(tab, "mousePressed", x, y, 1)
        for step in range(1, 6):
            mouse(tab, "mouseMoved", x + 12 * step, y, 1)
        mouse(tab, "mouseReleased", x + 60, y)
        answer["turned"] = abs(tab.evaluate(f"{POINTS}.live.view.yaw") - yaw) > 0.1
        # The keyboard: typed without accents, taken from the suggestions, and a step to a neighbour.
        tab.evaluate("document.querySelector('.point-cloud input[type=search]').focus()")
        tab.call("Input.insertText", text=asked["typed"])
        press(tab, "Enter")
        answer["typed"] = tab.evaluate(CHOSEN)
        answer["card"] = tab.evaluate(CARD)
        tab.evaluate("document.querySelector('.keys').focus()")
        answer["stepped"] = False
        for key in ("ArrowLeft", "ArrowRight"):
            press(tab, key)
            answer["stepped"] |= tab.evaluate(CARD) != answer["card"]
        # Search and slider.
        tab.evaluate("document.querySelector('.search-table input').focus()")
        tab.call("Input.insertText", text=asked["typed"])
        time.sleep(0.3)
        answer["found"] = tab.evaluate("[...document.querySelectorAll('.found b')].map(e => e.textContent)")
        answer["verdict"] = tab.evaluate("document.querySelector('.detail .verdict').textContent")
        tab.evaluate("document.querySelector('.predictor input[type=range]').focus()")
        press(tab, "Home")
        time.sleep(0.5)
        answer["said"] = tab.evaluate("document.querySelector('.now').textContent")
        answer["missed"] = tab.evaluate(
            f"{json.dumps(asked['names'])}.filter(name => !{TABLE}.live.find(name).rows.some(row => {TABLE}.live.fields(row)[0] === name))")
        answer["shares"] = tab.evaluate(f"{json.dumps(asked['rows'])}.map(row => {MODEL}.live.ask(row))")
        # Models that learn in the page.
        answer["words"] = []
        boxes = "[...document.querySelectorAll('.trainer input[type=checkbox]')]"
        for chosen in (0, 1, 3):
            tab.evaluate(f"{boxes}.forEach((box, place) => {{ if (box.checked !== place < {chosen}) box.click(); }})")
            answer["words"].append(tab.evaluate("document.querySelector('.trainer .words b')?.textContent ?? ''"))
        tab.evaluate("document.querySelector('.trainer .primary').click()")
        tab.evaluate("new Promise(done => { const look = () => (document.querySelector('.trainer .now') ? done() : setTimeout(look, 50)); look(); })")
        answer["learned"] = tab.evaluate("document.querySelector('.trainer .now').textContent")
        answer["grown"] = tab.evaluate(
            f"(async () => {{ const all = {json.dumps(asked['labels'])}, rows = all.map((_, row) => row); return document.querySelector('.trainer').live.grow(rows, all, 3, rows); }})()")
        peer = json.loads(pathlib.Path(asked["peer"]).read_text())
        answer["asPeer"] = [tab.evaluate(
            f"(async () => {{ const d = {json.dumps(peer)}, say = await document.querySelector('.trainer').live.learners.{name}(d.rows, d.labels, 4, () => {{}}); return d.test.map(say).filter((code, row) => code !== d.{name}[row]).length; }})()")
            for name in ("logistic", "machine")]
        answer["drawn"] = tab.evaluate("document.querySelectorAll('.profiles .drawn svg g').length")
        time.sleep(0.4)
        answer["address"] = tab.evaluate("location.hash")
        state = f"[{CHOSEN}, {CARD}, document.querySelector('.search-table input').value, document.querySelector('.now').textContent]"
        before = tab.evaluate(state)
        answer["wrong"] += tab.complaints()
        tab.close()
        # The link opens the same, Reset takes it back.
        tab = Tab(browser, page + answer["address"])
        awake(tab)
        answer["isSame"] = tab.evaluate(state) == before
        tab.evaluate("[...document.querySelectorAll('.switches button')].find(e => e.textContent === 'Reset').click()")
        answer["reset"] = tab.evaluate(CHOSEN)
        tab.close()
        # Touch: a tap shows a point and chooses nothing.
        tab = Tab(browser, page, 390)
        tab.call("Emulation.setTouchEmulationEnabled", enabled=True)
        awake(tab)
        x, y = place(tab, asked["clicked"])
        tab.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        tab.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        time.sleep(0.2)
        answer["tapped"] = tab.evaluate(CARD)
        answer["tappedChosen"] = tab.evaluate(CHOSEN)
        tab.close()
        # Without scripts, and with damaged data.
        tab = Tab(browser, page, script=False)
        tree = tab.call("Accessibility.getFullAXTree")["nodes"]
        answer["still"] = " ".join(node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "StaticText" and node.get("name"))
        tab.close()
        tab = Tab(browser, damaged)
        awake(tab)
        answer["damaged"] = tab.evaluate("[...document.querySelectorAll('.widget')].map(e => e.querySelector('.lost')?.textContent ?? '')")
        answer["wrong"] += tab.complaints()
        tab.close()
    finally:
        browser.close()
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
