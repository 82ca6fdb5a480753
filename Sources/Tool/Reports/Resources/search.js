// Rows found by text: all rows are one long text without accents and case, which is searched as a whole.
kinds.set("search-table", (place, content, numbers, figure) => {
  const { rowCount, nouns, columns } = content, id = place.dataset.name, key = (name) => `${id}.${name}`, shown = 12;
  const lines = new TextDecoder().decode(numbers.lines), folded = lines.toLowerCase().replace(/[^\x00-\x7f]+/g, plain);
  const ends = (text) => {
    const all = new Uint32Array(rowCount);
    for (let row = 0, at = -1; row < rowCount; row++) {
      at = text.indexOf("\n", at + 1);
      if (at < 0) throw Error("rows are missing");
      all[row] = at;
    }
    return all;
  };
  const stops = ends(lines), foldedStops = folded.length === lines.length ? stops : ends(folded);
  const fields = (row) => lines.slice(row ? stops[row - 1] + 1 : 0, stops[row]).split("\t");
  const texts = columns.map((column, number) => (column.scale ? undefined : new TextDecoder().decode(numbers[`texts${number}`]).split("\n")));
  const value = (column, row) => {
    const codes = numbers[`codes${column}`], own = texts[column] ?? numbers[`numbers${column}`];
    return codes ? own[codes[row]] : own[row];
  };
  state.begin(key("query"), content.query);
  state.begin(key("row"), "0");
  const input = make("input", { type: "search", placeholder: `Search ${counted.format(rowCount)} ${nouns[1]}`, "aria-label": `Search ${nouns[1]} by ${content.searched.join(" or ")}`, autocomplete: "off", spellcheck: false });
  const list = make("ul", { className: "found", role: "listbox", id: `${id}-found`, "aria-label": `Found ${nouns[1]}` });
  const status = make("p", { className: "status", role: "status" }), detail = make("div", { className: "detail", hidden: true });
  for (const [name, to] of [["role", "combobox"], ["aria-expanded", "true"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, to);
  place.append(input, status, list, detail);

  // The rows that hold a text; those that are it come first, then those that begin with it, then words that do.
  const isLetter = (code) => code > 127 || (code > 96 && code < 123) || (code > 47 && code < 58);
  const find = (query) => {
    const tiers = [[], [], [], []];
    let total = 0, row = 0;
    for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, foldedStops[row] + 1)) {
      while (foldedStops[row] < at) row++;
      total++;
      const stop = foldedStops[row];
      let best = 3;
      for (let here = at, seen = 0; here >= 0 && here < stop && best && seen < 4; seen++) {
        const before = here ? folded.charCodeAt(here - 1) : 10;
        best = Math.min(best, before < 32 ? (folded.charCodeAt(here + query.length) < 32 ? 0 : 1) : isLetter(before) ? 3 : 2);
        if (tiers[0].length < shown) here = folded.indexOf(query, here + 1); else break;
      }
      if (tiers[best].length < shown) tiers[best].push(row);
    }
    return { total, rows: tiers.flat().slice(0, shown) };
  };
  const asked = content.predictor, model = () => asked && predictors.get(asked.name);
  const inputsOf = (row) => model().inputs.map(({ name }) => { const column = columns.findIndex((one) => one.name === name); return column < 0 ? NaN : value(column, row); });
  const guess = (row) => {
    if (!model()) return undefined;
    const top = model().top(inputsOf(row), 3), actual = value(asked.actual, row), at = top.findIndex((one) => one.name === actual);
    return { top, actual, isRight: at === 0, words: at === 0 ? "right" : at > 0 ? `wrong, but ${["second", "third"][at - 1]}` : "wrong" };
  };
  const verdict = (one) => make("span", { className: one.isRight ? "verdict yes" : "verdict no" }, one.isRight ? "✓ " : "✗ ", one.words);
  let rows = [], at = -1;
  const search = () => {
    const query = plain(state.get(key("query")).trim());
    rows = [];
    if (query.length < 2) {
      status.textContent = "Two letters at least.";
    } else {
      const begin = performance.now(), found = find(query);
      alive.get(id) && (alive.get(id).spent = performance.now() - begin);
      rows = found.rows;
      status.textContent = found.total > rows.length ? `${counted.format(found.total)} of ${counted.format(rowCount)} ${nouns[1]}, the first ${rows.length} of them:` : found.total ? `${counted.format(found.total)} of ${counted.format(rowCount)} ${nouns[1]}:` : `No ${nouns[0]} holds this text.`;
    }
    list.hidden = !rows.length;
    list.replaceChildren(...rows.map((row, number) => {
      const [name, ...others] = fields(row), one = guess(row);
      return make("li", { role: "option", id: `${id}-found-${number}`, onclick: () => state.set(key("row"), String(number)) },
        make("div", {}, make("b", {}, name || "–"), make("small", {}, others.join(" · "))),
        one ? make("div", {}, make("span", {}, one.top[0].name, " ", make("small", {}, percent(one.top[0].share))), make("small", {}, verdict(one), one.isRight ? "" : ` ${one.actual}`)) : undefined);
    }));
    mark();
  };
  const mark = () => {
    at = rows.length ? Math.max(0, Math.min(rows.length - 1, Number(state.get(key("row"))) || 0)) : -1;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", number === at));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-found-${at}`); else input.removeAttribute("aria-activedescendant");
    detail.hidden = at < 0;
    if (at < 0) return;
    const row = rows[at], [name, ...others] = fields(row), one = guess(row);
    const measured = columns.map((column, number) => number).filter((number) => columns[number].scale), told = columns.map((column, number) => number).filter((number) => !columns[number].scale);
    const sets = one && make("button", { type: "button", className: "plain", onclick: () => { model().take(inputsOf(row)); } }, "Change its numbers");
    replace(detail, make("p", { className: "name" }, name || "–"), make("p", {}, [...others, ...told.map((number) => `${columns[number].name}: ${value(number, row) || "–"}`)].join(" · ")),
      make("div", { className: "pair" }, bars(measured.map((number) => columns[number].scale), measured.map((number) => value(number, row))),
        one && make("div", {}, make("p", { className: "part" }, "The model’s guesses ", verdict(one)), ranking(one.top, one.actual), sets)));
  };
  const tell = () => {
    if (at < 0) return;
    const [name, ...others] = fields(rows[at]), one = guess(rows[at]);
    say(one ? `${name}, ${others.join(", ")}. Guess: ${one.top[0].name}, ${percent(one.top[0].share)}, ${one.words}.` : `${name}, ${others.join(", ")}.`);
  };
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.set(key("row"), "0"); state.set(key("query"), input.value); }, 60);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) state.set(key("query"), ""); else if (!rows.length) return;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { state.set(key("row"), String((at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length)); tell(); } else return;
    event.preventDefault();
  });
  state.on((changed) => {
    if (changed.has(key("query")) || changed.has("models")) {
      const text = state.get(key("query"));
      if (document.activeElement !== input || plain(input.value.trim()) !== plain(text.trim())) input.value = text;
      search();
    } else if (changed.has(key("row"))) mark();
  });
  const own = { spent: 0, columns, rowCount, value, fields, searched: content.searched, codes: (column) => numbers[`codes${column}`], numbers: (column) => [numbers[`numbers${column}`], numbers[`codes${column}`]], names: (column) => texts[column], find: (text) => find(plain(text)) };
  tables.set(content.name, own);
  state.tell(["tables"]);
  return own;
});
