public import Frames

/// Which rows a model learns from and which it is tested on.
///
/// The same rows, settings and seed give the same split on every machine.
public struct Split: Sendable, Equatable, Codable {
  /// Ascending.
  @Bulk public private(set) var train: [Int]
  /// Ascending. No row is in both.
  @Bulk public private(set) var test: [Int]
  /// Rows that are in neither, ascending.
  @Bulk public private(set) var leftOut: [Int]

  /// Rows by their numbers.
  public init(train: [Int], test: [Int], leftOut: [Int] = []) {
    self.train = train
    self.test = test
    self.leftOut = leftOut
  }

  static func check(testFraction: Double) throws(LearningError) {
    guard testFraction > 0, testFraction < 1 else {
      throw .invalidSetting(name: "testFraction", value: "\(testFraction)", expected: "above 0 and below 1")
    }
  }

  /// - Throws: ``LearningError/noRows`` or ``LearningError/emptyTestSet`` when a side is empty.
  func checked() throws(LearningError) -> Split {
    guard !train.isEmpty else { throw .noRows }
    guard !test.isEmpty else { throw .emptyTestSet }
    return self
  }
}
