public import Runs

/// What earlier runs of a notebook have left: enough to decide which cells would show again what they showed.
///
/// Keys are fingerprints. A statement's key covers its tokens, the tokens of all it needs, the parameters it uses, what
/// these read, and the environment; a cell's key covers its statements' keys and those of its options that its outputs
/// depend on.
public protocol RunHistory {
  /// Names of variables whose types hold no references: such a value changes only by assignment to its name.
  var values: Set<String> { get }
  /// What matters outside the notebook, by name: the compiler, Songbook's library, the time zone. Each with a
  /// fingerprint.
  var environment: [String: String] { get }
  /// The last run of the whole notebook, to explain what is different now.
  var lastRun: RunSnapshot? { get }
  /// What running the statement of this key found, most recent first. One key has several when files have changed
  /// meanwhile.
  func traces(_ key: String) -> [StatementTrace]
  /// What a statement of this fingerprint was last seen to access in memory; nil when it has not run. A guess at what
  /// it will access, for when it has to run again.
  func accesses(_ fingerprint: String) -> MemoryAccesses?
  /// Whether what the cell of this key showed can be shown again.
  func hasOutputs(_ key: String) -> Bool
  /// The values of the statement of this key that can be restored; nil when they are not cached.
  func cachedValues(_ key: String) -> [CachedValue]?
  /// What would be found now where something was found or left earlier; nil when that cannot be found out.
  func state(of access: FileAccess) -> String?
}

extension RunHistory {
  /// Whether a file is still as a statement found or left it.
  func holds(_ access: FileAccess) -> Bool {
    access.state != nil && access.state == state(of: access)
  }
}

/// What running a statement found in the world outside and in memory, and what it left in the process.
public struct StatementTrace: Codable, Sendable, Equatable {
  /// In a fixed order, each path once for each kind of use.
  public var files: [FileAccess]
  /// In a fixed order, each location once.
  public var memory: [MemoryUse]

  /// - Parameters:
  ///   - files: in a fixed order, each path once for each kind of use.
  ///   - memory: in a fixed order, each location once.
  public init(files: [FileAccess], memory: [MemoryUse] = []) {
    self.files = files
    self.memory = memory
  }

  /// A hash of all that was found; empty where nothing was. Threads find things in an order of their own.
  var fingerprint: String {
    guard !files.isEmpty || !memory.isEmpty else { return "" }
    var fingerprint = Fingerprint()
    for use in memory {
      fingerprint.add(use.isWritten ? "modified" : "used")
      fingerprint.add(use.location)
      fingerprint.add(use.state)
    }
    for file in files.sorted(by: { ($0.path, $0.use.rawValue) < ($1.path, $1.use.rawValue) }) {
      fingerprint.add(file.use.rawValue)
      fingerprint.add(file.path)
      fingerprint.add(file.state ?? "")
    }
    return fingerprint.text
  }
}

/// The value of a constant that an earlier run left on disk.
public struct CachedValue: Codable, Sendable, Equatable {
  /// The name of the constant in the script.
  public var name: String
  /// The type, as Swift source.
  public var type: String
  /// The file that holds it.
  public var file: String

  /// - Parameter file: the name of the file that holds the value.
  public init(name: String, type: String, file: String) {
    self.name = name
    self.type = type
    self.file = file
  }
}

/// What a run consisted of, to explain what is different in the next one.
public struct RunSnapshot: Codable, Sendable, Equatable {
  /// What one cell of the run consisted of.
  public struct Cell: Codable, Sendable, Equatable {
    /// The `label` option; nil when the cell has none.
    public var label: String?
    /// The title on the marker line; nil when the cell has none.
    public var title: String?
    /// Of the statements, in order.
    public var fingerprints: [String]
    /// Of the options that outputs depend on.
    public var options: String
    /// Whether it came to its end.
    public var isDone: Bool
  }

  /// What mattered outside the notebook, by name, each with a fingerprint.
  public var environment: [String: String]
  /// Literals by name.
  public var parameters: [String: String]
  /// Of what shared files declare, sorted.
  public var sharedFingerprints: [String]
  /// All cells of the notebook, in order.
  public var cells: [Cell]
}
