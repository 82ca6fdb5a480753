"""Visits every live figure of a report in a headless browser: goes to three of its marks by keys, and to the same places by mouse and
by touch, and looks the values that it reads up in the figure's data. Prints one JSON object: for each figure what was read at each mark,
and what went wrong; exits 1 when something did.

    python3 visit.py REPORT.html [WIDTH] [--firefox]

The data are those in the page, or the file beside it where the page carries a part. Works in Debian's `chromium`, or in `firefox-esr`.
"""
import base64
import csv
import gzip
import io
import json
import math
import pathlib
import re
import sys
import urllib.parse

from check import Chromium, Tab
from firefox import Firefox

# The places of marks at the beginning, in the middle and at the end, as keys reach them.
START = """(() => { const plot = document.getElementById(%s).querySelector('.plot'); plot.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (let part = plot; part; part = part.parentElement) if (part.matches('.tab')) part.querySelector('input').checked = true;
  plot.scrollIntoView({ block: 'center', behavior: 'instant' }); plot.focus();
  return new Promise((done) => setTimeout(() => done(document.activeElement === plot), 60)); })()"""
READ = """(() => { const plot = document.getElementById(%s).querySelector('.plot'), tip = document.querySelector('.tip');
  const mark = plot.querySelector('.on'), cursor = plot.querySelector('.cursor .dot') ?? plot.querySelector('.cursor :is(rect, circle)');
  const text = tip && tip.matches(':popover-open') ? [...tip.querySelectorAll('b, div')].map((line) => [...line.querySelectorAll('span')].map((part) => part.textContent).join(' ') || line.textContent) : null;
  const values = tip ? [...tip.querySelectorAll('div')].map((line) => [...line.querySelectorAll('span')].map((part) => part.textContent)) : [];
  const shown = mark ?? cursor, said = plot.querySelector('[aria-live]')?.textContent, title = tip?.querySelector('b')?.textContent ?? '';
  if (!shown) return { text, said };
  const box = shown.getBoundingClientRect();
  let place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (mark && getComputedStyle(mark).fill === 'none' && mark.getTotalLength) {
    for (let step = 1; step < 40; step += 1) {
      const at = mark.getPointAtLength(mark.getTotalLength() * step / 40).matrixTransform(mark.getScreenCTM());
      place = { x: at.x, y: at.y };
      if (document.elementFromPoint(at.x, at.y) === mark) break;
    }
  } else if (mark) {
    // A whole pixel of the mark, with its neighbours if there is one; a mark without one is too small to be pointed at.
    const hits = (x, y) => document.elementFromPoint(x, y) === mark;
    const pixels = [{ x: Math.round(place.x), y: Math.round(place.y) }];
    for (let y = Math.ceil(box.y); y < box.bottom; y += 1) for (let x = Math.ceil(box.x); x < box.right; x += 1) pixels.push({ x, y });
    place = pixels.find(({ x, y }) => hits(x, y) && hits(x - 1, y) && hits(x + 1, y) && hits(x, y - 1) && hits(x, y + 1)) ?? pixels.find(({ x, y }) => hits(x, y)) ?? { isSmall: true };
  }
  return { text, said, title, values, ...place }; })()"""
DATA = """[...document.querySelectorAll('figure:has(.plot)')].map((figure) => [figure.id, figure.querySelector('a[download*=".csv"]')?.getAttribute('href') ?? ''])"""

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


def table(address, report, name):
    """The rows of a figure's data: the file beside the page, else what the page carries."""
    beside = report.parent / "figures" / f"{name}.csv"
    if beside.exists():
        text = beside.read_text()
    elif address.startswith("data:application/gzip;base64,"):
        text = gzip.decompress(base64.b64decode(address.split(",", 1)[1])).decode()
    else:
        text = urllib.parse.unquote(address.split(",", 1)[-1])
    return list(csv.reader(io.StringIO(text)))


def number(text):
    """A printed number without its signs for people; None for other texts."""
    plain = text.replace(",", "").replace("−", "-").replace("\u2007", "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")).replace("×10", "e")
    try:
        return float(plain)
    except ValueError:
        return None


