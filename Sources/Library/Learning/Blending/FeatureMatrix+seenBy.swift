extension FeatureMatrix {
  /// The features that a model which judges with others was trained on.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)`` when one is missing.
  func seen(by model: any Classifier) throws(LearningError) -> FeatureMatrix {
    model.featureNames.isEmpty || model.featureNames == names ? self : try selectingColumns(model.featureNames)
  }
}
