// A model that is asked.
// A forest of the page: its classes, and what it says of a row whose features stand at an address.
const readForest = (wasm, bytes, row, features) => {
  const place = wasm.allocate(bytes.length);
  new Uint8Array(wasm.memory.buffer, place, bytes.length).set(bytes);
  const forest = wasm.forest_read(place, bytes.length);
  wasm.release(place);
  if (!forest || wasm.forest_features(forest) !== features) throw Error("its model is damaged");
  const count = wasm.forest_classes(forest), result = wasm.allocate(count * 4);
  return { count, predict: () => { wasm.forest_predict(forest, row, 1, result); return new Float32Array(wasm.memory.buffer, result, count); } };
};
const readModel = (wasm, content, numbers, model) => {
  const features = content.features.length, row = wasm.allocate(features * 4);
  const read = (part) => {
    const forest = part.forest === undefined ? undefined : readForest(wasm, numbers[part.forest], row, features);
    if (forest && forest.count !== part.codes.length) throw Error("its model is damaged");
    return { codes: part.codes, forest };
  };
  const first = read(model.first), children = model.children.map(read), { classNames, parentNames } = model;
  const said = (part, count) => {
    const all = new Float32Array(count);
    if (!part.forest) all[part.codes[0]] = 1; else part.forest.predict().forEach((share, place) => { all[part.codes[place]] = share; });
    return all;
  };
  // Numbers are rounded to single precision where the library does.
  return (values) => {
    const inputs = new Float32Array(wasm.memory.buffer, row, features);
    content.features.forEach(({ input, product }, feature) => {
      inputs[feature] = product ? product.factors.reduce((so, factor, place) => (place ? so * values[factor] : values[factor]), 1) / product.divisor : values[input];
    });
    if (!parentNames.length) return said(first, classNames.length);
    const parents = said(first, parentNames.length), all = new Float32Array(classNames.length);
    const best = parents.reduce((so, share, parent) => (share > parents[so] ? parent : so), 0);
    children.forEach((child, parent) => {
      if (model.weighsAllParents ? parents[parent] === 0 : parent !== best) return;
      if (!child.forest) { if (child.codes.length) all[child.codes[0]] = parents[parent]; return; }
      const shares = child.forest.predict();
      child.codes.forEach((code, place) => { all[code] = parents[parent] * shares[place]; });
    });
    return all;
  };
};

