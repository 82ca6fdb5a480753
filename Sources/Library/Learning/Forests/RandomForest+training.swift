import Dispatch
import Forests
import Frames
import Statistics
import Synchronization

extension TreeGrower {
  /// What a forest is grown from.
  init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil, settings: ForestSettings
  ) throws(LearningError) {
    try labels.checkTrainable(with: features, allowsMissing: true)
    try labels.check(rowWeights: rowWeights)
    let binned = try features.binned()
    do throws(ForestError) {
      try self.init(
        features: BinnedFeatures(binned), labels: labels.codes.map { UInt16(truncatingIfNeeded: $0) },
        classCount: labels.classCount, settings: settings, rowWeights: rowWeights)
    } catch {
      throw LearningError(error, features: features, labels: labels)
    }
  }
}

extension RandomForest {
  /// Grows the trees on all cores. Each depends on its number alone, so that it does not matter which core grows it.
  init(growingOnAllCores grower: TreeGrower, progress: TrainingProgress?) {
    let count = grower.settings.treeCount
    let done = Mutex(0)
    let trees = Parallel.map(count) { number in
      let tree = grower.tree(number)
      if let progress {
        done.withLock { done in
          done += 1
          progress(done, count)
        }
      }
      return tree
    }
    self.init(trees: trees, of: grower)
  }

  /// What `body` gives for pieces of the rows, one after the other, made on all cores.
  func inPieces<Element>(_ features: BinnedFeatures, _ body: (Range<Int>) -> [Element]) -> [Element] {
    inPieces(features.rowCount, body)
  }

  func inPieces<Element>(_ rowCount: Int, _ body: (Range<Int>) -> [Element]) -> [Element] {
    let size = max(64, min(4096, (rowCount + 15) / 16))
    let pieces = (rowCount + size - 1) / size
    let work = rowCount * trees.count
    return Array(
      Parallel.map(pieces, work: work) { piece in
        body(piece * size..<min((piece + 1) * size, rowCount))
      }.joined())
  }
}

extension FeatureMatrix {
  /// Every feature cut into at most 256 bins, on all cores.
  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)`` for a number that is infinite in single
  ///   precision.
  func binned() throws(LearningError) -> [BinnedColumn] {
    let attempts = Parallel.map(featureCount, work: featureCount * rowCount) { number in
      Result { () throws(ForestError) in
        try BinnedColumn(columns[number].map(Float.init), feature: number, allowsMissing: hasMissing)
      }
    }
    var binned: [BinnedColumn] = []
    do throws(ForestError) {
      for attempt in attempts { binned.append(try attempt.get()) }
    } catch {
      throw LearningError(error, features: self, labels: nil)
    }
    return binned
  }
}

extension LearningError {
  /// What a forest could not do, with the names of features and classes.
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
      case .setting(let setting):
        .invalidSetting(name: setting.rawValue, value: "out of range", expected: setting.requirement)
      case .wrongNumberOfFeatures, .labelOutOfRange, .damagedTree:
        .invalidSetting(name: "The forest", value: "damaged", expected: "whole: \(error)")
      }
  }
}
