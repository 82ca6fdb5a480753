import Forests
import Frames
import Statistics

extension FeatureMatrix {
  /// Every feature cut into at most 256 bins, on all cores.
  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)`` for a number that is infinite in single precision.
  func binned() throws(LearningError) -> [BinnedColumn] {
    let attempts = Parallel.map(featureCount, work: featureCount * rowCount) { number in
      Result { () throws(ForestError) in
        try BinnedColumn(columns[number].map(Float.init), feature: number)
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
