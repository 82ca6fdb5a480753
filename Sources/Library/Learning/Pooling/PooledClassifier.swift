import Frames

/// A model that asks about rows together: each row's classes gain the evidence of the other rows of its group, such as
/// the other songs of the artist. No row's class has to be known.
///
/// Evidence is the logarithm of how much more likely the model holds a class than the class's share of the training
/// rows. That of the others is added up and divided by the root of their number: rows of one group are alike, so that
/// ten of them say less than ten times what one says. How much it counts is found on groups that the model has not
/// seen, by ``StackingValidation/pool(_:)``.
///
///     let model = try validation.pool([sound])
///     try model.ranked(top: 3, for: features, groups: artists, items: songs)
///
/// Asked about rows without groups, it says what the model inside says.
public struct PooledClassifier: Classifier {
  /// How much the evidence of a row itself and that of the others counts.
  public struct Weights: Sendable, Equatable, Codable {
    /// Of the row's own evidence; 1 keeps what the model says.
    public var own: Double
    /// Of the summed evidence of the others, divided by the root of their number; 0 pools nothing.
    public var others: Double

    /// Two numbers from 0 on.
    public init(own: Double, others: Double) {
      self.own = own
      self.others = others
    }
  }

  /// The model that is asked about every row.
  public let model: any Classifier
  /// How much its evidence counts.
  public let weights: Weights
  let logPriors: [Float]

  /// The names of the classes, ascending; probabilities are in this order.
  public var classNames: [String] { model.classNames }
  /// The features of the model.
  public var featureNames: [String] { model.featureNames }
  /// The words that the model looks at.
  public var wordNames: [String] { model.wordNames }
  /// Whether the model does.
  public var handlesMissing: Bool { model.handlesMissing }

  /// - Parameter labels: the rows that the model was trained on, which tell how frequent classes are.
  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)`` when the labels are of other classes.
  public init(_ model: any Classifier, labels: ClassLabels, weights: Weights) throws(LearningError) {
    guard model.classNames == labels.classNames else {
      throw .invalidSetting(
        name: "The classes of the model", value: "\(model.classNames.count) others", expected: "those of the labels")
    }
    self.init(model, logPriors: labels.logPriors, weights: weights)
  }

  init(_ model: any Classifier, logPriors: [Float], weights: Weights) {
    self.model = model
    self.logPriors = logPriors
    self.weights = weights
  }

  /// What the model says about each row alone.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try model.probabilities(for: features)
  }

  /// What the model says about each row alone.
  public func ranked(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    try model.ranked(top: count, for: features)
  }

  /// The probabilities of each row's classes after the others of its group were heard.
  /// - Parameters:
  ///   - groups: a number for each row; rows of one number are heard together, one below 0 stands alone.
  ///   - items: a number for each row; rows of one number are one thing (a song under several genres) and count once.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``, or what the model throws.
  public func probabilities(
    for features: FeatureMatrix, groups: [Int32], items: [Int32]
  ) throws(LearningError) -> ClassProbabilities {
    let pieces = try PooledRows(groups: groups, items: items, rowCount: features.rowCount)
    var values = [Float](repeating: 0, count: features.rowCount * classNames.count)
    for piece in pieces.pieces(ofRows: max(1024, 8_000_000 / max(1, classNames.count))) {
      let pooled = try pooled(piece, features)
      for (position, row) in piece.rows.enumerated() {
        let start = position * classNames.count
        values.replaceSubrange(
          row * classNames.count..<(row + 1) * classNames.count, with: pooled[start..<start + classNames.count])
      }
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }

  /// The most likely classes of each row after the others of its group were heard, without keeping all probabilities.
  /// - Parameters:
  ///   - groups: a number for each row; rows of one number are heard together, one below 0 stands alone.
  ///   - items: a number for each row; rows of one number are one thing and count once.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``, or what the model throws.
  public func ranked(
    top count: Int, for features: FeatureMatrix, groups: [Int32], items: [Int32]
  ) throws(LearningError) -> RankedClasses {
    let kept = min(max(1, count), classNames.count)
    let pieces = try PooledRows(groups: groups, items: items, rowCount: features.rowCount)
    var codes = [Int32](repeating: 0, count: features.rowCount * kept)
    var probabilities = [Float](repeating: 0, count: features.rowCount * kept)
    for piece in pieces.pieces(ofRows: max(1024, 8_000_000 / max(1, classNames.count))) {
      let ranked = ClassProbabilities(
        classNames: classNames, rowCount: piece.rows.count, values: try pooled(piece, features)
      ).ranked(top: kept)
      for (position, row) in piece.rows.enumerated() {
        for rank in 0..<kept {
          codes[row * kept + rank] = ranked.codes[position * kept + rank]
          probabilities[row * kept + rank] = ranked.probabilities[position * kept + rank]
        }
      }
    }
    return RankedClasses(classNames: classNames, countPerRow: kept, codes: codes, probabilities: probabilities)
  }

  /// The probabilities of a piece's rows, row by row.
  private func pooled(_ piece: PooledRows, _ features: FeatureMatrix) throws(LearningError) -> [Float] {
    let given = try model.probabilities(for: features.selectingRows(piece.rows))
    let evidence = Evidence.of(given, logPriors: logPriors)
    let others = piece.sumsOfOthers(evidence, classCount: classNames.count)
    let (own, shared) = (Float(weights.own), Float(weights.others))
    let classCount = classNames.count
    return RowPieces.map(piece.rows.count, work: evidence.count * 10) { rows in
      var logits = [Float](repeating: 0, count: rows.count * classCount)
      for (place, row) in rows.enumerated() {
        for code in 0..<classCount {
          let position = row * classCount + code
          logits[place * classCount + code] =
            logPriors[code] + own * evidence[position] + shared * others[position]
        }
      }
      Softmax.apply(to: &logits, classCount: classCount)
      return logits
    }
  }
}

extension PooledClassifier: StoredModel {
  /// What model files call this type: `pooled`.
  public static let kind = "pooled"

  /// Writes the weights, the logarithms of the class shares and the model.
  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)`` when the model is no ``StoredModel``.
  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write([weights.own, weights.others], as: "weights")
    writer.write(logPriors, as: "log priors")
    try writer.write(model, as: "model")
  }

  /// Reads the model and its weights.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let weights = try reader.finiteDoubles("weights", count: 2)
    let model = try reader.model("model")
    self.init(
      model, logPriors: try reader.finiteFloats("log priors", count: model.classNames.count),
      weights: Weights(own: weights[0], others: weights[1]))
  }
}
