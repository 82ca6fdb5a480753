// Live figures. Without it they are seen as they are, and their data can be saved.
// Part of one script with others that use what it defines.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const space = "http://www.w3.org/2000/svg";
const press = (textContent, onclick) => make("button", { type: "button", textContent, onclick });
const shape = (tag, attributes, ...children) => {
  const element = document.createElementNS(space, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
};
const on = (place, types, action) => types.split(" ").forEach((type) => place.addEventListener(type, action));
const count = new Intl.NumberFormat("en");
// "3*2 5" is 3 3 5.
const runs = (text, base = 10) => text.split(" ").flatMap((run) => { const [n, times = 1] = run.split("*"); return Array(+times).fill(parseInt(n, base)); });

// What there is to point at: { x, y, title, rows: [[label, value, class, y]] } and one of: mark with its box, r of a dot,
// size of a cell, area of a plot with lines.
const tipsOf = (text) => text.split("\n\n").flatMap((block) => {
  const [labels, ...lines] = block.split("\n");
  const names = labels.split("\t").slice(1);
  return lines.map((line) => { const [title, ...values] = line.split("\t"); return { title, rows: names.map((name, k) => [name, values[k]]) }; });
});
const numbers = (text) => text.split(" ").map(Number);
const read = (svg, first) => {
  const tips = tipsOf(svg.dataset.tips ?? first.dataset.tips ?? ""), items = [];
  for (const part of all("[data-m]", svg)) {
    if (part.parentElement.classList.contains("dots")) {
      const steps = runs(part.dataset.m), r = part.parentElement.getAttribute("stroke-width") / 2;
      let at = 0, k = 0;
      for (const [, x, y] of part.getAttribute("d").matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)) items.push({ x: +x, y: +y, r, ...tips[at += steps[k++]] });
    } else (part.localName === "g" ? [...part.children] : [part]).forEach((mark, k) => {
      const box = mark.getBBox(), item = { x: box.x + box.width / 2, y: box.y + box.height / 2, mark, box, ...tips[+part.dataset.m + k] };
      // A line is near along itself, not in the box around it.
      if (mark.localName === "path" && (mark.getAttribute("fill") ?? mark.parentElement.getAttribute("fill")) === "none") {
        const length = mark.getTotalLength(), steps = Math.min(60, Math.ceil(length / 6));
        item.along = Array.from({ length: steps + 1 }, (_, step) => mark.getPointAtLength(length * step / steps));
        Object.assign(item, { x: item.along[steps >> 1].x, y: item.along[steps >> 1].y });
      }
      items.push(item);
    });
  }
  // Lines: one item for each place, with a row for each line.
  const places = new Map(), firsts = all(".series", first);
  let names;
  all(".series", svg).forEach((part, index) => {
    const source = part.dataset.v === undefined ? firsts[index] : part;
    names = (source.dataset.p ?? (part === source ? undefined : firsts.slice(0, index).findLast((other) => other.dataset.p)?.dataset.p))?.split("\t") ?? names;
    const values = source.dataset.v.split("\t"), xs = numbers(part.dataset.x), ys = numbers(part.dataset.y), area = numbers(part.dataset.plot);
    xs.forEach((x, k) => {
      const key = `${part.dataset.plot} ${x}`;
      if (!places.has(key)) places.set(key, { x, y: 0, title: names[k], rows: [], area });
      places.get(key).rows.push([source.dataset.s, values[k], part.classList[1], ys[k]]);
    });
  });
  for (const item of [...places.values()].sort((a, b) => a.x - b.x)) {
    item.rows.sort((a, b) => a[3] - b[3]);
    item.y = item.rows.reduce((sum, row) => sum + row[3], 0) / item.rows.length;
    items.push(item);
  }
  all(".grid", svg).forEach((part, index) => {
    const source = part.dataset.n ? part : all(".grid", first)[index];
    const [left, top, right, bottom] = numbers(part.dataset.plot), [x, ...across] = source.dataset.x.split("\t"), [y, ...down] = source.dataset.y.split("\t");
    const columns = across.length - 1, size = [(right - left) / columns, (bottom - top) / (down.length - 1)];
    runs(source.dataset.n).forEach((n, k) => {
      const column = k % columns, row = (k - column) / columns;
      if (n) items.push({ x: left + (column + 0.5) * size[0], y: top + (row + 0.5) * size[1], size, title: `${count.format(n)} ${n > 1 ? "dots" : "dot"}`,
        rows: [[x, `${across[column]} to ${across[column + 1]}`], [y, `${down[row + 1]} to ${down[row]}`]] });
    });
  });
  return items;
};

