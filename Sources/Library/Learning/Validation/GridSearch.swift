/// Settings tried one after the other on the same folds, and the best of them.
///
///     let grid = [5, 10, 25].flatMap { depth in [1, 5].map { (depth, $0) } }
///     let search = try GridSearch(grid, features, labels, folds: folds) { point, features, labels throws(LearningError) in
///       try ForestClassifier(
///         training: features, labels: labels,
///         settings: ForestSettings(maximumDepth: point.0, minimumSamplesInLeaf: point.1))
///     }
///     search.best.point
///
/// The best of many looks better than it is: what it is worth say rows that no fold had.
public struct GridSearch<Point: Sendable>: Sendable {
  /// Settings with how well they did.
  public struct Trial: Sendable {
    /// The settings.
    public var point: Point
    /// What came of them on the folds.
    public var result: CrossValidation
    /// The mean of the folds' measures.
    public var score: Double
  }

  /// What the settings were compared by.
  public let measure: Measure
  /// In the order of the points.
  public let trials: [Trial]
  /// Where the best trial stands among them; of equally good ones the first.
  public let bestIndex: Int

  /// The settings with the highest mean measure, or the lowest for losses.
  public var best: Trial { trials[bestIndex] }

  /// - Parameters:
  ///   - points: settings of any kind.
  ///   - folds: the same for all of them.
  ///   - measure: what decides.
  ///   - progress: called with the number of points done and of all.
  ///   - train: makes a model with these settings.
  /// - Throws: what training and testing throw; ``LearningError/invalidSetting(name:value:expected:)`` without points,
  ///   or where no point has a measure.
  public init<Model: Classifier>(
    _ points: [Point], _ features: FeatureMatrix, _ labels: ClassLabels, folds: [Split], measure: Measure = .accuracy,
    progress: TrainingProgress? = nil,
    train: (Point, FeatureMatrix, ClassLabels) throws(LearningError) -> Model
  ) throws(LearningError) {
    var trials: [Trial] = []
    for point in points {
      let result = try CrossValidation(features, labels, folds: folds) { rows, classes throws(LearningError) in
        try train(point, rows, classes)
      }
      trials.append(Trial(point: point, result: result, score: result.mean(of: measure)))
      progress?(trials.count, points.count)
    }
    let sign: Double = measure.isLoss ? -1 : 1
    var best: Int?
    for index in trials.indices where !trials[index].score.isNaN {
      if best.map({ sign * trials[index].score > sign * trials[$0].score }) ?? true { best = index }
    }
    guard let best else {
      throw .invalidSetting(
        name: "points", value: "\(points.count) without a measure", expected: "at least one that \(measure.name) is of")
    }
    self.measure = measure
    self.trials = trials
    bestIndex = best
  }
}
