// Contents: folded on narrow screens; beside the text the section that is being read is marked.
"use strict";
{
  const contents = document.querySelector("details.contents");
  const narrow = matchMedia("(max-width: 1139px)");
  const fold = () => { contents.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  addEventListener("beforeprint", () => { contents.open = true; });
  fold();
  contents.addEventListener("click", (event) => { if (narrow.matches && event.target.closest("a")) contents.open = false; });
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current;
  const mark = () => {
    const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
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
    requestAnimationFrame(() => { awaitsFrame = false; mark(); });
  }, { passive: true });
  mark();
}
