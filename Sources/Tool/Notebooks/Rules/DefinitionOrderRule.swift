import Runs

/// What a statement uses as it runs has been defined before: a variable of the top level has no value until its line
/// has run, and the compiler does not object.
struct DefinitionOrderRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var order = DefinitionOrder()
    for draft in cells where draft.cell.options.evaluate {
      for (mentions, statement) in zip(draft.mentions, draft.cell.statements) { order.add(mentions, statement) }
    }
    return order.earlyUses().map { use in
      let line = use.definition.range.startLine
      let function = use.function.map { ", which `\($0)` uses," } ?? ""
      return text.diagnostic(
        .usedBeforeDefinition, at: use.statement.startOffset,
        "`\(use.name)`\(function) has no value yet: line \(line) defines it, further down",
        hint: "move the definition in line \(line) up, or line \(use.statement.range.startLine) down")
    }
  }
}

/// The statements of a notebook in their order, with what each of them looks up when it runs.
private struct DefinitionOrder {
  private struct Place {
    var mentions: Mentions
    var statement: Statement

    /// A variable with a getter, which runs wherever it is mentioned.
    var isComputed: Bool { statement.kind == .variable && statement.isDeferred && !mentions.isClosure }
  }

  /// Code that runs: what it looks up, the type whose member it is, and the function through which it was reached.
  private struct Code {
    var lookups: Lookups
    var type: String?
    var function: String?
  }

  struct EarlyUse {
    var name: String
    /// Where it is used; what defines it.
    var statement: Statement
    var definition: Statement
    /// What the statement calls that uses the name.
    var function: String?
  }

  private var places: [Place] = []
  /// Positions of the statements that define a name.
  private var definers: [String: [Int]] = [:]
  private var members: [String: [String: Lookups]] = [:]
  private var types: [String: String] = [:]
  private var parents: [String: [String]] = [:]

  mutating func add(_ mentions: Mentions, _ statement: Statement) {
    for name in mentions.defines { definers[name, default: []].append(places.count) }
    if let type = mentions.defines.first, !mentions.members.isEmpty {
      // Which of several members of one name is meant is not known here.
      members[type, default: [:]].merge(mentions.members) { $0.common(with: $1) }
    }
    types.merge(mentions.types) { $1 }
    parents.merge(mentions.parents) { $0 + $1 }
    places.append(Place(mentions: mentions, statement: statement))
  }

  /// Of each statement the first.
  func earlyUses() -> [EarlyUse] {
    places.indices.filter { !places[$0].statement.isInert }.compactMap(earlyUse)
  }

  private func earlyUse(by position: Int) -> EarlyUse? {
    var open = [Code(lookups: places[position].mentions.lookups)]
    var seen: Set<[String]> = []
    while !open.isEmpty {
      let code = open.removeFirst()
      for name in code.lookups.names.sorted() {
        if let type = code.type, let own = members[type]?[name] {
          if seen.insert([type, name]).inserted {
            open.append(Code(lookups: own, type: type, function: code.function))
          }
          continue
        }
        let isCalled = code.lookups.called.contains(name)
        if isCalled, let own = members[name]?["init"], seen.insert([name, "init"]).inserted {
          open.append(Code(lookups: own, type: name, function: code.function ?? name))
        }
        guard let definers = definers[name]?.map({ places[$0] }), let first = self.definers[name]?.first else {
          continue
        }
        if definers.allSatisfy({ $0.statement.isDeferred && !$0.mentions.body.names.isEmpty }) {
          // A function that is only mentioned may be called later.
          guard isCalled || definers.allSatisfy(\.isComputed), seen.insert([name]).inserted else { continue }
          let body = definers.dropFirst().reduce(definers[0].mentions.body) { $0.common(with: $1.mentions.body) }
          open.append(Code(lookups: body, function: code.function ?? name))
        } else if first > position, definers.allSatisfy({ $0.statement.kind == .variable && !$0.statement.isDeferred })
        {
          return EarlyUse(
            name: name, statement: places[position].statement, definition: places[first].statement,
            function: code.function)
        }
      }
      let calls = code.lookups.called.map { Lookups.MemberName(root: $0, member: Lookups.MemberName.call) }
        .filter { !isType($0.root) }
      for use in code.lookups.members.union(calls).sorted(by: { ($0.root, $0.member) < ($1.root, $1.member) }) {
        let type = use.root == "self" ? code.type : isType(use.root) ? use.root : types[use.root]
        guard let type, let own = lookups(ofMember: use.member, of: type),
          seen.insert([type, use.member]).inserted
        else { continue }
        open.append(Code(lookups: own, type: type, function: code.function ?? use.member))
      }
    }
    return nil
  }

  private func isType(_ name: String) -> Bool { members[name] != nil || parents[name] != nil }

  /// What a member looks up that a type declares, or else the first of what it inherits from and conforms to.
  private func lookups(ofMember member: String, of type: String) -> Lookups? {
    var open = [type]
    var seen: Set<String> = []
    while !open.isEmpty {
      let type = open.removeFirst()
      guard seen.insert(type).inserted else { continue }
      if let own = members[type]?[member] { return own }
      open += parents[type] ?? []
    }
    return nil
  }
}
