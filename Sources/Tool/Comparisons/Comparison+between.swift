import Dispatch
import Execution
import Frames
public import Runs
import Synchronization

extension Comparison {
  /// What counts, and which way is better.
  public struct Settings: Sendable {
    public var tolerances: [Tolerance]
    public var directions: [(names: Glob, better: Metric.Direction)]

    public init(tolerances: [Tolerance] = [], directions: [(names: Glob, better: Metric.Direction)] = []) {
      self.tolerances = tolerances
      self.directions = directions
    }
  }

  /// Compares two runs. Files with equal hashes are not read.
  public init(_ old: RecordedRun, _ new: RecordedRun, settings: Settings = Settings()) {
    self.old = Reference(old)
    self.new = Reference(new)
    parameters = .between(
      old.run.parameters.map { ($0.name, $0.value) }, new.run.parameters.map { ($0.name, $0.value) })
    inputs = InputChange.between(old.run.inputs, new.run.inputs)
    environment = .between(old.run.environment.named, new.run.environment.named)
    metrics = MetricChange.between(
      old.run.metrics, new.run.metrics, tolerances: settings.tolerances, directions: settings.directions)
    let pairs = CellAlignment(old.cellSides, new.cellSides).pairs
    cells = pairs.map { CellChange(old, $0.old, new, $0.new) }
    let exhibits = ExhibitPairs(old.run, new.run, cells: pairs)
    tables = exhibits.of(.table).concurrently { TableChange($0, old, new, settings.tolerances) }
    figures = exhibits.of(.figure).concurrently { FigureChange($0, old, new, settings.tolerances) }
    seconds = Pair(old.run.seconds, new.run.seconds)
    peakMemory = Pair(old.run.cells.compactMap(\.peakMemory).max(), new.run.cells.compactMap(\.peakMemory).max())
  }
}

extension Comparison.Reference {
  init(_ recorded: RecordedRun) {
    let run = recorded.run
    self.init(
      analysis: run.analysis, id: run.id, manifest: recorded.manifest, status: run.status, startedAt: run.startedAt,
      commit: run.environment.commit)
  }
}

extension RecordedRun {
  /// The cells as they are recognised.
  var cellSides: [CellAlignment.Side] {
    run.cells.map { cell in
      let source = notebook?.cells.first { $0.index == cell.index }
      return CellAlignment.Side(
        label: cell.label, title: cell.title, body: source?.body ?? cell.label ?? cell.title ?? "cell \(cell.index)")
    }
  }
}

extension Environment {
  var named: [(name: String, value: String)] {
    [
      ("Songbook", songbook), ("Compiler", compiler), ("System", operatingSystem),
      ("Commit", (commit ?? "none") + (isDirty == true ? ", with changes" : "")),
    ]
  }
}

extension Array where Element: Sendable {
  /// The results in order, computed on all cores.
  func concurrently<Result: Sendable>(_ body: @Sendable (Element) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = body(self[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
