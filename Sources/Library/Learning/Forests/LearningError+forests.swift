import Forests

extension LearningError {
  /// What a forest could not do, told with the names of features and classes.
  init(_ error: ForestError, features: FeatureMatrix, labels: ClassLabels?) {
    self =
      switch error {
      case .noRows: .noRows
      case .noFeatures: .noFeatures
      case .notFinite(let row, let feature):
        // Finite as Double, infinite as Float.
        .invalidSetting(
          name: "\"\(features.names[feature])\" in row \(row)", value: "\(features[row, feature])",
          expected: "within ±3.4e38")
      case .oneClass: .oneClass(labels?.classNames.first ?? "")
      case .moreClassesThanRows(let classes, let rows): .moreClassesThanRows(classes: classes, rows: rows)
      case .countsDiffer(let found, let expected): .differentRowCounts(expected: expected, found: found)
      case .tooMany(let classes, let features):
        .invalidSetting(
          name: "The number of classes and features", value: "\(classes) and \(features)",
          expected: "at most \(RandomForest.maximumClassCount) each")
      case .setting(let setting): .invalidSetting(setting)
      case .wrongNumberOfFeatures, .labelOutOfRange, .damagedTree:
        .invalidSetting(name: "The forest", value: "damaged", expected: "whole: \(error)")
      }
  }

  private static func invalidSetting(_ setting: ForestError.Setting) -> LearningError {
    switch setting {
    case .treeCount: .invalidSetting(name: "treeCount", value: "less than 1", expected: "1 or more")
    case .maximumDepth: .invalidSetting(name: "maximumDepth", value: "less than 1", expected: "1 or more, or nil")
    case .minimumSamplesToSplit:
      .invalidSetting(name: "minimumSamplesToSplit", value: "less than 2", expected: "2 or more")
    case .minimumSamplesInLeaf:
      .invalidSetting(name: "minimumSamplesInLeaf", value: "less than 1", expected: "1 or more")
    case .featuresPerSplit:
      .invalidSetting(name: "featuresPerSplit", value: "less than 1", expected: "1 or more")
    case .classWeights:
      .invalidSetting(
        name: "classWeights", value: "not a weight for each class", expected: "one finite number above 0 for each class"
      )
    case .maximumBins: .invalidSetting(name: "maximumBins", value: "out of range", expected: "2 to 256")
    }
  }
}
