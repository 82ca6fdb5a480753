/// Finds out from the beginning of a text how it is delimited.
///
/// Each possible delimiter, quote and escape is tried. The best gives records of equal length whose fields look like
/// values: the idea of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
/// patterns", 2019.
struct DialectDetector {
  struct Sample {
    var dialect: CSVDialect
    var records: [RecordSplitter.Record]
  }

  private let options: CSVReadingOptions
  private let plainRules: ValueRules
  private let commaRules: ValueRules

  init(_ options: CSVReadingOptions) {
    self.options = options
    plainRules = ValueRules(options, point: 46)
    commaRules = ValueRules(options, point: 44)
  }

  func detect(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Sample {
    let lineEnd = options.lineEnd ?? DialectDetector.lineEnd(text)
    let delimiters: [Character] = options.delimiter.map { [$0] } ?? [",", ";", "\t", "|", ":", " ", "~", "^"]
    var best: (score: Double, dialect: CSVDialect, records: [RecordSplitter.Record])?
    for delimiter in delimiters {
      let isPresent = text.contains(delimiter.asciiValue!)
      if !isPresent, options.delimiter == nil, delimiter != "," { continue }
      for quote in quotes(text, delimiter) {
        for escape in escapes(text, quote) {
          let dialect = CSVDialect(delimiter: delimiter, quote: quote, escape: escape, lineEnd: lineEnd)
          let records = self.records(text, dialect, isWhole: isWhole)
          let score = score(records, delimiter)
          if best.map({ score > $0.score + 1e-9 }) ?? true { best = (score, dialect, records) }
        }
      }
    }
    var (dialect, records) = best.map { ($0.dialect, $0.records) } ?? (CSVDialect(lineEnd: lineEnd), [])
    let skipped = options.skippedLines ?? preamble(records)
    dialect.skippedLines = skipped
    records = records.filter { $0.line >= skipped && !$0.isBlank }
    dialect.decimalSeparator = options.decimalSeparator ?? decimalSeparator(records, dialect.delimiter)
    dialect.headerRows = options.headerRows ?? headerRows(records, dialect)
    return Sample(dialect: dialect, records: records)
  }

  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>) -> CSVDialect.LineEnd {
    guard let feed = text.firstIndex(of: 10) else { return text.contains(13) ? .cr : .lf }
    return feed > 0 && text[feed - 1] == 13 ? .crlf : .lf
  }

  private func quotes(_ text: UnsafeBufferPointer<UInt8>, _ delimiter: Character) -> [Character?] {
    if !options.usesQuoting { return [nil] }
    if let quote = options.quote { return [quote] }
    guard !text.contains(34), text.contains(39) else { return ["\""] }
    // Single quotes are quotes only where fields begin and end with them.
    let mark = delimiter.asciiValue!
    let opens = text.indices.dropFirst().contains { text[$0] == 39 && (text[$0 - 1] == mark || text[$0 - 1] == 10) }
    let closes = text.indices.dropLast().contains {
      text[$0] == 39 && (text[$0 + 1] == mark || text[$0 + 1] == 10 || text[$0 + 1] == 13)
    }
    return opens && closes ? ["\"", "'"] : ["\""]
  }

  private func escapes(_ text: UnsafeBufferPointer<UInt8>, _ quote: Character?) -> [Character?] {
    if let escape = options.escape { return [escape == quote ? nil : escape] }
    guard let quote = quote?.asciiValue else { return [nil] }
    let escaped = text.indices.dropLast().contains { text[$0] == 92 && text[$0 + 1] == quote }
    return escaped ? [nil, "\\"] : [nil]
  }

  private func records(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, isWhole: Bool
  ) -> [RecordSplitter.Record] {
    var splitter = RecordSplitter(text, Punctuation(dialect))
    if let skipped = options.skippedLines { splitter.skipLines(skipped) }
    var records: [RecordSplitter.Record] = []
    while records.count < 150, let record = splitter.next() {
      if record.isComplete || isWhole { records.append(record) }
    }
    return records
  }

  /// From 0 to 1: how alike the records' lengths are, how like values the fields, how many fields there are.
  private func score(_ records: [RecordSplitter.Record], _ delimiter: Character) -> Double {
    let filled = records.filter { !$0.isBlank }
    guard let width = commonestWidth(filled), !filled.isEmpty else { return 0 }
    let alike = Double(filled.count { $0.fields.count == width }) / Double(filled.count)
    var plausible = 0
    var fields = 0
    for record in filled where record.fields.count == width {
      for field in record.fields {
        fields += 1
        if isPlausible(field, delimiter) { plausible += 1 }
      }
    }
    let likely = Double(plausible) / Double(max(1, fields))
    let weight = delimiter == ":" || delimiter == " " || delimiter == "~" || delimiter == "^" ? 0.5 : 1
    return weight * alike * likely * likely * (1 - 1 / Double(width)).squareRoot()
  }

