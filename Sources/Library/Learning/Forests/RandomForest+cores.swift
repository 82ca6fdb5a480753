import Dispatch
import Forests
import Frames
import Statistics
import Synchronization

extension TreeGrower {
  /// What a forest is grown from.
  init(training features: FeatureMatrix, labels: ClassLabels, settings: ForestSettings) throws(LearningError) {
    try labels.checkTrainable(with: features)
    let binned = try features.binned()
    do throws(ForestError) {
      try self.init(
        features: BinnedFeatures(binned), labels: labels.codes.map { UInt16(truncatingIfNeeded: $0) },
        classCount: labels.classCount, settings: settings)
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
