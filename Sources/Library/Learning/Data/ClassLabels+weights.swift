/// How much rows count in training. Every model takes a number above 0 for each row as `rowWeights`:
///
///     try LogisticRegression(training: features, labels: labels, rowWeights: labels.balancedWeights)
///
/// A row of weight 2 counts as two rows would. Weights of classes and of rows are multiplied.
extension ClassLabels {
  /// A weight for each row, so that each class counts as much as any other, however many rows it has: rows / (classes ×
  /// rows of the class), as scikit-learn's `class_weight="balanced"`. They add up to the number of rows.
  public var balancedWeights: [Double] {
    let counts = classCounts
    let present = Double(counts.count { $0 > 0 })
    return codes.map { Double(count) / (present * Double(counts[Int($0)])) }
  }

  /// A weight for each row by its class.
  /// - Parameter weights: of classes, above 0; a class that is not named has 1.
  /// - Throws: ``LearningError/unknownClass(_:nearest:)`` or ``LearningError/invalidSetting(name:value:expected:)``.
  public func weights(ofClasses weights: [String: Double]) throws(LearningError) -> [Double] {
    var ofClass = [Double](repeating: 1, count: classCount)
    for (name, weight) in weights {
      guard weight > 0, weight.isFinite else {
        throw .invalidSetting(name: "The weight of \"\(name)\"", value: "\(weight)", expected: "a number above 0")
      }
      ofClass[Int(try code(of: name))] = weight
    }
    return codes.map { ofClass[Int($0)] }
  }

  /// - Throws: ``LearningError/differentRowCounts(expected:found:)`` or
  ///   ``LearningError/invalidSetting(name:value:expected:)`` unless each row has a weight above 0.
  func check(rowWeights: [Double]?) throws(LearningError) {
    guard let rowWeights else { return }
    guard rowWeights.count == count else { throw .differentRowCounts(expected: count, found: rowWeights.count) }
    if let row = rowWeights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .invalidSetting(name: "rowWeights[\(row)]", value: "\(rowWeights[row])", expected: "a number above 0")
    }
  }

  /// What the rows of each class weigh together.
  func weightSums(_ rowWeights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: classCount)
    for (code, weight) in zip(codes, rowWeights) { sums[Int(code)] += weight }
    return sums
  }
}
