extension HierarchicalClassifier {
  /// The probability of the parent times that of the class given its parent. With ``Descent/bestParent`` the classes of
  /// other parents get 0, and a row adds up to the probability of its parent.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features, or what a model throws.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let parentProbabilities = try self.parentProbabilities(for: features)
    var values = [Float](repeating: 0, count: features.rowCount * classNames.count)
    let everyRow = Array(0..<features.rowCount)
    let chosen = descent == .bestParent ? parentProbabilities.ranked(top: 1).predicted.rowsByClass : nil
    for (parent, classes) in classesByParent.enumerated() {
      let rows = chosen?[parent] ?? everyRow
      guard !rows.isEmpty else { continue }
      let given = try childProbabilities(
        parent: parent, for: rows.count == features.rowCount ? features : features.selectingRows(rows))
      for (position, row) in rows.enumerated() {
        let confidence = parentProbabilities[row, parent]
        let start = row * classNames.count
        for (child, code) in classes.enumerated() { values[start + code] = confidence * given[position, child] }
      }
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }

  /// How likely each parent is for each row.
  public func parentProbabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    if let parentModel { return try parentModel.probabilities(for: features.seen(by: parentModel)) }
    return ClassProbabilities(
      classNames: parents.classNames, rowCount: features.rowCount,
      values: [Float](repeating: 1, count: features.rowCount))
  }

  /// How likely each class of this parent is for rows that are known to be of it.
  /// - Parameter parent: its position among `parents.classNames`.
  public func childProbabilities(
    parent: Int, for features: FeatureMatrix
  ) throws(LearningError) -> ClassProbabilities {
    if let model = childModels[parent] { return try model.probabilities(for: features.seen(by: model)) }
    let only = parents.codes.firstIndex(of: Int32(parent)).map { [classNames[$0]] } ?? []
    return ClassProbabilities(
      classNames: only, rowCount: features.rowCount,
      values: [Float](repeating: 1, count: features.rowCount * only.count))
  }

  /// What the model gives the parents when it only knows how likely each class is: the sums over the classes of each.
  ///
  /// A flat model becomes one for parents this way, and both kinds can be compared at both levels.
  public static func parentProbabilities(
    of probabilities: ClassProbabilities, parents: ClassLabels
  ) -> ClassProbabilities {
    var values = [Float](repeating: 0, count: probabilities.rowCount * parents.classCount)
    for row in 0..<probabilities.rowCount {
      for (probability, parent) in zip(probabilities.row(row), parents.codes) {
        values[row * parents.classCount + Int(parent)] += probability
      }
    }
    return ClassProbabilities(classNames: parents.classNames, rowCount: probabilities.rowCount, values: values)
  }
}
