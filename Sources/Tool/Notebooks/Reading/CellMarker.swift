import Runs
import Statistics

/// A line that starts a cell: `// %% Title words [markdown] key="value" tags=["a"]`.
///
/// This is jupytext's percent format, kept to what Quarto reads alike: the title and the kind may come in either order,
/// metadata comes last.
struct CellMarker: Sendable {
  /// The marker's line, from 0.
  var line: Int
  var kind: Cell.Kind
  var title: String?
  var metadata: [Metadata]

  /// `key=value`, the value in JSON.
  struct Metadata: Sendable {
    var key: String
    var keyOffset: Int
    var value: String
    var valueOffset: Int
  }
}

extension CellMarker {
  /// Offset behind `// %%` when the line looks like a marker, whatever stands around it.
  static func contentOffset(in line: Range<Int>, of text: SourceText) -> (start: Int, content: Int)? {
    let bytes = text.bytes
    var at = line.lowerBound
    while at < line.upperBound, bytes[at].isBlank { at += 1 }
    let start = at
    guard at + 1 < line.upperBound, bytes[at] == slash, bytes[at + 1] == slash else { return nil }
    at += 2
    while at < line.upperBound, bytes[at].isBlank { at += 1 }
    guard at + 1 < line.upperBound, bytes[at] == percent, bytes[at + 1] == percent else { return nil }
    return (start, at + 2)
  }

  /// Reads what stands behind the `%%`.
  init(line: Int, content: Int, in text: SourceText, diagnostics: inout [Diagnostic]) {
    self.line = line
    let end = text.lineRange(line).upperBound
    let metadataStart = Self.metadataStart(from: content, to: end, in: text)
    metadata = Self.readMetadata(from: metadataStart, to: end, in: text, diagnostics: &diagnostics)
    kind = .code
    var words: [Substring] = []
    var offset = content
    for piece in text.string(content..<metadataStart).split(omittingEmptySubsequences: false, whereSeparator: \.isBlank)
    {
      defer { offset += piece.utf8.count + 1 }
      guard !piece.isEmpty else { continue }
      guard piece.hasPrefix("["), piece.hasSuffix("]"), piece.count > 2 else {
        words.append(piece)
        continue
      }
      let name = String(piece.dropFirst().dropLast())
      if name == "markdown" {
        kind = .markdown
      } else if ["md", "raw"].contains(name) || NearestName.of(name, among: ["markdown"]) != nil {
        diagnostics.append(
          text.diagnostic(
            .unknownCellKind, at: offset, "unknown kind of cell `[\(name)]`",
            hint: "a Markdown cell is marked `[markdown]`; a code cell has no mark"))
      } else {
        words.append(piece)
      }
    }
    title = words.isEmpty ? nil : words.joined(separator: " ")
    if let title, title.contains(where: { $0 == "=" || $0 == "{" }) {
      diagnostics.append(
        text.diagnostic(
          .markerTitle, .warning, at: content, "the title `\(title)` holds a sign that other tools read as metadata",
          hint: "leave `=` and `{` out of titles; metadata is written `key=\"value\"`"))
    }
  }

  /// The first word that has `=` directly behind a name.
  private static func metadataStart(from start: Int, to end: Int, in text: SourceText) -> Int {
    var word = start
    while word < end {
      while word < end, text.bytes[word].isBlank { word += 1 }
      var at = word
      while at < end, text.bytes[at].isKeyByte { at += 1 }
      if at > word, at < end, text.bytes[at] == UInt8(ascii: "="), at + 1 < end, !text.bytes[at + 1].isBlank {
        return word
      }
      while word < end, !text.bytes[word].isBlank { word += 1 }
    }
    return end
  }

  private static func readMetadata(
    from start: Int, to end: Int, in text: SourceText, diagnostics: inout [Diagnostic]
  ) -> [Metadata] {
    var result: [Metadata] = []
    var at = start
    while at < end {
      if text.bytes[at].isBlank {
        at += 1
        continue
      }
      let keyStart = at
      while at < end, text.bytes[at].isKeyByte { at += 1 }
      let key = text.string(keyStart..<at)
      guard !key.isEmpty, at < end, text.bytes[at] == UInt8(ascii: "="),
        let valueEnd = jsonEnd(from: at + 1, to: end, in: text.bytes)
      else {
        diagnostics.append(
          text.diagnostic(
            .invalidMetadata, at: keyStart, "cannot read the metadata `\(text.string(keyStart..<end))`",
            hint: "metadata is written `key=\"value\"`, with values in JSON, at the end of the line"))
        return result
      }
      let value = text.string(at + 1..<valueEnd)
      result.append(Metadata(key: key, keyOffset: keyStart, value: value, valueOffset: at + 1))
      at = valueEnd
    }
    return result
  }

  /// Where the JSON value that starts at `start` ends: a string, a list or a bare word.
  private static func jsonEnd(from start: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var inString = false
    var at = start
    while at < end {
      let byte = bytes[at]
      if inString {
        if byte == UInt8(ascii: "\\") { at += 1 } else if byte == UInt8(ascii: "\"") { inString = false }
      } else if byte == UInt8(ascii: "\"") {
        inString = true
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        depth -= 1
      } else if byte.isBlank, depth == 0 {
        break
      }
      at += 1
    }
    return inString || depth != 0 || at == start ? nil : min(at, end)
  }
}

private let slash = UInt8(ascii: "/")
private let percent = UInt8(ascii: "%")

extension UInt8 {
  /// What jupytext allows in a metadata key.
  fileprivate var isKeyByte: Bool {
    isLabelByte || self == UInt8(ascii: ".") || self == UInt8(ascii: "@") || self == UInt8(ascii: "/")
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}
