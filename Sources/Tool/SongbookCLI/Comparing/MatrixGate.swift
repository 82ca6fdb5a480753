import Comparisons
import Pages
import Projects
import Runs
import Synchronization

/// What the points of a matrix are measured by, and what came of it.
final class MatrixGate: Sendable {
  /// What a point is compared with.
  enum Base {
    /// All points with one run.
    case run(RunFolder)
    /// Each point with the run of the same values.
    case matrix(MatrixFolder, keys: Set<String>)
  }

  private struct Results {
    var suites: [(point: String, suite: JUnitReport.Suite)] = []
    /// Comparisons of points that break a rule, in Markdown.
    var broken: [(point: String, text: String)] = []
    var unmatched: Set<String> = []
  }

  private let gate: Gate
  private let base: Base
  private let results = Mutex(Results())

  init(_ gate: Gate, base: Base) {
    self.gate = gate
    self.base = base
  }

  /// What a point is measured by; nil where the base has no run of its values.
  func gate(of point: Matrix.Point) throws(RunFailure) -> RunGate? {
    switch base {
    case .run(let run): return RunGate(base: run, gate: gate)
    case .matrix(let folder, let keys):
      let path = folder.points.folder(of: point.key)
      guard keys.contains(point.key), Files.exists(path) else {
        _ = results.withLock { $0.unmatched.insert(point.key) }
        return nil
      }
      return RunGate(base: try RunFolder(contentsOf: path), gate: gate)
    }
  }

  func note(_ point: Matrix.Point, _ judged: JudgedComparison) {
    results.withLock { results in
      let (comparison, outcomes) = (judged.comparison, judged.outcomes)
      results.suites.append((point.key, JUnitReport.Suite(comparison, outcomes: outcomes, point: point.key)))
      guard judged.breaks || judged.isUndecided else { return }
      results.broken.append((point.key, ComparisonMarkdown(comparison, outcomes: outcomes).text))
    }
  }

  /// Comparisons in the summary of a step; the rest is named.
  private static let shownComparisons = 10

  /// Writes what came of it where that is asked for.
  /// - Returns: what is said of all points, in lines.
  func report(_ options: GateOptions, of matrix: Matrix) throws(RunFailure) -> [String] {
    let results = results.withLock { $0 }
    let places = Dictionary(matrix.points.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ key: String) -> Int { places[key] ?? 0 }
    let broken = results.broken.sorted { place($0.point) < place($1.point) }
    let count = results.suites.count
    var lines =
      broken.isEmpty
      ? ["the gate holds at \(Wording.count(count, "point"))"]
      : ["the gate is broken at \(Wording.number(broken.count)) of \(Wording.count(count, "point"))"]
    if !results.unmatched.isEmpty {
      lines.append(
        "\(Wording.count(results.unmatched.count, "point")) could not be measured: the base has not run them")
    }
    try options.report(results.suites.sorted { place($0.point) < place($1.point) }.map(\.suite)) {
      let shown = broken.prefix(MatrixGate.shownComparisons).map { "#### `\($0.point)`\n\n\($0.text)" }
      let rest = broken.dropFirst(MatrixGate.shownComparisons).map { "- `\($0.point)`" }
      return (["### \(matrix.analysis): \(lines.joined(separator: "; "))"] + shown + rest).joined(separator: "\n\n")
    }
    return lines
  }
}
