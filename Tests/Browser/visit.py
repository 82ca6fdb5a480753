"""Visits every live figure of a report in headless Chromium: goes to three of its marks by keys, and to the same places by mouse
and by touch. Prints one JSON object: for each figure what was read at each mark, and what went wrong; exits 1 when something did.

    python3 visit.py REPORT.html [WIDTH]
"""
import json
import pathlib
import sys

from check import Chromium, Tab

# The places of marks at the beginning, in the middle and at the end, as keys reach them.
START = """(() => { const plot = document.getElementById(%s).querySelector('.plot'); plot.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (let part = plot; part; part = part.parentElement) if (part.matches('.tab')) part.querySelector('input').checked = true;
  plot.scrollIntoView({ block: 'center', behavior: 'instant' }); plot.focus();
  return new Promise((done) => setTimeout(() => done(document.activeElement === plot), 60)); })()"""
READ = """(() => { const plot = document.getElementById(%s).querySelector('.plot'), tip = document.querySelector('.tip');
  const mark = plot.querySelector('.on'), cursor = plot.querySelector('.cursor .dot') ?? plot.querySelector('.cursor :is(rect, circle)');
  const text = tip && tip.matches(':popover-open') ? [...tip.querySelectorAll('b, div')].map((line) => [...line.querySelectorAll('span')].map((part) => part.textContent).join(' ') || line.textContent) : null;
  const shown = mark ?? cursor;
  if (!shown) return { text, said: plot.querySelector('[aria-live]')?.textContent };
  const box = shown.getBoundingClientRect();
  let place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (mark && getComputedStyle(mark).fill === 'none' && mark.getTotalLength) {
    for (let step = 1; step < 40; step += 1) {
      const at = mark.getPointAtLength(mark.getTotalLength() * step / 40).matrixTransform(mark.getScreenCTM());
      place = { x: at.x, y: at.y };
      if (document.elementFromPoint(at.x, at.y) === mark) break;
    }
  } else if (mark) {
    // A mark that is picked out is larger than it is otherwise.
    mark.classList.remove('on');
    // A whole pixel of the mark, with its neighbours if there is one; a mark without one is too small to be pointed at.
    const hits = (x, y) => document.elementFromPoint(x, y) === mark;
    const pixels = [{ x: Math.round(place.x), y: Math.round(place.y) }];
    for (let y = Math.ceil(box.y); y < box.bottom; y += 1) for (let x = Math.ceil(box.x); x < box.right; x += 1) pixels.push({ x, y });
    place = pixels.find(({ x, y }) => hits(x, y) && hits(x - 1, y) && hits(x + 1, y) && hits(x, y - 1) && hits(x, y + 1)) ?? pixels.find(({ x, y }) => hits(x, y)) ?? { isSmall: true };
    mark.classList.add('on');
  }
  return { text, said: plot.querySelector('[aria-live]')?.textContent, ...place }; })()"""


def main():
    report = pathlib.Path(sys.argv[1]).resolve().as_uri()
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 1280
    figures, wrong = {}, []
    browser = Chromium()
    try:
        tab = Tab(browser, report, width)
        tab.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=1)

        def press(key):
            for kind in ("keyDown", "keyUp"):
                tab.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

        names = tab.evaluate("[...document.querySelectorAll('figure:has(.plot)')].map(figure => figure.id)")
        for name in names:
            quoted = json.dumps(name)
            if not tab.evaluate(START % quoted):
                wrong.append(f"{name}: takes no keys")
                continue
            marks = []
            for keys in (["Home"], ["Home"] + ["ArrowRight"] * 3, ["End"]):
                for key in keys:
                    press(key)
                mark = tab.evaluate(READ % quoted)
                if not mark["text"] or not mark["said"] or "x" not in mark and not mark.get("isSmall"):
                    wrong.append(f"{name}: nothing is read by {keys[-1]}: {mark}")
                    continue
                marks.append(mark)
            press("Escape")
            for mark in marks:
                if mark.get("isSmall"):
                    continue
                press("Escape")
                place = {"x": mark["x"], "y": mark["y"]}
                tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=place["x"] + 3, y=place["y"] + 3)
                tab.call("Input.dispatchMouseEvent", type="mouseMoved", **place)
                mark["mouse"] = tab.evaluate(READ % quoted)["text"]
                tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
                tab.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[place])
                mark["touch"] = tab.evaluate(READ % quoted)["text"]
                tab.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
                tab.evaluate("document.activeElement?.blur?.(), document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })), 0")
                for way in ("mouse", "touch"):
                    if mark[way] != mark["text"]:
                        wrong.append(f"{name}: {mark['text']} by keys, {mark[way]} by {way}")
            figures[name] = [{"text": mark["text"], "said": mark["said"]} for mark in marks]
        wrong += tab.complaints() + [f"request to {url}" for url in tab.requests()]
        tab.close()
    finally:
        browser.close()
    print(json.dumps({"figures": figures, "wrong": wrong}, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
