import Execution
import Notebooks
import Runs

/// The runs of the points that have not been done: the first alone, so that the others find what they share with it, and
/// the rest side by side.
struct PointRuns: Sendable {
  private let matrix: MatrixRun
  private let plan: MatrixRun.Plan
  private let folder: MatrixFolder
  private let finished: FinishedPoints

  init(of matrix: MatrixRun, _ plan: MatrixRun.Plan, in folder: MatrixFolder) {
    self.matrix = matrix
    self.plan = plan
    self.folder = folder
    finished = FinishedPoints(of: plan, matrix.configuration)
  }

  /// The points of the plan.
  var queue: PointQueue {
    PointQueue(plan.points, of: plan.matrix, in: folder) { [matrix, plan, folder, finished] point in
      guard matrix.configuration.usesCache else { return "--no-cache runs all" }
      return finished.staleness(of: point, in: folder, plan.matrix)
    }
  }

  /// How long it takes to notice that another process is done.
  private static let patience = Duration.milliseconds(50)

  private var isInterrupted: Bool { matrix.configuration.interruption?.isRequested ?? false }

  func run(_ given: PointQueue, _ result: inout MatrixResult) async throws {
    var queue = given
    for point in queue.done { result.outcomes.append(try outcome(found: point)) }
    guard !queue.waiting.isEmpty, let peakMemory = try await runFirst(of: &queue, &result) else { return }
    let jobs = matrix.jobs ?? MachineRoom.jobs(peakMemory: peakMemory)
    try await withThrowingTaskGroup(of: MatrixResult.Outcome.self) { group in
      var running = 0
      var told = 0
      while true {
        var taken = 0
        filling: while running < jobs, !isInterrupted {
          switch try queue.next() {
          case .run(let point, let reservation):
            running += 1
            group.addTask {
              defer { withExtendedLifetime(reservation) {} }
              return try await run(point).outcome
            }
          case .found(let point): result.outcomes.append(try tellingFound(point))
          case .taken(let count):
            taken = count
            break filling
          case .empty: break filling
          }
        }
        if running > 0, let outcome = try await group.next() {
          running -= 1
          result.outcomes.append(outcome)
          continue
        }
        guard taken > 0, !isInterrupted else { return }
        if told != taken { for observer in matrix.observers { observer.willWait(.points(taken)) } }
        told = taken
        try await Task.sleep(for: PointRuns.patience)
      }
    }
  }

  /// Runs one point alone.
  /// - Returns: nil where there is no need or no sense in running others; else the most memory that it took, 0 where that
  ///   is not known.
  private func runFirst(of queue: inout PointQueue, _ result: inout MatrixResult) async throws -> Int? {
    let reservation = try await reserveSharedCells()
    defer { withExtendedLifetime(reservation) {} }
    while !isInterrupted {
      switch try queue.next() {
      case .run(let point, let taken):
        defer { withExtendedLifetime(taken) {} }
        let first = try await run(point, isFirst: true)
        result.outcomes.append(first.outcome)
        // What does not compile at one point compiles at none.
        return first.outcome.status == .notCompiled ? nil : first.peakMemory ?? 0
      case .found(let point): result.outcomes.append(try tellingFound(point))
      case .taken: return 0
      case .empty: return nil
      }
    }
    return nil
  }

  /// Waits until no other process makes what the points share, which is then there for this one, too.
  private func reserveSharedCells() async throws -> Reservation? {
    let notebook = plan.parsed.notebook
    let shared = notebook.cells(independentOf: Set(plan.matrix.axes.map(\.name)))
    let hasWork = shared.contains { cell in
      !notebook.cells[cell].isParameters && notebook.cells[cell].statements.contains { $0.kind != .importDeclaration }
    }
    guard hasWork, matrix.configuration.usesCache else { return nil }
    try Files.makeOwnFolder(matrix.configuration.workFolder)
    var isTold = false
    while !isInterrupted {
      if let own = try Reservation("matrix-" + notebook.name, in: matrix.configuration.workFolder) { return own }
      if !isTold { for observer in matrix.observers { observer.willWait(.sharedCells) } }
      isTold = true
      try await Task.sleep(for: PointRuns.patience)
    }
    return nil
  }

  private func run(
    _ point: Matrix.Point, isFirst: Bool = false
  ) async throws -> (outcome: MatrixResult.Outcome, peakMemory: Int?) {
    var configuration = matrix.configuration
    configuration.point = PointOfMatrix(key: point.key, varied: Set(plan.matrix.axes.map(\.name)), isFirst: isFirst)
    var run = AnalysisRun(path: matrix.path, parameters: matrix.parameters, configuration: configuration)
    run.carriesFiles = matrix.carriesFiles
    run.parsed = plan.parsed
    run.settledParameters = zip(plan.matrix.axes, point.values).map { axis, value in
      ParameterValue(name: axis.name, value: value, origin: .commandLine)
    }
    run.reportName = point.key
    run.accesses = finished.accesses
    let gate = try matrix.gate?(point)
    let made = try await run.publish(in: folder.points, keepsPrevious: false, publishesInterrupted: false)
    for observer in matrix.observers { observer.didRun(point, of: plan, made) }
    let outcome = MatrixResult.Outcome(
      point: point, status: try status(of: made.run, at: point, gate), isEarlier: false)
    return (outcome, made.run.cells.compactMap(\.peakMemory).max())
  }

  // MARK: Runs that are there

  private func outcome(found point: Matrix.Point) throws -> MatrixResult.Outcome {
    let path = folder.points.folder(of: point.key)
    let gate = try matrix.gate?(point)
    return MatrixResult.Outcome(
      point: point, status: try status(of: RunFolder(contentsOf: path).run, at: point, gate), isEarlier: true)
  }

  private func tellingFound(_ point: Matrix.Point) throws -> MatrixResult.Outcome {
    let outcome = try outcome(found: point)
    for observer in matrix.observers { observer.didFind(outcome) }
    return outcome
  }

  /// How a run counts, measured by its gate.
  private func status(of run: Run, at point: Matrix.Point, _ gate: RunGate?) throws -> ExitStatus {
    guard run.exitStatus == .done else { return run.exitStatus }
    var isBroken = matrix.isStrict && run.hasWarnings
    if let gate {
      let judged = try gate.judge(runIn: folder.points.folder(of: point.key))
      isBroken = isBroken || judged.breaks || judged.isUndecided
      for observer in matrix.observers { observer.didJudge(point, judged) }
    }
    return isBroken ? .gateFailed : .done
  }
}
