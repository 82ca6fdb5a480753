// Searches the analyses by their names, titles and metrics.
"use strict";
{
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = [...document.querySelectorAll(".entry")].map((entry) => [entry, plain(entry.textContent)]);
  const place = document.querySelector(".search");
  if (place && entries.length > 1) {
    const input = Object.assign(document.createElement("input"), { type: "search" });
    const label = document.createElement("label");
    const status = Object.assign(document.createElement("span"), { className: "unseen" });
    status.setAttribute("role", "status");
    label.append("Search ", input);
    place.append(label, status);
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const [entry, text] of entries) {
        entry.hidden = !words.every((word) => text.includes(word));
        count += !entry.hidden;
      }
      status.textContent = words.length ? `${count} of ${entries.length} analyses` : "";
    });
  }
}
