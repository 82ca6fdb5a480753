extension ModelFile {
  /// Every kind of model that can be kept in a file.
  static let types: [any StoredModel.Type] = [
    BlendedClassifier.self, ForestClassifier.self, GaussianClassifier.self, GradientBoosting.self,
    HierarchicalClassifier.self, LogisticRegression.self, NeighborClassifier.self, PooledClassifier.self,
    PriorClassifier.self, SupportVectorMachine.self,
    WordClassifier.self,
  ]
}
