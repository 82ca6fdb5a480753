extension Plan {
  /// Only what would not show again what it showed, and of the other cells what that needs.
  ///
  /// - Parameters:
  ///   - parameters: literals that stand in place of the script's.
  ///   - memory: what earlier runs left.
  public init(notebook: Notebook, parameters: [String: String], memory: some RunMemory) {
    let keys = CellKeys(notebook: notebook, parameters: parameters, memory: memory)
    self.init(notebook: notebook, parameters: parameters, keys: keys, memory: memory)
  }

  public init(notebook: Notebook, parameters: [String: String], keys: CellKeys, memory: some RunMemory) {
    let whole = Plan(notebook: notebook)
    let runnable = whole.cells.filter(\.runs).map(\.index)
    let graph = keys.graph
    var fresh: [Int: String] = [:]
    // The compiler has to see both of two declarations that cannot stand beside each other.
    if !graph.hasRedeclaration {
      for index in runnable where notebook.cells[index].options.cache != false {
        if let key = keys.key(cell: index), memory.hasOutputs(key) { fresh[index] = key }
      }
    }
    let stale = runnable.filter { fresh[$0] == nil }
    let causes = StaleCauses(notebook: notebook, parameters: parameters, keys: keys, memory: memory, stale: Set(stale))

    var restored: [Int: [KeptValue]] = [:]
    let wanted = stale.flatMap { Array(graph.nodesOfCell[$0]) }
    let running = graph.closure(of: wanted) { index in
      let node = graph.nodes[index]
      guard fresh[node.cell] != nil, let kept = Plan.kept(index, keys, memory) else { return nil }
      restored[index] = kept
      // Of what made the value nothing is needed, but the types in its name are.
      let words = kept.flatMap { $0.type.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) }
      let ambient = graph.nodes.indices.filter { graph.nodes[$0].isAmbient }
      return Set(words.flatMap { graph.definers[$0] ?? [] } + ambient).subtracting([index])
    }
    cells = whole.cells.map { cell in
      guard cell.runs else { return cell }
      guard let key = fresh[cell.index] else {
        return PlannedCell(index: cell.index, runs: true, reason: .stale, cause: causes.cause(of: cell.index))
      }
      let nodes = graph.nodesOfCell[cell.index]
      return PlannedCell(
        index: cell.index, runs: false, reason: .fresh,
        supplies: nodes.filter { running.contains($0) && restored[$0] == nil }.map { graph.nodes[$0].position },
        restores: nodes.flatMap { restored[$0] ?? [] }, key: key)
    }
  }

  /// The values that a statement need not make again: all that it defines, where making them changes nothing else.
  private static func kept(_ index: Int, _ keys: CellKeys, _ memory: some RunMemory) -> [KeptValue]? {
    let graph = keys.graph
    let statement = graph.nodes[index].statement
    guard statement.kind == .variable, !statement.isDeferred, !statement.constants.isEmpty,
      Set(statement.constants) == Set(statement.defines), memory.values.isSuperset(of: statement.constants),
      graph.changes[index].subtracting(statement.defines).isEmpty, let key = keys.valueKey(index),
      let kept = memory.keptValues(key), Set(kept.map(\.name)).isSuperset(of: statement.constants)
    else { return nil }
    return kept.filter { statement.constants.contains($0.name) }
  }
}