kinds.set("predictor", async (place, content, numbers, figure) => {
  const { inputs, classNames, nouns, selection } = content, id = place.dataset.name, key = (name) => `${id}.${name}`, width = inputs.length;
  const wasm = await forests(), models = content.models.map((model) => ({ ...model, ask: readModel(wasm, content, numbers, model) }));
  const means = inputs.map((scale) => scale.mean), write = (values) => values.map((value) => String(Math.fround(value))).join(" ");
  state.begin(key("values"), write(means));
  state.begin(key("model"), models[0].name);
  const values = () => {
    const all = state.get(key("values")).split(" ").map(Number);
    return all.length === width && all.every(Number.isFinite) ? all : means;
  };
  const current = () => models.find((model) => model.name === state.get(key("model"))) ?? models[0];
  const best = (shares, count) => {
    const { classNames: names } = current(), found = [];
    for (let code = 0; code < names.length; code++) {
      if (!(shares[code] > 0) || (found.length === count && shares[code] <= found[count - 1].share)) continue;
      const at = found.findIndex((one) => one.share < shares[code]);
      found.splice(at < 0 ? found.length : at, 0, { name: names[code], share: shares[code] });
      if (found.length > count) found.pop();
    }
    return found.length ? found : [{ name: "–", share: 0 }];
  };
  const top = (row, count) => best(current().ask(row), count);

  // Sliders, each over the rows that there are.
  const deviations = inputs.map((_, column) => {
    let [sum, squares] = [0, 0];
    const count = numbers.rows.length / width;
    for (let row = 0; row < count; row++) { const value = numbers.rows[row * width + column]; if (Number.isFinite(value)) { sum += value; squares += value * value; } }
    return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) || 1;
  });
  const along = (scale, value) => (scale.high > scale.low ? 100 * Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low))) : 0);
  const change = (column, value) => {
    if (!Number.isFinite(value)) return;
    const next = values();
    next[column] = Math.min(inputs[column].high, Math.max(inputs[column].low, value));
    state.set(key("values"), write(next));
  };
  const sliders = inputs.map((scale, column) => {
    const counts = numbers.histograms.subarray(column * 48, column * 48 + 48), most = Math.max(1, ...counts), step = (scale.high - scale.low) / 200 || 1;
    const steps = Array.from(counts, (count, bin) => `L${(bin / 0.48).toFixed(2)} ${(32 - 30 * Math.sqrt(count / most)).toFixed(1)}H${((bin + 1) / 0.48).toFixed(2)}`);
    const hill = `M0 32${steps.join("")}V32Z`;
    const clip = shape("rect", { height: 32 }), stays = shape("rect", { class: "stays", y: 33, height: 3 }), name = `${id}-slider-${column}`;
    const slider = make("input", { type: "range", id: name, min: scale.low, max: scale.high, step: scale.decimals === 0 ? 1 : step.toPrecision(2), oninput: () => change(column, Number(slider.value)) });
    const box = make("input", { type: "number", min: scale.low, max: scale.high, step: "any", "aria-label": scale.name, onchange: () => { change(column, Number(box.value)); box.value = Number(values()[column].toFixed(scale.decimals)); } });
    const row = make("div", { className: "slider" }, make("label", { htmlFor: name }, scale.name), make("div", { className: "groove" },
      shape("svg", { viewBox: "0 0 100 36", preserveAspectRatio: "none", "aria-hidden": "true" }, shape("clipPath", { id: `${name}-clip` }, clip),
        shape("path", { class: "hill", d: hill }), shape("path", { class: "passed", d: hill, "clip-path": `url(#${name}-clip)` }), stays), slider), box, make("span", { className: "unit" }, scale.unit));
    return { row, slider, box, clip, stays };
  });
  const now = make("p", { className: "now" }), how = make("p", { className: "how" }), ten = make("div", {}), moves = make("ul", { className: "moves" }), nearest = make("ul", { className: "moves" });
  const field = make("select", { onchange: () => state.set(key("model"), field.value) }, models.map((model) => make("option", { value: model.name }, model.name)));
  const meanOf = (code) => Array.from(numbers.means.subarray(code * width, code * width + width)), set = (row) => state.set(key("values"), write(row));
  const folded = classNames.map(plain);
  const presets = make("div", { className: "controls" },
    suggest(make("input", { type: "search", placeholder: `Start from a ${content.actual.toLowerCase()}`, "aria-label": `Start from the mean of a ${content.actual.toLowerCase()}` }), (query) => findNames(classNames, folded, undefined, query), (item) => set(meanOf(item.row))),
    make("button", { type: "button", onclick: () => set(means) }, `Mean ${nouns[0]}`),
    make("button", { type: "button", onclick: () => { const row = Math.floor(Math.random() * content.rowNames.length); set(Array.from(numbers.rows.subarray(row * width, row * width + width))); } }, `Random ${nouns[0]}`),
    models.length > 1 && make("label", { className: "control" }, "Model ", field));
  const from = make("div", { className: "chips" });
  place.append(presets, from, make("div", { className: "desk" }, make("div", {}, sliders.map((one) => one.row),
    make("p", { className: "status" }, `Hills show all ${counted.format(content.rowCount)} ${nouns[1]}; the line below one shows how far it can go alone before the answer changes.`)),
  make("div", { className: "answer" }, make("div", { className: "first" }, now, how), ten, make("p", { className: "part" }, "Smallest steps to another answer"), moves, make("p", { className: "part" }, `Real ${nouns[1]} like it`), nearest)));

  const look = () => {
    const row = values(), winner = top(row, 1)[0].name, found = [];
    inputs.forEach((scale, column) => {
      const ends = [scale.low, scale.high], step = (scale.high - scale.low) / 50;
      for (const way of [-1, 1]) {
        for (let count = 1; count <= 50; count++) {
          const value = Math.min(scale.high, Math.max(scale.low, row[column] + way * count * step)), other = [...row];
          other[column] = value;
          const name = top(other, 1)[0].name;
          if (name !== winner) {
            ends[(way + 1) / 2] = value - way * step;
            found.push({ column, value, name, way, cost: Math.abs(value - row[column]) / deviations[column] });
            break;
          }
          if (value === ends[(way + 1) / 2]) break;
        }
      }
      const [start, end] = ends.map((value) => along(scale, value));
      sliders[column].stays.setAttribute("x", start.toFixed(1));
      sliders[column].stays.setAttribute("width", Math.max(0.8, end - start).toFixed(1));
    });
    found.sort((a, b) => a.cost - b.cost);
    const few = found.filter((one, place) => found.findIndex((other) => other.name === one.name) === place).slice(0, 4);
    replace(moves, few.length ? few.map((one) => make("li", {}, make("button", { type: "button", className: "word", onclick: () => change(one.column, one.value) }, `${inputs[one.column].name} ${one.way > 0 ? "up" : "down"} to ${written(inputs[one.column], one.value)}`), ` makes it ${one.name}`)) : make("li", {}, "No single number changes it."));
    const near = [];
    for (let other = 0; other < content.rowNames.length; other++) {
      let sum = 0;
      for (let column = 0; column < width; column++) { const d = (numbers.rows[other * width + column] - row[column]) / deviations[column]; sum += d * d; }
      if (!(near.length < 4 || sum < near[3][0])) continue;
      near.push([sum, other]);
      near.sort((a, b) => a[0] - b[0]);
      if (near.length > 4) near.pop();
    }
    replace(nearest, near.map(([, other]) => make("li", {}, make("button", { type: "button", className: "word", onclick: () => set(Array.from(numbers.rows.subarray(other * width, other * width + width))) }, content.rowNames[other] || `${nouns[0]} ${other + 1}`), make("small", {}, ` ${classNames[numbers.classes[other]]}`))));
  };
  let timer;
  const show = () => {
    const row = values(), begin = performance.now(), found = top(row, 10), chances = current().classNames.length;
    own.spent = performance.now() - begin;
    now.textContent = found[0].name;
    how.textContent = `${percent(found[0].share)} of the votes, ${(found[0].share * chances).toFixed(1)} times chance`;
    ten.replaceChildren(ranking(found));
    inputs.forEach((scale, column) => {
      const { slider, box, clip } = sliders[column];
      if (document.activeElement !== slider || Math.abs(Number(slider.value) - row[column]) > (scale.high - scale.low) / 100) slider.value = row[column];
      if (document.activeElement !== box) box.value = Number(row[column].toFixed(scale.decimals));
      slider.setAttribute("aria-valuetext", written(scale, row[column]));
      clip.setAttribute("width", along(scale, row[column]).toFixed(1));
    });
    clearTimeout(timer);
    timer = setTimeout(() => { look(); say(`${found[0].name}, ${percent(found[0].share)}.`); }, 150);
  };
  const own = { inputs, spent: 0, top, ask: (row) => Array.from(current().ask(row)), take: (row) => { set(row); figure.scrollIntoView({ block: "start" }); sliders[0].slider.focus({ preventScroll: true }); } };
  predictors.set(content.name, own);
  state.on((changed) => {
    if (changed.has(key("model"))) { field.value = current().name; show(); } else if (changed.has(key("values"))) show();
    if (changed.has(`chosen.${selection}`)) replace(from, chosen(selection).slice(0, 12).flatMap((name) => { const code = classNames.indexOf(name); return code < 0 ? [] : make("span", { className: "chip" }, make("button", { type: "button", onclick: () => set(meanOf(code)) }, make("i", { className: seriesOf(selection, name) }), name, make("span", {}, ""))); }));
  });
  state.tell(["models"]);
  return own;
});
