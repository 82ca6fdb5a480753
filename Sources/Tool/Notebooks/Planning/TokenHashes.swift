/// For each statement a hash of its own tokens and of the tokens of all that it needs.
///
/// Functions may call each other in circles, so that the hash of one cannot wait for that of the other: statements that
/// need each other form a component and share one hash. Components are found with Tarjan's algorithm, which finishes a
/// component after all those that it needs.
struct TokenHashes {
  private var hashes: [String]

  subscript(index: Int) -> String { hashes[index] }

  /// - Parameter own: the hash of each statement's own tokens.
  init(of graph: StatementGraph, own: [String]) {
    let count = graph.nodes.count
    var found = [String](repeating: "", count: count)
    var order = [Int?](repeating: nil, count: count)
    var lowest = [Int](repeating: 0, count: count)
    var isOpen = [Bool](repeating: false, count: count)
    var open: [Int] = []
    var visited = 0
    /// The way from a root to the node that is looked at, with the next edge of each.
    var path: [(node: Int, edge: Int)] = []
    func enter(_ node: Int) {
      order[node] = visited
      lowest[node] = visited
      visited += 1
      open.append(node)
      isOpen[node] = true
      path.append((node, 0))
    }
    for root in 0..<count where order[root] == nil {
      enter(root)
      while let (node, edge) = path.last {
        if edge < graph.needs[node].count {
          path[path.count - 1].edge += 1
          let needed = graph.needs[node][edge]
          if let reached = order[needed] {
            if isOpen[needed] { lowest[node] = min(lowest[node], reached) }
          } else {
            enter(needed)
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        guard lowest[node] == order[node], let start = open.lastIndex(of: node) else { continue }
        let members = open[start...].sorted()
        open.removeSubrange(start...)
        var fingerprint = Fingerprint("tokens")
        var needed: Set<Int> = []
        for member in members {
          isOpen[member] = false
          fingerprint.add(own[member])
          needed.formUnion(graph.needs[member])
        }
        for other in needed.subtracting(members).sorted() { fingerprint.add(found[other]) }
        let hash = fingerprint.text
        for member in members { found[member] = hash }
      }
    }
    hashes = found
  }
}
