/// One object a line for each row, members in the order of the columns. Missing values, NaN and infinities are `null`.
public struct JSONLinesFormat: TableFormat {
  /// Has no settings.
  public init() {}

  /// `jsonl`.
  public var pathExtension: String { "jsonl" }

  /// Writes nothing: the first row begins the file.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {}

  /// Writes one object and a line end for each row.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    let objects = JSONObjects(frame)
    for row in 0..<frame.rowCount {
      objects.write(row, to: &output)
      output.write("\n")
    }
  }

  /// Writes nothing: the last row ends the file.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) {}
}

extension TableFormat where Self == JSONLinesFormat {
  /// One object a line for each row.
  public static func jsonLines() -> JSONLinesFormat { JSONLinesFormat() }
}
