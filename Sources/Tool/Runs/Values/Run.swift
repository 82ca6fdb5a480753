/// Everything that happened: the manifest `run.json`, "songbook-run/1".
public struct Run: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok, failed, crashed, timedOut, interrupted
    /// The compiler refused the program; no cell ran.
    case notCompiled
  }

  /// The name of the copy of the analysis in the run's folder, as it was when it ran.
  public static let sourceFile = "source.swift"

  public var schema = "songbook-run/1"
  /// The notebook's name and the path it was read from.
  public var analysis: String
  public var path: String
  /// Different for every run; begins with the time.
  public var id: String
  public var status: Status
  public var parameters: [ParameterValue]
  public var inputs: [Input]
  public var environment: Environment
  public var cells: [CellRun]
  public var metrics: [Metric]
  /// What the compiler said, in the author's lines; errors when the program did not compile.
  public var diagnostics: [Diagnostic]
  /// ISO 8601, UTC.
  public var startedAt: String?
  /// All of it, compiling included.
  public var seconds: Double?
  public var compileSeconds: Double?

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
