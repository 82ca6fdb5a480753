// Data that the page carries packed are saved as they are. Without it they are saved as gzip.
"use strict";
for (const link of document.querySelectorAll("a[download$='.csv.gz']")) link.addEventListener("click", async (event) => {
  if (!("DecompressionStream" in window)) return;
  event.preventDefault();
  const packed = Uint8Array.from(atob(link.href.split(",")[1]), (letter) => letter.charCodeAt(0));
  const content = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const copy = document.createElement("a");
  copy.href = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
  copy.download = link.download.slice(0, -3);
  copy.click();
});