// The tip: one for the page, in the top layer so that dialogs do not cover it, inside the plot whose colours it shows.
const tip = make("div", { className: "tip" });
tip.popover = "manual";
tip.setAttribute("aria-hidden", "true");
let shown;
const hide = () => {
  if (!shown) return;
  for (const { mark } of shown.items) mark?.classList.remove("on");
  for (const cursor of shown.cursors) cursor.remove();
  shown = undefined;
  tip.hidePopover();
  tip.remove();
};
const cursorOf = (item) => {
  const cursor = shape("g", { class: "cursor" }), { mark } = item;
  // The rim of a mark is a copy above all marks, which no pointer meets: it would cover small neighbours.
  if (mark) {
    mark.classList.add("on");
    if (!mark.closest(".hit")) cursor.append(shape(mark.localName, { ...Object.fromEntries(["d", "cx", "cy", "r"].filter((name) => mark.hasAttribute(name)).map((name) => [name, mark.getAttribute(name)])), class: "rim" }));
  } else if (item.size) cursor.append(shape("rect", { x: item.x - item.size[0] / 2, y: item.y - item.size[1] / 2, width: item.size[0], height: item.size[1] }));
  else if (item.r) cursor.append(shape("circle", { cx: item.x, cy: item.y, r: item.r + 3 }));
  else {
    cursor.append(shape("path", { d: `M${item.x} ${item.area[1]}V${item.area[3]}` }));
    for (const [, , look, y] of item.rows) cursor.append(shape("circle", { cx: item.x, cy: y, r: 4, class: `dot ${look.replace("f", "s")}` }));
  }
  return cursor;
};
// In a comparison: what finds the same mark of the other run.
let twinOf;
const show = (plot, svg, item, said) => {
  if (shown?.items[0] === item) return;
  hide();
  const twin = twinOf?.(plot, svg, item), lines = twin ? item.rows.map((row, k) => [row[0], twin.text(row, k), row[2]]) : item.rows;
  tip.replaceChildren(...(item.title ? [make("b", { textContent: item.title })] : []), ...lines.map(([label, value, look]) => make("div", {},
    ...(look ? [shape("svg", { viewBox: "0 0 10 10" }, shape("circle", { cx: 5, cy: 5, r: 5, class: look }))] : []), make("span", { textContent: label }), make("span", { textContent: value }))));
  const cursors = [cursorOf(item)];
  svg.append(cursors[0]);
  shown = { items: [item], cursors };
  if (twin?.item) {
    shown.items.push(twin.item);
    cursors.push(cursorOf(twin.item));
    shownOf(twin.plot).append(cursors[1]);
  }
  plot.append(tip);
  tip.showPopover();
  const place = new DOMPoint(item.x, item.area ? item.rows[0][3] : item.box?.y ?? item.y).matrixTransform(svg.getScreenCTM());
  const box = tip.getBoundingClientRect(), right = place.x + 14 + box.width > innerWidth;
  tip.style.left = `${Math.max(4, right ? place.x - 14 - box.width : place.x + 14)}px`;
  tip.style.top = `${Math.max(4, Math.min(place.y - box.height - 10, innerHeight - box.height - 4))}px`;
  plot.dispatchEvent(new CustomEvent("shown", { detail: { svg, x: item.x, y: item.y } }));
  if (said) said.textContent = [item.title, lines.map(([label, value]) => `${label} ${value}`).join(", ")].filter(Boolean).join(": ");
};
addEventListener("scroll", hide, { passive: true });
on(window, "pointerdown", (event) => { if (!event.target.closest(".plot")) hide(); });

