/// What a run asked of a table on a server.
public struct TableInput: Codable, Sendable, Equatable {
  /// A query with its answer.
  public struct Query: Codable, Sendable, Equatable {
    /// What the server was asked.
    public var sql: String
    /// How long the answer took; nil in runs that hold no times.
    public var seconds: Double?
    /// Whether the answer is the same however many threads and servers compute it.
    public var isExact: Bool

    /// A query.
    public init(sql: String, seconds: Double?, isExact: Bool) {
      self.sql = sql
      self.seconds = seconds
      self.isExact = isExact
    }
  }

  /// The server's version.
  public var version: String
  /// What changes when the table's contents do.
  public var fingerprint: String
  /// In the order in which they were asked.
  public var queries: [Query]

  /// A table with what was asked of it.
  public init(version: String, fingerprint: String, queries: [Query] = []) {
    self.version = version
    self.fingerprint = fingerprint
    self.queries = queries
  }
}
