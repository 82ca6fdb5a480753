/// A delimited text rewritten in the punctuation that ``ChunkParser`` reads: one byte between fields, quotes
/// doubled, no comments.
///
/// Only odd texts take this way round, so that the parser of the others does not look for what they do not have.
struct PlainText {
  /// What the text is written in.
  static let dialect = CSVDialect(delimiter: "\u{1F}")

  private(set) var bytes: FileBytes
  private(set) var problems: [CSVReadingReport.Problem] = []
  private(set) var problemCount = 0
  private(set) var remarks: [String] = []
  /// From which of its lines on a text's lines are so many lines further down in the source.
  private var shifts: [(line: Int, shift: Int)] = []

  /// - Parameters:
  ///   - text: the source, UTF-8.
  ///   - dialect: how it is written.
  ///   - width: how many fields a record is to have.
  init(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, width: Int?, repairsQuotes: Bool, maximumProblems: Int
  ) {
    var splitter = RecordSplitter(text, Punctuation(dialect), repairsQuotes: repairsQuotes, width: width)
    splitter.skipLines(dialect.skippedLines)
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count + text.count / 8)
    var line = 0
    var firstInner: Int?
    bytes = FileBytes([])
    while let record = splitter.next() {
      if record.line - line != shifts.last?.shift ?? 0 { shifts.append((line, record.line - line)) }
      if !record.isBlank {
        for (number, field) in record.fields.enumerated() {
          if number > 0 { plain.append(0x1F) }
          line += PlainText.append(field, to: &plain)
        }
      }
      plain.append(10)
      line += 1
      let isOpen = record.hasOpenQuote && record.reading == .standard
      if record.reading == .text || isOpen {
        problemCount += 1
        if problems.count < maximumProblems {
          let message =
            isOpen
            ? "A quote is opened and not closed until the end." : "A quote without its partner is taken as text."
          problems.append(.init(kind: .openQuote, line: record.line + 1, message: message))
        }
      } else if record.reading != .standard, firstInner == nil {
        firstInner = record.line + 1
      }
    }
    bytes = FileBytes(plain)
    if let firstInner { remarks.append("Quotes inside quoted fields are not doubled, first in line \(firstInner).") }
    let comments = splitter.commentLines
    if !comments.isEmpty {
      let shown =
        comments.prefix(10).map { String($0 + 1) }.joined(separator: ", ") + (comments.count > 10 ? ", …" : "")
      remarks.append("Comments were left out: \(comments.count == 1 ? "line" : "lines") \(shown).")
    }
  }

  /// - Returns: the line ends in the field.
  private static func append(_ field: RecordSplitter.Field, to plain: inout [UInt8]) -> Int {
    var lines = 0
    let needsQuotes =
      field.isQuoted || field.bytes.first == 34 || field.bytes.contains { $0 == 0x1F || $0 == 10 || $0 == 13 }
    guard needsQuotes else {
      plain.append(contentsOf: field.bytes)
      return 0
    }
    plain.append(34)
    for byte in field.bytes {
      if byte == 34 { plain.append(34) }
      if byte == 10 { lines += 1 }
      plain.append(byte)
    }
    plain.append(34)
    return lines
  }

  /// The line of the source in which a line of the text stands; both from 1.
  func sourceLine(_ line: Int) -> Int {
    line + (shifts.last { $0.line <= line - 1 }?.shift ?? 0)
  }
}
