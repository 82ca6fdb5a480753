import Execution
import Foundation
import Pages
import Reports
import Runs

extension RunRequest.Result {
  /// Puts the report in its place.
  /// - Parameter keepsPrevious: whether the report before it is kept.
  /// - Returns: the folder of the report.
  func publish(in store: RunStore, keepsPrevious: Bool = true) throws -> String {
    let report = HTMLReport(
      notebook: source.notebook, run: finished.run, showsTimes: configuration.sourceDate == nil)
    let beside = (source.analysis.path as NSString).deletingLastPathComponent
    let page = report.render(
      files: { try finished.folder.file($0) },
      images: { path in
        guard let bytes = FileManager.default.contents(atPath: beside.isEmpty ? path : beside + "/" + path) else {
          throw UnreadableFile(path: path)
        }
        return Array(bytes)
      })
    return try store.publish(
      finished.folder, source: source.notebook.source, page: page, keepsPrevious: keepsPrevious)
  }
}

extension Run {
  /// `12 figures, 4 tables, 3 cells from the cache, 1.8 s`.
  var summary: String {
    let outputs = cells.flatMap(\.outputs)
    let parts = [
      Wording.count(outputs.count { $0.kind == .figure }, "figure"),
      Wording.count(outputs.count { $0.kind == .table }, "table"),
    ]
    let cached = cells.count { $0.status == .cached && $0.kind == .code }
    let fromCache = cached > 0 ? ["\(Wording.count(cached, "cell")) from the cache"] : []
    return (parts + fromCache + [seconds.map(Wording.duration)].compactMap { $0 }).joined(separator: ", ")
  }
}
