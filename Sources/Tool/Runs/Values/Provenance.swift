/// What a run was made with.
public struct Environment: Codable, Sendable, Equatable {
  /// Songbook's version.
  public var songbook: String
  /// The compiler's version; empty when nothing was compiled.
  public var compiler: String
  /// Such as `Debian GNU/Linux 12 (bookworm), x86_64`.
  public var operatingSystem: String
  /// Of the repository that holds the analysis; nil outside one.
  public var commit: String?
  /// Whether the work tree differed from the commit.
  public var isDirty: Bool?

  /// An environment; without a commit outside a repository.
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

/// A file that the analysis read.
public struct Input: Codable, Sendable, Equatable {
  /// As the analysis named it.
  public var path: String
  /// Of the file as it is on disk.
  public var bytes: Int
  /// 64 hexadecimal digits; empty when the file could not be hashed.
  public var sha256: String
  /// Of a table that was read from it.
  public var rows: Int?
  /// Of a table on a server, whose path is its address; nil for files.
  public var table: TableInput?

  /// A file with its size, hash and, for tables, number of rows.
  public init(path: String, bytes: Int, sha256: String, rows: Int? = nil, table: TableInput? = nil) {
    self.table = table
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.rows = rows
  }
}

/// The value that a parameter had in a run.
public struct ParameterValue: Codable, Sendable, Equatable {
  /// Where a value came from.
  public enum Origin: String, Codable, Sendable { case script, commandLine, file }

  /// The parameter's name.
  public var name: String
  /// As a Swift literal.
  public var value: String
  /// Whether it is the script's own value, or came from the command line or a file of parameters.
  public var origin: Origin

  /// A parameter's value and where it came from.
  public init(name: String, value: String, origin: Origin) {
    self.name = name
    self.value = value
    self.origin = origin
  }

  /// The value in JSON, for a program that reads it when it starts: a literal as Songbook writes them differs from JSON
  /// in how it names characters that are not written as they are.
  package var json: String {
    value.replacing(/\\(?:u\{([0-9a-f]+)\}|.)/) { match in
      guard let digits = match.1 else { return String(match.0) }
      return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }
}
