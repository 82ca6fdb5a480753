import Runs

/// Figures or tables of both runs, matched by label, then by cell and place in it.
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
      let place =
        if let label = exhibit.label { before.firstIndex { $0.label == label } } else {
          before.firstIndex { $0.label == nil && $0.cell == counterparts[exhibit.cell] }
        }
      pairs.append(Pair(name: exhibit.name, old: place.map { before.remove(at: $0).output }, new: exhibit.output))
    }
    return pairs + before.map { Pair(name: $0.name, old: $0.output, new: nil) }
  }
}
