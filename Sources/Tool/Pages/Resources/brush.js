// Linked histograms: a range of one is picked by dragging, or by Enter and Shift with arrow keys, and the others show how
// its rows lie in their bins. Counts of all pairs of bins tell that without the rows.
for (const plot of all(".plot:has([data-tables])")) {
  const svgs = layouts(plot), texts = plot.querySelector("[data-tables]").dataset.tables.split(","), tables = new Map();
  const words = all(".link", svgs[0]).map(({ dataset }) => ({ name: dataset.s, of: dataset.c.toLowerCase(), ends: dataset.e.split("\t"), n: runs(dataset.n), widths: runs(dataset.w) }));
  const panels = new Map(svgs.map((svg) => [svg, all(".link", svg).map(({ dataset, classList }, k) => {
    const [left, top, right, bottom] = numbers(dataset.plot), [floor, unit] = numbers(dataset.y);
    return { i: +dataset.i, ...words[k], look: classList[1], left, top, right, bottom, x: numbers(dataset.x), floor, unit: unit / 1e9 };
  })]));
  // Of histograms a and b, as many as there are pairs.
  const last = Math.round((1 + Math.sqrt(1 + 8 * texts.length)) / 2);
  for (let a = 0; a < last; a += 1) for (let b = a + 1; b < last; b += 1) tables.set(`${a} ${b}`, texts.shift());
  const table = (a, b) => {
    const text = tables.get(`${a} ${b}`);
    if (text.split) tables.set(`${a} ${b}`, runs(text, 36));
    return tables.get(`${a} ${b}`);
  };
  const clear = press("Clear", () => pick()), text = make("span");
  text.setAttribute("role", "status");
  plot.after(make("p", { className: "brushed" }, text, " ", clear));
  let brush, focus, start;
  const pick = (next) => {
    brush = next;
    const from = Math.min(brush?.from, brush?.to), to = Math.max(brush?.from, brush?.to), own = panels.get(svgs[0]).find(({ i }) => i === brush?.i);
    for (const [svg, shown] of panels) {
      svg.querySelector(".picked")?.remove();
      if (!brush) continue;
      const group = shape("g", { class: "picked" }), draw = (x, y, right, bottom, look) => group.append(shape("path", { d: `M${x} ${y}H${right}V${bottom}H${x}z`, class: look }));
      for (const { i, n, x, look, top, bottom, floor, unit, widths } of shown) {
        if (i === brush.i) draw(x[from], top, x[to + 1], bottom, "range");
        n.forEach((all, k) => {
          let part = 0;
          for (let b = from; b <= to; b += 1) part += i === brush.i ? (b === k ? all : 0) : i < brush.i ? table(i, brush.i)[k * own.n.length + b] : table(brush.i, i)[b * n.length + k];
          if (part) draw(x[k], floor - part * unit / widths[k], x[k + 1], floor, look);
        });
      }
      svg.append(group);
    }
    plot.classList.toggle("brushing", !!brush);
    clear.hidden = !brush;
    const sum = (counts) => count.format(counts.reduce((total, one) => total + one, 0));
    text.textContent = brush ? `${own.name} ${own.ends[from]} to ${own.ends[to + 1]}: ${sum(own.n.slice(from, to + 1))} of ${sum(own.n)} ${own.of}, in colour in every panel.` : "Drag across a panel to see the same rows in the others.";
  };
  pick();
  // The panel at a place of a drawing, and its bin.
  const binAt = ({ x, n }, at) => Math.max(0, x.findLastIndex((end, k) => k < n.length && end <= at));
  const panelAt = (svg, { x, y }) => panels.get(svg).find(({ left, right, top, bottom }) => x >= left - 3 && x <= right + 3 && y >= top && y <= bottom + 3);
  const place = (event, svg) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  on(plot, "pointerdown", (event) => {
    const svg = event.target.closest(".chart"), panel = svg && panelAt(svg, place(event, svg));
    start = panel && { svg, panel, event };
  });
  on(plot, "pointermove", (event) => {
    if (!start || event.pointerId !== start.event.pointerId || !start.isDrag && Math.abs(event.clientX - start.event.clientX) < 4) return;
    if (!start.isDrag) plot.setPointerCapture(event.pointerId);
    start.isDrag = true;
    const [from, to] = [start.event, event].map((event) => binAt(start.panel, place(event, start.svg).x));
    pick({ i: start.panel.i, from, to });
  });
  on(plot, "pointerup pointercancel", () => { if (start && !start.isDrag && brush && start.event.pointerType === "mouse") pick(); start = undefined; });
  on(plot, "shown", ({ detail }) => { const panel = panelAt(detail.svg, detail); focus = panel && { i: panel.i, bin: binAt(panel, detail.x) }; });
  on(plot, "keydown", ({ key, shiftKey }) => {
    if (key === "Escape" && brush) pick();
    else if (focus && key === "Enter") pick({ i: focus.i, from: focus.bin, to: focus.bin });
    else if (shiftKey && key.startsWith("Arrow") && brush?.i === focus?.i) pick({ ...brush, to: focus.bin });
  });
}
