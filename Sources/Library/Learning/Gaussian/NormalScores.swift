import Frames
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

/// Turns a feature into normal scores: each value is replaced by where its rank would lie in a normal distribution.
///
/// Audio features are far from normal (most songs have hardly any instrumentalness, some have nothing else), and models
/// of Gaussian classes need them to be near it. Ranks come from the training rows; between them scores are
/// interpolated, and nothing lies beyond ±``limit``.
struct NormalScores: Sendable, Equatable {
  static let limit = 3.0
  private static let landmarkCount = 512

  /// Ascending, different values, and their scores.
  private(set) var values: [Double] = []
  private(set) var scores: [Double] = []

  init(_ column: [Double]) {
    let sorted = column.sorted()
    guard let last = sorted.last else { return }
    var landmarks: [Double] = []
    for step in 0...Self.landmarkCount {
      let value = sorted[min(sorted.count - 1, step * sorted.count / Self.landmarkCount)]
      if value != landmarks.last { landmarks.append(value) }
    }
    if landmarks.last != last { landmarks.append(last) }
    for value in landmarks {
      // The middle of the ranks that the value has, so that ties share one score.
      let below = sorted.firstPlace { $0 < value }
      let upTo = sorted.firstPlace { $0 <= value }
      values.append(value)
      scores.append(Self.score((Double(below + upTo) / 2) / Double(sorted.count)))
    }
  }

  /// Scores that were kept in a file; nil unless the values ascend and have a score each.
  init?(values: [Double], scores: [Double]) {
    guard values.count == scores.count, !values.isEmpty, scores.allSatisfy(\.isFinite),
      zip(values, values.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self.values = values
    self.scores = scores
  }

  subscript(value: Double) -> Double {
    let upper = values.firstPlace { $0 <= value }
    guard upper > 0 else { return scores.first ?? 0 }
    guard upper < values.count else { return scores[upper - 1] }
    let share = (value - values[upper - 1]) / (values[upper] - values[upper - 1])
    return scores[upper - 1] + share * (scores[upper] - scores[upper - 1])
  }

  /// The quantile of the standard normal distribution (Acklam's rational approximation, relative error below 1.2e-9).
  private static func score(_ share: Double) -> Double {
    func ratio(_ top: [Double], _ bottom: [Double], _ x: Double) -> Double {
      top.reduce(0) { $0 * x + $1 } / (bottom.reduce(0) { $0 * x + $1 } * x + 1)
    }
    let tail = 0.02425
    let p = min(max(share, 1e-9), 1 - 1e-9)
    let score: Double
    if p < tail || p > 1 - tail {
      let distance = (-2 * log(min(p, 1 - p))).squareRoot()
      let magnitude = ratio(
        [
          -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734, 4.374664141464968,
          2.938163982698783,
        ],
        [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416], distance)
      score = p < tail ? magnitude : -magnitude
    } else {
      let offset = p - 0.5
      score =
        offset
        * ratio(
          [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
            -3.066479806614716e+01, 2.506628277459239,
          ],
          [
            -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
            -1.328068155288572e+01,
          ], offset * offset)
    }
    return min(max(score, -limit), limit)
  }
}

extension Array {
  /// The first position whose element does not satisfy the condition, in an array whose first elements do and whose
  /// others do not.
  fileprivate func firstPlace(where isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension NormalScores {
  /// Those of each feature.
  static func fitted(on features: FeatureMatrix) -> [NormalScores] {
    Parallel.map(features.featureCount, work: features.featureCount * features.rowCount) {
      NormalScores(features.columns[$0])
    }
  }

  /// The scores of all features, row by row.
  static func points(of features: FeatureMatrix, _ scores: [NormalScores]) -> [Double] {
    let columns = Parallel.map(features.featureCount, work: features.rowCount * features.featureCount) { number in
      features.columns[number].map { scores[number][$0] }
    }
    var points = [Double](repeating: 0, count: features.rowCount * columns.count)
    for (number, column) in columns.enumerated() {
      for (row, score) in column.enumerated() { points[row * columns.count + number] = score }
    }
    return points
  }
}
