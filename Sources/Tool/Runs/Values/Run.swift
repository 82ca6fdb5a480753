/// Everything that happened: the manifest `run.json`, "songbook-run/1".
public struct Run: Codable, Sendable, Equatable {
  /// How a run ended. `failed`: a cell threw an error, or the code ended the process.
  public enum Status: String, Codable, Sendable {
    case ok, failed, crashed, timedOut, interrupted
    /// The compiler refused the program; no cell ran.
    case notCompiled
  }

  /// The name of the copy of the analysis in the run's folder, as it was when it ran.
  public static let sourceFile = "source.swift"

  /// The name of the file that says what a point of a matrix has read, so that it can be told whether it is done.
  package static let accessFile = "read.json"

  /// The name and version of the manifest's format.
  public var schema = "songbook-run/1"
  /// The notebook's name and the path it was read from.
  public var analysis: String
  /// The path that the notebook was read from.
  public var path: String
  /// Different for every run; begins with the time.
  public var id: String
  /// How the run ended.
  public var status: Status
  /// The values that the parameters had.
  public var parameters: [ParameterValue]
  /// The files that the analysis read.
  public var inputs: [Input]
  /// What the run was made with.
  public var environment: Environment
  /// What became of each cell, in the notebook's order.
  public var cells: [CellRun]
  /// The numbers that the cells recorded to be compared between runs.
  public var metrics: [Metric]
  /// What the compiler said, in the author's lines; errors when the program did not compile.
  public var diagnostics: [Diagnostic]
  /// ISO 8601, UTC.
  public var startedAt: String?
  /// All of it, compiling included.
  public var seconds: Double?
  /// Seconds until the programs were compiled or taken from the cache; nil when no program was needed.
  public var compileSeconds: Double?

  /// A run of a status; what is left out is not known, or empty.
  public init(
    analysis: String, path: String, id: String, status: Status, parameters: [ParameterValue] = [],
    inputs: [Input] = [], environment: Environment, cells: [CellRun] = [], metrics: [Metric] = [],
    diagnostics: [Diagnostic] = [], startedAt: String? = nil, seconds: Double? = nil, compileSeconds: Double? = nil
  ) {
    self.analysis = analysis
    self.path = path
    self.id = id
    self.status = status
    self.parameters = parameters
    self.inputs = inputs
    self.environment = environment
    self.cells = cells
    self.metrics = metrics
    self.diagnostics = diagnostics
    self.startedAt = startedAt
    self.seconds = seconds
    self.compileSeconds = compileSeconds
  }
}
