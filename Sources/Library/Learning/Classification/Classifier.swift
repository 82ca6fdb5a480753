/// A trained model that tells classes apart.
public protocol Classifier: Sendable {
  /// What the model tells apart, ascending.
  var classNames: [String] { get }
  /// What the model has to be given, in this order.
  var featureNames: [String] { get }
  /// Which of ``FeatureMatrix/words`` the model looks at; a name may stand here more than once. Most models look at
  /// none.
  var wordNames: [String] { get }
  /// Whether the model learned from rows that lack values (``FeatureMatrix/hasMissing``), and predicts such rows. Most
  /// models refuse them.
  var handlesMissing: Bool { get }

  /// - Returns: the probability of each class for each row.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``.
  func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities

  /// The most likely classes of each row. Models with thousands of classes answer without keeping all probabilities.
  func ranked(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses
}

extension Classifier {
  /// None: the model looks at features only.
  public var wordNames: [String] { [] }
  /// No.
  public var handlesMissing: Bool { false }

  /// Goes through the rows in pieces, so that the probabilities of all never stand in memory together.
  public func ranked(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    try rankedInPieces(top: count, for: features)
  }

  func rankedInPieces(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    let kept = min(max(1, count), classNames.count)
    let piece = max(256, 8_000_000 / max(1, classNames.count))
    if features.rowCount <= piece { return try probabilities(for: features).ranked(top: kept) }
    var codes: [Int32] = []
    var values: [Float] = []
    for start in stride(from: 0, to: features.rowCount, by: piece) {
      let rows = Array(start..<min(start + piece, features.rowCount))
      let ranked = try probabilities(for: features.selectingRows(rows)).ranked(top: kept)
      codes += ranked.codes
      values += ranked.probabilities
    }
    return RankedClasses(classNames: classNames, countPerRow: kept, codes: codes, probabilities: values)
  }

  /// The most likely class of each row.
  public func predict(_ features: FeatureMatrix) throws(LearningError) -> ClassLabels {
    try ranked(top: 1, for: features).predicted
  }

  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` unless the features are those the model was trained
  ///   on; ``LearningError/nonFinite(column:row:value:)`` for a missing value that the model cannot do with.
  public func checkFeatures(of features: FeatureMatrix) throws(LearningError) {
    guard features.names == featureNames else {
      throw .differentFeatures(expected: featureNames, found: features.names)
    }
    if !handlesMissing { try features.checkComplete() }
  }
}
