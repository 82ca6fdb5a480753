// Comparisons: a mark is told with the same one of the other run, which has its name, or its place where none has one.
twinOf = (plot, svg, item) => {
  const other = all(".plot", plot.closest(".compared") ?? plot).find((other) => other !== plot);
  if (!other) return undefined;
  const [one, two] = [items(plot, svg), items(other, shownOf(other))], isAfter = plot.parentElement.classList.contains("after");
  const same = ({ title, rows }) => title === item.title && rows.length === item.rows.length && rows.every(([label], k) => label === item.rows[k][0]);
  const found = item.title ? two.filter(same)[one.filter(same).indexOf(item)] : one.length === two.length ? two[one.indexOf(item)] : undefined;
  return { plot: other, item: found, text: (row, k) => {
    if (!found) return `${row[1]} (only here)`;
    const [old, now] = isAfter ? [found.rows[k][1], row[1]] : [row[1], found.rows[k][1]];
    return old === now ? `${now} in both` : `${old} → ${now}`;
  } };
};
