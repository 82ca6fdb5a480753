import Comparisons
import Execution
import Foundation

extension RecordedRun {
  /// A run by its folder, its run.json, the name of an analysis (its latest run), or its id.
  init(named name: String, in store: RunStore) throws(ComparisonFailure) {
    if FileManager.default.fileExists(atPath: name) {
      self = try RecordedRun(contentsOf: name)
    } else if FileManager.default.fileExists(atPath: store.folder(of: name) + "/run.json") {
      self = try RecordedRun(contentsOf: store.folder(of: name))
    } else {
      self = try RecordedRun(contentsOf: name)
    }
  }

  /// The latest run of an analysis and the one before it.
  static func lastTwo(of analysis: String, in store: RunStore) throws(ComparisonFailure) -> (RecordedRun, RecordedRun) {
    throw ComparisonFailure("There is no history of \(analysis).")
  }
}