// How far a place is from an item, in points; beyond reach it is none.
const distance = (item, x, y) => {
  if (item.along) return Math.min(...item.along.map((place) => Math.hypot(place.x - x, place.y - y)));
  // On top of areas are lines and dots.
  if (item.box) return 0.9 + Math.hypot(Math.max(item.box.x - x, x - item.box.x - item.box.width, 0), Math.max(item.box.y - y, y - item.box.y - item.box.height, 0));
  if (item.size) return Math.abs(item.x - x) <= item.size[0] / 2 + 3 && Math.abs(item.y - y) <= item.size[1] / 2 + 3 ? 1 : Infinity;
  // On a line the line is meant, elsewhere in its plot whatever lies there.
  const near = item.area ? Math.min(...item.rows.map((row) => Math.hypot(item.x - x, row[3] - y))) : Infinity;
  if (near < 4) return 0.5 + near / 20;
  if (item.area) return x >= item.area[0] - 4 && x <= item.area[2] + 4 && y >= item.area[1] - 4 && y <= item.area[3] + 4 ? 30 + Math.abs(item.x - x) / 100 : Infinity;
  return Math.hypot(item.x - x, item.y - y);
};
const nearest = (items, event, svg) => {
  // What lies exactly below: the target of a touch may be a neighbour that browsers take to be meant.
  const mark = document.elementFromPoint(event.clientX, event.clientY)?.closest("g[data-m] > *, [data-m]:not(g)"), direct = mark && items.find((item) => item.mark === mark);
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  let best = direct, least = direct ? 0.9 : 24;
  for (const item of items) {
    const far = distance(item, at.x, at.y);
    if (far < (item.area && !best ? 40 : least) && !(direct && item.mark)) [best, least] = [item, far];
  }
  // A short bar answers along its whole row or column.
  const inLine = ({ box, along }) => box && !along && (at.x >= box.x && at.x <= box.x + box.width || at.y >= box.y && at.y <= box.y + box.height);
  return best ?? (items.length > 400 ? undefined : items.filter(inLine).sort((a, b) => distance(a, at.x, at.y) - distance(b, at.x, at.y))[0]);
};

// Highlighting: everything in another colour than the key's steps back.
const highlight = (plot, key) => {
  if (plot.lit === key) return;
  plot.lit = key;
  for (const part of all(".chart .marks [class]", plot)) {
    const looks = [...part.classList].filter((name) => /^[fs]\d+$/.test(name));
    part.classList.toggle("dim", key !== undefined && looks.length > 0 && !looks.some((name) => name.slice(1) === key) && !part.closest(".hit"));
  }
};

// The layout that is seen, and what there is to point at in it.
const known = new Map(), layouts = (plot) => all(":scope > .chart", plot);
const shownOf = (plot) => layouts(plot).find((svg) => svg.clientWidth) ?? layouts(plot)[0];
const items = (plot, svg) => known.get(svg) ?? known.set(svg, read(svg, layouts(plot)[0])).get(svg);

for (const plot of all(".plot")) {
  const svgs = layouts(plot);
  if (!svgs[0].dataset.tips && !plot.querySelector(".series, .grid")) continue;
  const said = make("p", { className: "unseen" }), name = svgs[0].getAttribute("aria-label");
  said.setAttribute("aria-live", "polite");
  plot.append(said);
  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-roledescription", "chart");
  plot.setAttribute("aria-label", `${name} Arrow keys go through the values.`);
  let pinned;
  const point = (event) => {
    const svg = shownOf(plot), key = event.target.closest("[data-k]")?.dataset.k;
    highlight(plot, key ?? pinned);
    const item = key === undefined && svg.contains(event.target) ? nearest(items(plot, svg), event, svg) : undefined;
    item ? show(plot, svg, item) : hide();
  };
  on(plot, "pointermove pointerdown", point);
  on(plot, "pointerleave", (event) => { if (event.pointerType !== "touch") { hide(); highlight(plot, pinned); } });
  on(plot, "blur", () => { if (plot.contains(shown?.cursors[0])) hide(); });
  on(plot, "click", (event) => {
    const key = event.target.closest("[data-k]")?.dataset.k;
    if (key !== undefined) highlight(plot, pinned = pinned === key ? undefined : key);
  });
  on(plot, "keydown", (event) => {
    const svg = shownOf(plot), places = items(plot, svg), keys = [undefined, ...new Set(all("[data-k]", svg).map((text) => text.dataset.k))];
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    const from = places.includes(shown?.items[0]) ? shown.items[0] : undefined;
    let next;
    if (event.key === "Escape" && (shown || pinned !== undefined)) { hide(); highlight(plot, pinned = undefined); }
    else if (event.key === "Home") next = places[0];
    else if (event.key === "End") next = places.at(-1);
    else if (dy && from?.area && keys.length > 1) {
      highlight(plot, pinned = keys.at((keys.indexOf(pinned) + dy) % keys.length));
      said.textContent = pinned === undefined ? "All lines" : `${svg.querySelector(`[data-k="${pinned}"]`).textContent} highlighted`;
    } else if (dx !== undefined) {
      const along = (item) => (item.x - from.x) * dx + (item.y - from.y) * dy;
      const off = (item) => (from.area && item.area ? 0 : Math.abs((item.x - from.x) * dy) + Math.abs((item.y - from.y) * dx));
      next = !from ? places[0] : places.filter((item) => along(item) > 0.05)
        .reduce((best, item) => (!best || along(item) + 3 * off(item) < along(best) + 3 * off(best) ? item : best), undefined);
    } else return;
    event.preventDefault();
    if (next) show(plot, svg, next, said);
  });
}

