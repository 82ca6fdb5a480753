import Comparisons
import Execution
import Foundation

extension RecordedRun {
  /// A run by its folder, its run.json, the name of an analysis (its latest run), or its id, of which the beginning will do.
  init(named name: String, in store: RunStore) throws(ComparisonFailure) {
    if FileManager.default.fileExists(atPath: name) {
      self = try RecordedRun(contentsOf: name)
    } else if FileManager.default.fileExists(atPath: store.folder(of: name) + "/run.json") {
      self = try RecordedRun(contentsOf: store.folder(of: name))
    } else if let kept = store.analyses.lazy.compactMap({ store.run(name, of: $0) }).first {
      self = try RecordedRun(contentsOf: kept.folder)
    } else {
      self = try RecordedRun(contentsOf: name)
    }
  }

  /// The run before the latest of an analysis, and the latest.
  static func lastTwo(of analysis: String, in store: RunStore) throws(ComparisonFailure) -> (RecordedRun, RecordedRun) {
    let kept = store.runs(of: analysis)
    guard kept.count > 1 else { throw ComparisonFailure("There is no run of \(analysis) before its latest.") }
    return (try RecordedRun(contentsOf: kept[1].folder), try RecordedRun(contentsOf: kept[0].folder))
  }
}
