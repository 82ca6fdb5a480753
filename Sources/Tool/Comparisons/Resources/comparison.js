// Comforts only: without it both pictures stand side by side.
"use strict";
const views = [["both", "Side by side"], ["swipe", "Swipe"], ["onion", "Onion skin"], ["difference", "Difference"]];
for (const figure of document.querySelectorAll(".compared")) {
  const place = figure.querySelector(".views");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.value = 50;
  slider.hidden = true;
  slider.setAttribute("aria-label", "How much of the new picture is shown");
  const stage = figure.querySelector(".stage");
  const move = () => {
    stage.style.setProperty("--at", 100 - slider.value + "%");
    stage.style.setProperty("--share", slider.value / 100);
  };
  slider.addEventListener("input", move);
  const buttons = views.map(([view, words]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      figure.dataset.view = view;
      slider.hidden = view !== "swipe" && view !== "onion";
      buttons.forEach((other) => other.setAttribute("aria-pressed", other === button));
    });
    button.setAttribute("aria-pressed", view === "both");
    return button;
  });
  place.append(...buttons, slider);
  place.hidden = false;
}
