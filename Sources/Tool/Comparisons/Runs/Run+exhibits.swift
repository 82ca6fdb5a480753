import Runs

/// An output of a run, with what it is known by.
struct Exhibit {
  /// The label, else the cell and the place in it: `Overview, table 2`.
  var name: String
  var label: String?
  var cell: Int
  var output: Output
}

extension Run {
  /// All outputs of a kind, in order.
  func exhibits(_ kinds: Set<Output.Kind>) -> [Exhibit] {
    cells.enumerated().flatMap { position, cell -> [Exhibit] in
      let outputs = cell.outputs.filter { kinds.contains($0.kind) }
      return outputs.enumerated().map { index, output in
        let number = outputs.count > 1 ? " \(index + 1)" : ""
        return Exhibit(
          name: output.label ?? "\(cell.name), \(output.kind.rawValue)\(number)", label: output.label, cell: position,
          output: output)
      }
    }
  }
}

extension CellRun {
  /// The label, else the title, else the line.
  var name: String { label ?? title ?? "line \(startLine)" }
}
