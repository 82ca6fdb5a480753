/// How a file is to be parsed, as decided from its beginning and the options.
struct FileLayout: Sendable {
  /// Of the source.
  var dialect: CSVDialect
  /// Of the text that is parsed.
  var marks: Punctuation
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
  /// What was found out from evidence that allows for another reading.
  var remarks: [String]

  /// How the beginning of a text is written.
  static func sample(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ options: CSVReadingOptions, repairsQuotes: Bool
  ) throws(CSVReadingError) -> DialectDetector.Sample {
    try FileLayout.check(options)
    var sample = UnsafeBufferPointer(rebasing: text.prefix(1 << 16))
    let detector = DialectDetector(options, repairsQuotes: repairsQuotes)
    while true {
      let sampled = detector.detect(sample, isWhole: isWhole && sample.count == text.count)
      if sampled.records.count >= 20 || sample.count == text.count { return sampled }
      sample = UnsafeBufferPointer(rebasing: text.prefix(sample.count * 4))
    }
  }

  /// - Parameters:
  ///   - text: UTF-8, without a byte order mark, in plain punctuation.
  ///   - isWhole: nothing comes behind `text`.
  ///   - dialect: how the text is written.
  ///   - sample: how the source is written: the same, or what `text` was made from.
  ///   - plan: what to do with each column, from its name and the first rows.
  init(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ options: CSVReadingOptions, dialect: CSVDialect,
    of sample: DialectDetector.Sample,
    plan: (_ names: [String], _ rows: [RecordSplitter.Record], inout ValueRules) throws(CSVReadingError) -> [ColumnPlan]
  ) throws(CSVReadingError) {
    self.dialect = sample.dialect
    remarks = sample.remarks
    marks = Punctuation(dialect)
    if sample.isOneColumn { marks.delimiter = [0x1F] }
    rules = ValueRules(options, point: sample.dialect.decimalSeparator.asciiValue ?? 46)

    var splitter = RecordSplitter(text, marks)
    splitter.skipLines(dialect.skippedLines)
    var heads: [RecordSplitter.Record] = []
    while heads.count < dialect.headerRows, let record = splitter.next() {
      if !record.isBlank { heads.append(record) }
    }
    dataStart = splitter.position
    dataLine = splitter.line
    // Behind the head: 64 kB, or more until there are some rows.
    var length = 1 << 16
    var rows: [RecordSplitter.Record] = []
    while true {
      rows = []
      let end = min(text.count, dataStart + length)
      var splitter = RecordSplitter(UnsafeBufferPointer(rebasing: text[..<end]), marks, from: dataStart)
      while rows.count < 1_000, let record = splitter.next() {
        if record.isComplete || end == text.count && isWhole { rows.append(record) }
      }
      let sampleEnd = rows.isEmpty ? dataStart : splitter.position
      bytesPerRow = rows.isEmpty ? 64 : max(1, (sampleEnd - dataStart) / rows.count)
      if rows.count >= 20 || end == text.count { break }
      length *= 4
    }
    let body = rows.filter { !$0.isBlank }

    var fieldCount = heads.map(\.fields.count).max() ?? 0
    if dialect.headerRows == 0 {
      fieldCount = FileLayout.commonest(body.map(\.fields.count)) ?? rows.first.map { _ in 1 } ?? 0
    } else if FileLayout.namesLackTheFirst(heads, body) {
      // The names that R writes: none for those of the rows.
      for number in heads.indices { heads[number].fields.insert(RecordSplitter.Field(), at: 0) }
      fieldCount += 1
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
    plans = try plan(names, body, &rules)
  }

  /// Whether nearly all rows have one field more than the header has, which is not always empty.
  private static func namesLackTheFirst(
    _ heads: [RecordSplitter.Record], _ body: [RecordSplitter.Record]
  ) -> Bool {
    guard let count = heads.map(\.fields.count).max(), count > 0 else { return false }
    let longer = body.filter { $0.fields.count == count + 1 }
    return longer.count > 0 && longer.count * 10 >= body.count * 9
      && longer.contains { !($0.fields.last?.bytes.isEmpty ?? true) }
  }

  private static func commonest(_ counts: [Int]) -> Int? {
    let sizes = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +)
    return sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private static func check(_ options: CSVReadingOptions) throws(CSVReadingError) {
    func fail(_ message: String) -> CSVReadingError { CSVReadingError(kind: .option, message: message) }
    let marks: [(String, Character?)] = [
      ("quote", options.quote), ("escape", options.escape), ("comment", options.comment),
    ]
    for (word, mark) in marks {
      guard let mark else { continue }
      guard mark.isASCII, !mark.isNewline else {
        throw fail("The \(word) has to be one ASCII character, not \"\(mark)\".")
      }
    }
    if let delimiter = options.delimiter {
      guard !delimiter.isEmpty, delimiter.allSatisfy({ $0.isASCII && !$0.isNewline }) else {
        throw fail("The delimiter has to be one or more ASCII characters, not \"\(delimiter)\".")
      }
    }
    if let delimiter = options.delimiter?.first, options.delimiter?.count == 1,
      delimiter == options.quote || delimiter == options.escape
    {
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
    func text(_ head: Int, _ column: Int) -> String {
      guard column < heads[head].fields.count else { return "" }
      return String(decoding: ValueRules.trimmed(heads[head].fields[column].bytes), as: UTF8.self)
    }
    var groups = [String](repeating: "", count: heads.count)
    for number in 0..<count {
      var parts: [String] = []
      for head in heads.indices {
        var part = text(head, number)
        // The name of a group of columns stands above the first of them.
        let isBelowGroup = part.isEmpty && head + 1 < heads.count && !text(head + 1, number).isEmpty
        if isBelowGroup { part = groups[head] } else { groups[head] = number > 0 ? part : "" }
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
