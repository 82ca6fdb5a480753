/// How many figures and tables a cell shows.
struct ExhibitCount: Sendable {
  var figures = 0
  var tables = 0
}

/// Counts, with the whole notebook in view, what cells show at most.
struct ExhibitCounter {
  private let definitions: [String: String]
  /// Names that do not mean what they mean elsewhere, or functions that may show something wherever they are called.
  private let isUnknown: Bool

  /// What values of these types are shown as, one each.
  private static let figures: Set<String> = ["Chart", "Figure"]
  private static let tables: Set<String> = ["DataFrame", "Table"]

  /// - Parameter mentions: those of all statements, also in shared files.
  init(_ mentions: [Mentions]) {
    var definitions: [String: String] = [:]
    var defined: Set<String> = []
    for statement in mentions {
      definitions.merge(statement.shown.definitions) { $1 }
      defined.formUnion(statement.defines)
    }
    self.definitions = definitions
    let words = Self.figures.union(Self.tables).union(["display"])
    isUnknown = mentions.contains { $0.shown.isEndless } || !defined.isDisjoint(with: words)
  }

  /// - Returns: nil where the text does not tell.
  func count(of draft: CellDraft) -> ExhibitCount? {
    guard !isUnknown, draft.cell.kind == .code else { return nil }
    var count = ExhibitCount()
    let chained = draft.mentions.reduce(into: Set<String>()) { $0.formUnion($1.shown.chained) }
    for root in draft.mentions.flatMap(\.shown.roots) {
      guard let root else { return nil }
      let type = definitions[root] ?? root
      if type == "DataFrame", type != root, chained.contains(root) { return nil }
      if Self.figures.contains(type) {
        count.figures += 1
      } else if Self.tables.contains(type) {
        count.tables += 1
      } else {
        return nil
      }
    }
    return count
  }
}
