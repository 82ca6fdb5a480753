// Keeps a page up to date while its analysis is watched. Only pages that are served have it.
"use strict";
(() => {
  const { revision, events } = document.currentScript.dataset;
  const store = "songbook-place " + location.pathname;

  // What the reader has folded, chosen and sorted, under names that outlast an edit.
  const named = (elements, name) => {
    const seen = new Map();
    return [...elements].map((element) => {
      const key = name(element);
      seen.set(key, (seen.get(key) ?? 0) + 1);
      return [key + " " + seen.get(key), element];
    });
  };
  const text = (element) => element?.textContent ?? "";
  const folds = () => named(document.querySelectorAll("details"), (fold) => text(fold.firstElementChild?.firstChild));
  const tabs = () => named(document.querySelectorAll(".tab > input"), (tab) =>
    (tab.closest(".tabs")?.getAttribute("aria-label") ?? "") + "/" + text(tab.nextElementSibling));
  const heads = () => named(document.querySelectorAll("figure.table thead th"), (head) => head.closest("figure").id + "/" + text(head));
  const choices = () => ({
    folds: folds().map(([name, fold]) => [name, fold.open]),
    tabs: tabs().map(([name, tab]) => [name, tab.checked]),
    heads: heads().map(([name, head]) => [name, head.getAttribute("aria-sort")]),
  });

  // Where the reader is: elements above the upper third of the window, and how far from its top they are.
  const top = (element) => element.getBoundingClientRect().top;
  const place = () => {
    const elements = [...document.querySelectorAll("main [id]")].filter((element) => element.getClientRects().length);
    const above = elements.filter((element) => top(element) <= innerHeight / 3).slice(-8).reverse();
    return { y: scrollY, anchors: above.map((element) => [element.id, top(element)]) };
  };

  // What the page before was left with, and what this page has no place for, as when its text does not compile.
  let carried;
  let waiting;
  let left = 0;
  const hasMoved = () => Math.abs(scrollY - left) > 1;

  const save = () => {
    const now = choices();
    const merged = Object.entries(now).map(([kind, entries]) => [kind, [...new Map([...(carried?.[kind] ?? []), ...entries])]]);
    const saved = { place: waiting && !hasMoved() ? waiting : place(), ...Object.fromEntries(merged) };
    sessionStorage.setItem(store, JSON.stringify(saved));
  };

  // Gives the place back when the page has it not.
  const scroll = (place) => {
    const move = (y) => { scrollTo({ top: y, behavior: "instant" }); left = scrollY; };
    if (place.y === 0) return void move(0);
    for (const [id, distance] of place.anchors) {
      const element = document.getElementById(id);
      if (!element?.getClientRects().length) continue;
      move(scrollY + top(element) - distance);
      return id === place.anchors[0][0] && Math.abs(top(element) - distance) < 2 ? undefined : place;
    }
    move(place.y);
    return scrollY < place.y - 1 || place.anchors.length ? place : undefined;
  };

  const restore = () => {
    // From the first page on: the browser gives a page that is loaded again its old place slowly, and would go on after this has.
    history.scrollRestoration = "manual";
    carried = JSON.parse(sessionStorage.getItem(store));
    if (!carried) return;
    sessionStorage.removeItem(store);
    const [open, chosen, orders] = [carried.folds, carried.tabs, carried.heads].map((entries) => new Map(entries));
    for (const [name, fold] of folds()) if (open.has(name)) fold.open = open.get(name);
    for (const [name, tab] of tabs()) if (chosen.get(name)) tab.checked = true;
    for (const [name, head] of heads()) {
      const order = orders.get(name);
      for (let turn = 0; order && turn < 2 && head.getAttribute("aria-sort") !== order; turn += 1) head.querySelector("button")?.click();
    }
    // While pictures load, the browser would move the page by itself, which looks like the reader's doing.
    const root = document.documentElement.style;
    root.overflowAnchor = "none";
    waiting = scroll(carried.place);
    addEventListener("load", () => {
      if (!hasMoved()) waiting = scroll(carried.place);
      root.overflowAnchor = "";
    });
  };
  restore();

  // The note in the corner.
  const note = document.createElement("aside");
  note.id = "songbook-watch";
  note.hidden = true;
  note.setAttribute("aria-label", "Watching");
  const message = document.createElement("p");
  message.setAttribute("role", "status");
  const bar = document.createElement("progress");
  const link = document.createElement("a");
  const printed = document.createElement("pre");
  note.append(message, bar, printed);
  document.body.append(note);
  let fading;
  const show = (state) => {
    clearTimeout(fading);
    message.textContent = state.message;
    note.classList.toggle("bad", Boolean(state.isBad));
    if (state.target && document.getElementById(state.target)) {
      link.href = "#" + state.target;
      link.textContent = "Go there";
      message.append(" ", link);
    }
    printed.textContent = state.printed ?? "";
    printed.hidden = !state.printed;
    bar.hidden = state.phase !== "running";
    bar.setAttribute("aria-label", "Cells");
    if (state.share == null) bar.removeAttribute("value"); else bar.value = state.share;
    note.hidden = false;
    if (state.phase === "done" && !state.isBad) fading = setTimeout(() => { note.hidden = true; }, 4000);
  };

  const source = new EventSource(events);
  let hasEnded = false;
  source.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    hasEnded = state.phase === "ended";
    if (state.revision !== revision) {
      save();
      source.close();
      location.reload();
    } else {
      show(state);
    }
  });
  source.addEventListener("error", () => {
    if (!hasEnded) show({ phase: "ended", message: "This analysis is not watched any more; the page stays as it is." });
    hasEnded = true;
  });
  addEventListener("pagehide", () => source.close());
})();
