/// How a file is to be parsed, as decided from its beginning and the options.
struct FileLayout: Sendable {
  var dialect: CSVDialect
  var rules: ValueRules
  /// Where the first row starts, in bytes of the UTF-8 text, and how many lines are before it.
  var dataStart: Int
  var dataLine: Int
  /// All columns of the file.
  var plans: [ColumnPlan]
  var expectedFields: Int
  /// About how long a row is.
  var bytesPerRow: Int
  /// Names that had to be made up or changed.
  var problems: [CSVReadingReport.Problem] = []

  /// - Parameters:
  ///   - text: UTF-8, without a byte order mark.
  ///   - isWhole: nothing comes behind `text`.
  ///   - plan: what to do with each column, from its name and the first rows.
  init(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ options: CSVReadingOptions, encoding: CSVDialect.Encoding,
    hasByteOrderMark: Bool,
    plan: (_ names: [String], _ rows: [RecordSplitter.Record], ValueRules) throws(CSVReadingError) -> [ColumnPlan]
  ) throws(CSVReadingError) {
    try FileLayout.check(options)
    var sample = UnsafeBufferPointer(rebasing: text.prefix(1 << 16))
    var sampled: DialectDetector.Sample
    while true {
      sampled = DialectDetector(options).detect(sample, isWhole: isWhole && sample.count == text.count)
      if sampled.records.count >= 20 || sample.count == text.count { break }
      sample = UnsafeBufferPointer(rebasing: text.prefix(sample.count * 4))
    }
    dialect = sampled.dialect
    dialect.encoding = encoding
    dialect.hasByteOrderMark = hasByteOrderMark
    rules = ValueRules(options, point: dialect.decimalSeparator.asciiValue ?? 46)

    var splitter = RecordSplitter(text, Punctuation(dialect))
    splitter.skipLines(dialect.skippedLines)
    var heads: [RecordSplitter.Record] = []
    while heads.count < dialect.headerRows, let record = splitter.next() {
      if !record.isBlank { heads.append(record) }
    }
    dataStart = splitter.position
    dataLine = splitter.line
    var rows: [RecordSplitter.Record] = []
    var sampleSplitter = RecordSplitter(sample, Punctuation(dialect), from: min(dataStart, sample.count))
    while rows.count < 1_000, let record = sampleSplitter.next() {
      if record.isComplete || sample.count == text.count && isWhole { rows.append(record) }
    }
    let sampleEnd = rows.last.map { max($0.start, sampleSplitter.position) } ?? dataStart
    bytesPerRow = rows.isEmpty ? 64 : max(1, (sampleEnd - dataStart) / rows.count)
    let body = rows.filter { !$0.isBlank }

    var fieldCount = heads.map(\.fields.count).max() ?? 0
    if dialect.headerRows == 0 {
      fieldCount = FileLayout.commonest(body.map(\.fields.count)) ?? rows.first.map { _ in 1 } ?? 0
    }
    guard fieldCount > 0 else {
      throw CSVReadingError(
        kind: .empty, message: "There is nothing to read.",
        hint: dialect.skippedLines > 0 ? "Are \(dialect.skippedLines) lines rightly skipped?" : nil)
    }
    expectedFields = fieldCount
    plans = []
    let line = (heads.first?.line ?? dataLine) + 1
    let names = FileLayout.names(heads, count: fieldCount, line: line, &problems)
    plans = try plan(names, body, rules)
  }

  private static func commonest(_ counts: [Int]) -> Int? {
    let sizes = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
    return sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private static func check(_ options: CSVReadingOptions) throws(CSVReadingError) {
    func fail(_ message: String) -> CSVReadingError { CSVReadingError(kind: .option, message: message) }
    let marks: [(String, Character?)] = [
      ("delimiter", options.delimiter), ("quote", options.quote), ("escape", options.escape),
    ]
    for (word, mark) in marks {
      guard let mark else { continue }
      guard mark.isASCII, !mark.isNewline else {
        throw fail("The \(word) has to be one ASCII character, not \"\(mark)\".")
      }
    }
    if let delimiter = options.delimiter, delimiter == options.quote || delimiter == options.escape {
      throw fail("The delimiter \"\(delimiter)\" cannot be the quote or the escape too.")
    }
    if let point = options.decimalSeparator, point != ".", point != "," {
      throw fail("The decimal separator is \".\" or \",\", not \"\(point)\".")
    }
    if options.skippedLines ?? 0 < 0 || options.headerRows ?? 0 < 0 {
      throw fail("Lines to skip and header rows cannot be negative.")
    }
  }

  /// One name for each column: the header's records joined; a made-up name where there is none; a number behind a name
  /// that is taken.
  private static func names(
    _ heads: [RecordSplitter.Record], count: Int, line: Int, _ problems: inout [CSVReadingReport.Problem]
  ) -> [String] {
    var names: [String] = []
    var taken: Set<String> = []
    for number in 0..<count {
      var parts: [String] = []
      for head in heads where number < head.fields.count {
        let part = String(decoding: ValueRules.trimmed(head.fields[number].bytes), as: UTF8.self)
        if !part.isEmpty, !parts.contains(part) { parts.append(part) }
      }
      let wanted = parts.joined(separator: " ")
      var name = wanted.isEmpty ? "Column \(number + 1)" : wanted
      var copy = 2
      while taken.contains(name) {
        name = "\(wanted.isEmpty ? "Column \(number + 1)" : wanted) \(copy)"
        copy += 1
      }
      taken.insert(name)
      names.append(name)
      if !heads.isEmpty, name != wanted {
        let message =
          wanted.isEmpty
          ? "Column \(number + 1) has no name; it is called \"\(name)\"."
          : "There are several columns \"\(wanted)\"; number \(number + 1) is called \"\(name)\"."
        problems.append(.init(kind: .columnName, line: line, message: message))
      }
    }
    return names
  }
}

extension ValueRules {
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer { Array(trimmed($0)) } }
}
