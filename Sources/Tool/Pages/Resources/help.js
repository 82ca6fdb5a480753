// Help: what a column means, and a note or a source where the text refers to it, at the pointer or the focus.
"use strict";
{
  const tip = document.createElement("div");
  tip.className = "tip help";
  tip.popover = "manual";
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const hide = () => { if (tip.matches(":popover-open")) tip.hidePopover(); };
  const explain = (element, text) => {
    const open = () => {
      hide();
      tip.textContent = text();
      tip.showPopover();
      const at = element.getBoundingClientRect();
      tip.style.left = `${Math.max(4, Math.min(at.left, innerWidth - tip.offsetWidth - 4))}px`;
      tip.style.top = `${at.top > tip.offsetHeight + 8 ? at.top - tip.offsetHeight - 6 : at.bottom + 6}px`;
    };
    for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, open);
    for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, hide);
  };
  for (const head of document.querySelectorAll("th[title]")) {
    const text = head.title;
    head.removeAttribute("title");
    head.dataset.help = "";
    (head.querySelector("button") ?? head).setAttribute("aria-description", text);
    explain(head, () => text);
  }
  for (const link of document.querySelectorAll("sup > a[href^='#note-'], a.cite")) {
    explain(link, () => {
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return note ? note.textContent.replaceAll("↩", "").trim() : "";
    });
  }
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
