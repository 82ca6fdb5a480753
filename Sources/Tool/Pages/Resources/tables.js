// Tables: sorting, searching, the first rows until all are asked for, and a sign where columns go on.
"use strict";
{
  const language = document.documentElement.lang || "en";
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const count = new Intl.NumberFormat("en");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell || cell.classList.contains("missing")) return undefined;
    if (!cell.classList.contains("number")) return cell.textContent;
    const number = parseFloat(cell.dataset.sort ?? cell.textContent.replaceAll(",", "").replace("−", "-"));
    return Number.isNaN(number) ? undefined : number;
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));

  for (const figure of document.querySelectorAll("figure.table")) {
    const table = figure.querySelector("table");
    const scroll = figure.querySelector(".scroll");
    if (!table?.tHead || !table.tBodies[0]) continue;
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const limit = Number(figure.dataset.rows ?? 0);
    let query = "", whole = false, filter = () => {};

    // Rows beyond the first are left out of the screen alone: on paper they are all there.
    if (limit && body.rows.length > limit) {
      let note = figure.querySelector(".more");
      const rest = note?.textContent.trim() ?? "";
      if (!note) scroll.after(note = make("p", { className: "more" }));
      const status = make("span", {});
      status.setAttribute("role", "status");
      const more = make("button", { type: "button" });
      note.replaceChildren(make("span", { className: "screen" }, status, " ", more), rest ? ` ${rest}` : "");
      const texts = new Map();
      filter = () => {
        let matches = 0;
        for (const row of body.rows) {
          if (query && !texts.has(row)) texts.set(row, plain(row.textContent));
          const fits = !query || texts.get(row).includes(query);
          matches += fits;
          row.hidden = !fits;
          row.classList.toggle("beyond", fits && !whole && matches > limit);
        }
        const shown = whole ? matches : Math.min(limit, matches);
        const of = query ? `${count.format(matches)} matching rows` : `${count.format(matches)} rows`;
        status.textContent = shown === matches ? `${of}.` : `${count.format(shown)} of ${of}.`;
        more.textContent = whole ? `Show the first ${limit}` : "Show all";
        more.hidden = matches <= limit;
        scroll.classList.toggle("few", shown <= limit);
      };
      more.addEventListener("click", () => { whole = !whole; filter(); });
      let actions = figure.querySelector(".actions");
      if (!actions) {
        actions = make("div", { className: "actions" });
        figure.append(make("div", { className: "tools" }, actions));
      }
      const search = make("input", { type: "search", placeholder: "Search" });
      search.setAttribute("aria-label", `Search ${figure.querySelector(".label")?.textContent ?? "the table"}`);
      search.addEventListener("input", () => { query = plain(search.value.trim()); filter(); });
      actions.prepend(search);
      filter();
    }

    if (body.rows.length > 1) heads.forEach((head, column) => {
      if (head.tagName !== "TH") return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("number") ? "descending" : "ascending";
        const second = first === "ascending" ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? second : first;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        const rows = [...body.rows].map((row) => ({ row, key: key(row, column) }));
        rows.sort((a, b) => a.key === undefined || b.key === undefined
          ? (a.key === undefined) - (b.key === undefined) : sign * compare(a.key, b.key));
        body.append(...rows.map((entry) => entry.row));
        filter();
      });
    });

    // How many columns lie beyond the edge.
    const sign = make("p", { className: "further", hidden: true });
    sign.setAttribute("aria-hidden", "true");
    scroll.before(sign);
    const look = () => {
      const edge = scroll.getBoundingClientRect();
      const isRightToLeft = getComputedStyle(scroll).direction === "rtl";
      const beyond = heads.filter((head) => {
        const box = head.getBoundingClientRect();
        return isRightToLeft ? box.left < edge.left - 8 : box.right > edge.right + 8;
      }).length;
      sign.hidden = beyond === 0;
      sign.textContent = `${beyond} more ${beyond === 1 ? "column" : "columns"} ${isRightToLeft ? "←" : "→"}`;
    };
    scroll.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(scroll);
    look();
  }
}
