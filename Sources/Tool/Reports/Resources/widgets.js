// Widgets: parts of a report that answer. What all kinds share; each kind adds itself to `kinds`.
// Part of one script with others that use what it defines.
const kinds = new Map(), alive = new Map();
const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const name in properties) {
    if (name in element && name !== "list") element[name] = properties[name]; else element.setAttribute(name, properties[name]);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
};
const shape = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
};
const counted = new Intl.NumberFormat("en");
const calm = matchMedia("(prefers-reduced-motion: reduce)"), dark = matchMedia("(prefers-color-scheme: dark)");
// Letters without accents, for searching: what has no accent to take away is written out.
const letters = { ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ı: "i" };
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[øłßæœđðþı]/g, (letter) => letters[letter]);
const written = (scale, value) => {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toLocaleString("en", { minimumFractionDigits: scale.decimals, maximumFractionDigits: scale.decimals });
  const sign = value < 0 && /[1-9]/.test(text) ? "−" : "";
  return scale.unit ? `${sign}${text} ${scale.unit}` : sign + text;
};
const percent = (share) => (share >= 0.0995 ? `${Math.round(share * 100)}%` : `${(share * 100).toFixed(1)}%`);
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
// Children are replaced, and the focus stays at the button that stands where it was.
const replace = (place, ...children) => {
  const old = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.replaceChildren(...children.flat().filter(Boolean));
  if (old < 0) return;
  const buttons = place.querySelectorAll("button");
  buttons[Math.min(old, buttons.length - 1)]?.focus({ preventScroll: true });
};

// What is said to screen readers, one line for the page; and a note that is seen for a moment.
const live = make("p", { className: "unseen", role: "status" });
const say = (text) => { live.textContent = text; };
const toast = make("p", { className: "toast", "aria-hidden": "true" });
let toastTimer;
const notify = (text) => {
  toast.textContent = text;
  toast.classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("on"), 2400);
  say(text);
};

// The state: names and lists of names, in the address behind #, so that a link opens the page as it is.
const state = {
  values: new Map(), first: new Map(), listeners: [],
  get(key) { return this.values.get(key) ?? this.first.get(key); },
  // What a key is at first; it is not written into the address.
  begin(key, value) { this.first.set(key, value); },
  set(key, value) {
    const old = JSON.stringify(this.get(key));
    if (JSON.stringify(value) === JSON.stringify(this.first.get(key))) this.values.delete(key); else this.values.set(key, value);
    if (JSON.stringify(this.get(key)) === old) return;
    this.tell([key]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 250);
  },
  on(action) { this.listeners.push(action); },
  tell(keys) { for (const action of this.listeners) action(new Set(keys)); },
  address() {
    const parameters = new URLSearchParams();
    for (const [key, value] of [...this.values].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (Array.isArray(value)) { for (const one of value.length ? value : [""]) parameters.append(`${key}[]`, one); } else parameters.append(key, value);
    }
    return parameters.toString();
  },
  save() {
    clearTimeout(this.timer);
    this.saved = this.address();
    try { history.replaceState(null, "", this.saved ? `#${this.saved}` : location.pathname + location.search); } catch { /* the address stays */ }
  },
  read() {
    const text = location.hash.slice(1), read = new Map();
    if (text.includes("=")) for (const [key, value] of new URLSearchParams(text)) {
      if (!key.endsWith("[]")) read.set(key, value); else {
        const name = key.slice(0, -2);
        read.set(name, [...(read.get(name) ?? []), value].filter(Boolean));
      }
    }
    const keys = new Set([...this.values.keys(), ...read.keys()]);
    this.values = read;
    return keys;
  },
  reset() {
    const keys = [...this.values.keys()];
    this.values = new Map();
    this.tell(keys);
    this.save();
  },
};
// What the reader has chosen, by the names of rows; widgets with the same name of a selection share it.
const chosen = (name) => state.get(`chosen.${name}`) ?? [];
const most = 100;
const choose = (name, label, nouns) => {
  const all = chosen(name), isIn = all.includes(label);
  if (!isIn && all.length >= most) return notify(`At most ${most} ${nouns[1]} can be chosen.`);
  state.set(`chosen.${name}`, isIn ? all.filter((other) => other !== label) : [...all, label]);
  say(`${label} ${isIn ? "taken away" : "chosen"}, now ${chosen(name).length} ${nouns[1]}.`);
};
const seriesOf = (name, label) => { const place = chosen(name).indexOf(label); return place < 0 ? "w0" : `w${place % 8 + 1}`; };

const types = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array };
const bytesOf = async (element) => {
  const text = element.textContent.trim();
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};
const unpack = async (element) => {
  const buffer = await bytesOf(element), view = new DataView(buffer), text = new TextDecoder();
  if (text.decode(buffer.slice(0, 8)) !== "SBWIDGET") throw Error("these are not the data of a widget");
  const length = view.getUint32(8, true), start = 16 + length + (-(16 + length) & 7);
  const { content, arrays } = JSON.parse(text.decode(new Uint8Array(buffer, 16, length)));
  const numbers = {};
  for (const name in arrays) {
    const place = arrays[name];
    numbers[name] = new types[place.type](buffer, start + place.start, place.count);
  }
  return { content, numbers };
};

