import Runs

/// What a statement uses as it runs has been defined before: a variable of the top level has no value until its line
/// has run, and the compiler does not object.
struct DefinitionOrderRule: NotebookRule {
  /// A statement that runs where it stands, or a function that runs where it is called.
  private struct Place {
    var mentions: Mentions
    var statement: Statement
    var position: Int

    /// A variable with a getter, which runs wherever it is mentioned.
    var isComputed: Bool { statement.kind == .variable && statement.isDeferred && !mentions.isClosure }
  }

  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var places: [Place] = []
    for draft in cells where draft.cell.options.evaluate {
      for (mentions, statement) in zip(draft.mentions, draft.cell.statements) {
        places.append(Place(mentions: mentions, statement: statement, position: places.count))
      }
    }
    var definers: [String: [Place]] = [:]
    for place in places { for name in place.mentions.defines { definers[name, default: []].append(place) } }
    return places.filter { !$0.statement.isInert }.compactMap { place in
      guard let early = earlyUse(from: place, definers) else { return nil }
      let line = early.definer.statement.range.startLine
      let function = early.function.map { ", which `\($0)` uses," } ?? ""
      return text.diagnostic(
        .usedBeforeDefinition, at: place.statement.startOffset,
        "`\(early.name)`\(function) has no value yet: line \(line) defines it, further down",
        hint: "move the definition in line \(line) up, or line \(place.statement.range.startLine) down")
    }
  }

  /// The first variable that the place, or a function that it calls, uses before it is defined.
  private func earlyUse(
    from place: Place, _ definers: [String: [Place]]
  ) -> (name: String, function: String?, definer: Place)? {
    var open: [(lookups: Lookups, function: String?)] = [(place.mentions.lookups, nil)]
    var seen: Set<String> = []
    while !open.isEmpty {
      let (lookups, function) = open.removeFirst()
      for name in lookups.names.sorted() where seen.insert(name).inserted {
        guard let definers = definers[name], let first = definers.first else { continue }
        if definers.allSatisfy({ $0.statement.isDeferred && !$0.mentions.body.names.isEmpty }) {
          // A function that is only mentioned may be called later.
          let runs = lookups.called.contains(name) || definers.allSatisfy { $0.isComputed }
          if runs { for definer in definers { open.append((definer.mentions.body, function ?? name)) } }
          if !runs { seen.remove(name) }
        } else if first.position > place.position, definers.allSatisfy({ $0.statement.kind == .variable }),
          definers.allSatisfy({ !$0.statement.isDeferred })
        {
          return (name, function, first)
        }
      }
    }
    return nil
  }
}
