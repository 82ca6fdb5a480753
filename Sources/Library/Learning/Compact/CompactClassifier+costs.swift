public import Forests
public import Frames

extension CompactClassifier {
  /// What a model weighs and how often it is right, whole and cut back in several ways: a row for each.
  ///
  /// - Parameters:
  ///   - model: a forest, or parents and classes told apart by forests.
  ///   - cuts: each with a name.
  ///   - compact: makes the model that a page carries.
  ///   - test: rows that the model has not learned from, with their classes.
  /// - Returns: columns `Model`, `Packed kB`, `Accuracy`, `Top 3` and `Lost`: how much less often it is right than the
  ///   whole model.
  public static func costs(
    of model: some Classifier, cuts: [(name: String, settings: CompactSettings)],
    _ compact: (CompactSettings) throws(LearningError) -> CompactClassifier, test: FeatureMatrix, labels: ClassLabels
  ) throws(LearningError) -> DataFrame {
    let whole = try Evaluation(of: model, on: test, labels, rankCount: 3)
    var (names, sizes, evaluations) = (["Whole"], [Double.nan], [whole])
    for (name, settings) in cuts {
      let small = try compact(settings)
      names.append(name)
      sizes.append((Double(small.byteCount) / 1000).rounded())
      evaluations.append(try Evaluation(of: small, on: test, labels, rankCount: 3))
    }
    return DataFrame(columns: [
      Column(name: "Model", contents: names).eraseToAnyColumn(),
      Column(name: "Packed kB", doubles: sizes).eraseToAnyColumn(),
      Column(name: "Accuracy", doubles: evaluations.map { $0[.accuracy] }).eraseToAnyColumn(),
      Column(name: "Top 3", doubles: evaluations.map { $0[.topAccuracy(3)] }).eraseToAnyColumn(),
      Column(name: "Lost", doubles: evaluations.map { whole[.accuracy] - $0[.accuracy] }).eraseToAnyColumn(),
    ])
  }
}
