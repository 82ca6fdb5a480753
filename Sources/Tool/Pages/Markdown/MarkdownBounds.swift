/// Keeps the time that Markdown takes in proportion to its length.
///
/// cmark reads most texts in one go, but the time for a paragraph of nothing but brackets, for a table of thousands of
/// columns, or for lists in lists grows with the square of its length. Such a stretch is shown as the text that it is,
/// and of a text that is longer than a book the beginning.
enum MarkdownBounds {
  /// In bytes: the Bible has four million.
  static let longestText = 4_000_000
  /// Characters that may begin or end markup, in lines without a blank one between them.
  private static let mostMarks = 4_000
  private static let mostColumns = 500
  /// Quotes and lists in each other, as one line begins them.
  private static let deepestNesting = 50

  /// The text, with every mark escaped in stretches that are beyond the bounds.
  static func bounded(_ markdown: String) -> String {
    let bytes = Array(markdown.utf8)
    let isCut = bytes.count > longestText
    // No stretch of less can be beyond any bound.
    if !isCut, bytes.count < mostColumns { return markdown }
    var scanner = Scanner(isCut ? beginning(of: bytes) : bytes[...])
    guard let bounded = scanner.bounded() ?? (isCut ? Array(scanner.bytes) : nil) else { return markdown }
    let rest =
      isCut ? Array("\n\n(The text goes on; \(bytes.count - scanner.bytes.count) bytes more are left out.)\n".utf8) : []
    return String(decoding: bounded + rest, as: UTF8.self)
  }

  /// Whole lines, where there are any.
  private static func beginning(of bytes: [UInt8]) -> ArraySlice<UInt8> {
    let beginning = bytes[..<longestText]
    if let end = beginning.lastIndex(of: 0x0A), end > longestText / 2 { return beginning[...end] }
    // No character is cut in two.
    return beginning[..<(beginning.lastIndex { $0 & 0xC0 != 0x80 } ?? longestText)]
  }

  private struct Scanner {
    let bytes: ArraySlice<UInt8>
    private var isFenced = false
    /// After the beginning of a block of HTML nothing is sure to be code.
    private var mayBeHTML = false

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// Nil when all is within the bounds.
    mutating func bounded() -> [UInt8]? {
      var result: [UInt8] = []
      var isChanged = false
      var rest = bytes
      while !rest.isEmpty {
        let stretch = takeStretch(from: &rest)
        if isBeyond(stretch) {
          isChanged = true
          for byte in stretch {
            if MarkdownBounds.isPunctuation(byte) { result.append(UInt8(ascii: "\\")) }
            result.append(byte)
          }
        } else {
          result += stretch
        }
      }
      return isChanged ? result : nil
    }

    /// Lines up to and with the next blank one.
    private func takeStretch(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let start = rest.startIndex
      var end = start
      while end < rest.endIndex {
        let line = Self.line(at: end, of: rest)
        end = line.endIndex
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) { break }
      }
      rest = rest[end...]
      return bytes[start..<end]
    }

    private static func line(at start: Int, of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D }
      return bytes[start..<(end.map { $0 + 1 } ?? bytes.endIndex)]
    }

    private mutating func isBeyond(_ stretch: ArraySlice<UInt8>) -> Bool {
      var marks = 0
      var number = 0
      var isTable = false
      var header: ArraySlice<UInt8> = []
      var start = stretch.startIndex
      while start < stretch.endIndex {
        let line = Self.line(at: start, of: stretch)
        start = line.endIndex
        number += 1
        let text = line.drop { $0 == 0x20 }
        if !mayBeHTML, line.count - text.count < 4, text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
          isFenced.toggle()
          continue
        }
        if isFenced { continue }
        if text.first == UInt8(ascii: "<") { mayBeHTML = true }
        if number == 1 { header = line }
        if number == 2, Self.isDelimiter(line), Self.columns(of: line) == Self.columns(of: header) {
          isTable = true
          marks = 0
        }
        if text.first != UInt8(ascii: "|") { isTable = false }
        let ofLine = Self.marks(in: line)
        marks = isTable ? ofLine : marks + ofLine
        if marks > mostMarks || Self.columns(of: line) > mostColumns || Self.nesting(of: line) > deepestNesting {
          return true
        }
      }
      return false
    }

    /// `|---|:-:|`
    private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
      line.contains(UInt8(ascii: "-"))
        && line.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: true
          default: false
          }
        }
    }

    private static func columns(of line: ArraySlice<UInt8>) -> Int {
      var count = 0
      var isEscaped = false
      for byte in line {
        if byte == UInt8(ascii: "|"), !isEscaped { count += 1 }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      }
      return count
    }

    /// By the time that they take: quotation marks three times, for each looks for its other.
    private static func marks(in line: ArraySlice<UInt8>) -> Int {
      line.reduce(0) { count, byte in
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): count + 3
        case UInt8(ascii: "<"): count + 2
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "!"),
          UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "&"),
          UInt8(ascii: "@"), UInt8(ascii: "\\"):
          count + 1
        default: count
        }
      }
    }

    /// How many quotes and items a line begins. Nothing but hyphens or asterisks is a rule, or a line under a heading.
    private static func nesting(of line: ArraySlice<UInt8>) -> Int {
      var count = 0
      var first: UInt8?
      var isOfOneKind = true
      for byte in line {
        switch byte {
        case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
          UInt8(ascii: ")"):
          count += 1
          isOfOneKind = isOfOneKind && byte == (first ?? byte)
          first = byte
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "0")...UInt8(ascii: "9"): continue
        default: return count
        }
      }
      let isRule = isOfOneKind && (first == UInt8(ascii: "-") || first == UInt8(ascii: "*"))
      return isRule ? 0 : count
    }
  }

  /// What a backslash makes a letter of (CommonMark 0.31, 2.4).
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
