import Notebooks
import Pages

extension ComparisonPage {
  /// Why results may differ: parameters, inputs, environment.
  var causes: Part? {
    var rows: [HTML] = comparison.parameters.map { row("Parameter", $0) }
    rows += comparison.inputs.map {
      row("Input", ValueChange(name: $0.path, old: $0.old?.summary, new: $0.new?.summary))
    }
    rows += comparison.environment.map { row("Environment", $0) }
    guard !rows.isEmpty else { return nil }
    let head: HTML =
      "<th scope=\"col\">Kind</th><th scope=\"col\">Name</th><th scope=\"col\">Before</th><th scope=\"col\">After</th>"
    let body = table("Parameters, inputs and environment", head: head, rows: rows)
    return Part(id: "causes", title: "What was different going in", body: body)
  }

  private func row(_ kind: String, _ change: ValueChange) -> HTML {
    """
    <tr><td>\(kind)</td><th scope="row"><code>\(change.name)</code></th><td>\(change.old ?? "–")</td>\
    <td>\(change.new ?? "–")</td></tr>

    """
  }

  /// Cells whose code, text or status differs.
  var code: Part? {
    let changed = comparison.changedCells
    guard !changed.isEmpty else { return nil }
    let body = changed.map { cell -> HTML in
      var text: HTML = "<h3>\(cell.name)</h3>\n"
      switch cell.kind {
      case .added: text += "<p>A new cell, at line \(cell.new?.startLine ?? 0).</p>\n"
      case .removed: text += "<p>This cell is gone; it stood at line \(cell.old?.startLine ?? 0).</p>\n"
      default:
        if let one = cell.old?.status, let other = cell.new?.status, one != other {
          text += "<p>\(one.rawValue) before, \(other.rawValue) now.</p>\n"
        }
      }
      if let code = cell.code { text += lines(of: code, label: "Changes in \(cell.name)") }
      for change in cell.texts {
        text += """
          <details><summary>\(title(of: change.kind)) differs</summary>
          \(lines(of: change.difference, label: "\(title(of: change.kind)) of \(cell.name)"))</details>

          """
      }
      return text
    }
    return Part(id: "code", title: "Code and texts", body: HTML.joined(body, by: ""))
  }

  private func title(of kind: String) -> String {
    switch kind {
    case "stdout": "What it printed"
    case "stderr": "What it printed to stderr"
    case "markdown": "Its text"
    case "findings": "Its list of key findings"
    case "headlines": "Its row of headline numbers"
    default: "Its value"
    }
  }

  /// Changed lines with three lines around them.
  private func lines(of difference: TextDifference, label: String) -> HTML {
    let lines = difference.lines
    let isNear = lines.indices.map { index in
      lines[max(0, index - 3)...min(lines.count - 1, index + 3)].contains { $0.kind != .equal }
    }
    var rows: [HTML] = []
    for (index, line) in lines.enumerated() {
      guard isNear[index] else {
        if index == 0 || isNear[index - 1] { rows.append("<span class=\"gap\">⋯</span>\n") }
        continue
      }
      let pieces = line.pieces.map { piece -> HTML in
        piece.isChanged && line.kind != .equal ? "<mark>\(piece.text)</mark>" : HTML(text: piece.text)
      }
      switch line.kind {
      case .equal: rows.append("  \(pieces)\n")
      case .removed: rows.append("<del>− \(pieces)</del>\n")
      case .added: rows.append("<ins>+ \(pieces)</ins>\n")
      }
    }
    let cut: HTML? = difference.isCut ? "<p class=\"more\">Compared up to here; the texts are longer.</p>\n" : nil
    return "<pre class=\"difference\" tabindex=\"0\" aria-label=\"\(label)\" role=\"group\">\(rows)</pre>\n\(cut)"
  }

  /// Time and memory, cell by cell.
  var cost: Part? {
    let timed = comparison.cells.filter { ($0.old?.seconds ?? 0) >= 0.01 || ($0.new?.seconds ?? 0) >= 0.01 }
    guard comparison.seconds.old != nil, comparison.seconds.new != nil else { return nil }
    let whole: HTML = """
      <tr><th scope="row"><b>The whole run</b></th>\(time(comparison.seconds.old))\(time(comparison.seconds.new))\
      \(memory(comparison.peakMemory.old))\(memory(comparison.peakMemory.new))</tr>

      """
    let rows = timed.map { cell -> HTML in
      """
      <tr><th scope="row">\(cell.name)</th>\(time(cell.old?.seconds))\(time(cell.new?.seconds))\
      \(memory(cell.old?.peakMemory))\(memory(cell.new?.peakMemory))</tr>

      """
    }
    let head: HTML = """
      <th scope="col">Cell</th><th scope="col" class="number">Time before</th><th scope="col" class="number">Time after</th>\
      <th scope="col" class="number">Memory before</th><th scope="col" class="number">Memory after</th>
      """
    let body = table("Time and memory", head: head, rows: [whole] + rows)
    return Part(id: "cost", title: "Time and memory", body: body)
  }

  private func time(_ seconds: Double?) -> HTML { quantity(seconds.map { (String($0), Wording.duration($0)) }) }

  private func memory(_ bytes: Int?) -> HTML { quantity(bytes.map { (String($0), Wording.bytes($0)) }) }

  private func quantity(_ value: (number: String, text: String)?) -> HTML {
    guard let value else { return "<td class=\"number missing\"><span class=\"unseen\">missing</span></td>" }
    return "<td class=\"number\" data-sort=\"\(value.number)\">\(value.text)</td>"
  }
}
