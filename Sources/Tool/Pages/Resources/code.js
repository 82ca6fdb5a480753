// Code: one switch for the page. What shows nothing of its own is hidden until then.
"use strict";
{
  const codes = [...document.querySelectorAll("details.code")];
  const root = document.documentElement;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Show code";
  const show = (open) => {
    button.setAttribute("aria-pressed", open);
    root.classList.toggle("quiet", !open);
    for (const code of codes) code.open = open;
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-pressed") !== "true"));
  button.setAttribute("aria-pressed", "false");
  root.classList.add("quiet");
  const place = document.querySelector(".byline");
  if (place) {
    const item = document.createElement("span");
    item.className = "switches";
    item.append(button);
    place.append(item);
  }
}
