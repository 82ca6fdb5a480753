// Comforts only: without it everything can be read.
"use strict";

// Contents: mark the section that is being read.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
let current;
const markCurrent = () => {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4 && scrollY > 0;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
  const heading = atEnd ? headings.at(-1) : passed.at(-1) ?? headings[0];
  const link = heading && links.get(heading.id);
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  current = link;
};
let awaitsFrame = false;
addEventListener("scroll", () => {
  if (awaitsFrame) return;
  awaitsFrame = true;
  requestAnimationFrame(() => { awaitsFrame = false; markCurrent(); });
}, { passive: true });
markCurrent();

// Figures: the picture that is shown can be saved too.
for (const list of document.querySelectorAll(".attachments")) {
  const image = list.closest("figure").querySelector("img");
  if (!image) continue;
  const link = document.createElement("a");
  link.textContent = "PNG";
  link.href = "#" + list.dataset.name;
  link.download = list.dataset.name + ".png";
  link.addEventListener("click", () => { link.href = image.currentSrc; });
  list.prepend(link, " ");
}

// Tables: a click on a column's name sorts by it, missing values last.
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
const key = (row, column) => {
  const cell = row.cells[column];
  if (!cell || cell.classList.contains("missing")) return undefined;
  if (!cell.classList.contains("number")) return cell.textContent;
  const number = parseFloat(cell.dataset.sort ?? cell.textContent.replaceAll(",", "").replace("−", "-"));
  return Number.isNaN(number) ? undefined : number;
};
const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
for (const table of document.querySelectorAll("figure.table table")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  if (body.rows.length < 2) continue;
  heads.forEach((head, column) => {
    if (head.tagName !== "TH") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
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
    });
  });
}
