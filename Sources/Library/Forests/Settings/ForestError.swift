/// Why a forest could not be grown or used.
public enum ForestError: Error, Sendable, Equatable {
  /// There is not a single row.
  case noRows
  /// There is not a single feature.
  case noFeatures
  /// The value is NaN or infinite, or too large for single precision.
  case notFinite(row: Int, feature: Int)
  /// Every row has the same class, so that there is nothing to tell apart.
  case oneClass
  /// Each class needs a row at least.
  case moreClassesThanRows(classes: Int, rows: Int)
  /// There are not as many labels, or values of a feature, as rows.
  case countsDiffer(found: Int, expected: Int)
  /// Labels are numbers from 0 to below the number of classes.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// A forest predicts from as many features as it was grown with.
  case wrongNumberOfFeatures(found: Int, expected: Int)
  /// More than ``RandomForest/maximumClassCount`` classes or ``RandomForest/maximumFeatureCount`` features.
  case tooMany(classes: Int, features: Int)
  /// A setting is out of its range.
  case setting(Setting)
  /// A tree's bytes are not those of a tree with these features and classes.
  case damagedTree

  /// A setting out of its range.
  public enum Setting: String, Sendable, Equatable {
    /// See ``ForestSettings``.
    case treeCount, maximumDepth, minimumSamplesToSplit, minimumSamplesInLeaf, featuresPerSplit, classWeights,
      rowWeights, maximumBins
  }
}

extension ForestError: CustomStringConvertible {
  /// The error as sentences for the user; rows and features are counted from 0.
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
  /// What the setting has to be, such as `1 or more`.
  public var requirement: String {
    switch self {
    case .treeCount, .minimumSamplesInLeaf, .featuresPerSplit: "1 or more"
    case .maximumDepth: "1 or more, or nil for no limit"
    case .minimumSamplesToSplit: "2 or more"
    case .classWeights: "one finite number above 0 for each class"
    case .rowWeights: "one finite number above 0 for each row"
    case .maximumBins: "2 to 256"
    }
  }

  /// The requirement as a sentence, such as `treeCount has to be 1 or more.`
  public var description: String { "\(rawValue) has to be \(requirement)." }
}
