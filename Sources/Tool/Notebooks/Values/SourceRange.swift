/// A part of the author's file, lines and columns from 1, columns in UTF-8 bytes, `end` exclusive.
public struct SourceRange: Codable, Sendable, Equatable {
  /// The line of the first byte, from 1.
  public var startLine: Int
  /// The column of the first byte, in UTF-8 bytes from 1.
  public var startColumn: Int
  /// The line of the place behind the last byte, from 1.
  public var endLine: Int
  /// The column of the place behind the last byte, in UTF-8 bytes from 1.
  public var endColumn: Int
  /// A range made from its first place and the place behind its last; both count from 1.
  public init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The last line that the range holds anything of: `end` is exclusive and may stand at the start of the line behind.
  public var lastLine: Int { endColumn == 1 && endLine > startLine ? endLine - 1 : endLine }
}
