/// How often rows of each class were taken for each class.
public struct ConfusionMatrix: Sendable, Hashable, Codable {
  /// Of the classes.
  public var names: [String]
  /// Row by row: rows are the actual classes, columns the predicted ones.
  public var counts: [Int]
  /// Rows left out because the actual or the predicted class is missing.
  public var missingCount: Int

  /// Counts that were made elsewhere.
  /// - Precondition: as many counts as pairs of names.
  public init(names: [String], counts: [Int], missingCount: Int = 0) {
    precondition(
      counts.count == names.count * names.count, "\(names.count) classes have \(names.count * names.count) counts")
    self.names = names
    self.counts = counts
    self.missingCount = missingCount
  }

  /// - Parameters:
  ///   - names: of the classes.
  ///   - actual: the class of each row, as an index into the names.
  ///   - predicted: the class that each row was taken for, as an index into the names.
  /// - Precondition: both have one class for each row, and every class has a name.
  public init(names: [String], actual: [Int], predicted: [Int]) {
    precondition(
      actual.count == predicted.count, "\(actual.count) actual classes and \(predicted.count) predicted ones")
    var counts = [Int](repeating: 0, count: names.count * names.count)
    for (row, column) in zip(actual, predicted) {
      precondition(
        names.indices.contains(row) && names.indices.contains(column), "a class is outside the \(names.count) names")
      counts[row * names.count + column] += 1
    }
    self.init(names: names, counts: counts)
  }

  /// - Parameters:
  ///   - actual: the class of each row; nil when it is missing.
  ///   - predicted: the class that each row was taken for; nil when it is missing.
  ///   - names: the classes in order; nil for all that occur, sorted. Rows of other classes are left out and counted as
  ///     missing.
  /// - Precondition: both have one value for each row.
  public init(actual: [String?], predicted: [String?], names: [String]? = nil) {
    precondition(
      actual.count == predicted.count, "\(actual.count) actual classes and \(predicted.count) predicted ones")
    let names = names ?? Set((actual + predicted).compactMap { $0 }).sorted()
    let numbers = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(names: names, counts: [Int](repeating: 0, count: names.count * names.count))
    for (one, other) in zip(actual, predicted) {
      if let row = one.flatMap({ numbers[$0] }), let column = other.flatMap({ numbers[$0] }) {
        counts[row * names.count + column] += 1
      } else {
        missingCount += 1
      }
    }
  }

  /// How often rows of one class were taken for another, by their indices.
  public subscript(actual: Int, predicted: Int) -> Int { counts[actual * names.count + predicted] }

  /// All rows counted.
  public var total: Int { counts.reduce(0, +) }
  /// Rows predicted as what they are.
  public var correctCount: Int { names.indices.reduce(0) { $0 + self[$1, $1] } }
  /// The share of rows predicted correctly; NaN without rows.
  public var accuracy: Double { Double(correctCount) / Double(total) }

  /// Rows of each actual class.
  public var actualCounts: [Int] {
    names.indices.map { row in names.indices.reduce(0) { $0 + self[row, $1] } }
  }
  /// Rows predicted as each class.
  public var predictedCounts: [Int] {
    names.indices.map { column in names.indices.reduce(0) { $0 + self[$1, column] } }
  }

  /// Of the rows of each actual class, the share predicted as each class, row by row; NaN where a class has no rows.
  public var normalized: [Double] {
    let totals = actualCounts
    return counts.indices.map { Double(counts[$0]) / Double(totals[$0 / names.count]) }
  }

  /// These classes only, in this order; what was taken for other classes is left out.
  public func selecting(_ classes: [Int]) -> ConfusionMatrix {
    ConfusionMatrix(
      names: classes.map { names[$0] }, counts: classes.flatMap { row in classes.map { self[row, $0] } })
  }
}
