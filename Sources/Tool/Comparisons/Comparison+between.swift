import Frames
import Notebooks
public import Runs
import Statistics

extension Comparison {
  /// What counts, and which way is better.
  public struct Settings: Sendable {
    /// How far numbers may move before a change counts. The last one that names a number decides.
    public var tolerances: [Tolerance]
    /// Which way metrics are better, where the run does not say or says otherwise. The last one that names a metric
    /// decides.
    public var directions: [(names: Glob, better: Metric.Direction)]

    /// Settings; by default every change counts.
    public init(tolerances: [Tolerance] = [], directions: [(names: Glob, better: Metric.Direction)] = []) {
      self.tolerances = tolerances
      self.directions = directions
    }
  }

  /// Compares two runs. Files with equal hashes are not read.
  public init(_ old: RunFolder, _ new: RunFolder, settings: Settings = Settings()) {
    self.old = Reference(old)
    self.new = Reference(new)
    parameters = .between(
      old.run.parameters.map { ($0.name, $0.value) }, new.run.parameters.map { ($0.name, $0.value) })
    inputs = InputChange.between(old.run.inputs, new.run.inputs)
    environment = .between(old.run.environment.named, new.run.environment.named)
    var evidence = EvidenceSearch(old, new)
    metrics = MetricChange.between(
      old.run.metrics, new.run.metrics, tolerances: settings.tolerances, directions: settings.directions,
      evidence: &evidence)
    rows = evidence.rowChanges()
    let (oldBodies, newBodies) = (old.cellBodies, new.cellBodies)
    let pairs = CellAlignment(old.run.cellSides(oldBodies), new.run.cellSides(newBodies)).pairs
    cells = pairs.map { pair in
      let (one, other) = (pair.old.map { old.run.cells[$0] }, pair.new.map { new.run.cells[$0] })
      return CellChange(
        one, other, oldBody: one.flatMap { oldBodies[$0.index] }, newBody: other.flatMap { newBodies[$0.index] })
    }
    let exhibits = ExhibitPairs(old.run, new.run, cells: pairs)
    let (tables, figures) = (exhibits.of(.table), exhibits.of(.figure))
    self.tables = Parallel.map(tables.count) { TableChange(tables[$0], old, new, settings.tolerances) }
    self.figures = Parallel.map(figures.count) { FigureChange(figures[$0], old, new, settings.tolerances) }
    seconds = Pair(old.run.seconds, new.run.seconds)
    peakMemory = Pair(old.run.cells.compactMap(\.peakMemory).max(), new.run.cells.compactMap(\.peakMemory).max())
  }
}

extension Comparison.Reference {
  init(_ recorded: RunFolder) {
    let run = recorded.run
    self.init(
      analysis: run.analysis, id: run.id, manifest: recorded.manifest, status: run.status, startedAt: run.startedAt,
      commit: run.environment.commit)
  }
}

extension RunFolder {
  /// The code or text of each cell, by its index; empty when the folder has no copy of the source.
  var cellBodies: [Int: String] {
    guard let source else { return [:] }
    let cells = Notebook.parse(source: source, path: run.path).notebook.cells
    return Dictionary(cells.map { ($0.index, $0.body) }) { first, _ in first }
  }
}

extension Run {
  /// What the cells are paired by.
  /// - Parameter bodies: their code or text by index, as far as it is known.
  func cellSides(_ bodies: [Int: String]) -> [CellAlignment.Side] {
    cells.map { cell in
      CellAlignment.Side(
        label: cell.label, title: cell.title,
        body: bodies[cell.index] ?? cell.label ?? cell.title ?? "cell \(cell.index)")
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
