import Frames
import Statistics

/// Trees that are added one after the other, each correcting what those before it get wrong, over named features and
/// classes.
///
/// Every tree speaks of all classes at once, so that hundreds of classes cost about as much as one: its leaves hold
/// Newton's step for each class's logit (Friedman, "Greedy Function Approximation", Annals of Statistics 29, 2001), and
/// its splits are found along a few random directions of the gradients (Iosipoi and Vakhrushev, "SketchBoost", NeurIPS
/// 2022).
///
/// Training keeps four bytes for each row and class. The same rows, settings and seed give the same model, whatever the
/// number of cores.
///
///     let model = try GradientBoosting(training: features, labels: labels, settings: BoostingSettings(roundCount: 200))
public struct GradientBoosting: Classifier {
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// The logarithm of each class's share of the training rows: where boosting starts.
  let logPriors: [Float]
  let trees: [BoostedTree]

  /// - Parameters:
  ///   - labels: the class of each row. Every class has a row, at least two classes.
  ///   - rowWeights: how much each row counts, above 0; nil for all the same. What they add up to matters beside
  ///     ``BoostingSettings/regularization``; rows are drawn whatever they weigh.
  ///   - progress: called with the number of trees done and of all.
  /// - Throws: what ``ClassLabels/checkTrainable(with:)`` throws, or
  ///   ``LearningError/invalidSetting(name:value:expected:)``.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil,
    settings: BoostingSettings = BoostingSettings(), progress: TrainingProgress? = nil
  ) throws(LearningError) {
    try labels.checkTrainable(with: features)
    try labels.check(rowWeights: rowWeights)
    try settings.validate()
    let weights = rowWeights?.map(Float.init)
    let grower = BoostedTreeGrower(try BinnedRows(features), settings, rowWeights: weights)
    let logPriors = labels.logPriors(rowWeights: rowWeights)
    var odds = ClassOdds(labels: labels, logPriors: logPriors, rowWeights: weights)
    var trees: [BoostedTree] = []
    var gradients = [SIMD16<Float>](repeating: .zero, count: features.rowCount)
    let steps = StepCounter(total: settings.roundCount, progress)
    for round in 0..<settings.roundCount {
      var random = SplitMix64(seed: settings.seed, stream: 0x62_6f6f_7374, index: round)
      let sketch = GradientSketch(classCount: labels.classCount, random: &random)
      let rows = settings.sample(of: features.rowCount, random: &random)
      odds.measure(&gradients, along: sketch)
      let growth = grower.grow(rows, gradients: gradients)
      let corrections = odds.corrections(ofLeaves: growth.rowsByLeaf, settings)
      odds.apply(corrections, leaves: growth.leaves)
      trees.append(BoostedTree(splits: growth.splits, leafValues: corrections))
      steps.advance()
    }
    self.init(
      classNames: labels.classNames, featureNames: features.names, logPriors: logPriors, trees: trees)
  }

  init(classNames: [String], featureNames: [String], logPriors: [Float], trees: [BoostedTree]) {
    self.classNames = classNames
    self.featureNames = featureNames
    self.logPriors = logPriors
    self.trees = trees
  }

  /// The softmax of the class shares' logarithms and what the trees add: each row adds up to 1.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let classCount = classNames.count
    let values = features.rowMajor.map(Float.init)
    let logits = RowPieces.map(features.rowCount, work: features.rowCount * trees.count * classCount) { rows in
      var logits: [Float] = []
      logits.reserveCapacity(rows.count * classCount)
      for _ in rows { logits += logPriors }
      for tree in trees { tree.add(to: &logits, values, rows: rows, featureCount: featureNames.count) }
      Softmax.apply(to: &logits, classCount: classCount)
      return logits
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: logits)
  }
}

extension BoostingSettings {
  /// The rows that one tree is grown from, ascending; at least one.
  fileprivate func sample(of rowCount: Int, random: inout SplitMix64) -> [UInt32] {
    guard rowFraction < 1 else { return (0..<UInt32(rowCount)).map { $0 } }
    let rows = (0..<UInt32(rowCount)).filter { _ in random.chance(rowFraction) }
    return rows.isEmpty ? [UInt32(random.next(below: rowCount))] : rows
  }
}