// Enlarge: the figure's drawing moves into a dialog and back.
const dialog = make("dialog", { className: "large" });
let home;
on(dialog, "close", () => { hide(); home.place.replaceWith(home.plot); home.opener?.focus(); });
on(dialog, "click", (event) => { if (event.target === dialog) dialog.close(); });
const enlarge = (figure, plot) => {
  home = { plot, place: document.createComment(""), opener: document.activeElement };
  plot.before(home.place);
  const caption = figure.querySelector("figcaption span")?.cloneNode(true) ?? "";
  dialog.replaceChildren(make("header", {}, caption, press("Close", () => dialog.close())), plot);
  dialog.setAttribute("aria-label", caption.textContent ?? "Figure");
  document.body.append(dialog);
  dialog.showModal();
};

// The drawing as a file of its own, in the colours that the reader sees.
const properties = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "fill-opacity", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "font-variant-numeric", "text-anchor", "paint-order"];
const standalone = (plot) => {
  const svg = shownOf(plot), copy = svg.cloneNode(true), copies = all("*", copy);
  const names = new Set();
  all("*", svg).forEach((part, index) => {
    const style = getComputedStyle(part), parent = getComputedStyle(part.parentElement);
    for (const property of properties) if (style.getPropertyValue(property) !== parent.getPropertyValue(property)) copies[index].style.setProperty(property, style.getPropertyValue(property));
    if (style.display === "none" || part.matches(".cursor, .series, .grid, .hit, .link")) copies[index].dataset.gone = "";
    else for (const name of [part.getAttribute("href"), part.getAttribute("filter")?.slice(4, -1)]) if (name) names.add(name);
  });
  for (const part of [copy, ...copies]) {
    if (part.dataset.gone !== undefined) part.remove();
    part.removeAttribute("class");
    for (const name of Object.keys(part.dataset)) delete part.dataset[name];
  }
  for (const property of properties) copy.style.setProperty(property, getComputedStyle(svg).getPropertyValue(property));
  copy.prepend(shape("title", {}, svg.getAttribute("aria-label")), ...[...names].map((name) => document.querySelector(name).cloneNode(true)), shape("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor }));
  const { width, height } = svg.viewBox.baseVal;
  for (const [name, value] of Object.entries({ xmlns: space, width, height })) copy.setAttribute(name, value);
  return new XMLSerializer().serializeToString(copy);
};
for (const figure of all("figure:has(.plot)")) {
  const plot = figure.querySelector(".plot"), list = figure.querySelector(".attachments");
  if (!list) continue;
  const button = (label, action) => {
    const element = press(label, action);
    element.setAttribute("aria-label", `${label}: ${figure.id}`);
    return element;
  };
  if (!plot.classList.contains("small")) list.prepend(button("Enlarge", () => enlarge(figure, plot)));
  list.append(button("SVG", () => make("a", { download: `${figure.id}.svg`, href: URL.createObjectURL(new Blob([standalone(plot)], { type: "image/svg+xml" })) }).click()));
}
