// Figures: the picture that is shown can be saved too.
"use strict";
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
