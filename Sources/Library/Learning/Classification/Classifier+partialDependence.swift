public import Frames
import Statistics

extension Classifier {
  /// What a model says when one feature is set to each of some values in all rows, the others being as they are: the
  /// mean probability of each class (partial dependence, Friedman 2001).
  ///
  /// Where features go together, rows are made that do not exist; the curve then says little.
  /// - Parameters:
  ///   - feature: one of ``featureNames``.
  ///   - features: rows to go through; some hundred are enough.
  ///   - points: how many values, at equal distances between the 5 % and 95 % quantile of the feature, as in
  ///     scikit-learn's `partial_dependence`; fewer where the feature has fewer values, which are then taken.
  /// - Returns: a row for each value and class: the feature, `Class`, `Probability`.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/invalidSetting(name:value:expected:)``,
  ///   ``LearningError/emptyTestSet``, and what the model throws.
  public func partialDependence(
    of feature: String, for features: FeatureMatrix, points: Int = 50
  ) throws(LearningError) -> DataFrame {
    guard let column = features.names.firstIndex(of: feature) else {
      throw .unknownColumn(feature, nearest: NearestName.several(of: feature, among: features.names))
    }
    guard points >= 2 else { throw .invalidSetting(name: "points", value: "\(points)", expected: "2 or more") }
    guard features.rowCount > 0 else { throw .emptyTestSet }
    let values = features.columns[column].filter { !$0.isNaN }
    guard !values.isEmpty else { throw .emptyTestSet }
    let known = Set(values).sorted()
    let ends = Quantile.of(values, [0.05, 0.95])
    let grid =
      known.count < points
      ? known : (0..<points).map { ends[0] + (ends[1] - ends[0]) * Double($0) / Double(points - 1) }
    var (places, names, means): ([Double], [String], [Double]) = ([], [], [])
    for value in grid {
      var columns = features.columns
      columns[column] = [Double](repeating: value, count: features.rowCount)
      let rows = FeatureMatrix(replacing: columns, of: features)
      let probabilities = try probabilities(for: rows)
      for (code, name) in classNames.enumerated() {
        places.append(value)
        names.append(name)
        means.append(probabilities.scores(ofClass: code).reduce(0, +) / Double(features.rowCount))
      }
    }
    return DataFrame(columns: [
      .double(Column(name: feature, values: places)), .string(Column(name: "Class", contents: names)),
      .double(Column(name: "Probability", values: means)),
    ])
  }
}
