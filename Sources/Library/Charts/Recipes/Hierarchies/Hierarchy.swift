public import Frames

/// Names under names, each with a value: what treemaps and icicles are drawn from.
public struct Hierarchy: Sendable, Hashable, Codable {
  /// A name with its value and the names under it.
  public struct Node: Sendable, Hashable, Codable {
    /// What is written on the node.
    public var name: String
    /// The sum of the children's values, or the leaf's own; never below zero.
    public var value: Double
    /// The mean of a second number over the leaves, weighted with their values; NaN where there is none.
    public var measure = Double.nan
    /// From the greatest value down.
    public var children: [Node] = []

    /// A node; give children in any order.
    public init(name: String, value: Double, measure: Double = .nan, children: [Node] = []) {
      self.name = name
      self.value = value
      self.measure = measure
      self.children = children
    }

    /// How many names under this one have no names under them; 1 for a leaf.
    public var leafCount: Int { children.isEmpty ? 1 : children.reduce(0) { $0 + $1.leafCount } }
    /// Levels of names from this one down; 1 for a leaf.
    public var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }
  }

  /// The topmost nodes, from the greatest value down.
  public var roots: [Node]
  /// What the values are.
  public var valueLabel: String
  /// What the second numbers are; empty when there are none.
  public var measureLabel = ""
  /// Rows left out: without a name or a value, or with a value below zero.
  public var missingCount = 0

  /// The sum of all values.
  public var total: Double { roots.reduce(0) { $0 + $1.value } }
  /// How many names have no names under them.
  public var leafCount: Int { roots.reduce(0) { $0 + $1.leafCount } }
  /// Levels of names.
  public var depth: Int { roots.map(\.depth).max() ?? 0 }

  /// A hierarchy of nodes, which are sorted from the greatest value down on every level.
  public init(roots: [Node], valueLabel: String) {
    self.roots = Self.sorted(roots)
    self.valueLabel = valueLabel
  }

  /// From columns that name each row's place from the top down, such as parent and genre.
  ///
  /// - Parameters:
  ///   - path: The columns, outermost first.
  ///   - value: A numeric column, added up; nil to count rows.
  ///   - measure: A numeric column whose mean may colour the nodes.
  /// - Precondition: The frame has the columns, and there is one in the path.
  public init(
    _ frame: DataFrame, path: [String], value: String? = nil, measure: String? = nil, countLabel: String = "Count"
  ) {
    precondition(!path.isEmpty, "a hierarchy needs the name of a column")
    let columns = path.map { PlottableColumn(names: frame[$0]) }
    let values = value.map { frame.doubles($0) } ?? [Double](repeating: 1, count: frame.rowCount)
    let measures = measure.map { frame.doubles($0) }
    var tree = Tree()
    var missing = 0
    for row in 0..<frame.rowCount {
      let names = columns.compactMap { $0.name(at: row) }
      guard names.count == path.count, values[row].isFinite, values[row] >= 0 else {
        missing += 1
        continue
      }
      tree.add(values[row], measures?[row] ?? .nan, at: names)
    }
    self.init(roots: tree.nodes, valueLabel: value ?? countLabel)
    measureLabel = measure ?? ""
    missingCount = missing
  }

  /// Why rows of children and parents make no hierarchy.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// These names are their own ancestors.
    case cycle([String])

    /// The names that go in a circle and what to do.
    public var description: String {
      switch self {
      case .cycle(let names):
        "The hierarchy goes in a circle: \(names.joined(separator: " → ")). Give one of them another parent."
      }
    }
  }

  /// From a column of names and one of their parents. A name without a parent, or that is its own parent, is at the
  /// top.
  ///
  /// - Parameter value: A numeric column, added up; nil to count names. A parent's own value stands under it as a leaf
  ///   of its name.
  /// - Throws: ``Failure/cycle(_:)`` when names are their own ancestors.
  public init(
    _ frame: DataFrame, name: String, parent: String, value: String? = nil, countLabel: String = "Count"
  ) throws(Failure) {
    let (names, parents) = (PlottableColumn(names: frame[name]), PlottableColumn(names: frame[parent]))
    let values = value.map { frame.doubles($0) } ?? [Double](repeating: 1, count: frame.rowCount)
    var parentOf: [String: String] = [:]
    for row in 0..<frame.rowCount {
      if let child = names.name(at: row), let parent = parents.name(at: row), child != parent {
        parentOf[child] = parent
      }
    }
    var tree = Tree()
    var missing = 0
    for row in 0..<frame.rowCount {
      guard let child = names.name(at: row), values[row].isFinite, values[row] >= 0 else {
        missing += 1
        continue
      }
      var path = [child]
      var seen: Set<String> = [child]
      while let next = parentOf[path[path.count - 1]] {
        guard seen.insert(next).inserted else { throw .cycle(path + [next]) }
        path.append(next)
      }
      tree.add(values[row], .nan, at: path.reversed())
    }
    self.init(roots: tree.nodes, valueLabel: value ?? countLabel)
    missingCount = missing
  }

  private static func sorted(_ nodes: [Node]) -> [Node] {
    nodes.map { node in
      var node = node
      node.children = sorted(node.children)
      return node
    }.sorted { ($1.value, $0.name) < ($0.value, $1.name) }
  }

  /// Nodes by name while rows are added.
  private struct Tree {
    private struct Branch {
      var name: String
      /// Of rows that end here.
      var value = 0.0
      var weighted = 0.0
      var weight = 0.0
      var isLeaf = false
      var children: [String: Int] = [:]
    }
    private var branches = [Branch(name: "")]

    mutating func add(_ value: Double, _ measure: Double, at path: [String]) {
      var index = 0
      for name in path {
        if let next = branches[index].children[name] {
          index = next
        } else {
          branches.append(Branch(name: name))
          branches[index].children[name] = branches.count - 1
          index = branches.count - 1
        }
      }
      branches[index].value += value
      branches[index].isLeaf = true
      if measure.isFinite {
        branches[index].weighted += value * measure
        branches[index].weight += value
      }
    }

    var nodes: [Node] { children(of: branches[0]).nodes }

    private func children(of branch: Branch) -> (nodes: [Node], weighted: Double, weight: Double) {
      var (nodes, weighted, weight) = ([Node](), 0.0, 0.0)
      for (name, index) in branch.children.sorted(by: { $0.value < $1.value }) {
        let child = branches[index]
        var (inner, sum, count) = children(of: child)
        sum += child.weighted
        count += child.weight
        // What ends at a node that has others under it is a leaf beside them.
        if child.isLeaf, !inner.isEmpty, child.value > 0 {
          inner.append(Node(name: name, value: child.value, measure: child.weighted / child.weight))
        }
        let value = inner.isEmpty ? child.value : inner.reduce(0) { $0 + $1.value }
        nodes.append(Node(name: name, value: value, measure: sum / count, children: inner))
        weighted += sum
        weight += count
      }
      return (nodes, weighted, weight)
    }
  }
}
