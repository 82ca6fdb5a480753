/// How well a classifier did on rows that it had not learned from.
///
///     let evaluation = try Evaluation(of: model, on: features, labels)
///     evaluation[.accuracy]                      // 0.62
///     evaluation.estimate(.accuracy).interval    // 0.56 to 0.68
///     evaluation.rocCurves?.macroAverage.area
public struct Evaluation: Sendable, Equatable, Codable {
  /// What the model tells apart and what the rows are of, ascending.
  public let classNames: [String]
  /// The class of each row.
  public let actual: ClassLabels
  /// What the model names for each row, the most likely first.
  public let ranked: RankedClasses
  /// All probabilities; nil when there are so many that only ``ranked`` was kept.
  public let probabilities: ClassProbabilities?
  /// For each row the classes that are right, when more than one may be.
  public let acceptable: [[Int32]]?
  /// How many classes the model tells apart, which is what chance depends on.
  public let modelClassCount: Int

  /// Measures from all probabilities.
  ///
  /// - Parameters:
  ///   - acceptable: for each row the numbers of the classes that are right, in the numbering of `actual`.
  ///   - rankCount: how many classes are ranked for each row, for ``Measure/topAccuracy(_:)``.
  /// - Throws: ``LearningError/emptyTestSet`` or ``LearningError/differentRowCounts(expected:found:)``. Classes that
  ///   the model does not know are no error: their rows count as wrong.
  public init(
    actual: ClassLabels, probabilities: ClassProbabilities, acceptable: [[Int32]]? = nil, rankCount: Int = 10
  ) throws(LearningError) {
    try self.init(
      actual: actual, ranked: probabilities.ranked(top: rankCount), probabilities: probabilities, acceptable: acceptable
    )
  }

  /// Measures from the most likely classes only.
  public init(actual: ClassLabels, ranked: RankedClasses, acceptable: [[Int32]]? = nil) throws(LearningError) {
    try self.init(actual: actual, ranked: ranked, probabilities: nil, acceptable: acceptable)
  }

  /// Asks a model about rows.
  ///
  /// All probabilities are kept when they take no more than 200 MB.
  /// - Throws: besides what the other initialisers throw, ``LearningError/differentFeatures(expected:found:)``.
  public init(
    of model: some Classifier, on features: FeatureMatrix, _ actual: ClassLabels, acceptable: [[Int32]]? = nil,
    rankCount: Int = 10
  ) throws(LearningError) {
    guard features.rowCount > 0 else { throw .emptyTestSet }
    if features.rowCount * model.classNames.count <= 50_000_000 {
      try self.init(
        actual: actual, probabilities: model.probabilities(for: features), acceptable: acceptable, rankCount: rankCount)
    } else {
      try self.init(actual: actual, ranked: model.ranked(top: rankCount, for: features), acceptable: acceptable)
    }
  }

  private init(
    actual: ClassLabels, ranked: RankedClasses, probabilities: ClassProbabilities?, acceptable: [[Int32]]?
  ) throws(LearningError) {
    guard actual.count > 0 else { throw .emptyTestSet }
    let counts = [ranked.rowCount, probabilities?.rowCount, acceptable?.count].compactMap { $0 }
    for count in counts where count != actual.count {
      throw .differentRowCounts(expected: actual.count, found: count)
    }
    let names =
      actual.classNames == ranked.classNames
      ? actual.classNames : Set(actual.classNames).union(ranked.classNames).sorted()
    classNames = names
    modelClassCount = ranked.classNames.count
    self.actual = try actual.numbered(among: names)
    self.ranked = ranked.extended(to: names)
    self.probabilities = probabilities?.extended(to: names)
    let positions = actual.positions(among: names)
    self.acceptable = acceptable?.map { $0.map { positions[Int($0)] } }
  }

  /// How many rows were tested.
  public var rowCount: Int { actual.count }

  /// The class that the model holds most likely, for each row.
  public var predicted: ClassLabels { ranked.predicted }
}
