public import Events

/// Everything that happened: the manifest `run.json`, "songbook-run/1".
public struct Run: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok, failed, crashed, timedOut, interrupted
    /// The compiler refused the program; no cell ran.
    case notCompiled
  }

  public var schema = "songbook-run/1"
  /// The notebook's name and the path it was read from.
  public var analysis: String
  public var path: String
  public var id: String
  public var status: Status
  public var parameters: [ParameterValue]
  public var inputs: [Input]
  public var environment: Environment
  public var cells: [CellRun]
  public var metrics: [Metric]
  /// ISO 8601, UTC.
  public var startedAt: String?
  public var seconds: Double?
  public var compileSeconds: Double?

  public init(
    analysis: String, path: String, id: String, status: Status, parameters: [ParameterValue] = [],
    inputs: [Input] = [], environment: Environment, cells: [CellRun] = [], metrics: [Metric] = [],
    startedAt: String? = nil, seconds: Double? = nil, compileSeconds: Double? = nil
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
    self.startedAt = startedAt
    self.seconds = seconds
    self.compileSeconds = compileSeconds
  }
}

/// A parameter as it stood in this run.
public struct ParameterValue: Codable, Sendable, Equatable {
  public enum Origin: String, Codable, Sendable { case script, commandLine, file }

  public var name: String
  /// As a Swift literal.
  public var value: String
  public var origin: Origin

  public init(name: String, value: String, origin: Origin) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}

/// A file that the analysis read.
public struct Input: Codable, Sendable, Equatable {
  public var path: String
  public var bytes: Int
  public var sha256: String
  public var rows: Int?

  public init(path: String, bytes: Int, sha256: String, rows: Int? = nil) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.rows = rows
  }
}

/// What the run was made with.
public struct Environment: Codable, Sendable, Equatable {
  public var songbook: String
  public var compiler: String
  public var operatingSystem: String
  public var commit: String?
  /// Whether the work tree differed from the commit.
  public var isDirty: Bool?

  public init(
    songbook: String, compiler: String, operatingSystem: String, commit: String? = nil, isDirty: Bool? = nil
  ) {
    self.songbook = songbook
    self.compiler = compiler
    self.operatingSystem = operatingSystem
    self.commit = commit
    self.isDirty = isDirty
  }
}
