// Models that learn what is chosen: in slices, so that the page answers meanwhile.
kinds.set("trainer", async (place, content, numbers, figure) => {
  const { features, nouns, classNouns, selection } = content, wasm = await forests();
  let { classNames } = content, columns, groups, rowsOf = [];
  const numbersOf = (own, codes) => {
    if (!codes) return own;
    const all = new Float32Array(codes.length);
    for (let row = 0; row < all.length; row++) all[row] = own[codes[row]];
    return all;
  };
  if (!content.table) {
    columns = features.map((_, number) => numbersOf(numbers[`numbers${number}`], numbers[`codes${number}`]));
    groups = numbers.groups ? (row) => numbers.groups[row] : (row) => row;
    rowsOf = classNames.map(() => []);
    numbers.classes.forEach((code, row) => rowsOf[code].push(row));
  }
  // Rows of a table that stands elsewhere in the page: those of a class at most that are asked for.
  const share = (table) => {
    const place = (name) => { const at = table.columns.findIndex((column) => column.name === name); if (at < 0) throw Error(`the table has no ${name}`); return at; };
    const label = place(content.label), codes = table.codes(label), field = table.searched.indexOf(content.grouped), known = new Map();
    classNames = table.names(label).slice(0, -1);
    columns = features.map((feature) => numbersOf(...table.numbers(place(feature.name))));
    groups = field < 0 ? (row) => row : (row) => { const name = table.fields(row)[field]; if (!known.has(name)) { let bits = 2166136261; for (const letter of name) bits = Math.imul(bits ^ letter.codePointAt(0), 16777619); known.set(name, bits >>> 0); } return known.get(name); };
    rowsOf = classNames.map(() => []);
    codes.forEach((code, row) => { if (rowsOf[code].length < content.rowsPerClass && columns.every((column) => Number.isFinite(column[row]))) rowsOf[code].push(row); });
  };
  const words = make("div", {}), bar = make("progress", { max: 1, value: 0, hidden: true, "aria-label": "Learning" }), result = make("div", { className: "result" });
  const start = make("button", { type: "button", className: "primary" }), stop = make("button", { type: "button", className: "plain", hidden: true }, "Cancel");
  place.append(words, make("div", { className: "controls" }, start, stop, bar), result);
  if (!state.first.has(`chosen.${selection}`)) state.begin(`chosen.${selection}`, content.chosen.filter((name) => classNames.includes(name)));
  // Few classes can be chosen here; of many, other widgets choose.
  const boxes = classNames.length > 0 && classNames.length <= 24 && make("div", { className: "controls", role: "group", "aria-label": `Chosen ${classNouns[1]}` }, classNames.map((name) => make("label", { className: "control" },
    make("input", { type: "checkbox", value: name, onchange: () => choose(selection, name, classNouns) }), name)));
  if (boxes) place.prepend(boxes);
  let isRunning = false, isStopped = false;
  const known = () => chosen(selection).filter((name) => classNames.includes(name));
  const least = 100, leastOfClass = 5;
  // Why there is nothing to learn yet; nothing where there is.
  const problem = () => {
    if (!columns) return [`Its ${nouns[1]} are not there.`, "The table that carries them does not answer."];
    const names = known(), count = names.reduce((sum, name) => sum + rowsOf[classNames.indexOf(name)].length, 0);
    if (!names.length) return [`No ${classNouns[0]} is chosen.`, `Choose two ${classNouns[1]} or more, best some that you know.`];
    if (names.length < 2) return [`${names[0]} alone is nothing to tell apart.`, `Choose another ${classNouns[0]}.`];
    const small = names.filter((name) => rowsOf[classNames.indexOf(name)].length < leastOfClass);
    if (small.length) return [`${small.join(", ")}: fewer than ${leastOfClass} ${nouns[1]}.`, "Take them away: nothing can be learned and tested on so few."];
    if (count < least) return [`The chosen ${classNouns[1]} have ${count} ${nouns[1]} together.`, `It takes ${least} or more: choose further ${classNouns[1]}.`];
    return undefined;
  };
  const tell = () => {
    const why = problem(), names = known();
    start.textContent = `Learn to tell ${names.length} ${classNouns[1]} apart`;
    if (boxes) for (const box of boxes.querySelectorAll("input")) box.checked = names.includes(box.value);
    start.disabled = isRunning || Boolean(why);
    replace(words, why ? make("p", { className: "words" }, make("b", {}, why[0]), ` ${why[1]}`) : make("p", { className: "status" }, names.join(", ")));
  };
  // The same number for the same group, whatever is chosen: a fifth of the groups is held out.
  const isHeldOut = (row) => {
    let bits = Math.imul(groups(row) + 1, 0x9e3779b1) >>> 0;
    bits = Math.imul(bits ^ bits >>> 16, 0x85ebca6b) >>> 0;
    bits = Math.imul(bits ^ bits >>> 13, 0xc2b2ae35) >>> 0;
    return (bits ^ bits >>> 16) >>> 0 < 0.2 * 2 ** 32;
  };
  let waited = 0;
  const pause = async (share) => {
    if (performance.now() - waited > 40) {
      bar.value = share;
      await new Promise((done) => setTimeout(done, 0));
      waited = performance.now();
    }
    if (isStopped) throw Error("cancelled");
  };
  const forest = async (rows, labels, count, test, report) => {
    const held = [], take = (bytes) => { const at = wasm.allocate(bytes); held.push(at); return at; };
    const put = (some) => {
      const at = take(4 * some.length * columns.length), view = new Float32Array(wasm.memory.buffer, at, some.length * columns.length);
      columns.forEach((column, number) => some.forEach((row, index) => { view[number * some.length + index] = column[row]; }));
      return at;
    };
    const [input, codes] = [put(rows), take(2 * rows.length)];
    new Uint16Array(wasm.memory.buffer, codes, rows.length).set(labels);
    const grower = wasm.grower_make(input, rows.length, columns.length, codes, count, 25, 5, 42);
    if (!grower) throw Error("these rows cannot be learned");
    for (let tree = 0; tree < 300; tree++) { wasm.grower_grow(grower); await report((tree + 1) / 300); }
    const [asked, shares, importances] = [put(test), take(4 * test.length * count), take(8 * columns.length)];
    wasm.grower_predict(grower, asked, test.length, shares);
    wasm.grower_importances(grower, importances);
    const all = new Float32Array(wasm.memory.buffer, shares, test.length * count).slice(), importance = Array.from(new Float64Array(wasm.memory.buffer, importances, columns.length));
    for (const at of held) wasm.release(at);
    return { importance, all, said: test.map((_, row) => { const own = all.subarray(row * count, row * count + count); return own.indexOf(Math.max(...own)); }) };
  };
  const train = async () => {
    const names = known(), count = names.length, all = names.flatMap((name, code) => rowsOf[classNames.indexOf(name)].map((row) => [row, code]));
    const learned = all.filter(([row]) => !isHeldOut(row)), test = all.filter(([row]) => isHeldOut(row));
    const missing = names.filter((_, code) => !learned.some(([, other]) => other === code));
    if (missing.length || !test.length) return replace(result, make("p", { className: "words" }, make("b", {}, "The split leaves nothing to learn or to test."), ` All ${nouns[1]} of ${missing.join(", ") || "these"} are of few groups: choose other ${classNouns[1]}.`));
    const [rows, labels, testRows, actual] = [learned.map(([row]) => row), learned.map(([, code]) => code), test.map(([row]) => row), test.map(([, code]) => code)];
    const scales = columns.map((column) => {
      const mean = rows.reduce((sum, row) => sum + column[row], 0) / rows.length, deviation = Math.sqrt(rows.reduce((sum, row) => sum + (column[row] - mean) ** 2, 0) / rows.length) || 1;
      return [mean, deviation];
    });
    const standard = (row) => columns.map((column, number) => (column[row] - scales[number][0]) / scales[number][1]), points = rows.map(standard), asked = testRows.map(standard);
    const models = [], run = async (name, order, learn) => {
      const begin = performance.now(), found = await learn((share) => pause((order + share) / 3));
      models.push({ name, ...found, seconds: (performance.now() - begin) / 1000, right: found.said.filter((code, row) => code === actual[row]).length });
    };
    waited = performance.now();
    await run("Random forest", 0, (report) => forest(rows, labels, count, testRows, report));
    await run("Support vector machine", 1, async (report) => { const say = await machine(points, labels, count, report); return { said: asked.map(say) }; });
    await run("Logistic regression", 2, async (report) => { const say = await logistic(points, labels, count, report); return { said: asked.map(say) }; });
    show(names, models, rows.length, actual);
  };
  const show = (names, models, learned, actual) => {
    const best = models.reduce((so, model) => (model.right > so.right ? model : so)), total = actual.length;
    const head = (...texts) => make("thead", {}, make("tr", {}, texts.map((text, place) => make("th", { scope: "col", className: place ? "number" : "" }, text))));
    const confusion = names.map(() => names.map(() => 0));
    best.said.forEach((code, row) => { confusion[actual[row]][code]++; });
    const most = Math.max(1, ...confusion.map((row) => Math.max(...row.map((n, code) => n / Math.max(1, row.reduce((a, b) => a + b))))));
    const importance = models[0].importance.map((share, number) => ({ name: features[number].name, share })).sort((a, b) => b.share - a.share);
    const scroll = (label, table) => make("div", { className: "scroll", tabIndex: 0, role: "group", "aria-label": label }, table);
    replace(result,
      make("p", { className: "now" }, `${percent(best.right / total)} right, ${(best.right / total * names.length).toFixed(1)} times chance`),
      make("p", { className: "how" }, `${best.name}: ${best.right} of ${total} held-out ${nouns[1]}, learned from ${counted.format(learned)}. Chance: ${percent(1 / names.length)}. `, content.grouped ? `${content.grouped}: none is on both sides.` : ""),
      scroll("Models", make("table", {}, head("Model", "Right", "× chance", "Seconds"), make("tbody", {}, models.map((model) => make("tr", {}, make("th", { scope: "row" }, model.name), [percent(model.right / total), (model.right / total * names.length).toFixed(1), model.seconds.toFixed(2)].map((text) => make("td", { className: "number" }, text))))))),
      make("p", { className: "part" }, `What ${nouns[1]} are taken for by the ${best.name.toLowerCase()}: actual down, predicted across`),
      scroll("Confusion", make("table", { className: "confusion" }, make("thead", {}, make("tr", {}, make("td", {}), names.map((name) => make("th", { scope: "col" }, name)))),
        make("tbody", {}, names.map((name, code) => { const sum = Math.max(1, confusion[code].reduce((a, b) => a + b)); return make("tr", {}, make("th", { scope: "row" }, name), confusion[code].map((n) => make("td", { className: n ? `number heat q${Math.min(8, 1 + Math.floor(n / sum / most * 7.99))}` : "number" }, n ? String(n) : ""))); })))),
      make("p", { className: "part" }, "What the forest looks at most"), ranking(importance.slice(0, 8)));
    say(`Done. ${best.name}: ${percent(best.right / total)} right, ${(best.right / total * names.length).toFixed(1)} times chance.`);
    own.models = models.map(({ name, right, seconds }) => ({ name, right: right / total, seconds }));
  };
  const own = { models: undefined, learners: { logistic, machine }, grow: async (rows, labels, count, test) => Array.from((await forest(rows, labels, count, test, () => {})).all) };
  start.addEventListener("click", async () => {
    [isRunning, isStopped, bar.hidden, stop.hidden, bar.value] = [true, false, false, false, 0];
    tell();
    say("Learning.");
    try { await train(); } catch (error) {
      replace(result, make("p", { className: "words" }, make("b", {}, isStopped ? "Cancelled." : "This could not be learned."), isStopped ? "" : ` ${error.message}.`));
    }
    [isRunning, bar.hidden, stop.hidden] = [false, true, true];
    tell();
    if (document.activeElement === document.body) start.focus({ preventScroll: true });
  });
  stop.addEventListener("click", () => { isStopped = true; });
  const borrow = () => { if (!columns && tables.has(content.table)) try { share(tables.get(content.table)); } catch { columns = undefined; } };
  state.on((changed) => {
    if (changed.has("tables")) borrow();
    if (changed.has(`chosen.${selection}`) || changed.has("tables")) tell();
  });
  borrow();
  tell();
  return own;
});
