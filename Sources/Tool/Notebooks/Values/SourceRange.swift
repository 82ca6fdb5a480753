/// A part of the author's file, lines and columns from 1, columns in UTF-8 bytes, `end` exclusive.
public struct SourceRange: Codable, Sendable, Equatable {
  public var startLine: Int
  public var startColumn: Int
  public var endLine: Int
  public var endColumn: Int
  public init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The last line that the range holds anything of: `end` is exclusive and may stand at the start of the line behind.
  public var lastLine: Int { endColumn == 1 && endLine > startLine ? endLine - 1 : endLine }
}
