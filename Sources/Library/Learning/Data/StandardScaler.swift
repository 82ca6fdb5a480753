/// Brings every feature to a mean of 0 and a standard deviation of 1, as linear models and kernels need.
///
/// Means and deviations are those of the rows it was fitted on: the training rows, so that nothing of the test rows is
/// known in training. A feature that is constant there is only shifted.
public struct StandardScaler: Sendable, Equatable, Codable {
  /// Of the features, in order.
  public let featureNames: [String]
  /// Of each feature, over the rows it was made from.
  public let means: [Double]
  /// The square root of the mean squared distance from the mean (divided by the number of rows, as scikit-learn does);
  /// 1 for constant features.
  public let scales: [Double]

  /// - Throws: ``LearningError/noRows``, or ``LearningError/nonFinite(column:row:value:)`` for a missing value.
  public init(fittedOn features: FeatureMatrix) throws(LearningError) {
    guard features.rowCount > 0 else { throw .noRows }
    try features.checkComplete()
    featureNames = features.names
    let count = Double(features.rowCount)
    let means = features.columns.map { column in
      // The mean of what is left corrects the rounding of the first sum.
      let rough = column.reduce(0, +) / count
      return rough + column.reduce(0) { $0 + ($1 - rough) } / count
    }
    scales = zip(features.columns, means).map { column, mean in
      let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
      // Rounding leaves a little of a constant.
      return deviation > abs(mean) * 1e-14 ? deviation : 1
    }
    self.means = means
  }

  /// - Throws: ``LearningError/differentFeatures(expected:found:)``.
  public func transform(_ features: FeatureMatrix) throws(LearningError) -> FeatureMatrix {
    guard features.names == featureNames else {
      throw .differentFeatures(expected: featureNames, found: features.names)
    }
    try features.checkComplete()
    let columns = features.columns.enumerated().map { number, column in
      let (mean, scale) = (means[number], scales[number])
      return column.map { ($0 - mean) / scale }
    }
    return FeatureMatrix(names: featureNames, finiteColumns: columns, rowCount: features.rowCount)
  }
}
