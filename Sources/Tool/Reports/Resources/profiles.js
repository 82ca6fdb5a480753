// Classes side by side: drawings of those that are chosen, made again whenever that changes.
kinds.set("profiles", (place, content, numbers, figure) => {
  const { labels, scales, nouns, rowNoun, selection } = content, id = place.dataset.name, key = (name) => `${id}.${name}`, count = labels.length, width = scales.length;
  const rows = new Map(labels.map((label, row) => [label, row])), mean = (row, column) => numbers.means[column * count + row];
  const names = scales.map((scale) => scale.name);
  if (!state.first.has(`chosen.${selection}`)) state.begin(`chosen.${selection}`, content.chosen.filter((label) => rows.has(label)));
  for (const [name, first] of [["feature", names[0]], ["x", names[0]], ["y", names[1] ?? names[0]], ["end", "most"], ["of", "all"]]) state.begin(key(name), first);
  const column = (name) => Math.max(0, names.indexOf(state.get(key(name))));
  const select = (label, name, options = names) => {
    const field = make("select", { onchange: () => state.set(key(name), field.value) }, options.map((one) => make("option", { value: one }, one)));
    fields.push([field, name]);
    return make("label", { className: "control" }, label, " ", field);
  };
  const fields = [], cards = make("dl", { className: "headlines" });
  const part = (title, ...controls) => { const box = make("div", { className: "drawn" }); return { box, all: make("section", { className: "pane", "aria-label": title }, make("p", { className: "part" }, title), controls.length > 0 && make("div", { className: "controls" }, controls), box) }; };
  const profile = part("Profiles: each feature from the least to the greatest mean of all"), boxes = part("Spread of one feature", select("Feature", "feature"));
  const scatter = part("Two features", select("Across", "x"), select("Up", "y")), list = part(`${nouns[1][0].toUpperCase()}${nouns[1].slice(1)} by a feature`, select("Feature", "feature"), select("With the", "end", ["most", "least"]));
  const matrix = part("Which features go together: correlations of means", select("Over", "of", ["all", "chosen"]));
  matrix.all.classList.add("broadest");
  place.append(cards, make("div", { className: "panes" }, profile.all, scatter.all, numbers.quantiles && boxes.all, list.all, matrix.all));

  const current = () => chosen(selection).filter((label) => rows.has(label));
  const share = (at, value) => { const { low, high } = scales[at]; return high > low ? (value - low) / (high - low) : 0.5; };
  const svg = (w, h, label, ...children) => shape("svg", { class: "chart", viewBox: `0 0 ${w} ${h}`, role: "img", "aria-label": label }, ...children);
  const text = (x, y, words, attributes = {}) => shape("text", { x, y, fill: "var(--quiet)", ...attributes }, words);
  const series = (label) => `var(--${seriesOf(selection, label)})`;
  const empty = () => make("p", { className: "status" }, `No ${nouns[0]} is chosen.`);
  const total = (all) => all.reduce((sum, label) => sum + (numbers.sizes ? numbers.sizes[rows.get(label)] : 0), 0);
  const tell = (all) => {
    const facts = [[counted.format(all.length), nouns[1]], ...(numbers.sizes ? [[counted.format(total(all)), rowNoun]] : [])];
    const weights = all.map((label) => (numbers.sizes ? numbers.sizes[rows.get(label)] : 1)), sum = weights.reduce((a, b) => a + b, 0) || 1;
    for (let at = 0; at < Math.min(3, width); at++) if (all.length) facts.push([written(scales[at], all.reduce((so, label, place) => so + weights[place] * mean(rows.get(label), at), 0) / sum), names[at].toLowerCase()]);
    replace(cards, facts.map(([value, label]) => make("div", {}, make("dt", {}, label), make("dd", {}, value))));
  };
  const drawProfile = (all) => {
    if (!all.length) return profile.box.replaceChildren(empty());
    const step = 26, height = step * width + 22, x = (value) => 118 + 250 * value;
    const lines = all.map((label) => {
      const points = names.map((_, at) => [x(share(at, mean(rows.get(label), at))), 14 + at * step]);
      const path = points.map(([a, b]) => `${a.toFixed(1)} ${b}`).join("L");
      const line = shape("g", { fill: "none", stroke: series(label), "stroke-width": 2, "stroke-opacity": 0.8 }, shape("path", { d: `M${path}` }));
      for (const [a, b] of points) line.append(shape("circle", { cx: a.toFixed(1), cy: b, r: 3, fill: series(label), stroke: "var(--paper)" }));
      line.append(shape("title", {}, label));
      return line;
    });
    profile.box.replaceChildren(svg(380, height, `Profiles of ${all.join(", ")}`, ...names.flatMap((name, at) => [text(110, 18 + at * step, name, { "text-anchor": "end" }), shape("path", { d: `M118 ${14 + at * step}H368`, stroke: "var(--rule)" }),
      shape("path", { d: `M${x(share(at, scales[at].mean)).toFixed(1)} ${8 + at * step}v12`, stroke: "var(--ink)" })]), ...lines), legend(all));
  };
  const legend = (all) => make("p", { className: "legend" }, all.slice(0, 24).map((label) => make("span", {}, make("i", { className: seriesOf(selection, label) }), label)));
  const drawBoxes = (all) => {
    if (!numbers.quantiles) return;
    const at = column("feature"), some = all.filter((label) => Number.isFinite(numbers.quantiles[(rows.get(label) * width + at) * 5])).slice(0, 24);
    if (!some.length) return boxes.box.replaceChildren(empty());
    const five = some.map((label) => Array.from(numbers.quantiles.subarray((rows.get(label) * width + at) * 5, (rows.get(label) * width + at) * 5 + 5)));
    const low = Math.min(...five.map((all) => all[0])), high = Math.max(...five.map((all) => all[4])), x = (value) => (118 + (high > low ? (value - low) / (high - low) : 0.5) * 250).toFixed(1), step = 24;
    const medians = some.map((label, place) => `${label} ${written(scales[at], five[place][2])}`);
    boxes.box.replaceChildren(svg(380, step * some.length + 26, `Box plots of ${names[at]}, by their medians: ${medians.join(", ")}`,
      ...some.flatMap((label, place) => { const [a, b, m, c, d] = five[place].map(x), y = 14 + place * step; return [text(110, y + 4, label.length > 18 ? `${label.slice(0, 17)}…` : label, { "text-anchor": "end" }),
        shape("path", { d: `M${a} ${y}H${b}M${c} ${y}H${d}`, stroke: series(label), "stroke-width": 1.5 }), shape("rect", { x: b, y: y - 7, width: Math.max(1, c - b), height: 14, fill: series(label), "fill-opacity": 0.25, stroke: series(label) }), shape("path", { d: `M${m} ${y - 7}v14`, stroke: "var(--ink)", "stroke-width": 2 })]; }),
      text(118, step * some.length + 20, written(scales[at], low)), text(368, step * some.length + 20, written(scales[at], high), { "text-anchor": "end" })),
    make("p", { className: "status" }, `Middle halves of the ${rowNoun}, with medians; lines from the 5th to the 95th percentile.`));
  };
  const drawScatter = (all) => {
    const [a, b] = [column("x"), column("y")], x = (row) => (34 + 336 * share(a, mean(row, a))).toFixed(1), y = (row) => (262 - 248 * share(b, mean(row, b))).toFixed(1);
    const dots = labels.map((_, row) => row).filter((row) => Number.isFinite(mean(row, a)) && Number.isFinite(mean(row, b))).map((row) => `M${x(row)} ${y(row)}h0`);
    // Names that would lie on others stand lower.
    const taken = [], free = (left, top) => { while (taken.some(([x, y]) => Math.abs(x - left) < 84 && Math.abs(y - top) < 12)) top += 4; taken.push([left, top]); return top; };
    scatter.box.replaceChildren(svg(380, 292, `${names[b]} by ${names[a]} of ${counted.format(count)} ${nouns[1]}, the chosen ones named`,
      shape("path", { d: "M34 10V262H370", fill: "none", stroke: "var(--rule)" }), shape("path", { d: dots.join(""), stroke: "var(--w0)", "stroke-width": count > 500 ? 2.5 : 4, "stroke-linecap": "round", "stroke-opacity": 0.6 }),
      ...all.flatMap((label) => { const row = rows.get(label), isRight = Number(x(row)) > 270; return [shape("circle", { cx: x(row), cy: y(row), r: 4.5, fill: series(label), stroke: "var(--paper)" }),
        text(Number(x(row)) + (isRight ? -8 : 8), free(Number(x(row)), Number(y(row)) + 4), label, { fill: "var(--ink)", "text-anchor": isRight ? "end" : "start", stroke: "var(--paper)", "stroke-width": 3, "paint-order": "stroke" })]; }),
      text(34, 282, written(scales[a], scales[a].low)), text(370, 282, `${names[a]} ${written(scales[a], scales[a].high)}`, { "text-anchor": "end" }), text(34, 8, `${names[b]} ${written(scales[b], scales[b].high)}`)));
  };
  const drawList = () => {
    const at = column("feature"), sign = state.get(key("end")) === "least" ? 1 : -1;
    const order = labels.map((_, row) => row).filter((row) => Number.isFinite(mean(row, at))).sort((a, b) => sign * (mean(a, at) - mean(b, at))).slice(0, 10);
    list.box.replaceChildren(make("ol", { className: "rank" }, order.map((row) => make("li", {}, make("button", { type: "button", className: "word", "aria-pressed": chosen(selection).includes(labels[row]), onclick: () => choose(selection, labels[row], nouns) }, labels[row]), make("span", {}, written(scales[at], mean(row, at))),
      shape("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, shape("rect", { class: "track", width: 100, height: 6 }), shape("rect", { class: "amount", width: (100 * share(at, mean(row, at))).toFixed(1), height: 6 }))))), make("p", { className: "status" }, `By ${names[at]}; a name chooses the ${nouns[0]} or takes it away.`));
  };
  const drawMatrix = (all) => {
    const some = state.get(key("of")) === "chosen" ? all.map((label) => rows.get(label)) : labels.map((_, row) => row);
    if (some.length < 3) return matrix.box.replaceChildren(make("p", { className: "status" }, `It takes three ${nouns[1]} or more.`));
    const correlation = (a, b) => {
      const pairs = some.map((row) => [mean(row, a), mean(row, b)]).filter((pair) => pair.every(Number.isFinite)), n = pairs.length, [ma, mb] = [0, 1].map((k) => pairs.reduce((sum, pair) => sum + pair[k], 0) / n);
      let [ab, aa, bb] = [0, 0, 0];
      for (const [x, y] of pairs) { ab += (x - ma) * (y - mb); aa += (x - ma) ** 2; bb += (y - mb) ** 2; }
      return ab / Math.sqrt(aa * bb);
    };
    const cell = (a, b) => { const r = correlation(a, b); return Number.isFinite(r) ? make("td", { className: `number heat d${Math.min(8, 1 + Math.floor((r + 1) * 3.9999))}` }, r.toFixed(2).replace("-", "−")) : make("td", {}, "–"); };
    matrix.box.replaceChildren(make("div", { className: "scroll", tabIndex: 0, role: "group", "aria-label": "Correlations" }, make("table", { className: "confusion" }, make("tbody", {}, names.map((name, a) => make("tr", {}, make("th", { scope: "row" }, name), names.slice(0, a).map((_, b) => cell(a, b)), make("td", {}))),
      make("tr", {}, make("td", {}), names.map((name) => make("th", { scope: "col", className: "upright" }, name)))))));
  };
  state.on((changed) => {
    const has = (...some) => some.some((name) => changed.has(key(name))), all = current(), isNew = changed.has(`chosen.${selection}`);
    for (const [field, name] of fields) field.value = state.get(key(name));
    if (isNew) { tell(all); drawProfile(all); }
    if (isNew || has("feature")) drawBoxes(all);
    if (isNew || has("x", "y")) drawScatter(all);
    if (isNew || has("feature", "end")) drawList();
    if (isNew || has("of")) drawMatrix(all);
  });
  return {};
});
