extension CacheKeys {
  /// Positions of the cells whose statements a cell needs, directly or through others, as far as is known by now; the
  /// cell itself is among them.
  public func cells(neededBy cell: Int) -> Set<Int> {
    Set(graph.closure(of: graph.nodesOfCell[cell]).compactMap { graph.nodes[$0].cell })
  }
}
