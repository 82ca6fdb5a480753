import Learning

extension Classifier {
  /// Which rows the model can predict: those with every feature or, for a model that learned from rows that lack some,
  /// those with any.
  /// - Parameter columns: the values of its features, missing ones as NaN.
  func canPredict(_ columns: [[Double]], rowCount: Int) -> [Bool] {
    guard !columns.isEmpty else { return [Bool](repeating: true, count: rowCount) }
    return (0..<rowCount).map { row in
      guard handlesMissing else { return columns.allSatisfy { $0[row].isFinite } }
      return !columns.contains { $0[row].isInfinite } && columns.contains { $0[row].isFinite }
    }
  }
}
