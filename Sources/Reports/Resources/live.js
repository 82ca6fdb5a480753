// Keeps a page up to date while its analysis is watched. Only pages that are served have it.
"use strict";
(() => {
  const { revision, events } = document.currentScript.dataset;
  const store = "songbook-place " + location.pathname;
  const ready = (value) => value ?? "";

  // What the reader has folded, chosen and scrolled to, under names that outlast an edit.
  const named = (elements, name) => {
    const seen = new Map();
    return [...elements].map((element) => {
      const words = name(element);
      seen.set(words, (seen.get(words) ?? 0) + 1);
      return [words + " " + seen.get(words), element];
    });
  };
  const folds = () => named(document.querySelectorAll("details"), (fold) => ready(fold.firstElementChild?.firstChild?.textContent));
  const tabs = () => named(document.querySelectorAll(".tab > input"), (tab) =>
    ready(tab.closest(".tabs")?.getAttribute("aria-label")) + "/" + ready(tab.nextElementSibling?.textContent));
  const sorts = () => named(document.querySelectorAll("figure.table th[aria-sort]"), (head) =>
    head.closest("figure").id + "/" + head.textContent);
  const places = () => [...document.querySelectorAll("main [id]")].filter((element) => element.getClientRects().length);
  const top = (element) => element.getBoundingClientRect().top;

  // Where the reader was, as long as the page has no such place: the text does not compile, say.
  let waiting;
  let left = 0;
  const hasMoved = () => Math.abs(scrollY - left) > 1;

  const save = () => {
    const anchors = places().filter((element) => top(element) <= innerHeight / 3).slice(-8).reverse();
    const place = waiting && !hasMoved() ? waiting
      : { y: scrollY, anchors: anchors.map((element) => [element.id, top(element)]) };
    sessionStorage.setItem(store, JSON.stringify({
      place,
      folds: folds().map(([name, fold]) => [name, fold.open]),
      tabs: tabs().filter(([, tab]) => tab.checked).map(([name]) => name),
      sorts: sorts().map(([name, head]) => [name, head.getAttribute("aria-sort")]),
    }));
  };

  // Gives the place back when the page has it not.
  const scroll = (place) => {
    const move = (y) => { scrollTo({ top: y, behavior: "instant" }); left = scrollY; };
    for (const [id, distance] of place.anchors) {
      const element = document.getElementById(id);
      if (!element?.getClientRects().length) continue;
      move(scrollY + top(element) - distance);
      return id === place.anchors[0][0] && Math.abs(top(element) - distance) < 2 ? undefined : place;
    }
    move(place.y);
    return scrollY < place.y - 1 ? place : undefined;
  };

  const restore = () => {
    const text = sessionStorage.getItem(store);
    if (!text) return;
    sessionStorage.removeItem(store);
    const saved = JSON.parse(text);
    const open = new Map(saved.folds);
    for (const [name, fold] of folds()) if (open.has(name)) fold.open = open.get(name);
    const chosen = new Set(saved.tabs);
    for (const [name, tab] of tabs()) if (chosen.has(name)) tab.checked = true;
    const heads = named(document.querySelectorAll("figure.table th"), (head) => head.closest("figure").id + "/" + head.textContent);
    const orders = new Map(saved.sorts);
    for (const [name, head] of heads) {
      const button = orders.has(name) && head.querySelector("button");
      for (let turn = 0; button && turn < 2 && head.getAttribute("aria-sort") !== orders.get(name); turn += 1) button.click();
    }
    history.scrollRestoration = "manual";
    waiting = scroll(saved.place);
    addEventListener("load", () => { if (!hasMoved()) waiting = scroll(saved.place); });
  };
  restore();

  // The note in the corner.
  const note = document.createElement("aside");
  note.id = "live";
  note.hidden = true;
  note.setAttribute("aria-label", "Watching");
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  const bar = document.createElement("progress");
  const link = document.createElement("a");
  note.append(words, bar);
  document.body.append(note);
  let fading;
  const show = (state) => {
    clearTimeout(fading);
    words.textContent = state.words;
    note.classList.toggle("bad", Boolean(state.isBad));
    if (state.target && document.getElementById(state.target)) {
      link.href = "#" + state.target;
      link.textContent = "Go there";
      words.append(link);
    }
    bar.hidden = state.phase !== "running";
    bar.setAttribute("aria-label", "Cells");
    if (state.share == null) bar.removeAttribute("value"); else bar.value = state.share;
    note.hidden = false;
    if (state.phase === "done" && !state.isBad) fading = setTimeout(() => { note.hidden = true; }, 4000);
  };

  const source = new EventSource(events);
  let hasEnded = false;
  source.addEventListener("message", (message) => {
    const state = JSON.parse(message.data);
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
    if (!hasEnded) show({ phase: "ended", words: "Nobody watches this analysis any more; the page stays as it is.", isBad: true });
    hasEnded = true;
  });
  addEventListener("pagehide", () => source.close());
})();
