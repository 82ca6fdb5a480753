extension LinearWeights {
  /// One model of all classes, found by L-BFGS.
  init(
    multinomial features: FeatureMatrix, _ labels: ClassLabels, _ settings: LogisticRegression.Settings,
    _ progress: TrainingProgress?
  ) {
    let objective = SoftmaxObjective(features, labels, cost: settings.cost)
    let solution = QuasiNewton(maximumIterations: settings.maximumIterations, tolerance: settings.tolerance)
      .minimize(
        from: [Double](repeating: 0, count: objective.parameterCount), progress: progress, objective.evaluate)
    let width = objective.modelCount
    weights = (0..<width).map { model in
      (0..<features.featureCount).map { solution.point[$0 * width + model] }
    }
    intercepts = (0..<width).map { solution.point[features.featureCount * width + $0] }
    hasConverged = solution.hasConverged
  }
}
