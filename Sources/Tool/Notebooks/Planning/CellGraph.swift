/// Which cell of a notebook needs which, for people to look at.
public struct CellGraph: Codable, Sendable, Equatable {
  /// A cell that needs another.
  public struct Edge: Codable, Sendable, Equatable {
    /// Position in the notebook of the cell that needs the other.
    public var cell: Int
    /// Position in the notebook of the cell that is needed.
    public var needs: Int
    /// What is defined or changed there and mentioned here, by name, sorted. Never empty.
    public var names: [String]
  }

  /// By cell, then by what it needs.
  public var edges: [Edge]

  /// - Parameter values: names of variables whose types are known to be free of references; nil takes every `let` for
  ///   such a one.
  public init(_ notebook: Notebook, values: Set<String>? = nil) {
    let constants = notebook.cells.flatMap(\.statements).flatMap { $0.kind == .variable ? $0.defines : [] }
    let graph = StatementGraph(notebook, values: values ?? Set(constants))
    var found: [[Int]: Set<String>] = [:]
    var changersOfName: [String: [Int]] = [:]
    for (index, node) in graph.nodes.enumerated() {
      let names = graph.allNames(of: index)
      for name in names {
        let changers = node.statement.isDeferred ? [] : changersOfName[name] ?? []
        for other in (graph.definers[name] ?? []) + changers
        where !graph.nodes[other].isImplicit {
          guard let cell = node.cell, let needed = graph.nodes[other].cell, cell != needed else { continue }
          found[[cell, needed], default: []].insert(name)
        }
      }
      for name in names where graph.changes(index, name) { changersOfName[name, default: []].append(index) }
    }
    edges = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { Edge(cell: $0.key[0], needs: $0.key[1], names: $0.value.sorted()) }
  }
}
