/// How well one class is told from the others.
public struct ClassScore: Sendable, Hashable, Codable {
  /// Of the class.
  public var name: String
  /// Rows of the class.
  public var support: Int
  /// Of the rows predicted as the class, the share that are; NaN when none are predicted so.
  public var precision: Double
  /// Of the rows of the class, the share predicted so; NaN when there are none.
  public var recall: Double
  /// The harmonic mean of precision and recall; NaN when the class has no rows and none are predicted so.
  public var f1: Double

  /// Scores that were computed elsewhere.
  public init(name: String, support: Int, precision: Double, recall: Double, f1: Double) {
    self.name = name
    self.support = support
    self.precision = precision
    self.recall = recall
    self.f1 = f1
  }
}

/// Means over classes. What is undefined for a class counts as zero, as scikit-learn does by default; classes that
/// neither occur nor are predicted are left out.
public struct AverageScore: Sendable, Hashable, Codable {
  /// Of the rows predicted as a class, the share that are.
  public var precision: Double
  /// Of the rows of a class, the share predicted so.
  public var recall: Double
  /// The mean of the classes' F1, not the harmonic mean of the other two.
  public var f1: Double

  /// Means that were computed elsewhere.
  public init(precision: Double, recall: Double, f1: Double) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
  }
}

/// Two classes, one of which was taken for the other.
public struct Confusion: Sendable, Hashable, Codable {
  /// The class that the rows are of.
  public var actual: String
  /// The class that they were taken for.
  public var predicted: String
  /// How many rows there are.
  public var count: Int
  /// Of the rows of the actual class.
  public var share: Double

  /// A pair of classes with its rows.
  public init(actual: String, predicted: String, count: Int, share: Double) {
    self.actual = actual
    self.predicted = predicted
    self.count = count
    self.share = share
  }
}

extension ConfusionMatrix {
  /// Precision, recall and F1 of each class.
  public var classScores: [ClassScore] {
    let (actual, predicted) = (actualCounts, predictedCounts)
    return names.indices.map { index in
      let correct = Double(self[index, index])
      return ClassScore(
        name: names[index], support: actual[index], precision: correct / Double(predicted[index]),
        recall: correct / Double(actual[index]), f1: 2 * correct / Double(predicted[index] + actual[index]))
    }
  }

  /// Every class counts the same.
  public var macroAverage: AverageScore { average { _ in 1 } }
  /// Every class counts with its number of rows.
  public var weightedAverage: AverageScore { average { Double($0.support) } }

  private func average(weight: (ClassScore) -> Double) -> AverageScore {
    let scores = classScores.filter { !$0.f1.isNaN }
    let total = scores.reduce(0) { $0 + weight($1) }
    func mean(_ value: KeyPath<ClassScore, Double>) -> Double {
      scores.reduce(0) { $0 + weight($1) * ($1[keyPath: value].ifNumber ?? 0) } / total
    }
    return AverageScore(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
  }

  /// The pairs of different classes confused most often: by count, or by the share of the actual class; equal ones in
  /// the order of the names.
  public func mostConfused(_ count: Int = 10, byShare: Bool = false) -> [Confusion] {
    let shares = normalized
    let wrong = counts.indices.filter { counts[$0] > 0 && $0 / names.count != $0 % names.count }
    let sorted = wrong.sorted { one, other in
      let isFirst = byShare ? shares[one] > shares[other] : counts[one] > counts[other]
      let isEqual = byShare ? shares[one] == shares[other] : counts[one] == counts[other]
      return isFirst || (isEqual && one < other)
    }
    return sorted.prefix(count).map { cell in
      Confusion(
        actual: names[cell / names.count], predicted: names[cell % names.count], count: counts[cell],
        share: shares[cell])
    }
  }
}
