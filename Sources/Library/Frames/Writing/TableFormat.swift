/// A way to write tables as text. The head, the rows (all at once or block by block) and the end are written one behind
/// the other.
///
/// Missing values are left empty, `null` in JSON.
public protocol TableFormat: Sendable {
  /// The usual ending of file names, without a dot.
  var pathExtension: String { get }
  func writeHead(of frame: DataFrame, to output: inout TextBuffer)
  /// - Parameter firstRow: the number, in the whole table, of the frame's first row.
  func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer)
  func writeEnd(of frame: DataFrame, to output: inout TextBuffer)
}

extension TableFormat {
  /// The whole table in UTF-8.
  public func bytes(of frame: DataFrame) -> [UInt8] {
    var output = TextBuffer()
    writeHead(of: frame, to: &output)
    writeRows(of: frame, firstRow: 0, to: &output)
    writeEnd(of: frame, to: &output)
    return output.bytes
  }
}

/// Text that grows, kept as UTF-8.
public struct TextBuffer: TextOutputStream, Sendable {
  /// The text so far.
  public var bytes: [UInt8] = []

  /// No text.
  public init() {}

  /// Adds text.
  public mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }
  mutating func write(_ byte: UInt8) { bytes.append(byte) }
}

/// Formats chosen by a file's name, where a command has only that.
public enum TableFormats {
  /// The format of a name's ending: `csv`, `tsv`, `md`, `json`, `jsonl`, `html`, `tex`, `txt`; nil for others.
  public static func format(pathExtension: String) -> (any TableFormat)? {
    switch pathExtension.lowercased() {
    case "csv": CSVFormat()
    case "tsv", "tab": CSVFormat(delimiter: "\t")
    case "md", "markdown": MarkdownFormat()
    case "json": JSONFormat()
    case "jsonl", "ndjson": JSONLinesFormat()
    case "tex", "latex": LaTeXFormat()
    case "html", "htm": HTMLFormat()
    case "txt", "text": TextFormat()
    default: nil
    }
  }
}

extension DataFrame {
  /// The frame as text: `.csv()`, `.markdown()`, `.json()`, `.jsonLines()`, `.html()`, `.latex()` or `.text()`.
  public func formatted(_ format: some TableFormat) -> String {
    String(decoding: format.bytes(of: self), as: UTF8.self)
  }

  /// RFC 4180 in UTF-8; every `Double` in the fewest digits that read back to the same number.
  public func csvRepresentation() -> [UInt8] { CSVFormat().bytes(of: self) }
}
