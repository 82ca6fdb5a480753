extension Column where WrappedElement == String {
  /// The categories in their order; nil for texts that have no order of their own. Texts that are none of them may be
  /// in the column and stand behind.
  public var categoryOrder: [String]? {
    let count = storage.orderedCount
    return count > 0 ? (0..<count).map { storage.pool[$0] } : nil
  }

  /// The column with its texts as categories in this order, which is the one that sorting, grouping, comparing, minima
  /// and maxima go by: `["low", "middle", "high"]`. Texts that are not named come behind, in the order of texts.
  public func ordered(_ categories: [String]) -> Column<String> {
    guard Set(categories).count == categories.count else {
      FrameMistake.stop("A category of the column \"\(name)\" is named twice: \(categories.joined(separator: ", ")).")
    }
    let pool = storage.pool
    var index = TextIndex(capacity: categories.count + pool.count)
    for var category in categories { _ = category.withUTF8 { index.insert($0) } }
    let numbers = (0..<pool.count).map { number in pool.withUTF8(number) { index.insert($0) } }
    return Column(
      name: name,
      storage: TextStorage(
        codes: storage.codes.map { $0 < 0 ? -1 : numbers[Int($0)] }, pool: index.pool, orderedCount: categories.count))
  }
}

extension AnyColumn {
  /// The categories of a column of text in their order; nil for others.
  public var categoryOrder: [String]? { if case .string(let column) = self { column.categoryOrder } else { nil } }

  /// The column with its texts as categories in this order, see ``Column/ordered(_:)``; other values as texts.
  public func ordered(_ categories: [String]) -> AnyColumn { .string(texts.ordered(categories)) }
}
