"""What a reader can do with the tables of a page: prints one JSON object for `BrowserTests`.

    python3 tables.py REPORT.html
"""
import json
import pathlib
import sys

from check import Chromium, Tab, axe_source

VISIBLE = "[...document.querySelectorAll('figure.table tbody tr')].filter(r => r.offsetParent !== null).length"
STATUS = "document.querySelector('.more [role=status]').textContent"


def main():
    page = pathlib.Path(sys.argv[1]).resolve().as_uri()
    axe = axe_source()
    result = {"wrong": []}
    browser = Chromium()
    try:
        for width, dark in ((1280, False), (390, True)):
            tab = Tab(browser, page, width, dark)

            def violations(state):
                if axe:
                    tab.evaluate(axe + "; 0")
                    found = tab.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))")
                    result["wrong"] += [f"{width} {state}: {violation[:500]}" for violation in found]

            first = {"visible": tab.evaluate(VISIBLE), "status": tab.evaluate(STATUS)}
            violations("first rows")
            tab.evaluate("document.querySelector('.more button').click()")
            first["all"] = tab.evaluate(VISIBLE)
            first["box"] = tab.evaluate("document.querySelector('.tall').clientHeight")
            tab.evaluate("document.querySelector('.tall').scrollTop = 900")
            first["headStays"] = tab.evaluate(
                "Math.abs(document.querySelector('.tall thead th').getBoundingClientRect().top - document.querySelector('.tall').getBoundingClientRect().top) < 3")
            violations("all rows")
            tab.evaluate("document.querySelector('.more button').click()")
            tab.evaluate("(i => { i.value = 'ETE 12'; i.dispatchEvent(new Event('input')); })(document.querySelector('.actions input'))")
            first["found"] = tab.evaluate(VISIBLE)
            first["foundStatus"] = tab.evaluate(STATUS)
            tab.evaluate("(i => { i.value = ''; i.dispatchEvent(new Event('input')); })(document.querySelector('.actions input'))")
            tab.evaluate("document.querySelector('th.bar button').focus()")
            first["help"] = tab.evaluate("document.querySelector('.tip').matches(':popover-open') ? document.querySelector('.tip').textContent : ''")
            violations("help")
            first["further"] = tab.evaluate("document.querySelector('.further').hidden ? '' : document.querySelector('.further').textContent")
            tab.evaluate("document.querySelector('.scroll').scrollLeft = 200")
            first["pinned"] = tab.evaluate(
                "Math.abs(document.querySelector('tbody tr').cells[0].getBoundingClientRect().left - document.querySelector('.scroll').getBoundingClientRect().left) < 2")
            tab.call("Emulation.setEmulatedMedia", media="print")
            first["printed"] = tab.evaluate(VISIBLE)
            first["button"] = tab.evaluate("getComputedStyle(document.querySelector('th button')).display")
            result["wrong"] += tab.complaints()
            result["phone" if width < 600 else "wide"] = first
            tab.close()
        tab = Tab(browser, page, script=False)
        box = tab.call("DOM.getBoxModel", nodeId=tab.call("DOM.querySelector", nodeId=tab.call("DOM.getDocument", depth=0)["root"]["nodeId"], selector="tbody tr:last-child")["nodeId"])
        result["lastRowWithoutScript"] = box["model"]["height"]
        tab.close()
    finally:
        browser.close()
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
