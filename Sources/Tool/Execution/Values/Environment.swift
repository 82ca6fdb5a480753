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
