"""Picks ranges of linked histograms in headless Chromium, by dragging and by keys. Prints one JSON object: for each range what the page says
of it and how many rows each panel shows in each of its bins, and what went wrong; exits 1 when something did.

    python3 brush.py REPORT.html
"""
import json
import pathlib
import sys

from check import Chromium, Tab

# Heights of what is picked, as rows: the unit and the widths stand in the page.
READ = """(() => { const plot = document.querySelector('.plot:has(.link)'), svg = [...plot.querySelectorAll(':scope > .chart')].find((svg) => svg.clientWidth);
  const runs = (text) => text.split(' ').flatMap((run) => { const [n, times = 1] = run.split('*'); return Array(+times).fill(+n); });
  const links = [...svg.querySelectorAll('.link')], first = [...plot.querySelector('.chart').querySelectorAll('.link')];
  const shown = [...svg.querySelectorAll('.picked path:not(.range)')].map((path) => path.getAttribute('d').match(/-?[\\d.]+/g).map(Number));
  const panels = links.map((link, k) => { const x = link.dataset.x.split(' ').map(Number), [floor, unit] = link.dataset.y.split(' ').map(Number), widths = runs(first[k].dataset.w), [, top, , bottom] = link.dataset.plot.split(' ').map(Number);
    return x.slice(0, -1).map((left, bin) => { const bar = shown.find(([a, y, right]) => Math.abs(a - left) < 0.01 && Math.abs(right - x[bin + 1]) < 0.01 && y > top - 1 && y <= bottom + 1);
      return bar ? Math.round((floor - bar[1]) / (unit / 1e9) * widths[bin]) : 0; }); });
  return { text: plot.parentElement.querySelector('.brushed span').textContent, panels }; })()"""
PLACE = """(([k, share]) => { const plot = document.querySelector('.plot:has(.link)'); plot.scrollIntoView({ block: 'center', behavior: 'instant' });
  const svg = [...plot.querySelectorAll(':scope > .chart')].find((svg) => svg.clientWidth), [l, t, r, b] = [...svg.querySelectorAll('.link')][k].dataset.plot.split(' ').map(Number);
  const { x, y } = new DOMPoint(l + (r - l) * share, (t + b) / 2).matrixTransform(svg.getScreenCTM()); return { x, y }; })(%s)"""


def main():
    result, wrong = [], []
    browser = Chromium()
    try:
        tab = Tab(browser, pathlib.Path(sys.argv[1]).resolve().as_uri(), 1280)

        def mouse(kind, place, buttons=0):
            tab.call("Input.dispatchMouseEvent", type=kind, button="left" if kind != "mouseMoved" or buttons else "none", buttons=buttons, clickCount=1, **place)

        def press(key, modifiers=0):
            for kind in ("keyDown", "keyUp"):
                tab.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, modifiers=modifiers)

        for panel, start, end in ((0, 0.1, 0.45), (1, 0.9, 0.6), (2, 0.02, 0.5)):
            from_place, to_place = (tab.evaluate(PLACE % json.dumps([panel, share])) for share in (start, end))
            mouse("mouseMoved", from_place)
            mouse("mousePressed", from_place, 1)
            mouse("mouseMoved", to_place, 1)
            mouse("mouseReleased", to_place)
            result.append(tab.evaluate(READ))
        # By keys: the first bin of the first panel, then one more.
        tab.evaluate("document.querySelector('.plot:has(.link)').focus(), 0")
        press("Home")
        press("Enter")
        result.append(tab.evaluate(READ))
        press("ArrowRight", 8)
        press("ArrowRight", 8)
        press("ArrowRight", 8)
        result.append(tab.evaluate(READ))
        press("Escape")
        press("Escape")
        cleared = tab.evaluate(READ)
        if any(any(panel) for panel in cleared["panels"]) or tab.evaluate("document.querySelector('.brushing') !== null"):
            wrong.append("Escape clears nothing")
        wrong += tab.complaints()
    finally:
        browser.close()
    print(json.dumps({"ranges": result, "wrong": wrong}, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
