import Comparisons
import Execution
import Foundation
import Runs

extension RunFolder {
  /// A run by its folder, its run.json, the name of an analysis (its latest run), or its id, of which the beginning
  /// will do.
  init(named name: String, in store: RunStore) throws(RunFailure) {
    if FileManager.default.fileExists(atPath: name) {
      self = try RunFolder(contentsOf: name)
    } else if FileManager.default.fileExists(atPath: store.folder(of: name) + "/run.json") {
      self = try RunFolder(contentsOf: store.folder(of: name))
    } else if let kept = store.analyses.lazy.compactMap({ store.run(name, of: $0) }).first {
      self = kept
    } else {
      self = try RunFolder(contentsOf: name)
    }
  }

  /// The run before the latest of an analysis, and the latest.
  static func lastTwo(of analysis: String, in store: RunStore) throws(RunFailure) -> (RunFolder, RunFolder) {
    let kept = store.runs(of: analysis)
    guard kept.count > 1 else { throw RunFailure("There is no run of \(analysis) before its latest") }
    return (kept[1], kept[0])
  }
}
