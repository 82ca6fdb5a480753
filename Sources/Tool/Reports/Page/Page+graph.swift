import Notebooks
import Runs

extension Page {
  /// Which cell needs which, as arcs beside the list of cells: the later cell of each arc uses what the earlier one defines or changes.
  var graph: HTML {
    let edges = CellGraph(notebook).edges.filter { !$0.names.isEmpty }
    let shown = Set(edges.flatMap { [$0.cell, $0.needs] }).sorted()
    guard !edges.isEmpty else { return "" }
    let rows = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let (step, margin, left) = (20, 14, 150)
    let height = shown.count * step + margin
    func y(_ cell: Int) -> Int { margin + (rows[cell] ?? 0) * step }
    let arcs = edges.map { edge -> HTML in
      let (from, to) = (y(edge.needs), y(edge.cell))
      let reach = min(left - 12, 10 + abs(to - from) / 3)
      return """
        <path d="M\(left) \(from)C\(left - reach) \(from) \(left - reach) \(to) \(left) \(to)"><title>\(graphName(edge.cell)) \
        needs \(edge.names.joined(separator: ", ")) of \(graphName(edge.needs))</title></path>

        """
    }
    let names = shown.map { cell -> HTML in
      "<circle cx=\"\(left)\" cy=\"\(y(cell))\" r=\"3\"/><text x=\"\(left + 10)\" y=\"\(y(cell) + 4)\">\(graphName(cell))</text>\n"
    }
    return """
      <details><summary>Which cell needs which</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Which cell needs which">\
      <svg class="graph" role="img" aria-label="\(edges.count) needs among \(shown.count) cells" width="560" height="\(height)" \
      viewBox="0 0 560 \(height)" font-size="13"><g fill="none" stroke="currentColor" stroke-opacity="0.45">
      \(arcs)</g><g fill="currentColor">
      \(names)</g></svg></div></details>

      """
  }

  private func graphName(_ index: Int) -> String {
    let cell = notebook.cells[index]
    let name = cell.title ?? cell.label ?? (cell.kind == .markdown ? "Text, line" : "Line") + " \(cell.range.startLine)"
    return name.count > 56 ? name.prefix(55) + "…" : name
  }
}
