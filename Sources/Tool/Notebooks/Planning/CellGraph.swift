/// Which cell of a notebook needs which, for people to look at.
public struct CellGraph: Codable, Sendable, Equatable {
  /// A cell that needs another.
  public struct Edge: Codable, Sendable, Equatable {
    public var cell: Int
    public var needs: Int
    /// What is defined or changed there and mentioned here, by name.
    public var names: [String]
  }

  /// By cell, then by what it needs.
  public var edges: [Edge]

  /// - Parameter values: names of variables whose types are known to be free of references; nil takes every `let` for such a one.
  public init(_ notebook: Notebook, values: Set<String>? = nil) {
    let constants = notebook.cells.flatMap(\.statements).flatMap { $0.kind == .variable ? $0.defines : [] }
    let graph = StatementGraph(notebook, values: values ?? Set(constants))
    var found: [[Int]: Set<String>] = [:]
    for index in graph.nodes.indices {
      for needed in graph.needs[index] where !graph.nodes[needed].isAmbient {
        let (cell, other) = (graph.nodes[index].cell, graph.nodes[needed].cell)
        guard cell != other else { continue }
        let touched = Set(graph.nodes[needed].statement.defines).union(graph.changes[needed])
        found[[cell, other], default: []].formUnion(touched.intersection(graph.names[index]))
      }
    }
    edges = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { Edge(cell: $0.key[0], needs: $0.key[1], names: $0.value.sorted()) }
  }
}
