public import Comparisons
public import Execution
import Foundation
public import Notebooks
import Reports
public import Runs

/// Runs of one analysis at the points of a matrix: what has been done is not done again, the first point runs alone, so
/// that the others find what they share with it, and the rest run side by side.
public struct MatrixRun: Sendable {
  /// The path of the analysis as the user gave it.
  public var path: String
  /// What varies.
  public var settings: [MatrixSetting]
  /// Values in place of the script's that are the same at all points.
  public var parameters: [ParameterOverride]
  /// Tools, folders and limits of each run.
  public var configuration: RunConfiguration
  /// The part of the points that is this process's; nil for all.
  public var shard: MatrixShard?
  /// How many points run side by side; nil for as many as cores and memory allow.
  public var jobs: Int?
  /// What a point is measured by; nil for nothing. Called before the point runs, because it may take the place of what
  /// it is measured against.
  public var gate: (@Sendable (Matrix.Point) throws -> RunGate?)?
  /// Whether warnings count as a broken gate.
  public var isStrict = false
  /// Whether pages carry the files of figures, tables and artifacts, to be saved.
  public var carriesFiles = true
  /// The most bytes of the page with a control; nil where none is made.
  public var explorableLimit: Int?
  /// The observers; each receives every event, in this order.
  public var observers: [any MatrixRunObserver]

  /// Runs of the analysis at a path; the file is not read yet.
  public init(
    path: String, settings: [MatrixSetting], parameters: [ParameterOverride] = [], configuration: RunConfiguration,
    shard: MatrixShard? = nil, jobs: Int? = nil, observers: [any MatrixRunObserver] = []
  ) {
    self.path = path
    self.settings = settings
    self.parameters = parameters
    self.configuration = configuration
    self.shard = shard
    self.jobs = jobs
    self.observers = observers
  }

  /// Which points there are, and which of them are this process's.
  public struct Plan: Sendable {
    /// The analysis as it was read.
    public var parsed: ParsedNotebook
    /// All points.
    public var matrix: Matrix
    /// Those of the shard.
    public var points: [Matrix.Point]
  }

  /// A point that has to run, and why, in a few words.
  public struct WaitingPoint: Sendable {
    /// The point.
    public var point: Matrix.Point
    /// What keeps its earlier run from standing for a new one.
    public var reason: String
  }

  /// What other processes do.
  public enum Wait: Sendable {
    /// One runs its first point, and with it what the points share.
    case sharedCells
    /// They run so many points that this process was given, too.
    case points(Int)
  }

  /// Reads the analysis and works out the points; nothing runs.
  /// - Throws: ``UnreadableAnalysis``, and `Diagnostic` for what cannot be varied so.
  public func plan() throws -> Plan {
    let parsed = try ParsedNotebook(contentsOf: path)
    let matrix = try parsed.notebook.matrix(of: settings, fixed: parameters)
    let positions = shard?.positions(of: matrix.points.count) ?? Array(matrix.points.indices)
    return Plan(parsed: parsed, matrix: matrix, points: positions.map { matrix.points[$0] })
  }

  /// Runs the points of a plan that have not been done, and writes the page that compares all that are there.
  /// - Throws: what ``AnalysisRun/run(only:)`` throws, and `RunFailure` where something cannot be written.
  public func run(_ plan: Plan, in folder: MatrixFolder) async throws -> MatrixResult {
    try folder.write(plan.matrix)
    let runs = PointRuns(of: self, plan, in: folder)
    let queue = runs.queue
    for observer in observers { observer.willRun(plan, waiting: queue.waiting) }
    var result = MatrixResult()
    var failure: (any Error)?
    do {
      try await runs.run(queue, &result)
    } catch {
      failure = error
    }
    // Also where it came between two points.
    result.isInterrupted = configuration.interruption?.isRequested ?? false
    try writePages(plan, in: folder)
    if let failure { throw failure }
    for observer in observers { observer.didWrite(folder.page) }
    if let limit = explorableLimit, !result.isInterrupted {
      let page = try writeExplorable(plan, in: folder, limit: limit)
      // Its page is linked from the one that compares the points.
      try writePages(plan, in: folder)
      for observer in observers { observer.didWrite(page) }
    }
    return result
  }

  private func writePages(_ plan: Plan, in folder: MatrixFolder) throws(RunFailure) {
    let showsTimes = configuration.sourceDate == nil
    try folder.writePage { () throws(RunFailure) in
      var page = MatrixPage(of: folder, plan.matrix)
      page.showsTimes = showsTimes
      return page.bytes
    }
    let reports = (folder.directory as NSString).deletingLastPathComponent
    do throws(RunFailure) {
      try ReportShelf(reports, workFolder: configuration.workFolder, showsTimes: showsTimes).writeFrontPage()
    } catch {
      let warning = Diagnostic(warning: "front-page", message: error.message, hint: error.hint)
      for observer in observers { observer.didWarn(warning) }
    }
  }
}

/// Follows a ``MatrixRun``.
public protocol MatrixRunObserver: Sendable {
  /// The points are known, and which of them have to run.
  func willRun(_ plan: MatrixRun.Plan, waiting: [MatrixRun.WaitingPoint])
  /// Other processes run what is left, or what all points share; it is waited for.
  func willWait(_ what: MatrixRun.Wait)
  /// Another process has run a point meanwhile.
  func didFind(_ outcome: MatrixResult.Outcome)
  /// A point has run. Called on another thread, for one point at a time or for several.
  func didRun(_ point: Matrix.Point, of plan: MatrixRun.Plan, _ result: AnalysisResult)
  /// The run of a point, a new one or one that was there, has been measured.
  func didJudge(_ point: Matrix.Point, _ judged: JudgedComparison)
  /// A page about all points has been written.
  func didWrite(_ page: String)
  /// Something is not as it should be, and keeps nothing from going on.
  func didWarn(_ warning: Diagnostic)
}

/// What became of the points.
public struct MatrixResult: Sendable {
  /// What became of one point.
  public struct Outcome: Sendable, Equatable {
    /// The point.
    public var point: Matrix.Point
    /// How its run ended.
    public var status: ExitStatus
    /// Whether it had been done before.
    public var isEarlier: Bool
  }

  /// Of each point that was done, in no order.
  public var outcomes: [Outcome] = []
  /// Whether it was stopped before its end.
  public var isInterrupted = false

  /// The worst of them.
  public var exitStatus: ExitStatus {
    if isInterrupted { return .interrupted }
    return outcomes.map(\.status).max { $0.code < $1.code } ?? .done
  }
}
