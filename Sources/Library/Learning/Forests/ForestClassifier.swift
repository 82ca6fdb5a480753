public import Forests
import Frames

/// A random forest over named features and classes, grown on all cores.
///
/// The same rows, settings and seed give the same forest, whatever the number of cores.
///
///     var settings = ForestSettings(treeCount: 300, maximumDepth: 25, minimumSamplesToSplit: 5, seed: 42)
///     let model = try ForestClassifier(training: features, labels: labels, settings: settings)
///     try model.ranked(top: 3, for: others)
///
/// Values may be missing (``FeatureMatrix/hasMissing``): each split sends them to the side on which they make the
/// classes purer, as scikit-learn's do. Where a feature lacked no value in training, a missing one is taken for the median
/// of the training rows.
public struct ForestClassifier: Classifier {
  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// How the forest was grown.
  public let settings: ForestSettings
  /// The trees.
  public let forest: RandomForest

  /// Grows a forest.
  ///
  /// - Parameters:
  ///   - labels: the class of each row. Every class has a row, at least two classes.
  ///   - rowWeights: how much each row counts, above 0, times the weight of its class
  ///     (``ForestSettings/classWeights-swift.property``); nil for all the same. Rows are drawn whatever they weigh.
  ///   - progress: called with the number of trees done and of all, from several threads, in order.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil,
    settings: ForestSettings = ForestSettings(), progress: TrainingProgress? = nil
  ) throws(LearningError) {
    let grower = try TreeGrower(training: features, labels: labels, rowWeights: rowWeights, settings: settings)
    self.init(
      featureNames: features.names, classNames: labels.classNames, settings: settings,
      forest: RandomForest(growingOnAllCores: grower, progress: progress))
  }

  init(featureNames: [String], classNames: [String], settings: ForestSettings, forest: RandomForest) {
    self.featureNames = featureNames
    self.classNames = classNames
    self.settings = settings
    self.forest = forest
  }

  /// Whether it learned from rows that lack values. A forest that did not still takes them, for the median.
  public var handlesMissing: Bool { !forest.bins.missing.isEmpty }

  /// The mean of the trees' probabilities for each row and class.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``, or
  ///   ``LearningError/invalidSetting(name:value:expected:)`` for a number too large for single precision.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    let rows = try binned(features)
    let values = forest.inPieces(rows) { forest.probabilities(rows, rows: $0) }
    return ClassProbabilities(classNames: classNames, rowCount: rows.rowCount, values: values)
  }

  /// The most likely classes of each row, without keeping the probabilities of all classes.
  /// - Parameter count: how many classes of each row are given: at least 1, at most all.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``, or
  ///   ``LearningError/invalidSetting(name:value:expected:)`` for a number too large for single precision.
  public func ranked(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    let rows = try binned(features)
    let kept = min(max(1, count), classNames.count)
    let ranked = forest.inPieces(rows) { forest.topClasses(kept, rows, rows: $0) }
    return RankedClasses(
      classNames: classNames, countPerRow: kept, codes: ranked.map { Int32($0.label) },
      probabilities: ranked.map(\.probability))
  }

  func binned(_ features: FeatureMatrix) throws(LearningError) -> BinnedFeatures {
    guard features.names == featureNames else {
      throw .differentFeatures(expected: featureNames, found: features.names)
    }
    do throws(ForestError) {
      return try BinnedFeatures(features.columns.map { $0.map(Float.init) }, bins: forest.bins)
    } catch {
      throw LearningError(error, features: features, labels: nil)
    }
  }
}
