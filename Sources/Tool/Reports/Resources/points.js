// Points in space. Discs are written straight into pixels, far ones first; lines and words are drawn on top.
kinds.set("point-cloud", (place, content, numbers, figure) => {
  const { labels, nouns, scales, colors, layouts, selection } = content, id = place.dataset.name, count = labels.length;
  const folded = labels.map(plain), rows = new Map(labels.map((label, row) => [label, row]));
  const columns = scales.map((_, column) => numbers[`column${column}`]), sizes = content.size === undefined ? undefined : columns[content.size];
  const key = (name) => `${id}.${name}`;
  const largest = sizes ? sizes.reduce((most, size) => (size > most ? size : most), 0) || 1 : 1;
  state.begin(`chosen.${selection}`, content.chosen.filter((label) => rows.has(label)));
  state.begin(key("at"), content.chosen[0] ?? "");
  state.begin(key("color"), colors[0]?.name ?? "");
  state.begin(key("layout"), layouts[0].name);
  state.begin(key("least"), "0");

  // The parts.
  const canvas = make("canvas", { "aria-hidden": "true" }), context = canvas.getContext("2d", { alpha: false });
  const keys = make("div", { className: "keys", tabIndex: 0, role: "application", "aria-roledescription": "map of points",
    "aria-label": `${counted.format(count)} ${nouns[1]}. Arrows go to the next one, Enter chooses it, Shift and arrows turn, plus and minus zoom, Home shows all.` });
  const card = make("div", { className: "card" }), legend = make("p", { className: "legend" }), chips = make("div", { className: "chips", role: "group", "aria-label": `Chosen ${nouns[1]}` });
  const hint = make("p", { className: "hint", "aria-hidden": "true" }, matchMedia("(pointer: coarse)").matches ? "Drag to turn, pinch to zoom, tap a dot" : "Drag to turn, click to choose");
  const zoomers = make("div", { className: "zoomers" });
  const stage = make("div", { className: "stage" }, canvas, keys, zoomers, hint);
  const search = suggest(make("input", { type: "search", placeholder: `Find a ${nouns[0]}`, "aria-label": `Find a ${nouns[0]}` }),
    (query) => findNames(labels, folded, sizes, query, sizes ? (row) => written(scales[content.size], sizes[row]) : undefined),
    (item) => { state.set(key("at"), labels[item.row]); if (!chosen(selection).includes(labels[item.row])) choose(selection, labels[item.row], nouns); face(item.row); });
  const select = (label, names, name) => {
    const field = make("select", { onchange: () => state.set(key(name), field.value) }, names.map((one) => make("option", { value: one }, one)));
    return { field, control: make("label", { className: "control" }, label, " ", field) };
  };
  const colorBox = select("Colour", colors.map((one) => one.name), "color"), layoutBox = select("Layout", layouts.map((one) => one.name), "layout");
  const least = make("input", { type: "number", min: 0, max: Math.floor(largest), step: 1, inputMode: "numeric" });
  least.addEventListener("change", () => state.set(key("least"), String(Math.max(0, Math.round(Number(least.value) || 0)))));
  const many = make("input", { type: "number", min: 5, max: Math.min(most, count), value: Math.min(12, count), "aria-label": `How many ${nouns[1]} are drawn at random` });
  const random = make("button", { type: "button" }, "Random");
  random.addEventListener("click", () => {
    const able = labels.map((_, row) => row).filter(isShown), wanted = Math.min(able.length, Math.max(1, Math.min(most, Math.round(Number(many.value) || 12))));
    for (let place = 0; place < wanted; place++) {
      const other = place + Math.floor(Math.random() * (able.length - place));
      [able[place], able[other]] = [able[other], able[place]];
    }
    const drawn = able.slice(0, wanted).map((row) => labels[row]);
    state.set(`chosen.${selection}`, drawn);
    if (drawn.length) state.set(key("at"), drawn[0]);
    notify(`${drawn.length} ${nouns[1]} drawn at random.`);
  });
  place.append(make("div", { className: "controls" }, search, layouts.length > 1 && layoutBox.control, colors.length > 1 && colorBox.control,
    sizes && make("label", { className: "control" }, `${scales[content.size].name} at least `, least), make("span", { className: "control push" }, many, random)),
  make("div", { className: "space" }, stage, card), legend, chips);

  // Where things are.
  const at = new Float32Array(3 * count), X = new Float32Array(count), Y = new Float32Array(count), near = new Float32Array(count), radius = new Float32Array(count);
  const order = new Uint32Array(count), bucket = new Uint16Array(count), counts = new Uint32Array(258), paint = new Uint32Array(count), isHidden = new Uint8Array(count);
  for (let row = 0; row < count; row++) radius[row] = sizes ? 1.5 + 2.6 * Math.sqrt(Math.max(0, sizes[row]) / largest) : count > 1000 ? 2.6 : 4;
  const view = { yaw: -0.3, pitch: 0.24, zoom: 1, pivot: [0, 0, 0], spin: 0, along: 1, from: 0, to: 0, intro: 0 };
  let hover = -1, lit = -1, width = 0, height = 0, ratio = 1, image, pixels, wanted = 0, last = 0, neighbors = [], ink, quiet, paper, series;
  const isShown = (row) => !isHidden[row] && Number.isFinite(numbers.layout0[row]);
  const focus = () => rows.get(state.get(key("at"))) ?? -1;
  const ease = (t) => (t < 0.5 ? 4 * t * t * t : 1 - (2 - 2 * t) ** 3 / 2);
  const arrange = () => {
    const [a, b, e] = [numbers[`layout${view.from}`], numbers[`layout${view.to}`], ease(view.along)];
    for (let i = 0; i < 3 * count; i++) at[i] = a[i] * (1 - e) + b[i] * e;
  };
  const standard = content.neighbors.map((column) => {
    const { mean } = scales[column], values = columns[column];
    let squares = 0;
    for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
    const deviation = Math.sqrt(squares / count) || 1;
    return values.map((value) => (value - mean) / deviation);
  });
  const nearest = (row) => {
    const best = [];
    if (!standard.length || row < 0) return best;
    for (let other = 0; other < count; other++) {
      if (other === row || isHidden[other]) continue;
      let sum = 0;
      for (const values of standard) { const d = values[other] - values[row]; sum += d * d; }
      if (!(best.length < 10 || sum < best[9][0])) continue;
      best.push([sum, other]);
      best.sort((x, y) => x[0] - y[0]);
      if (best.length > 10) best.pop();
    }
    return best.map(([sum, other]) => ({ row: other, distance: Math.sqrt(sum) }));
  };

  // Colours. The ramp of the page is too pale for small dots at one end: its lower half is its own.
  const rgb = (text) => [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16)), packed = ([r, g, b]) => (255 << 24 | b << 16 | g << 8 | r) >>> 0;
  const ramp = () => Array.from({ length: 8 }, (_, step) => rgb(color(`--r${step + 1}`)));
  const between = (steps, t) => { const place = Math.min(6, Math.floor(t * 7)), part = t * 7 - place; return steps[place].map((c, i) => Math.round(c + (steps[place + 1][i] - c) * part)); };
  const current = () => Math.max(0, colors.findIndex((one) => one.name === state.get(key("color"))));
  const recolor = () => {
    [ink, quiet, paper] = ["--ink", "--quiet", "--paper"].map(color);
    series = Array.from({ length: 8 }, (_, step) => color(`--w${step + 1}`));
    const own = colors[current()];
    if (!own) paint.fill(packed(rgb(series[0])));
    else if (own.names) {
      const codes = numbers[`color${current()}`], other = packed(rgb(color("--w0"))), hues = series.map((one) => packed(rgb(one)));
      for (let row = 0; row < count; row++) paint[row] = codes[row] < 8 ? hues[codes[row]] : other;
      replace(legend, `${own.name}: `, own.names.slice(0, 8).map((name, code) => make("button", { type: "button", "aria-pressed": lit === code, onclick: () => { lit = lit === code ? -1 : code; recolor(); } }, make("i", { className: `w${code + 1}` }), name)),
        own.names.length > 8 && make("span", {}, make("i", { className: "w0" }), `${own.names.length - 8} others`));
    } else {
      const values = columns[own.column], scale = scales[own.column], steps = ramp();
      const sorted = [...Array(count).keys()].filter((row) => Number.isFinite(values[row])).sort((a, b) => values[a] - values[b]);
      paint.fill(packed(rgb(color("--w0"))));
      sorted.forEach((row, rank) => { paint[row] = packed(between(steps, sorted.length > 1 ? rank / (sorted.length - 1) : 0)); });
      const share = (part) => written(scale, values[sorted[Math.floor((sorted.length - 1) * part)]]);
      lit = -1;
      replace(legend, make("span", {}, `${own.name} ${sorted.length ? share(0.02) : ""} `, shape("svg", { viewBox: "0 0 80 10", preserveAspectRatio: "none", "aria-hidden": "true" },
        ...steps.map((step, index) => shape("rect", { x: index * 10, width: 10.2, height: 10, fill: `rgb(${step.join(" ")})` }))), ` ${sorted.length ? share(0.98) : ""}, by rank.`), sizes && make("span", {}, `Larger dots: ${scales[content.size].name}, up to ${written(scales[content.size], largest)}.`));
    }
    const { remark } = layouts[view.to];
    if (remark) legend.append(make("span", {}, remark));
    redraw();
  };

  // A frame.
  const redraw = () => { if (!wanted) wanted = requestAnimationFrame(frame); };
  const fit = () => {
    const box = canvas.getBoundingClientRect();
    ratio = Math.min(2, devicePixelRatio || 1);
    const [w, h] = [Math.max(2, Math.round(box.width * ratio)), Math.max(2, Math.round(box.height * ratio))];
    if (w === width && h === height) return;
    [width, height] = [canvas.width, canvas.height] = [w, h];
    image = context.createImageData(width, height);
    pixels = new Uint32Array(image.data.buffer);
    redraw();
  };
  const turned = (x, y, z) => {
    const [ca, sa, cb, sb] = [Math.cos(view.yaw), Math.sin(view.yaw), Math.cos(view.pitch), Math.sin(view.pitch)];
    x -= view.pivot[0]; y -= view.pivot[1]; z -= view.pivot[2];
    const x1 = ca * x + sa * z, z1 = -sa * x + ca * z, k = 3.2 / (3.2 + sb * y + cb * z1), scale = Math.min(width, height * 1.25) * 0.46 * view.zoom;
    return [width / 2 + x1 * scale * k, height / 2 - (cb * y - sb * z1) * scale * k, k];
  };
  const project = () => {
    const [ca, sa, cb, sb] = [Math.cos(view.yaw), Math.sin(view.yaw), Math.cos(view.pitch), Math.sin(view.pitch)], scale = Math.min(width, height * 1.25) * 0.46 * view.zoom;
    for (let row = 0; row < count; row++) {
      const x = at[row] - view.pivot[0], y = at[count + row] - view.pivot[1], z = at[2 * count + row] - view.pivot[2];
      const x1 = ca * x + sa * z, z1 = -sa * x + ca * z, depth = 3.2 + sb * y + cb * z1, k = depth > 0.2 ? 3.2 / depth : NaN;
      X[row] = width / 2 + x1 * scale * k;
      Y[row] = height / 2 - (cb * y - sb * z1) * scale * k;
      near[row] = k;
    }
  };
  const discs = () => {
    const back = rgb(paper), codes = lit >= 0 ? numbers[`color${current()}`] : undefined;
    pixels.fill(packed(back));
    counts.fill(0);
    for (let row = 0; row < count; row++) {
      bucket[row] = isHidden[row] || !(near[row] > 0) ? 256 : Math.max(0, Math.min(255, (near[row] - 0.7) * 300 | 0));
      counts[bucket[row] + 1]++;
    }
    for (let i = 0; i < 257; i++) counts[i + 1] += counts[i];
    const drawn = counts[256];
    for (let row = 0; row < count; row++) order[counts[bucket[row]]++] = row;
    const grow = ratio * Math.min(1.7, Math.sqrt(view.zoom)) * (width / ratio < 500 ? 0.8 : 1);
    for (let place = 0; place < drawn; place++) {
      const row = order[place], x = X[row], y = Y[row], r = radius[row] * near[row] * grow;
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      const fog = Math.max(0.36, Math.min(0.95, (near[row] - 0.62) * 1.55)) * (codes && codes[row] !== lit ? 0.14 : 1);
      const c = paint[row], red = c & 255, green = c >> 8 & 255, blue = c >> 16 & 255;
      const x0 = Math.max(0, Math.floor(x - r)), x1 = Math.min(width - 1, Math.ceil(x + r)), y0 = Math.max(0, Math.floor(y - r)), y1 = Math.min(height - 1, Math.ceil(y + r));
      const outer = (r + 0.5) * (r + 0.5), inner = r > 0.5 ? (r - 0.5) * (r - 0.5) : 0;
      for (let v = y0; v <= y1; v++) {
        const dy = v - y;
        for (let u = x0; u <= x1; u++) {
          const dx = u - x, d = dx * dx + dy * dy;
          if (d > outer) continue;
          const a = (d < inner ? 1 : r + 0.5 - Math.sqrt(d)) * fog, p = pixels[v * width + u], p0 = p & 255, p1 = p >> 8 & 255, p2 = p >> 16 & 255;
          pixels[v * width + u] = 0xff000000 | (p2 + (blue - p2) * a) << 16 | (p1 + (green - p1) * a) << 8 | (p0 + (red - p0) * a);
        }
      }
    }
    context.putImageData(image, 0, 0);
  };
  const face = (row) => {
    const to = numbers[`layout${view.to}`], [x, y, z] = [to[row], to[count + row], to[2 * count + row]];
    let yaw = Math.atan2(x, -z) * 0.85;
    yaw += Math.round((view.yaw - yaw) / (2 * Math.PI)) * 2 * Math.PI;
    view.intro = view.spin = 0;
    view.goal = [yaw, Math.max(-1, Math.min(1, Math.atan2(y, Math.hypot(x, z)) * -0.6))];
    if (calm.matches) [[view.yaw, view.pitch], view.goal] = [view.goal, undefined];
    redraw();
  };
  const font = (weight, size) => `${weight} ${size * ratio}px Inter, ui-sans-serif, system-ui, sans-serif`;
  const over = () => {
    const taken = [];
    const isFree = (x, y, w) => {
      const box = [x, y - 14 * ratio, x + w, y];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return false;
      return taken.push(box);
    };
    const put = (text, x, y, fill) => {
      Object.assign(context, { lineWidth: 3.5 * ratio, lineJoin: "round", strokeStyle: paper, fillStyle: fill });
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    };
    const name = (row, fill, weight, size, isForced) => {
      const text = labels[row].length > 40 ? `${labels[row].slice(0, 39)}…` : labels[row];
      context.font = font(weight, size);
      const w = context.measureText(text).width, gap = (size > 12 ? 12 : 8) * ratio;
      const x = X[row] + gap + w > width - 4 * ratio ? X[row] - gap - w : X[row] + gap, y = Y[row] + 4 * ratio;
      if (!(x >= 0) || y < 12 * ratio || y > height) return;
      if (isFree(x, y, w) || isForced) put(text, x, y, fill);
    };
    const e = ease(view.along), ends = [];
    for (const [layout, share] of view.from === view.to ? [[view.to, 1]] : [[view.from, 1 - e], [view.to, e]]) {
      layouts[layout].ends.forEach((words, direction) => {
        const tips = [-1, 1].map((sign) => { const p = [0, 0, 0]; p[direction] = sign * [1.04, 0.8, 0.85][direction]; return turned(...p); });
        if (share > 0.05) ends.push({ words, tips, share });
      });
    }
    const line = (style, opacity, w, ...pairs) => {
      Object.assign(context, { strokeStyle: style, globalAlpha: opacity, lineWidth: w * ratio });
      context.beginPath();
      for (const [x1, y1, x2, y2] of pairs) { context.moveTo(x1, y1); context.lineTo(x2, y2); }
      context.stroke();
      context.globalAlpha = 1;
    };
    for (const { tips: [a, b], share } of ends) line(quiet, 0.45 * share, 1, [a[0], a[1], b[0], b[1]]);
    if (numbers.edges) {
      const pairs = [];
      for (let i = 0; i < numbers.edges.length; i += 2) {
        const [a, b] = [numbers.edges[i], numbers.edges[i + 1]];
        if (!isHidden[a] && !isHidden[b]) pairs.push([X[a], Y[a], X[b], Y[b]]);
      }
      line(quiet, 0.3, 0.8, ...pairs);
    }
    const row = hover >= 0 ? hover : focus();
    if (row >= 0) line(ink, 0.55, 1.1, ...neighbors.map((one) => [X[row], Y[row], X[one.row], Y[one.row]]));
    const ring = (one, r, style, w, fill) => {
      context.beginPath();
      context.arc(X[one], Y[one], r * ratio, 0, 7);
      if (fill) { context.fillStyle = fill; context.fill(); }
      Object.assign(context, { lineWidth: w * ratio, strokeStyle: style });
      context.stroke();
    };
    const marked = chosen(selection).map((label) => rows.get(label)).filter((one) => one !== undefined && near[one] > 0);
    marked.forEach((one) => ring(one, 5.2, paper, 1.8, series[chosen(selection).indexOf(labels[one]) % 8]));
    if (row >= 0 && near[row] > 0) { ring(row, 7.2, ink, 1.8); name(row, ink, 700, 14, true); }
    for (const one of marked) if (one !== row) name(one, ink, 600, 12);
    for (const { words, tips, share } of ends) {
      context.globalAlpha = share;
      context.font = font(600, 12);
      words.forEach((text, end) => {
        const tip = tips[end], other = tips[1 - end], w = context.measureText(text).width;
        let x = tip[0] + (tip[0] > other[0] ? 6 * ratio : -w - 6 * ratio), y = tip[1] + (tip[1] > other[1] ? 14 : -6) * ratio;
        x = Math.max(4 * ratio, Math.min(width - w - 4 * ratio, x));
        y = Math.max(14 * ratio, Math.min(height - 8 * ratio, y));
        if (isFree(x, y, w) || isFree(x, y += 16 * ratio, w)) put(text, x, y, quiet);
      });
    }
    context.globalAlpha = 1;
    for (const one of neighbors.slice(0, 4)) name(one.row, quiet, 400, 12);
    for (const label of content.landmarks) {
      const one = rows.get(label);
      if (one !== undefined && one !== row && !isHidden[one] && !marked.includes(one) && near[one] > 0.8) name(one, quiet, 400, 12);
    }
  };
  const frame = (now) => {
    wanted = 0;
    if (!image || !paper) return;
    const passed = Math.min(50, now - last || 16), start = performance.now();
    let more = false;
    last = now;
    if (view.along < 1) {
      view.along = calm.matches ? 1 : Math.min(1, view.along + passed / 1100);
      arrange();
      if (view.along < 1) more = true; else view.from = view.to;
    }
    if (view.intro > 0) { view.intro -= passed; view.yaw += 0.00022 * passed * Math.min(1, Math.max(0, view.intro) / 1800); more ||= view.intro > 0; }
    if (view.spin) { view.yaw += view.spin * passed; view.spin *= 0.94 ** (passed / 16); if (Math.abs(view.spin) < 0.00004) view.spin = 0; else more = true; }
    if (view.goal) {
      const k = 1 - 0.86 ** (passed / 16), [yaw, pitch] = view.goal;
      view.yaw += (yaw - view.yaw) * k;
      view.pitch += (pitch - view.pitch) * k;
      if (Math.abs(yaw - view.yaw) + Math.abs(pitch - view.pitch) < 0.004) view.goal = undefined; else more = true;
    }
    // Zooming in closes in on the point at hand.
    const row = focus(), share = row >= 0 ? Math.max(0, 1 - 1 / view.zoom) : 0, k = calm.matches ? 1 : 1 - 0.84 ** (passed / 16);
    for (let i = 0; i < 3; i++) {
      const d = (share ? at[i * count + row] * share : 0) - view.pivot[i];
      view.pivot[i] += d * k;
      if (Math.abs(d) > 0.002) more = true;
    }
    project();
    discs();
    over();
    view.spent = performance.now() - start;
    if (more) redraw();
  };

  // The point at hand.
  const describe = () => {
    const row = hover >= 0 ? hover : focus();
    neighbors = nearest(row);
    redraw();
    if (row < 0) return replace(card, make("p", { className: "name" }, `No ${nouns[0]} at hand`), make("p", {}, "Point at a dot, or search for a name."));
    const isIn = chosen(selection).includes(labels[row]), texts = colors.filter((one) => one.names).map((one) => one.names[numbers[`color${colors.indexOf(one)}`][row]]);
    const facts = [...texts, ...(sizes ? [`${written(scales[content.size], sizes[row])} ${scales[content.size].name.toLowerCase()}`] : [])];
    replace(card, make("p", { className: "name" }, labels[row]), facts.length > 0 && make("p", {}, facts.join(" · ")),
      make("button", { type: "button", className: "plain", onclick: () => choose(selection, labels[row], nouns) }, isIn ? "Take away" : `Choose this ${nouns[0]}`),
      content.details.length > 0 && bars(content.details.map((column) => scales[column]), content.details.map((column) => columns[column][row])),
      neighbors.length > 0 && make("p", { className: "part" }, "Most like it"),
      neighbors.length > 0 && make("ol", {}, neighbors.slice(0, 5).map((one) => make("li", {}, make("button", { type: "button", onclick: () => { hover = -1; state.set(key("at"), labels[one.row]); face(one.row); } }, make("span", {}, labels[one.row]), make("span", {}, one.distance.toFixed(2)))))));
  };
  const listChosen = () => {
    const all = chosen(selection);
    replace(chips, make("span", {}, all.length ? `${counted.format(all.length)} chosen` : `No ${nouns[0]} is chosen.`),
      all.map((label) => make("span", { className: "chip" },
        make("button", { type: "button", onclick: () => { state.set(key("at"), label); if (rows.has(label)) face(rows.get(label)); } }, make("i", { className: seriesOf(selection, label) }), label),
        make("button", { type: "button", "aria-label": `Take ${label} away`, onclick: () => choose(selection, label, nouns) }, "×"))),
      all.length > 1 && make("button", { type: "button", className: "all", onclick: () => { state.set(`chosen.${selection}`, []); say("None chosen."); } }, "Take all away"));
  };

  // Hands: mouse, touch, wheel, keys.
  const touched = () => { view.intro = view.spin = 0; view.goal = undefined; hint.classList.add("gone"); };
  const pick = (event) => {
    const box = canvas.getBoundingClientRect(), x = (event.clientX - box.left) * width / box.width, y = (event.clientY - box.top) * height / box.height;
    const reach = (event.pointerType === "mouse" ? 9 : 20) * ratio, marked = new Set(chosen(selection));
    let best = -1, low = reach * reach;
    for (let row = 0; row < count; row++) {
      if (isHidden[row]) continue;
      const d = ((X[row] - x) ** 2 + (Y[row] - y) ** 2) / (near[row] * near[row]);
      if (d < low && (!marked.size || !marked.has(labels[row]) ? d : d * 0.4) < low) { low = d; best = row; }
    }
    return best;
  };
  const zoom = (factor) => { view.zoom = Math.max(0.6, Math.min(12, view.zoom * factor)); redraw(); };
  const held = new Map();
  let moved = 0, gap = 0, lastMove = 0, speed = 0;
  canvas.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, [event.clientX, event.clientY]);
    moved = gap = speed = 0;
    view.intro = view.spin = 0;
    view.goal = undefined;
    try { canvas.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone */ }
    stage.classList.add("held");
  });
  canvas.addEventListener("pointermove", (event) => {
    const was = held.get(event.pointerId);
    if (!was) {
      const row = event.pointerType === "mouse" ? pick(event) : -1;
      if (row !== hover) { hover = row; stage.classList.toggle("pointing", row >= 0); describe(); }
      return;
    }
    const [dx, dy] = [event.clientX - was[0], event.clientY - was[1]];
    held.set(event.pointerId, [event.clientX, event.clientY]);
    moved += Math.abs(dx) + Math.abs(dy);
    if (held.size === 2) {
      const [a, b] = [...held.values()], d = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (gap) zoom(d / gap);
      gap = d;
      touched();
    } else if (moved > 4) {
      touched();
      view.yaw -= dx * 0.006;
      if (event.pointerType === "mouse") view.pitch = Math.max(-1.5, Math.min(1.5, view.pitch - dy * 0.006));
      speed = -dx * 0.006 / Math.max(8, event.timeStamp - lastMove);
    }
    lastMove = event.timeStamp;
    redraw();
  });
  const release = (event) => {
    if (!held.delete(event.pointerId)) return;
    gap = 0;
    stage.classList.toggle("held", held.size > 0);
    if (event.type === "pointerup" && moved <= 4) {
      const row = pick(event);
      if (row < 0) return;
      state.set(key("at"), labels[row]);
      if (event.pointerType === "mouse") choose(selection, labels[row], nouns);
    } else if (!calm.matches && speed && event.timeStamp - lastMove < 60) { view.spin = Math.max(-0.004, Math.min(0.004, speed)); redraw(); }
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => { if (hover >= 0) { hover = -1; stage.classList.remove("pointing"); describe(); } });
  // The page scrolls with the wheel; with Ctrl, as a pinch on a trackpad is told, the points come nearer.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    touched();
    zoom(Math.exp(-event.deltaY * 0.004));
  }, { passive: false });
  const home = () => { Object.assign(view, { yaw: -0.3, pitch: 0.24, zoom: 1 }); redraw(); };
  for (const [sign, name, action] of [["+", "Zoom in", () => zoom(1.35)], ["−", "Zoom out", () => zoom(1 / 1.35)], ["⟲", "Show all", home]]) {
    zoomers.append(make("button", { type: "button", "aria-label": name, title: name, onclick: () => { touched(); action(); } }, sign));
  }
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = ([sx, sy]) => {
    const from = focus();
    let best = -1, low = Infinity;
    for (let row = 0; row < count; row++) {
      if (row === from || isHidden[row] || !(near[row] > 0)) continue;
      const dx = X[row] - (from < 0 ? width / 2 : X[from]), dy = Y[row] - (from < 0 ? height / 2 : Y[from]), along = dx * sx + dy * sy, across = Math.abs(dx * sy) + Math.abs(dy * sx);
      if (along <= ratio || across > along * 1.2 || along + across * 2 >= low) continue;
      low = along + across * 2;
      best = row;
    }
    if (best < 0) return;
    state.set(key("at"), labels[best]);
    say(neighbors.length ? `${labels[best]}. Most like it: ${neighbors.slice(0, 3).map((one) => labels[one.row]).join(", ")}.` : labels[best]);
  };
  keys.addEventListener("keydown", (event) => {
    const way = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way && event.shiftKey) { view.yaw -= way[0] * 0.12; view.pitch = Math.max(-1.5, Math.min(1.5, view.pitch - way[1] * 0.12)); redraw(); }
    else if (way) step(way);
    else if (event.key === "Enter" || event.key === " ") { if (focus() >= 0) choose(selection, labels[focus()], nouns); }
    else if (event.key === "+" || event.key === "=") zoom(1.2); else if (event.key === "-") zoom(1 / 1.2);
    else if (event.key === "Home" || event.key === "0") home(); else if (event.key === "Escape") state.set(key("at"), ""); else return;
    touched();
    event.preventDefault();
  });

  state.on((changed) => {
    if (changed.has(key("least"))) {
      const limit = Number(state.get(key("least"))) || 0;
      least.value = limit;
      for (let row = 0; row < count; row++) isHidden[row] = Number.isFinite(numbers.layout0[row]) && !(sizes && sizes[row] < limit) ? 0 : 1;
    }
    if (changed.has(key("layout"))) {
      const to = Math.max(0, layouts.findIndex((one) => one.name === state.get(key("layout"))));
      layoutBox.field.value = layouts[to].name;
      if (to !== view.to) Object.assign(view, { from: view.along < 1 ? view.from : view.to, to, along: 0 });
    }
    if (changed.has(key("color")) || changed.has(key("layout"))) { lit = -1; if (colors.length) colorBox.field.value = colors[current()].name; recolor(); }
    if (changed.has(`chosen.${selection}`)) listChosen();
    if (changed.has(key("at"))) hover = -1;
    if ([key("at"), key("least"), `chosen.${selection}`].some((name) => changed.has(name))) describe();
  });
  dark.addEventListener("change", recolor);
  new ResizeObserver(fit).observe(canvas);
  arrange();
  if (!calm.matches && !location.hash.includes("=")) view.intro = 4200;
  return { view, where: (label) => { const box = canvas.getBoundingClientRect(), row = rows.get(label); return [box.left + X[row] * box.width / width, box.top + Y[row] * box.height / height]; } };
});
