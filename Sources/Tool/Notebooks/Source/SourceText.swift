import Runs

/// The author's text as bytes, with the places of its lines.
///
/// This is where all line ends become one: whatever is read, generated and shown afterwards counts the lines that
/// Swift's compiler and editors count, which end with `\r\n` and `\r` as well. Swift reads line ends within literals
/// as `\n` itself, so that no value changes.
struct SourceText: Sendable {
  let path: String
  /// Without a byte order mark; every line end is `\n`.
  let bytes: [UInt8]
  /// Offset of the first byte of each line; lines end with `\n`.
  let lineStarts: [Int]

  init(_ source: String, path: String) {
    self.path = path
    bytes = Self.withOneLineEnd(source.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  private static func withOneLineEnd(_ source: String.UTF8View) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let bytes = Array(source.starts(with: mark) ? source.dropFirst(mark.count) : source[...])
    guard bytes.contains(carriageReturn) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() {
      if byte == newline, offset > 0, bytes[offset - 1] == carriageReturn { continue }
      result.append(byte == carriageReturn ? newline : byte)
    }
    return result
  }

  /// Lines are counted from 0 in here; diagnostics and ranges count from 1.
  var lineCount: Int { lineStarts.count }

  func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line's bytes without its line end.
  func lineRange(_ line: Int) -> Range<Int> {
    lineStarts[line]..<(line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func lineText(_ line: Int) -> String { string(lineRange(line)) }

  func isBlank(line: Int) -> Bool { bytes[lineRange(line)].allSatisfy(\.isBlank) }

  /// Where a line that begins after `offset` begins, or the end of the file.
  func endOffset(ofLine line: Int) -> Int { line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count }

  func range(_ offsets: Range<Int>) -> SourceRange {
    let start = lineIndex(at: offsets.lowerBound)
    let end = lineIndex(at: offsets.upperBound)
    return SourceRange(
      startLine: start + 1, startColumn: offsets.lowerBound - lineStarts[start] + 1, endLine: end + 1,
      endColumn: offsets.upperBound - lineStarts[end] + 1)
  }

  func diagnostic(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity = .error, at offset: Int, _ message: String,
    hint: String? = nil
  ) -> Diagnostic {
    let line = lineIndex(at: offset)
    return Diagnostic(
      code: code.rawValue, severity: severity, message: message, path: path, line: line + 1,
      column: offset - lineStarts[line] + 1, sourceLine: lineText(line), hint: hint)
  }
}

extension UInt8 {
  /// A blank within a line.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
  var isDigit: Bool { (48...57).contains(self) }
  /// Letters, digits, `-` and `_`: what a label is made of.
  var isLabelByte: Bool { isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
}

extension SourceText {
  static let maximumBracketRun = 12

  /// Where more brackets open directly in one another than Swift's parser can bear: it tries each `[` as a list and as
  /// a type, so that the time doubles with every level.
  var endlessBrackets: Int? {
    var start = 0
    var count = 0
    var hasSquare = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("):
        if count == 0 { start = offset }
        count += 1
        hasSquare = hasSquare || byte == UInt8(ascii: "[")
        if count > Self.maximumBracketRun, hasSquare { return start }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): continue
      default:
        count = 0
        hasSquare = false
      }
    }
    return nil
  }
}