// Suggestions below a field: the pattern of a combobox with a list.
let lists = 0;
const suggest = (input, find, take) => {
  const list = make("ul", { role: "listbox", className: "suggestions", id: `suggestions-${++lists}`, hidden: true, "aria-label": "Suggestions" });
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", false], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  Object.assign(input, { autocomplete: "off", spellcheck: false });
  let items = [], at = -1;
  const mark = () => {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", place === at));
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id); else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen);
    if (!isOpen) { at = -1; input.removeAttribute("aria-activedescendant"); }
  };
  const pick = (place) => { const item = items[place]; open(false); input.value = ""; take(item); };
  const run = () => {
    items = input.value.trim() ? find(input.value) : [];
    list.replaceChildren(...items.map((item, place) => make("li", { id: `${list.id}-${place}`, role: "option", onpointerdown: (event) => { event.preventDefault(); pick(place); } }, item.parts)));
    at = items.length ? 0 : -1;
    open(items.length > 0);
    if (items.length) mark();
  };
  input.addEventListener("input", run);
  input.addEventListener("focus", run);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) run(); else { at = (at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length; mark(); }
    } else if (event.key === "Enter" && at >= 0) pick(at); else if (event.key === "Escape" && !list.hidden) open(false); else return;
    event.preventDefault();
  });
  return make("span", { className: "finder" }, input, list);
};
// Names that hold a text: those that are it first, then those that begin with it, then words that do.
const findNames = (labels, folded, weights, query, note) => {
  const text = plain(query.trim()), found = [];
  for (let row = 0; row < labels.length; row++) {
    const at = folded[row].indexOf(text);
    if (at >= 0) found.push({ row, rank: folded[row] === text ? 0 : at === 0 ? 1 : folded[row][at - 1] === " " ? 2 : 3 });
  }
  found.sort((a, b) => a.rank - b.rank || (weights ? weights[b.row] - weights[a.row] : 0) || a.row - b.row);
  return found.slice(0, 9).map(({ row }) => ({ row, parts: [make("span", {}, labels[row]), note ? make("small", {}, note(row)) : undefined] }));
};
// Bars of numbers, each on the scale of its column, with the mean as a tick.
const bars = (scales, values) => make("dl", { className: "bars" }, scales.flatMap((scale, place) => {
  const along = (value) => (scale.high > scale.low ? 100 * Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low))) : 0);
  const value = values[place], at = along(scale.mean).toFixed(1);
  return [
    make("dt", {}, scale.name),
    make("dd", {}, shape("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      shape("rect", { class: "track", width: 100, height: 6, y: 2 }),
      shape("rect", { class: "amount", width: Number.isFinite(value) ? along(value).toFixed(1) : 0, height: 6, y: 2 }),
      shape("path", { class: "tick", d: `M${at} 0v10` })), written(scale, value)),
  ];
}));

// What a model says, the likeliest first, with bars.
const ranking = (top, actual) => make("ol", { className: "rank" }, top.map((one) => make("li", { className: one.name === actual ? "hit" : "" },
  make("span", {}, one.name, one.name === actual ? " ✓" : ""), make("span", {}, percent(one.share)),
  shape("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, shape("rect", { class: "track", width: 100, height: 6 }), shape("rect", { class: "amount", width: top[0].share > 0 ? (100 * one.share / top[0].share).toFixed(1) : 0, height: 6 })))));
// The models of the page that other widgets may ask, by name.
const predictors = new Map();
// The rows of the page that other widgets may use, by name.
const tables = new Map();

const wake = async () => {
  const places = [...document.querySelectorAll(".widget")];
  document.body.append(live, toast);
  state.read();
  for (const place of places) {
    const figure = place.closest("figure"), known = state.listeners.length;
    try {
      if (!("DecompressionStream" in window)) throw Error("this browser cannot unpack its data");
      const { content, numbers } = await unpack(figure.querySelector(".pack"));
      const kind = kinds.get(place.dataset.kind);
      place.hidden = false;
      figure.classList.add("alive");
      place.live = await kind(place, content, numbers, figure);
      alive.set(place.dataset.name, place.live);
      // Each shows the state as soon as it is there; those below are still being unpacked.
      for (const action of state.listeners.slice(known)) action(new Set([...state.first.keys(), ...state.values.keys()]));
      await new Promise((done) => setTimeout(done, 0));
    } catch (error) {
      figure.classList.remove("alive");
      state.listeners.length = known;
      place.hidden = false;
      place.replaceChildren(make("p", { className: "lost" }, `This part does not answer: its data cannot be read (${error.message}). What it shows at first stands here instead.`));
    }
  }
  state.tell([...state.first.keys()].filter((name) => name.startsWith("chosen.")));
  document.documentElement.classList.add("awake");
  addEventListener("hashchange", () => { if (location.hash.slice(1) !== state.saved && location.hash.includes("=")) state.tell(state.read()); });
  // Links within the page leave the state in the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']"), target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || !state.values.size || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    target.scrollIntoView();
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  });
  const byline = document.querySelector(".byline");
  if (byline && alive.size) {
    const button = (text, onclick) => make("button", { type: "button", onclick }, text), switches = byline.querySelector(".switches") ?? make("span", { className: "switches" });
    byline.append(switches);
    switches.append(" ", button("Copy link", async () => {
        state.save();
        try {
          await navigator.clipboard.writeText(location.href);
          notify("Link copied: it opens this page as you see it.");
        } catch { notify("The address bar has the link: it opens this page as you see it."); }
      }), " ", button("Reset", () => { state.reset(); notify("Everything is as it was at first."); }));
  }
};
