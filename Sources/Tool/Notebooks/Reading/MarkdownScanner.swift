import Pages
import SwiftParser
import SwiftSyntax

/// Finds the few things in Markdown that Songbook gives a meaning to. Code, inline and fenced, is left alone.
struct MarkdownScanner {
  /// Offsets are UTF-8 offsets into the scanned text.
  enum Part: Equatable {
    /// `\(...)`: the whole, and what stands between the parentheses.
    case interpolation(Range<Int>, inner: Range<Int>)
    /// `\(` without its end on the same line.
    case unclosed(Int)
    /// `@fig-x`; the offset is that of the `@`.
    case reference(String, Int)
    /// `{#sec-x}` on a heading, `{#eq-x}` behind a formula, `{#fig-x}` behind a picture; the offset is that of the `#`.
    case section(String, Int)
    /// `[^x]`; the offset is that of the bracket.
    case note(String, Int)
    /// `[^x]:` at the start of a line.
    case noteDefinition(String, Int)
  }

  private(set) var parts: [Part] = []
  private let bytes: [UInt8]

  init(_ markdown: String) {
    bytes = Array(markdown.utf8)
    let literal = MarkdownLines.literal(in: markdown)
    var block = 0
    var start = 0
    for isLiteral in literal {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if isLiteral || bytes[start..<end].allSatisfy(\.isBlank) {
        scan(block..<max(block, min(start, bytes.count)))
        block = end + 1
      } else {
        readSection(start..<end)
      }
      start = min(end + 1, bytes.count)
    }
    scan(min(block, bytes.count)..<bytes.count)
  }

  private mutating func readSection(_ line: Range<Int>) {
    let content = bytes[line].drop { $0 == UInt8(ascii: " ") }
    let title = content.drop { $0 == UInt8(ascii: "#") }
    let level = content.count - title.count
    guard (1...6).contains(level), title.first?.isBlank == true,
      let close = title.lastIndex(where: { !$0.isBlank }), bytes[close] == UInt8(ascii: "}"),
      let open = title.lastIndex(of: UInt8(ascii: "{"))
    else { return }
    for word in bytes[open + 1..<close].split(whereSeparator: \.isBlank) where word.first == UInt8(ascii: "#") {
      let label = String(decoding: word.dropFirst(), as: UTF8.self)
      if label.hasPrefix("sec-") { parts.append(.section(label, word.startIndex)) }
    }
  }

  /// Scans one paragraph.
  private mutating func scan(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        guard at + 1 < range.upperBound else { return }
        if bytes[at + 1] == UInt8(ascii: "(") {
          at = interpolation(at: at, to: range.upperBound)
        } else {
          at += 2
        }
      case Self.backtick: at = endOfCode(at: at, to: range.upperBound)
      case UInt8(ascii: "@"): at = reference(at: at, in: range)
      case UInt8(ascii: "["): at = note(at: at, in: range)
      case UInt8(ascii: "{"): at = label(at: at, in: range)
      case UInt8(ascii: "<"): at = endOfComment(at: at, to: range.upperBound)
      default: at += 1
      }
    }
  }

  private mutating func interpolation(at start: Int, to end: Int) -> Int {
    let lineEnd = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
    guard let close = closingParenthesis(from: start + 1, to: lineEnd) else {
      parts.append(.unclosed(start))
      return lineEnd
    }
    parts.append(.interpolation(start..<close + 1, inner: start + 2..<close))
    return close + 1
  }

  /// Where the parenthesis that opens at `start` closes, by Swift's own rules. The parser sees a little text at first,
  /// so that a long line is not read again for each of its expressions.
  private func closingParenthesis(from start: Int, to end: Int) -> Int? {
    var length = 128
    while true {
      let limit = min(end, start + length)
      var parser = Parser(String(decoding: bytes[start..<limit], as: UTF8.self))
      let tree = ExprSyntax.parse(from: &parser)
      let tuple = tree.firstToken(viewMode: .sourceAccurate)?.parent?.as(TupleExprSyntax.self)
      if let tuple, tuple.rightParen.presence == .present {
        return start + tuple.rightParen.positionAfterSkippingLeadingTrivia.utf8Offset
      }
      if limit == end { return nil }
      length *= 4
    }
  }

  /// Behind the code that the backticks at `start` open, or behind the backticks when nothing closes them.
  private func endOfCode(at start: Int, to end: Int) -> Int {
    func run(at offset: Int) -> Int { bytes[offset..<end].prefix { $0 == Self.backtick }.count }
    let opening = run(at: start)
    var at = start + opening
    while at < end {
      guard bytes[at] == Self.backtick else {
        at += 1
        continue
      }
      let closing = run(at: at)
      at += closing
      if closing == opening { return at }
    }
    return start + opening
  }

  /// Behind the comment that starts here, or behind the `<`.
  private func endOfComment(at start: Int, to end: Int) -> Int {
    guard bytes[start..<end].starts(with: "<!--".utf8) else { return start + 1 }
    var at = start + 4
    while at + 2 < end {
      if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: ">") {
        return at + 3
      }
      at += 1
    }
    return start + 1
  }

  /// `{#eq-x}` and `{#fig-x}`.
  private mutating func label(at start: Int, in range: Range<Int>) -> Int {
    let before = bytes[range.lowerBound..<start].last { !$0.isBlank }
    guard start + 1 < range.upperBound, bytes[start + 1] == UInt8(ascii: "#"),
      before == UInt8(ascii: "$") || before == UInt8(ascii: ")")
    else { return start + 1 }
    let label = bytes[(start + 2)..<range.upperBound].prefix(while: \.isLabelByte)
    let text = String(decoding: label, as: UTF8.self)
    if text.hasPrefix(before == UInt8(ascii: "$") ? "eq-" : "fig-") { parts.append(.section(text, start + 1)) }
    return label.endIndex
  }

  private mutating func note(at start: Int, in range: Range<Int>) -> Int {
    guard start + 1 < range.upperBound, bytes[start + 1] == UInt8(ascii: "^") else { return start + 1 }
    let label = bytes[(start + 2)..<range.upperBound].prefix {
      !$0.isBlank && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[")
    }
    guard !label.isEmpty, label.endIndex < range.upperBound, bytes[label.endIndex] == UInt8(ascii: "]") else {
      return start + 1
    }
    let name = String(decoding: label, as: UTF8.self).lowercased()
    let next = label.endIndex + 1
    let before = bytes[range.lowerBound..<start].reversed().prefix { $0 != UInt8(ascii: "\n") }
    let isDefinition =
      next < range.upperBound && bytes[next] == UInt8(ascii: ":")
      && before.allSatisfy { $0.isBlank || $0 == UInt8(ascii: ">") }
    parts.append(isDefinition ? .noteDefinition(name, start) : .note(name, start))
    return next
  }

  private mutating func reference(at start: Int, in range: Range<Int>) -> Int {
    if start > range.lowerBound {
      let before = bytes[start - 1]
      if before.isLabelByte || before == UInt8(ascii: "/") || before >= 128 { return start + 1 }
    }
    var end = start + 1
    while end < range.upperBound, bytes[end].isLabelByte { end += 1 }
    while end > start + 1, !bytes[end - 1].isLetter, !bytes[end - 1].isDigit { end -= 1 }
    let label = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    if LabelForm.isReferable(label) { parts.append(.reference(label, start)) }
    return max(end, start + 1)
  }

  private static let backtick = UInt8(ascii: "`")
}