  private func commonestWidth(_ records: [RecordSplitter.Record]) -> Int? {
    let sizes = Dictionary(records.map { ($0.fields.count, 1) }, uniquingKeysWith: +)
    return sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private func isPlausible(_ field: RecordSplitter.Field, _ delimiter: Character) -> Bool {
    field.bytes.withUnsafeBufferPointer { bytes in
      if field.isQuoted || isTyped(bytes) { return true }
      let own = delimiter.asciiValue
      // Marks of other dialects inside a field: this one cuts at the wrong places.
      return !bytes.contains { [44, 59, 9, 124, 34].contains($0) && $0 != own }
    }
  }

  private func isTyped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let field = ValueRules.trimmed(bytes)
    return plainRules.isNil(field) || plainRules.double(field, isGuessed: false) != nil
      || commaRules.double(field, isGuessed: false) != nil || plainRules.boolean(field) != nil
      || plainRules.date(field) != nil
  }

  private func isNumber(_ field: RecordSplitter.Field, _ rules: ValueRules) -> Bool {
    field.bytes.withUnsafeBufferPointer { rules.double(ValueRules.trimmed($0), isGuessed: false) != nil }
  }

  /// Lines before the table: blank ones, and records that are shorter than those that follow, or have text in the first
  /// field only.
  private func preamble(_ records: [RecordSplitter.Record]) -> Int {
    guard let width = commonestWidth(records.filter { !$0.isBlank }) else { return 0 }
    func isOutside(_ record: RecordSplitter.Record) -> Bool {
      if record.isBlank { return true }
      guard width > 1 else { return false }
      // A header that leaves out the name of the row numbers is one short.
      if record.fields.count < width { return record.fields.count == 1 || record.fields.count < width - 1 }
      return width > 2 && record.fields.count == width && record.fields.dropFirst().allSatisfy { $0.bytes.isEmpty }
    }
    guard let first = records.firstIndex(where: { !isOutside($0) }), first > 0 else { return 0 }
    // Blank lines alone are no preamble: they are blank lines.
    return records[..<first].allSatisfy(\.isBlank) ? 0 : records[first].line
  }

  private func decimalSeparator(_ records: [RecordSplitter.Record], _ delimiter: Character) -> Character {
    var votes = (point: 0, comma: 0)
    for field in records.lazy.flatMap(\.fields) {
      if field.bytes.contains(44), isNumber(field, commaRules) { votes.comma += 1 }
      if field.bytes.contains(46), isNumber(field, plainRules) { votes.point += 1 }
    }
    return delimiter != "," && votes.comma > 0 && votes.point == 0 ? "," : "."
  }

  /// Records at the top that have text where the records below have numbers, dates or booleans; one when there are none
  /// of these.
  private func headerRows(_ records: [RecordSplitter.Record], _ dialect: CSVDialect) -> Int {
    let rules = dialect.decimalSeparator == "," ? commaRules : plainRules
    guard records.count > 1 else { return 1 }
    func isTypedValue(_ field: RecordSplitter.Field) -> Bool {
      field.bytes.withUnsafeBufferPointer { bytes in
        let field = ValueRules.trimmed(bytes)
        if rules.isNil(field) { return false }
        return rules.double(field, isGuessed: false) != nil || rules.boolean(field) != nil || rules.date(field) != nil
      }
    }
    func isMissing(_ field: RecordSplitter.Field) -> Bool {
      field.bytes.withUnsafeBufferPointer { rules.isNil(ValueRules.trimmed($0)) }
    }
    func isText(_ field: RecordSplitter.Field) -> Bool { !isMissing(field) && !isTypedValue(field) }
    let width = commonestWidth(records) ?? 1
    // Columns that below the first records, which may all be heads, hold values with a type.
    let body = records.dropFirst(records.count > 10 ? 5 : records.count > 3 ? 2 : 1)
    let typed = (0..<width).filter { number in
      let fields = body.compactMap { number < $0.fields.count ? $0.fields[number] : nil }.filter { !$0.bytes.isEmpty }
      return !fields.isEmpty && fields.count { isText($0) } * 10 <= fields.count && fields.contains(where: isTypedValue)
    }
    guard !typed.isEmpty else { return 1 }
    func fields(_ record: RecordSplitter.Record) -> [RecordSplitter.Field] {
      typed.compactMap { $0 < record.fields.count ? record.fields[$0] : nil }
    }
    func years(_ record: RecordSplitter.Record) -> [Int] {
      fields(record).compactMap { Int($0.text) }.filter { (1500...2100).contains($0) }
    }
    let head = fields(records[0])
    let texts = head.count(where: isText)
    if texts == 0 || texts < head.count(where: isTypedValue) {
      // Years may name columns: "Country,2001,2002,2003".
      let named = years(records[0])
      let isRising =
        named.count > 1 && named.count == head.count && zip(named, named.dropFirst()).allSatisfy { $0 < $1 }
      return isRising && years(records[1]).count < named.count ? 1 : 0
    }
    var heads = 1
    while heads < min(5, records.count - 1) {
      let next = fields(records[heads]).filter { !$0.bytes.isEmpty }
      guard !next.isEmpty, next.allSatisfy(isText) else { break }
      heads += 1
    }
    return heads
  }
}
