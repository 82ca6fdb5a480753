"""Turns the control of a page of many runs, where scripts are off and where they are on. Prints as JSON what is to be seen at first, after
a choice and on paper, the address after the choice, and what a page shows that is opened with this address.

    python3 choose.py REPORT.html BUTTON
"""
import json
import pathlib
import sys

from check import Chromium, Tab


def choose(tab, button):
    document = tab.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    node = tab.call("DOM.querySelector", nodeId=document, selector=f"#{button}")["nodeId"]
    tab.call("DOM.scrollIntoViewIfNeeded", nodeId=node)
    corners = tab.call("DOM.getBoxModel", nodeId=node)["model"]["content"]
    x, y = sum(corners[::2]) / 4, sum(corners[1::2]) / 4
    for kind in ("mousePressed", "mouseReleased"):
        tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def seen(tab):
    tree = tab.call("Accessibility.getFullAXTree")["nodes"]
    return " ".join(node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "StaticText" and node.get("name"))


def main():
    report, button = pathlib.Path(sys.argv[1]).resolve().as_uri(), sys.argv[2]
    browser = Chromium()
    answer = {}
    try:
        tab = Tab(browser, report, script=False)
        answer["first"] = seen(tab)
        choose(tab, button)
        answer["chosen"] = seen(tab)
        tab.call("Emulation.setEmulatedMedia", media="print")
        answer["printed"] = seen(tab)
        tab.close()
        tab = Tab(browser, report)
        choose(tab, button)
        answer["address"] = tab.evaluate("location.hash")
        tab.close()
        tab = Tab(browser, report + answer["address"])
        answer["fromAddress"] = seen(tab)
        tab.close()
    finally:
        browser.close()
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
