public import Frames
import Statistics

/// How well a way of training does on rows that it has not learned from: each fold is tested by a model of the others.
///
///     let folds = try Split.groupedFolds(labels, by: artists)
///     let result = try CrossValidation(features, labels, folds: folds) { features, labels throws(LearningError) in
///       try ForestClassifier(training: features, labels: labels)
///     }
///     result.mean(of: .accuracy)
///     result.evaluation.estimate(.accuracy, Bootstrap(groups: artists))
public struct CrossValidation: Sendable {
  /// One fold.
  public struct Fold: Sendable, Equatable {
    /// Its rows on both sides.
    public var split: Split
    /// How well the model of the other folds did on it.
    public var evaluation: Evaluation
    /// Seconds of training.
    public var trainingSeconds: Double
    /// Seconds of predicting the fold.
    public var testSeconds: Double
  }

  /// In the order of the folds that were given.
  public let folds: [Fold]
  /// All rows that were tested, each once, in the order of ``rows``: for measures and intervals of them all.
  public let evaluation: Evaluation
  /// The rows that ``evaluation`` is about, as they were given; ascending.
  public let rows: [Int]

  /// Trains and tests a model for each fold, one after the other.
  ///
  /// - Parameters:
  ///   - folds: such as ``Split/stratifiedFolds(_:count:seed:)`` or ``Split/groupedFolds(_:by:count:seed:)``, of which
  ///     no two test the same row.
  ///   - rankCount: how many classes are ranked for each row, for ``Measure/topAccuracy(_:)``.
  ///   - progress: called with the number of folds done and of all.
  ///   - train: makes a model of the features and classes of training rows.
  /// - Throws: what training and testing throw; ``LearningError/emptyTestSet`` without folds.
  public init<Model: Classifier>(
    _ features: FeatureMatrix, _ labels: ClassLabels, folds: [Split], rankCount: Int = 10,
    progress: TrainingProgress? = nil,
    train: (FeatureMatrix, ClassLabels) throws(LearningError) -> Model
  ) throws(LearningError) {
    try self.init(features, labels, folds: folds, rankCount: rankCount, progress: progress) {
      (rows, classes, _) throws(LearningError) in
      try train(rows, classes)
    }
  }

  /// As ``init(_:_:folds:rankCount:progress:train:)``, for models that need to know which rows they are given, such as
  /// those whose rows have weights.
  ///
  ///     let result = try CrossValidation(features, labels, folds: folds) { rows, classes, numbers throws(LearningError) in
  ///       try LogisticRegression(training: rows, labels: classes, rowWeights: numbers.map { weights[$0] })
  ///     }
  /// - Parameter train: makes a model of the features, the classes and the numbers of training rows.
  public init<Model: Classifier>(
    _ features: FeatureMatrix, _ labels: ClassLabels, folds: [Split], rankCount: Int = 10,
    progress: TrainingProgress? = nil,
    trainOnRows train: (FeatureMatrix, ClassLabels, _ rows: [Int]) throws(LearningError) -> Model
  ) throws(LearningError) {
    guard features.rowCount == labels.count else {
      throw .differentRowCounts(expected: features.rowCount, found: labels.count)
    }
    var done: [Fold] = []
    var results: [Int: (Int, Int)] = [:]
    for split in folds {
      let start = ContinuousClock.now
      // Classes that training rows lack cannot be learned; their rows count as wrong.
      let model = try train(
        features.selectingRows(split.train), labels.selectingRows(split.train).droppingAbsentClasses, split.train)
      let trained = ContinuousClock.now
      let evaluation = try Evaluation(
        of: model, on: features.selectingRows(split.test), labels.selectingRows(split.test), rankCount: rankCount)
      for (position, row) in split.test.enumerated() {
        precondition(results.updateValue((done.count, position), forKey: row) == nil, "row \(row) is tested twice")
      }
      done.append(
        Fold(
          split: split, evaluation: evaluation, trainingSeconds: start.duration(to: trained) / .seconds(1),
          testSeconds: trained.duration(to: .now) / .seconds(1)))
      progress?(done.count, folds.count)
    }
    self.folds = done
    rows = results.keys.sorted()
    evaluation = try Self.joined(done, rows.map { results[$0] ?? (0, 0) }, labels.selectingRows(rows))
  }

  /// What all folds said, row by row.
  private static func joined(
    _ folds: [Fold], _ places: [(fold: Int, position: Int)], _ actual: ClassLabels
  ) throws(LearningError) -> Evaluation {
    let names = Set(folds.flatMap(\.evaluation.classNames)).union(actual.classNames).sorted()
    if folds.allSatisfy({ $0.evaluation.probabilities != nil }), !folds.isEmpty {
      let all = folds.map { $0.evaluation.probabilities?.extended(to: names) }
      var values: [Float] = []
      values.reserveCapacity(places.count * names.count)
      for place in places { values += all[place.fold]?.row(place.position) ?? [] }
      let probabilities = ClassProbabilities(classNames: names, rowCount: places.count, values: values)
      return try Evaluation(actual: actual, probabilities: probabilities)
    }
    let all = folds.map { $0.evaluation.ranked.extended(to: names) }
    let kept = all.map(\.countPerRow).min() ?? 1
    var (codes, values): ([Int32], [Float]) = ([], [])
    for place in places {
      let ranked = all[place.fold]
      let start = place.position * ranked.countPerRow
      codes += ranked.codes[start..<start + kept]
      values += ranked.probabilities[start..<start + kept]
    }
    return try Evaluation(
      actual: actual,
      ranked: RankedClasses(classNames: names, countPerRow: kept, codes: codes, probabilities: values))
  }

  /// The measure of each fold, in their order.
  public func values(of measure: Measure) -> [Double] { folds.map { $0.evaluation[measure] } }

  /// The mean of the folds' measures, as scikit-learn's `cross_val_score(...).mean()`.
  public func mean(of measure: Measure) -> Double {
    values(of: measure).reduce(0, +) / Double(folds.count)
  }

  /// A row for each fold: `Fold`, `Training rows`, `Test rows`, a column for each measure, `Training s` and `Test s`.
  public func table(_ measures: [Measure]) -> DataFrame {
    var table = DataFrame(columns: [
      .integer(Column(name: "Fold", values: folds.indices.map { $0 + 1 })),
      .integer(Column(name: "Training rows", values: folds.map { $0.split.train.count })),
      .integer(Column(name: "Test rows", values: folds.map { $0.split.test.count })),
    ])
    for measure in measures { table.append(column: Column(name: measure.name, doubles: values(of: measure))) }
    table.append(column: Column(name: "Training s", values: folds.map(\.trainingSeconds)))
    table.append(column: Column(name: "Test s", values: folds.map(\.testSeconds)))
    return table
  }
}
