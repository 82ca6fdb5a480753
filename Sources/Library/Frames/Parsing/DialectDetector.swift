/// Finds out from the beginning of a text how it is delimited.
///
/// Each possible delimiter, quote and escape is tried. The best gives records of equal length whose fields look like
/// values: the idea of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
/// patterns", 2019. The first record has to be as long as the others, or a column of times would be cut at its colons.
struct DialectDetector {
  struct Sample {
    var dialect: CSVDialect
    /// From the first that names the columns, or is a row, on.
    var records: [RecordSplitter.Record]
    /// How many fields most records have.
    var width: Int
    /// The delimiter stands in no record: the text is one column.
    var isOneColumn = false
    var remarks: [String] = []
    /// Some quotes had to be taken in another way than as they stand.
    var hasRepairs: Bool { records.contains { $0.reading != .standard } }
  }

  private struct Candidate {
    var score: Double
    var dialect: CSVDialect
    var records: [RecordSplitter.Record]
    var width: Int
  }

  let options: CSVReadingOptions
  private let repairsQuotes: Bool
  private let plainRules: ValueRules
  private let commaRules: ValueRules

  init(_ options: CSVReadingOptions, repairsQuotes: Bool) {
    self.options = options
    self.repairsQuotes = repairsQuotes
    plainRules = ValueRules(options, point: 46)
    commaRules = ValueRules(options, point: 44)
  }

