/// One line that a running analysis writes to its runner, as JSON.
///
/// The analysis runs in a process of its own; beside the ``StatusPage`` and files this is all that it sends. Cells are
/// named by their index in the notebook.
public enum RunEvent: Codable, Sendable, Equatable {
  case cellStarted(cell: Int)
  /// Something to show, in the order of display.
  case output(cell: Int, output: Output)
  /// - `seconds`: wall time of the cell. `peakMemory`: the most resident memory, in bytes, the process had while the
  ///   cell ran.
  case cellFinished(cell: Int, seconds: Double, peakMemory: Int)
  /// An error that the cell's code threw and did not catch.
  case cellFailed(cell: Int, failure: UncaughtError)
  case progress(cell: Int, progress: StepProgress)
  case metric(cell: Int, metric: Metric)
  case input(cell: Int, input: InputRead)
  case warning(cell: Int, warning: Diagnostic)
  /// The statement on this line made an access to the file system.
  case file(cell: Int, line: Int, access: FileAccess)
  /// The statement on this line is about to change what stands at a path.
  case changing(cell: Int, line: Int, change: FileChange)
  /// What the statements of a cell that is done accessed in memory.
  case memory(cell: Int, accesses: [MemoryAccess])
  /// A `let` of the top level that has its value now.
  case defined(cell: Int, constant: DefinedConstant)
  /// The cached value in this file of the run's folder could not be read; the process ends.
  case unrestored(cell: Int, file: String)
  /// The last event of a run that came to its end.
  case finished

  private enum FileCodingKeys: String, CodingKey {
    case cell, line
    case access = "touch"
  }
}

/// An error that the author's code threw: its type, its description, and the author's line that was running.
public struct UncaughtError: Codable, Sendable, Equatable {
  /// The name of the error's type.
  public var errorType: String
  /// The error as text.
  public var message: String
  /// The author's line that was running, from 1; nil where it is not known.
  public var line: Int?

  /// An error with its type, text and line.
  public init(errorType: String, message: String, line: Int? = nil) {
    self.errorType = errorType
    self.message = message
    self.line = line
  }
}

/// How far a long step has come.
public struct StepProgress: Codable, Sendable, Equatable {
  /// What the step is called.
  public var label: String
  /// How many items are done.
  public var completed: Int
  /// Nil when the end is not known.
  public var total: Int?

  /// A step with what is done and, where it is known, how much there is.
  public init(label: String, completed: Int, total: Int?) {
    self.label = label
    self.completed = completed
    self.total = total
  }
}

/// A file that the analysis read. The runner hashes it.
public struct InputRead: Codable, Sendable, Equatable {
  /// The path as the analysis named it.
  public var path: String
  /// The size of the file on disk, in bytes.
  public var bytes: Int
  /// Rows of the table that was read from it; nil where it is not known.
  public var rows: Int?
  /// Where the file was found, and what it was, from being opened to having been read; its state is the hash of what
  /// was read. Nil where that is not known.
  public var access: FileAccess?
  /// Of a table on a server, whose path is its address; nil for files.
  public var table: TableInput?

  /// A file with its size and number of rows.
  public init(
    path: String, bytes: Int, rows: Int? = nil, access: FileAccess? = nil, table: TableInput? = nil
  ) {
    self.table = table
    self.path = path
    self.bytes = bytes
    self.rows = rows
    self.access = access
  }
}

/// What the runner wants to know of a constant.
public struct DefinedConstant: Codable, Sendable, Equatable {
  /// The constant's name in the source.
  public var name: String
  /// Whether the value cannot change, because its type holds no reference.
  public var isValue: Bool
  /// The type as Swift source, and the file in the run's folder that holds the value; nil where it is not cached.
  public var type: String?
  /// The file with the value, relative to the run's folder; nil where it is not cached.
  public var file: String?

  /// A constant; without `file` its value is not cached.
  public init(name: String, isValue: Bool, type: String? = nil, file: String? = nil) {
    self.name = name
    self.isValue = isValue
    self.type = type
    self.file = file
  }
}
