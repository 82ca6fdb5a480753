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