def computed(title, label, rows):
    """What may be read although no cell holds it: sums over and counts of the rows that have the name, shares of a column, and the
    height of a curve between two of its places."""
    head, body = rows[0], rows[1:]
    named = [row for row in body if title in row]
    values = [len(named)]
    for column in range(len(head)):
        cells = [number(row[column]) for row in body if column < len(row)]
        total = sum(cell for cell in cells if cell is not None)
        values += [sum(number(row[column]) or 0 for row in named)]
        values += [cell / total for cell in cells if cell is not None and total]
    place, _, at = title.rpartition(" ")
    at = number(at)
    if at is not None and place in head:
        x = head.index(place)
        curve = sorted((row for row in body if number(row[x]) is not None and (label in row or label in head)), key=lambda row: number(row[x]))
        for before, after in zip(curve, curve[1:]):
            low, high = number(before[x]), number(after[x])
            # The place is rounded, too.
            if low < high and low - 0.005 <= at <= high + 0.005:
                ends = [(number(one), number(two)) for one, two in zip(before, after)]
                values += [one + (two - one) * (at - low) / (high - low) for one, two in ends if one is not None and two is not None]
    return values


def unknown(mark, rows):
    """Those of the printed values of a mark that the data do not give, rounded as they are printed."""
    cells = {cell for row in rows for cell in row}
    numbers = [value for value in map(number, cells) if value is not None]
    dots = re.fullmatch(r"([\d,]+) dots?", mark["title"])
    if dots:
        ranges = [(rows[0].index(label), *map(number, value.split(" to "))) for label, value in mark["values"]]
        inside = sum(all(number(row[column]) is not None and low <= number(row[column]) <= high for column, low, high in ranges) for row in rows[1:])
        # The ends of the cell are rounded.
        return [] if abs(inside - number(dots[1])) <= 5 + 0.2 * inside else [mark["title"]]
    missing = []
    for label, value in mark["values"]:
        if value in cells:
            continue
        for text in NUMBER.findall(value):
            known, digits = number(text), text.partition("×")[0].partition(".")[2]
            scale = 100 if text + "%" in value.replace("\xa0", "") else 1
            half = 0.5001 * 10 ** -len(digits) * (10 ** round(math.log10(abs(known / number(text.partition("×")[0])))) if "×" in text else 1)
            if any(abs(one * scale - known) <= half for one in numbers):
                continue
            if not any(abs(one * scale - known) <= max(half, 0.005 * abs(known)) for one in computed(mark["title"], label, rows)):
                missing.append(f"{label} {value}")
    return missing


class ChromiumReader:
    """One tab of Chromium, with the hands of a reader."""

    def __init__(self, report, width):
        self.browser = Chromium()
        self.tab = Tab(self.browser, report, width)
        self.tab.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=1)
        self.evaluate = self.tab.evaluate

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            self.tab.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def move(self, x, y):
        self.tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def touch(self, x, y):
        self.tab.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])

    def release(self):
        self.tab.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def complaints(self):
        return self.tab.complaints() + [f"request to {url}" for url in self.tab.requests()]

    def close(self):
        self.browser.close()


def main():
    options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    places = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    report = pathlib.Path(places[0]).resolve()
    width = int(places[1]) if len(places) > 1 else 1280
    figures, wrong, unlisted = {}, [], {}
    reader = (Firefox if "--firefox" in options else ChromiumReader)(report.as_uri(), width)
    try:
        for name, address in reader.evaluate(DATA):
            quoted = json.dumps(name)
            if not reader.evaluate(START % quoted):
                wrong.append(f"{name}: takes no keys")
                continue
            rows = table(address, report, name)
            marks = []
            for keys in (["Home"], ["Home"] + ["ArrowRight"] * 3, ["End"]):
                for key in keys:
                    reader.press(key)
                mark = reader.evaluate(READ % quoted)
                if not mark["text"] or not mark["said"] or "x" not in mark and not mark.get("isSmall"):
                    wrong.append(f"{name}: nothing is read by {keys[-1]}: {mark}")
                    continue
                marks.append(mark)
                if rows:
                    unlisted.setdefault(name, []).extend(unknown(mark, rows))
            reader.press("Escape")
            for mark in marks:
                if mark.get("isSmall"):
                    continue
                reader.press("Escape")
                reader.move(mark["x"] + 3, mark["y"] + 3)
                reader.move(mark["x"], mark["y"])
                mark["mouse"] = reader.evaluate(READ % quoted)["text"]
                reader.move(1, 1)
                reader.touch(mark["x"], mark["y"])
                mark["touch"] = reader.evaluate(READ % quoted)["text"]
                reader.release()
                reader.evaluate("document.activeElement?.blur?.(), document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })), 0")
                for way in ("mouse", "touch"):
                    if mark[way] != mark["text"]:
                        wrong.append(f"{name}: {mark['text']} by keys, {mark[way]} by {way}")
            figures[name] = [{"text": mark["text"], "said": mark["said"]} for mark in marks]
        wrong += reader.complaints()
    finally:
        reader.close()
    wrong += [f"{name}: not in its data: {', '.join(values)}" for name, values in unlisted.items() if values]
    print(json.dumps({"figures": figures, "wrong": wrong}, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
