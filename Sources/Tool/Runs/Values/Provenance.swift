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

  public init(path: String, bytes: Int, sha256: String, rows: Int? = nil) {
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
