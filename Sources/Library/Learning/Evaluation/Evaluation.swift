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

  /// So many probabilities are kept at most: 200 MB.
  public static let probabilityLimit = 50_000_000

  /// Asks a model about rows.
  ///
  /// All probabilities are kept when there are no more than ``probabilityLimit``.
  /// - Throws: besides what the other initialisers throw, ``LearningError/differentFeatures(expected:found:)``.
  public init(
    of model: some Classifier, on features: FeatureMatrix, _ actual: ClassLabels, acceptable: [[Int32]]? = nil,
    rankCount: Int = 10
  ) throws(LearningError) {
    guard features.rowCount > 0 else { throw .emptyTestSet }
    if features.rowCount * model.classNames.count <= Self.probabilityLimit {
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

  /// The same without the probabilities of all classes, for measures of the most likely ones alone: of hundreds of
  /// classes they take a hundred times the memory of the rest.
  public var withoutProbabilities: Evaluation {
    Evaluation(ranksOf: self)
  }

  private init(ranksOf other: Evaluation) {
    (classNames, actual, ranked, acceptable) = (other.classNames, other.actual, other.ranked, other.acceptable)
    probabilities = nil
    modelClassCount = other.modelClassCount
  }

  /// How many rows were tested.
  public var rowCount: Int { actual.count }

  /// The class that the model holds most likely, for each row.
  public var predicted: ClassLabels { ranked.predicted }
}

extension Evaluation {
  /// The rows of some of the classes, told apart among these alone: how well a model does where it is known that a row
  /// is of no other class.
  /// - Parameter names: classes; those that the evaluation does not have are passed over.
  /// - Returns: nil when not all probabilities were kept, or when no row is of these classes; and the rows, as numbers of
  ///   all.
  public func restricted(to names: [String]) -> (evaluation: Evaluation, rows: [Int])? {
    guard let probabilities else { return nil }
    let wanted = Set(names)
    let kept = classNames.indices.filter { wanted.contains(classNames[$0]) }
    var position = [Int32](repeating: -1, count: classNames.count)
    for (number, code) in kept.enumerated() { position[code] = Int32(number) }
    let rows = (0..<rowCount).filter { position[Int(actual.codes[$0])] >= 0 }
    guard !rows.isEmpty else { return nil }
    var values: [Float] = []
    values.reserveCapacity(rows.count * kept.count)
    for row in rows {
      let own = kept.map { probabilities[row, $0] }
      let sum = own.reduce(0, +)
      values += own.map { sum > 0 ? $0 / sum : 1 / Float(kept.count) }
    }
    let keptNames = kept.map { classNames[$0] }
    let evaluation = try? Evaluation(
      actual: ClassLabels(classNames: keptNames, codes: rows.map { position[Int(actual.codes[$0])] }),
      probabilities: ClassProbabilities(classNames: keptNames, rowCount: rows.count, values: values),
      acceptable: acceptable.map { all in
        rows.map { row in all[row].compactMap { position[Int($0)] >= 0 ? position[Int($0)] : nil } }
      },
      rankCount: ranked.countPerRow)
    return evaluation.map { ($0, rows) }
  }
}

extension RowGroups {
  /// The groups of some of the rows, in their order, numbered again.
  public func selectingRows(_ rows: [Int]) -> RowGroups { RowGroups(linking: [rows.map { codes[$0] }]) }
}
