import Frames
import Glibc
import Statistics

/// What the multinomial model minimises: the mean negative log-likelihood of the classes plus half the squared weights
/// over (cost × rows). Where rows have weights, the mean is by these, and their sum stands for the number of rows.
///
/// Parameters stand feature by feature, then the intercepts, each with one number per model. Two classes need one
/// model: the score of the first class is 0.
struct SoftmaxObjective: Sendable {
  let modelCount: Int
  private let featureCount: Int
  private let values: [Double]
  private let codes: [Int32]
  private let pieces: [Range<Int>]
  private let rowWeights: [Double]?
  /// One over the rows' number or weight.
  private let share: Double
  private let penalty: Double
  /// So many parameters, the first, are penalised.
  private let penalizedCount: Int
  /// 1 when the first class has no model.
  private let codeOffset: Int

  init(
    _ features: FeatureMatrix, _ labels: ClassLabels, rowWeights: [Double]? = nil, cost: Double,
    penalizesIntercepts: Bool = false
  ) {
    codeOffset = labels.classCount == 2 ? 1 : 0
    modelCount = labels.classCount - codeOffset
    featureCount = features.featureCount
    values = features.rowMajor
    codes = labels.codes
    pieces = features.pieces
    self.rowWeights = rowWeights
    share = 1 / (rowWeights?.reduce(0, +) ?? Double(features.rowCount))
    penalty = share / cost
    penalizedCount = (features.featureCount + (penalizesIntercepts ? 1 : 0)) * modelCount
  }

  var parameterCount: Int { (featureCount + 1) * modelCount }

  /// The objective at a point, and its gradient there.
  func evaluate(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    let parts = Parallel.map(pieces.count, work: codes.count * modelCount * featureCount) { piece in
      part(pieces[piece], point)
    }
    var value = 0.0
    var gradient = [Double](repeating: 0, count: parameterCount)
    for part in parts {
      value += part.value
      for index in gradient.indices { gradient[index] += part.gradient[index] }
    }
    value *= share
    for index in gradient.indices {
      gradient[index] *= share
      guard index < penalizedCount else { continue }
      gradient[index] += penalty * point[index]
      value += penalty / 2 * point[index] * point[index]
    }
    return (value, gradient)
  }

  /// The sums over some rows, without the penalty.
  private func part(_ rows: Range<Int>, _ point: [Double]) -> (value: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: parameterCount)
    var scores = [Double](repeating: 0, count: modelCount)
    var value = 0.0
    // Indices: a row's features stand at row * featureCount, a feature's weights at feature * modelCount, the
    // intercepts behind them.
    point.withUnsafeBufferPointer { point in
      gradient.withUnsafeMutableBufferPointer { gradient in
        scores.withUnsafeMutableBufferPointer { scores in
          values.withUnsafeBufferPointer { values in
            for row in rows {
              let features = UnsafeBufferPointer(rebasing: values[row * featureCount..<(row + 1) * featureCount])
              Self.score(features, weights: point, into: scores)
              let actual = Int(codes[row]) - codeOffset
              let own = actual < 0 ? 0 : scores[actual]
              let weight = rowWeights?[row] ?? 1
              value += weight * (Self.softmax(scores, withZero: codeOffset == 1) - own)
              if actual >= 0 { scores[actual] -= 1 }
              if weight != 1 { for model in scores.indices { scores[model] *= weight } }
              for feature in 0..<featureCount {
                let (start, factor) = (feature * modelCount, features[feature])
                for model in 0..<modelCount { gradient[start + model] += factor * scores[model] }
              }
              let start = featureCount * modelCount
              for model in 0..<modelCount { gradient[start + model] += scores[model] }
            }
          }
        }
      }
    }
    return (value, gradient)
  }

  /// The score of each model for one row.
  static func score(
    _ features: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>,
    into scores: UnsafeMutableBufferPointer<Double>
  ) {
    let count = scores.count
    for model in 0..<count { scores[model] = weights[features.count * count + model] }
    for feature in features.indices {
      let (start, factor) = (feature * count, features[feature])
      for model in 0..<count { scores[model] += factor * weights[start + model] }
    }
  }

  /// Turns scores into probabilities.
  /// - Returns: the logarithm of the sum of their exponentials, among them that of 0 when there is one more class,
  ///   whose score is 0.
  @discardableResult
  static func softmax(_ scores: UnsafeMutableBufferPointer<Double>, withZero: Bool) -> Double {
    var largest = withZero ? 0 : -Double.infinity
    for score in scores { largest = max(largest, score) }
    var sum = withZero ? exp(-largest) : 0
    for model in scores.indices {
      scores[model] = exp(scores[model] - largest)
      sum += scores[model]
    }
    for model in scores.indices { scores[model] /= sum }
    return largest + log(sum)
  }
}
