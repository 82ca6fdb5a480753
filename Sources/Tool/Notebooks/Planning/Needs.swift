/// Finds what a few cells need of the others, by the names in them.
struct Needs {
  private let cells: [Cell]
  /// Cells that define a name for others to see.
  private var definers: [String: [Int]] = [:]
  /// Cells that may change a name's value, by themselves or through what they call.
  private var changers: [String: [Int]] = [:]
  /// What a name stands for when its code runs at its caller's place.
  private var deferred: [String: [Statement]] = [:]

  init(of notebook: Notebook) {
    cells = notebook.cells
    for cell in cells where cell.options.evaluate && !cell.options.allowsError {
      for statement in cell.statements {
        for name in statement.defines {
          definers[name, default: []].append(cell.index)
          if statement.isDeferred { deferred[name, default: []].append(statement) }
        }
      }
    }
    for cell in cells where cell.options.evaluate {
      for name in cell.statements.reduce(into: Set<String>(), { $0.formUnion(changes(by: $1)) }) {
        changers[name, default: []].append(cell.index)
      }
    }
  }

  /// What running the statement may change: a function changes nothing until somebody calls it.
  private func changes(by statement: Statement) -> Set<String> {
    guard !statement.isDeferred else { return [] }
    var changed = Set(statement.mutates)
    for called in reach(statement.uses) { changed.formUnion((deferred[called] ?? []).flatMap(\.mutates)) }
    return changed
  }

  /// The names, and the names that the functions and types among them mention, and so on.
  private func reach(_ names: some Sequence<String>) -> Set<String> {
    var reached = Set(names)
    var open = Array(reached)
    while let name = open.popLast() {
      for used in (deferred[name] ?? []).flatMap(\.uses) where reached.insert(used).inserted { open.append(used) }
    }
    return reached
  }

  func plan(for wanted: Set<Int>) -> Plan {
    var kept: [Int: PlannedCell] = [:]
    var open: [Int] = []
    func keep(_ index: Int, _ reason: PlannedCell.Reason, names: [String] = [], for needer: Int? = nil) {
      guard kept[index] == nil, cells[index].options.evaluate, !cells[index].statements.isEmpty else { return }
      kept[index] = PlannedCell(index: index, runs: true, reason: reason, names: names, neededBy: needer)
      open.append(index)
    }
    for index in wanted.sorted() { keep(index, .requested) }
    for cell in cells { if let reason = reasonToKeepAlways(cell) { keep(cell.index, reason) } }
    while !open.isEmpty {
      let index = open.removeFirst()
      let names = reach(cells[index].statements.flatMap(\.uses) + cells[index].statements.flatMap(\.defines))
      var found: [Int: (reason: PlannedCell.Reason, names: [String])] = [:]
      for name in names.sorted() {
        for definer in definers[name] ?? [] where definer != index {
          found[definer, default: (.defines, [])].names.append(name)
        }
        for changer in changers[name] ?? [] where changer < index && found[changer]?.reason != .defines {
          found[changer, default: (.changes, [])].names.append(name)
        }
      }
      for (needed, why) in found.sorted(by: { $0.key < $1.key }) {
        keep(needed, why.reason, names: why.names, for: index)
      }
    }
    return Plan(cells: cells.map { kept[$0.index] ?? leftOut($0) })
  }

  private func leftOut(_ cell: Cell) -> PlannedCell {
    let reason: PlannedCell.Reason =
      !cell.options.evaluate ? .notEvaluated : cell.statements.isEmpty ? .nothingToRun : .notNeeded
    return PlannedCell(index: cell.index, runs: false, reason: reason)
  }

  /// What acts without being mentioned.
  private func reasonToKeepAlways(_ cell: Cell) -> PlannedCell.Reason? {
    guard cell.kind == .code else { return nil }
    if cell.isParameters { return .parameters }
    if cell.statements.contains(where: { $0.kind == .importDeclaration }) { return .imports }
    if cell.statements.contains(where: { $0.kind == .extension || $0.kind == .operator }) { return .extends }
    let changed = cell.statements.reduce(into: Set<String>()) { $0.formUnion(changes(by: $1)) }
    return changed.contains { definers[$0] == nil } ? .effects : nil
  }
}
