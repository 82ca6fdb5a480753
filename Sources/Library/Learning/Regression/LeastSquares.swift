/// A linear model of a number: the weights with the least squared error, by the method of Householder reflections.
///
/// With a penalty above 0 it is ridge regression (Hoerl and Kennard 1970), whose intercept is not penalised: equal to
/// scikit-learn's `LinearRegression` and `Ridge(alpha:)`.
public struct LeastSquares: Sendable, Equatable, Codable {
  /// The features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// How much the value rises for each unit of each feature.
  public let weights: [Double]
  /// The value where all features are 0.
  public let intercept: Double

  /// - Parameters:
  ///   - values: of the rows, finite.
  ///   - rowWeights: how much each row counts, above 0; nil for all the same.
  ///   - penalty: of the squared weights, 0 or more. Above 0, features that say the same share their weight.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``, ``LearningError/noRows``,
  ///   ``LearningError/invalidSetting(name:value:expected:)``, ``LearningError/nonFinite(column:row:value:)``, and
  ///   ``LearningError/invalidSetting(name:value:expected:)`` without a penalty where features depend on each other.
  public init(
    training features: FeatureMatrix, values: [Double], rowWeights: [Double]? = nil, penalty: Double = 0
  ) throws(LearningError) {
    for count in [values.count, rowWeights?.count].compactMap(\.self) where count != features.rowCount {
      throw .differentRowCounts(expected: features.rowCount, found: count)
    }
    guard features.rowCount > 0 else { throw .noRows }
    try features.checkComplete()
    guard penalty >= 0, penalty.isFinite else {
      throw .invalidSetting(name: "penalty", value: "\(penalty)", expected: "0 or more")
    }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .nonFinite(column: "values", row: row, value: values[row])
    }
    if let wrong = rowWeights?.first(where: { !($0 > 0 && $0.isFinite) }) {
      throw .invalidSetting(name: "rowWeights", value: "\(wrong)", expected: "above 0")
    }
    let counts = rowWeights ?? [Double](repeating: 1, count: values.count)
    let total = counts.reduce(0, +)
    func mean(_ numbers: [Double]) -> Double { zip(numbers, counts).reduce(0) { $0 + $1.0 * $1.1 } / total }
    let means = features.columns.map(mean)
    let center = mean(values)
    let roots = counts.map { $0.squareRoot() }
    // The penalty is one more row for each feature, of which the value is 0.
    var columns = features.columns.enumerated().map { number, column in
      zip(column, roots).map { ($0 - means[number]) * $1 }
        + (penalty > 0 ? features.columns.indices.map { $0 == number ? penalty.squareRoot() : 0 } : [])
    }
    var right = zip(values, roots).map { ($0 - center) * $1 }
    if penalty > 0 { right += [Double](repeating: 0, count: columns.count) }
    guard let solved = Self.solve(&columns, &right) else {
      throw .invalidSetting(
        name: "penalty", value: "0",
        expected: "above 0, because features depend on each other or there are more of them than rows")
    }
    featureNames = features.names
    weights = solved
    intercept = center - zip(solved, means).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The values that the model expects of rows.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``.
  public func predict(_ features: FeatureMatrix) throws(LearningError) -> [Double] {
    guard features.names == featureNames else {
      throw .differentFeatures(expected: featureNames, found: features.names)
    }
    try features.checkComplete()
    var values = [Double](repeating: intercept, count: features.rowCount)
    for (weight, column) in zip(weights, features.columns) {
      for row in values.indices { values[row] += weight * column[row] }
    }
    return values
  }

  /// Nil where columns depend on each other.
  private static func solve(_ columns: inout [[Double]], _ right: inout [Double]) -> [Double]? {
    let (width, rows) = (columns.count, right.count)
    guard rows >= width else { return nil }
    let sizes = columns.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    for pivot in 0..<width {
      let norm = columns[pivot][pivot...].reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > sizes[pivot] * 1e-11, norm > 0 else { return nil }
      let alpha = columns[pivot][pivot] > 0 ? -norm : norm
      var mirror = Array(columns[pivot][pivot...])
      mirror[0] -= alpha
      let length = mirror.reduce(0) { $0 + $1 * $1 }
      func reflect(_ column: inout [Double]) {
        var product = 0.0
        for offset in mirror.indices { product += mirror[offset] * column[pivot + offset] }
        let share = 2 * product / length
        for offset in mirror.indices { column[pivot + offset] -= share * mirror[offset] }
      }
      for column in pivot..<width { reflect(&columns[column]) }
      reflect(&right)
    }
    var weights = [Double](repeating: 0, count: width)
    for row in (0..<width).reversed() {
      var rest = right[row]
      for column in (row + 1)..<width { rest -= columns[column][row] * weights[column] }
      weights[row] = rest / columns[row][row]
    }
    return weights
  }
}
