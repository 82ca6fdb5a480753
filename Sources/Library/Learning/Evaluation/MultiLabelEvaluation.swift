/// How well sets of classes were predicted, such as all genres of a song.
///
/// The measures are scikit-learn's for indicator matrices, with 0 where a class or a row has nothing to divide by.
public struct MultiLabelEvaluation: Sendable, Equatable, Codable {
  /// How many classes there are.
  public let classCount: Int
  /// For each row the numbers of the classes that are right, ascending.
  public let actual: [[Int32]]
  /// For each row the numbers of the classes that were predicted, ascending.
  public let predicted: [[Int32]]

  /// - Parameters:
  ///   - actual: for each row the numbers of the classes that are right, from 0; in any order.
  ///   - predicted: for each row those that were predicted.
  /// - Throws: ``LearningError/emptyTestSet``, ``LearningError/differentRowCounts(expected:found:)``.
  public init(classCount: Int, actual: [[Int32]], predicted: [[Int32]]) throws(LearningError) {
    guard !actual.isEmpty else { throw .emptyTestSet }
    guard predicted.count == actual.count else {
      throw .differentRowCounts(expected: actual.count, found: predicted.count)
    }
    precondition(
      (actual + predicted).allSatisfy { $0.allSatisfy { $0 >= 0 && $0 < classCount } }, "numbers of classes")
    self.classCount = classCount
    self.actual = actual.map { Set($0).sorted() }
    self.predicted = predicted.map { Set($0).sorted() }
  }

  /// Predicts every class whose probability is at or above a threshold.
  /// - Throws: as ``init(classCount:actual:predicted:)``.
  public init(
    actual: [[Int32]], probabilities: ClassProbabilities, threshold: Float = 0.5
  ) throws(LearningError) {
    try self.init(
      classCount: probabilities.classCount, actual: actual,
      predicted: (0..<probabilities.rowCount).map { row in
        (0..<probabilities.classCount).filter { probabilities[row, $0] >= threshold }.map { Int32($0) }
      })
  }

  /// The share of rows whose sets are the same.
  public var subsetAccuracy: Double {
    Double(zip(actual, predicted).count { $0 == $1 }) / Double(actual.count)
  }

  /// The share of all decisions, a class in a row each, that are wrong.
  public var hammingLoss: Double {
    let wrong = zip(actual, predicted).reduce(0) { $0 + Set($1.0).symmetricDifference($1.1).count }
    return Double(wrong) / Double(actual.count * classCount)
  }

  /// The mean over rows of what both sets share by what either has (Jaccard).
  public var jaccardIndex: Double {
    meanOverRows { Self.share($0.intersection($1).count, of: $0.union($1).count) }
  }

  /// F1 over all decisions.
  public var microF1: Double {
    let counts = counts
    return Self.f1(counts.reduce(0) { $0 + $1.right }, counts.reduce(0) { $0 + $1.rows + $1.named })
  }

  /// The mean of the classes' F1.
  public var macroF1: Double {
    counts.reduce(0) { $0 + Self.f1($1.right, $1.rows + $1.named) } / Double(classCount)
  }

  /// The mean of the rows' F1.
  public var samplesF1: Double {
    meanOverRows { Self.f1($0.intersection($1).count, $0.count + $1.count) }
  }

  private var counts: [(rows: Int, named: Int, right: Int)] {
    var counts = [(rows: Int, named: Int, right: Int)](repeating: (0, 0, 0), count: classCount)
    for (one, other) in zip(actual, predicted) {
      for code in one { counts[Int(code)].rows += 1 }
      for code in other { counts[Int(code)].named += 1 }
      for code in Set(one).intersection(other) { counts[Int(code)].right += 1 }
    }
    return counts
  }

  private func meanOverRows(_ value: (Set<Int32>, Set<Int32>) -> Double) -> Double {
    zip(actual, predicted).reduce(0) { $0 + value(Set($1.0), Set($1.1)) } / Double(actual.count)
  }

  private static func f1(_ right: Int, _ sizes: Int) -> Double { sizes == 0 ? 0 : 2 * Double(right) / Double(sizes) }
  private static func share(_ count: Int, of total: Int) -> Double {
    total == 0 ? 0 : Double(count) / Double(total)
  }
}
