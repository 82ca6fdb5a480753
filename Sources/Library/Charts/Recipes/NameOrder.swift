extension Chart {
  /// In which order the names of a recipe stand, from top to bottom or from the first panel on.
  ///
  /// Names mean the same in all recipes: `by` is what separates groups, `order` how they stand, `top` how many are
  /// shown at most, `label` what is measured, `countLabel` what is counted, `error` how far a value is spread to either
  /// side, `lower` and `upper` the ends of an interval around it.
  public enum NameOrder: Hashable, Sendable {
    /// The highest first: by the median of a group's values, the sum of a bar, the first dot of a line.
    case value
    /// By name.
    case name
    /// As the names come.
    case asGiven

    /// The elements in this order; those of one value stand by their names.
    func sorted<Element>(
      _ elements: [Element], value: (Element) -> Double, name: (Element) -> String
    ) -> [Element] {
      switch self {
      case .value: elements.sorted { (value($1), name($0)) < (value($0), name($1)) }
      case .name: elements.sorted { name($0) < name($1) }
      case .asGiven: elements
      }
    }
  }

  /// The chart with a caption that says that only the largest groups are shown, unless all are.
  func naming(shown: Int, of all: Int, groupsOf label: String) -> Chart {
    shown < all ? caption("The \(shown) largest of \(all) groups of \(label).") : self
  }
}

extension Array {
  /// At most so many elements, the largest ones, in their order; of elements as large as the last that is taken, the
  /// first ones.
  func largest(_ top: Int, by size: (Element) -> Int) -> [Element] {
    guard count > top, top > 0 else { return self }
    let sizes = map(size)
    let least = sizes.sorted(by: >)[top - 1]
    var room = top - sizes.count { $0 > least }
    return zip(self, sizes).filter { _, size in
      if size == least { room -= 1 }
      return size > least || (size == least && room >= 0)
    }.map(\.0)
  }
}
