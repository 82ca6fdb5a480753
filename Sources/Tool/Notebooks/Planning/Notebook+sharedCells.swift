extension Notebook {
  /// Positions of the cells that do the same whatever the values of some parameters are, as far as names tell: of these
  /// the points of a matrix share what they define.
  public func cells(independentOf parameters: Set<String>) -> Set<Int> {
    let constants = cells.flatMap(\.statements).flatMap { $0.kind == .variable ? $0.defines : [] }
    let graph = StatementGraph(self, values: Set(constants))
    var varied = Set(
      graph.nodes.indices.filter { index in
        guard let cell = graph.nodes[index].cell, cells[cell].isParameters else { return false }
        return graph.nodes[index].statement.defines.contains(where: parameters.contains)
      })
    var count = -1
    while varied.count != count {
      count = varied.count
      for index in graph.nodes.indices where graph.needs[index].contains(where: varied.contains) {
        varied.insert(index)
      }
    }
    // What acts without being mentioned acts everywhere.
    guard varied.isDisjoint(with: graph.implicit) else { return [] }
    return Set(cells.indices.filter { varied.isDisjoint(with: graph.nodesOfCell[$0]) })
  }
}
