import Runs

/// Figures or tables of both runs, matched by label, then by cell and position in it.
struct ExhibitPairs {
  struct Pair: Sendable {
    var name: String
    var old: Output?
    var new: Output?
  }

  private let old: Run
  private let new: Run
  /// The old cell of each new one.
  private let counterparts: [Int: Int]

  init(_ old: Run, _ new: Run, cells: [(old: Int?, new: Int?)]) {
    self.old = old
    self.new = new
    counterparts = Dictionary(
      cells.compactMap { pair in pair.new.flatMap { new in pair.old.map { (new, $0) } } }
    ) { first, _ in first }
  }

  func of(_ kind: Output.Kind) -> [Pair] {
    var before = old.exhibits([kind])
    var pairs: [Pair] = []
    for exhibit in new.exhibits([kind]) {
      let index =
        if let label = exhibit.label { before.firstIndex { $0.label == label } } else {
          before.firstIndex { $0.label == nil && $0.cell == counterparts[exhibit.cell] }
        }
      pairs.append(Pair(name: exhibit.name, old: index.map { before.remove(at: $0).output }, new: exhibit.output))
    }
    return pairs + before.map { Pair(name: $0.name, old: $0.output, new: nil) }
  }
}

/// An output of a run, with its name.
struct Exhibit {
  /// The label, else the cell and the position in it: `Overview, table 2`.
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
          name: output.label ?? "\(cell.name.identifier), \(output.kind.rawValue)\(number)", label: output.label,
          cell: position,
          output: output)
      }
    }
  }
}
