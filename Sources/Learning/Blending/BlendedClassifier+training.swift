extension BlendedClassifier {
  /// Trains a model on rows that belong to groups (artists).
  public typealias Training = (FeatureMatrix, ClassLabels, _ groups: [Int32]) throws(LearningError) -> any Classifier

  /// Trains models and finds their weights.
  ///
  /// Each model is trained twice: on four fifths of the groups, to find on the last fifth how much it is worth beside the others, and on all rows.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, groups: [Int32], seed: UInt64 = 42, models: [Training]
  ) throws(LearningError) {
    let inner = try Split.grouped(labels, by: RowGroups(linking: [groups]), seed: seed)
    func trained(_ rows: [Int]?) throws(LearningError) -> [any Classifier] {
      let (some, classes, groups) =
        rows.map { rows in (features.selectingRows(rows), labels.selectingRows(rows), rows.map { groups[$0] }) }
        ?? (features, labels, groups)
      var trained: [any Classifier] = []
      for model in models { trained.append(try model(some, classes, groups)) }
      return trained
    }
    let fitted = try BlendedClassifier(
      trained(inner.train), labels: labels.selectingRows(inner.train),
      validatedOn: features.selectingRows(inner.test), labels: labels.selectingRows(inner.test))
    try self.init(trained(nil), weights: fitted.weights, labels: labels)
  }
}
