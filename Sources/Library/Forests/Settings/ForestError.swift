/// Why a forest could not be grown or used.
public enum ForestError: Error, Sendable, Equatable {
  case noRows
  case noFeatures
  /// The value is NaN or infinite, or too large for single precision.
  case notFinite(row: Int, feature: Int)
  /// Every row has the same class, so that there is nothing to tell apart.
  case oneClass
  case moreClassesThanRows(classes: Int, rows: Int)
  /// There are not as many labels, or values of a feature, as rows.
  case countsDiffer(found: Int, expected: Int)
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  case wrongNumberOfFeatures(found: Int, expected: Int)
  /// More than ``RandomForest/maximumClassCount`` classes or ``RandomForest/maximumFeatureCount`` features.
  case tooMany(classes: Int, features: Int)
  case setting(Setting)
  /// A tree's bytes are not those of a tree with these features and classes.
  case damagedTree

  /// A setting out of its range.
  public enum Setting: Sendable, Equatable {
    case treeCount
    case maximumDepth
    case minimumSamplesToSplit
    case minimumSamplesInLeaf
    case featuresPerSplit
    case classWeights
    case maximumBins
  }
}

extension ForestError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noRows: "There are no rows to learn from."
    case .noFeatures: "There are no features to learn from."
    case .notFinite(let row, let feature):
      "Row \(row) has no finite number as feature \(feature). Leave out or fill in such rows first."
    case .oneClass: "All rows are of one class. It takes two or more to tell apart."
    case .moreClassesThanRows(let classes, let rows):
      "There are \(classes) classes but only \(rows) rows. Each class needs a row, better five or more."
    case .countsDiffer(let found, let expected): "\(found) values were given for \(expected) rows."
    case .labelOutOfRange(let row, let label, let classes):
      "Row \(row) has the label \(label), but the labels are 0 to \(classes - 1)."
    case .wrongNumberOfFeatures(let found, let expected):
      "\(found) features were given to a forest that was grown with \(expected)."
    case .tooMany(let classes, let features):
      "\(classes) classes and \(features) features are too many: at most \(RandomForest.maximumClassCount) of each."
    case .setting(let setting): setting.description
    case .damagedTree: "A tree of the forest is damaged."
    }
  }
}

extension ForestError.Setting: CustomStringConvertible {
  public var description: String {
    switch self {
    case .treeCount: "treeCount has to be 1 or more."
    case .maximumDepth: "maximumDepth has to be 1 or more, or nil for no limit."
    case .minimumSamplesToSplit: "minimumSamplesToSplit has to be 2 or more."
    case .minimumSamplesInLeaf: "minimumSamplesInLeaf has to be 1 or more."
    case .featuresPerSplit: "featuresPerSplit has to be 1 or more."
    case .classWeights: "classWeights needs a finite weight above 0 for each class."
    case .maximumBins: "maximumBins has to be 2 to 256."
    }
  }
}
