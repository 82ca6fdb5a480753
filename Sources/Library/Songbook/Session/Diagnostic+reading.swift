import Frames
import Runs

extension Diagnostic {
  /// The parts of a file that could not be read; nil when there are none.
  init?(_ report: CSVReadingReport) {
    guard !report.isClean else { return nil }
    let count = report.problemCounts.values.reduce(0, +)
    let name = report.path ?? "The data"
    // Each is a sentence; here they are parts of one.
    let parts = report.problems.prefix(3).map {
      $0.description.hasSuffix(".") ? $0.description.dropLast() : $0.description[...]
    }
    let first = parts.joined(separator: "; ")
    let all = count > 3 ? ", and \(count - 3) more" : ""
    self.init(
      warning: "csv.problems", message: "\(name): \(first)\(all).",
      hint: "What could not be read is missing in the frame; every row is kept.")
  }
}