  func detect(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Sample {
    let lineEnd = options.lineEnd ?? lineEnd(text)
    let lines = SampleLines(text, lineEnd: lineEnd == .cr ? 13 : 10)
    let told = lines.toldDelimiter
    let top = topLines(lines)
    var best: Candidate?
    for delimiter in delimiters(text, lines, told: told) {
      for quote in quotes(text, delimiter) {
        for escape in escapes(text, quote) {
          var dialect = CSVDialect(delimiter: delimiter, quote: quote, escape: escape, lineEnd: lineEnd)
          dialect.comment = top.comment
          for (merges, skips) in spacings(text, dialect, lines) {
            dialect.mergesDelimiters = merges
            dialect.skipsInitialSpaces = skips
            let records = self.records(text, dialect, from: top.lines, isWhole: isWhole)
            let candidate = self.candidate(records, dialect)
            if best.map({ candidate.score > $0.score + 1e-9 }) ?? true { best = candidate }
          }
        }
      }
    }
    let found = best ?? Candidate(score: 0, dialect: CSVDialect(lineEnd: lineEnd), records: [], width: 1)
    return sample(found, text, top: top, isTold: told != nil, isWhole: isWhole)
  }

  private func sample(
    _ found: Candidate, _ text: UnsafeBufferPointer<UInt8>, top: (lines: Int, comment: Character?), isTold: Bool,
    isWhole: Bool
  ) -> Sample {
    var sample = Sample(dialect: found.dialect, records: found.records, width: found.width)
    if options.delimiter == nil, !isTold, isOneColumn(found) {
      sample.isOneColumn = true
      sample.width = 1
      // The delimiter has to be one that stands in no text.
      let absent = [",", "\t", ";", "|"].first { !text.contains($0.utf8.first!) } ?? "\u{1F}"
      sample.dialect.delimiter = absent
      sample.dialect.mergesDelimiters = false
      sample.dialect.skipsInitialSpaces = false
      sample.records = records(text, sample.dialect, from: top.lines, isWhole: isWhole)
      if options.quote == nil, options.usesQuoting, areInSingleQuotes(sample.records) {
        sample.dialect.quote = "'"
        sample.records = records(text, sample.dialect, from: top.lines, isWhole: isWhole)
      }
    } else if options.comment == nil, sample.dialect.comment == nil, hasComments(sample) {
      sample.dialect.comment = "#"
      sample.records = records(text, sample.dialect, from: top.lines, isWhole: isWhole)
    }
    let skipped = options.skippedLines ?? preamble(sample.records, width: sample.width, from: top.lines)
    sample.dialect.skippedLines = skipped
    if skipped > 0, options.skippedLines == nil {
      let shown = sample.records.first { !$0.isBlank && $0.line < skipped }.map { record in
        ": \"" + record.fields.map(\.text).joined(separator: sample.dialect.delimiter).prefix(60) + "\""
      }
      let lines = skipped == 1 ? "1 line" : "\(skipped) lines"
      sample.remarks.append("\(lines) above the table \(skipped == 1 ? "is" : "are") left out\(shown ?? "").")
    }
    if options.quote == nil, sample.dialect.quote == "'" {
      sample.remarks.append("Single quotes around fields belong to none of them; with the quote `\"` they are text.")
    }
    sample.records = sample.records.filter { $0.line >= skipped && !$0.isBlank }
    sample.dialect.decimalSeparator = options.decimalSeparator ?? decimalSeparator(sample)
    let rules = sample.dialect.decimalSeparator == "," ? commaRules : plainRules
    let heads = HeaderDetector(sample.records, width: sample.width, rules)
    sample.dialect.headerRows = options.headerRows ?? heads.rows
    if sample.dialect.headerRows > 1, options.headerRows == nil {
      sample.remarks.append("The first \(sample.dialect.headerRows) records name the columns.")
    }
    return sample
  }

  /// Lines at the top that hold the delimiter's name or comments, and what starts a comment further down.
  private func topLines(_ lines: SampleLines) -> (lines: Int, comment: Character?) {
    if let skipped = options.skippedLines { return (skipped, options.comment) }
    let told = lines.toldDelimiter == nil ? 0 : 1
    if options.comment != nil { return (told, options.comment) }
    let comments = lines.leadingComments(from: told)
    let isMarked = comments.count > 0 && !comments.isAboveHead && lines.hasComment(from: told + comments.count)
    return (told + comments.count, isMarked ? "#" : nil)
  }

  private func records(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, from skippedLines: Int, isWhole: Bool
  ) -> [RecordSplitter.Record] {
    var splitter = RecordSplitter(text, Punctuation(dialect), repairsQuotes: repairsQuotes, isWhole: isWhole)
    splitter.skipLines(skippedLines)
    var records: [RecordSplitter.Record] = []
    while records.count < 150, let record = splitter.next() {
      if record.isComplete || isWhole { records.append(record) }
    }
    return records
  }

  // MARK: How good it is

  /// From 0 to 1: how alike the records' lengths are, how like values the fields, how many fields there are.
  private func candidate(_ records: [RecordSplitter.Record], _ dialect: CSVDialect) -> Candidate {
    let filled = records.filter { !$0.isBlank }
    guard let width = DialectDetector.commonestWidth(filled), width > 1 else {
      return Candidate(score: 0, dialect: dialect, records: records, width: 1)
    }
    let alike = Double(filled.count { $0.fields.count == width }) / Double(filled.count)
    var plausible = 0.0
    var fields = 0.0
    for record in filled where record.fields.count == width {
      for field in record.fields {
        fields += 1
        plausible += isPlausible(field, dialect.delimiter) ? 1 : 0.5
      }
    }
    let likely = plausible / max(1, fields)
    let repaired = Double(filled.count { $0.reading != .standard }) / Double(filled.count)
    var score = (1 - 0.3 * repaired) * alike * likely * likely * (1 - 1 / Double(width)).squareRoot()
    let isWeak = ![",", ";", "\t", "|", "\u{1}", "\u{1F}"].contains(dialect.delimiter)
    let first = filled[0].fields.count
    if dialect.delimiter.utf8.count > 1 {
      // Several characters stand together by no chance.
      score *= 1.5
    } else if isWeak {
      score *= 0.5
    }
    if first != width { score *= isShortHead(filled, width) ? 0.9 : 0.4 }
    if isWeak, options.delimiter == nil, !isTable(filled, width, alike: alike, dialect) { score = 0 }
    return Candidate(score: score, dialect: dialect, records: records, width: score > 0 ? width : 1)
  }

  /// Whether the first record names all columns but the first: that of one column only in quotes, above quotes.
  private func isShortHead(_ records: [RecordSplitter.Record], _ width: Int) -> Bool {
    guard records[0].fields.count == width - 1 else { return false }
    return width > 2 || records.allSatisfy { $0.fields[0].isQuoted }
  }

  static func commonestWidth(_ records: [RecordSplitter.Record]) -> Int? {
    let sizes = Dictionary(records.map { ($0.fields.count, 1) }, uniquingKeysWith: +)
    return sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// Whether a character that stands in plain text too sets columns apart: all records are as long, and some column
  /// holds numbers or dates that are not times.
  private func isTable(
    _ records: [RecordSplitter.Record], _ width: Int, alike: Double, _ dialect: CSVDialect
  ) -> Bool {
    let first = records[0].fields.count
    let isShortHead = dialect.delimiter == " " && isShortHead(records, width)
    guard first == width || isShortHead, alike >= 0.95 || (isShortHead && alike >= 0.6) else { return false }
    if dialect.delimiter.utf8.count > 1 { return true }
    let body = records.count > 1 ? records.dropFirst() : records[...]
    let columns = (0..<width).map { number in
      body.compactMap { $0.fields.count == width ? $0.fields[number] : nil }.filter { !$0.bytes.isEmpty }
    }
    if dialect.delimiter.contains(":") || (dialect.delimiter == " " && width == 2) {
      // 10:15, 10:15:30, and with a date before it.
      let isTime = columns.allSatisfy { column in
        column.allSatisfy { $0.bytes.allSatisfy { $0 &- 48 < 10 || $0 == 58 || $0 == 45 || $0 == 46 || $0 == 47 } }
      }
      let hasColons = dialect.delimiter.contains(":") || columns[1].contains { $0.bytes.contains(58) }
      if isTime, hasColons { return false }
    }
    let typed = columns.count { column in
      !column.isEmpty && column.count { isTypedValue($0) } * 10 >= column.count * 9
    }
    if dialect.delimiter == ":" { return typed > 0 && (width > 2 || records.count > 2) }
    return typed > 0
  }

  private func isPlausible(_ field: RecordSplitter.Field, _ delimiter: String) -> Bool {
    field.bytes.withUnsafeBufferPointer { bytes in
      if field.isQuoted || isTyped(bytes) { return true }
      // Marks of other dialects inside a field: this one may cut at the wrong places.
      let own = delimiter.utf8.first
      if bytes.contains(where: { [44, 59, 9, 124, 34].contains($0) && $0 != own }) { return false }
      // Quotes of another dialect around a field.
      return !(bytes.count > 1 && bytes.first == 39 && bytes.last == 39)
    }
  }

  private func isTyped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let field = ValueRules.trimmed(bytes)
    return plainRules.isNil(field) || isValue(field)
  }

  private func isValue(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    plainRules.double(field, isGuessed: false) != nil || commaRules.double(field, isGuessed: false) != nil
      || plainRules.boolean(field) != nil || plainRules.date(field) != nil
  }

  private func isTypedValue(_ field: RecordSplitter.Field) -> Bool {
    field.bytes.withUnsafeBufferPointer { bytes in
      let field = ValueRules.trimmed(bytes)
      return !field.isEmpty && !plainRules.isNil(field) && isValue(field)
    }
  }

  private func isNumber(_ field: RecordSplitter.Field, _ rules: ValueRules) -> Bool {
    field.bytes.withUnsafeBufferPointer { rules.double(ValueRules.trimmed($0), isGuessed: false) != nil }
  }

  // MARK: What stands around the table

  /// Whether the text is one column: hardly any record is cut, or the first, which names the column, is not and the
  /// others are cut within texts, lists or numbers.
  private func isOneColumn(_ found: Candidate) -> Bool {
    let filled = found.records.filter { !$0.isBlank }
    guard let first = filled.first else { return false }
    if found.width == 1 { return first.fields.count == 1 || found.score == 0 && found.dialect.delimiter != "," }
    guard first.fields.count == 1, !first.fields[0].isQuoted, found.records.count > 1,
      !(found.records.first { $0.line > first.line }?.isBlank ?? true)
    else { return false }
    let body = filled.dropFirst()
    // 1,5 in a column of decimal commas.
    if found.width == 2, found.dialect.delimiter == ",",
      body.allSatisfy({ record in
        record.fields.count < 3
          && record.fields.map(\.text).joined(separator: ",").utf8.allSatisfy { $0 &- 48 < 10 || $0 == 44 || $0 == 45 }
      })
    {
      return true
    }
    // A line that is quoted as a whole is one field.
    return !body.contains { record in
      record.fields.contains { isTypedValue($0) || ($0.isQuoted && record.fields.count > 1) }
    }
  }

  /// Whether nearly all values of the one column stand in single quotes.
  private func areInSingleQuotes(_ records: [RecordSplitter.Record]) -> Bool {
    let values = records.dropFirst().compactMap { $0.fields.first?.bytes }.filter { !$0.isEmpty }
    let quoted = values.filter { $0.count > 1 && $0.first == 39 && $0.last == 39 }
    // Where quotes are written only as needed, a column of its own has them around what is empty.
    if !quoted.isEmpty, quoted.allSatisfy({ $0.count == 2 }) { return true }
    return !values.isEmpty && quoted.count * 10 >= values.count * 9
  }

  /// Whether lines further down are comments: they start with `#` and are as long as no row.
  private func hasComments(_ sample: Sample) -> Bool {
    guard sample.width > 1, sample.records.first?.fields.first?.bytes.first != 35 else { return false }
    let marked = sample.records.filter { $0.fields[0].bytes.first == 35 && !$0.fields[0].isQuoted }
    return !marked.isEmpty && marked.allSatisfy { $0.fields.count == 1 || $0.fields.count != sample.width }
  }

  /// Lines before the table: blank ones, and records that are shorter than those that follow, or have text in the first
  /// field only.
  private func preamble(_ records: [RecordSplitter.Record], width: Int, from skipped: Int) -> Int {
    func isOutside(_ record: RecordSplitter.Record) -> Bool {
      if record.isBlank { return true }
      guard width > 1 else { return false }
      // A header that leaves out the name of the row numbers is one short.
      if record.fields.count < width { return record.fields.count == 1 || record.fields.count < width - 1 }
      return width > 2 && record.fields.count == width && record.fields.dropFirst().allSatisfy { $0.bytes.isEmpty }
    }
    guard let first = records.firstIndex(where: { !isOutside($0) }), first > 0 else { return skipped }
    // Blank lines alone are no preamble: they are blank lines.
    if records[..<first].allSatisfy(\.isBlank) { return skipped }
    // A short record right above rows names their first columns; a title stands above names, or by itself.
    let above = records[first - 1]
    let isHead = !above.isBlank && above.fields.count < width && records[first].fields.contains(where: isTypedValue)
    if isHead, above.fields.count > 1 || width == 2, !above.fields.contains(where: isTypedValue) {
      return first == 1 ? skipped : above.line
    }
    return records[first].line
  }

  private func decimalSeparator(_ sample: Sample) -> Character {
    // 1,234 and 1.234 may be numbers in groups of three digits just as well: they count only where nothing else does.
    var votes = (point: 0, comma: 0, doubtfulPoint: 0, doubtfulComma: 0)
    for field in sample.records.lazy.flatMap(\.fields) {
      let (comma, point) = (field.bytes.lastIndex(of: 44), field.bytes.lastIndex(of: 46))
      func isDoubtful(_ mark: Int) -> Bool { mark < 4 && field.bytes.count - mark == 4 }
      switch (comma, point) {
      case (nil, nil): continue
      case (let comma?, nil):
        guard isNumber(field, commaRules) else { continue }
        if isDoubtful(comma) { votes.doubtfulComma += 1 } else { votes.comma += 1 }
      case (nil, let point?):
        guard isNumber(field, plainRules) else { continue }
        if isDoubtful(point) { votes.doubtfulPoint += 1 } else { votes.point += 1 }
      case (let comma?, let point?):
        // Of 1.234,5 or 1,234.5 the last sets the decimals apart.
        let rules = comma > point ? commaRules : plainRules
        guard field.bytes.withUnsafeBufferPointer({ rules.ungrouped(ValueRules.trimmed($0)) != nil }) else { continue }
        if comma > point { votes.comma += 1 } else { votes.point += 1 }
      }
    }
    if votes.comma > 0 { return votes.point == 0 ? "," : "." }
    // Between commas a decimal comma stands in quotes, as a thousands separator does.
    let isOther = sample.dialect.delimiter != "," && !sample.isOneColumn
    return isOther && votes.doubtfulComma > 0 && votes.point + votes.doubtfulPoint == 0 ? "," : "."
  }
}
