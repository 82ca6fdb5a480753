/// Tells how many records at the top of a table name its columns.
///
/// A second record belongs to the names only where it cannot be a row: taken for a name, a row is lost. A first record
/// of texts above numbers may well be one of values that are missing in some way of the file's own.
struct HeaderDetector {
  private let records: [RecordSplitter.Record]
  private let width: Int
  private let rules: ValueRules
  /// Columns that below the first records, which may all be names, hold values with a type.
  private let typed: [Int]
  private let others: [Int]

  init(_ records: [RecordSplitter.Record], width: Int, _ rules: ValueRules) {
    self.records = records
    self.width = width
    self.rules = rules
    // Of few records the first rows have to be looked at too.
    let body = records.dropFirst(records.count > 10 ? 5 : records.count > 3 ? 2 : 1)
    typed = (0..<width).filter { number in
      let fields = body.compactMap { number < $0.fields.count ? $0.fields[number] : nil }.filter { !$0.bytes.isEmpty }
      return !fields.isEmpty && fields.count { HeaderDetector.isText($0, rules) } * 10 <= fields.count
        && fields.contains { HeaderDetector.isValue($0, rules) }
    }
    let known = Set(typed)
    others = (0..<width).filter { !known.contains($0) }
  }

  private static func isValue(_ field: RecordSplitter.Field, _ rules: ValueRules) -> Bool {
    field.bytes.withUnsafeBufferPointer { bytes in
      let field = ValueRules.trimmed(bytes)
      if rules.isNil(field) { return false }
      return rules.double(field, isGuessed: false) != nil || rules.boolean(field) != nil || rules.date(field) != nil
        || rules.ungrouped(field) != nil
    }
  }

  private static func isText(_ field: RecordSplitter.Field, _ rules: ValueRules) -> Bool {
    let isMissing = field.bytes.withUnsafeBufferPointer { rules.isNil(ValueRules.trimmed($0)) }
    return !isMissing && !isValue(field, rules)
  }

  private func isValue(_ field: RecordSplitter.Field) -> Bool { HeaderDetector.isValue(field, rules) }
  private func isText(_ field: RecordSplitter.Field) -> Bool { HeaderDetector.isText(field, rules) }

  private func field(_ record: Int, _ column: Int) -> RecordSplitter.Field? {
    records[record].fields.indices.contains(column) ? records[record].fields[column] : nil
  }

  private func text(_ record: Int, _ column: Int) -> String {
    field(record, column).map { String(decoding: ValueRules.trimmed($0.bytes), as: UTF8.self) } ?? ""
  }

  /// The records that name the columns; 1 when no column has a type that would tell.
  var rows: Int {
    guard records.count > 1 else { return 1 }
    if isRepeated { return 2 }
    guard !typed.isEmpty else { return 1 }
    if namesGroups { return 2 }
    // A header that is one short names all columns but the first, which numbers or names the rows.
    let offset = records[0].fields.count == width - 1 && width > 2 ? 1 : 0
    let head = typed.compactMap { field(0, $0 - offset) }
    let texts = head.count(where: isText)
    if texts == 0 || texts < head.count(where: isValue) { return namesAreNumbers(offset) ? 1 : 0 }
    return namesUnits ? 2 : 1
  }

  /// The second record says the same as the first.
  private var isRepeated: Bool {
    let first = records[0].fields.map(\.bytes)
    return records.count > 2 && first == records[1].fields.map(\.bytes) && records[0].fields.allSatisfy { !isValue($0) }
      && records[2].fields.map(\.bytes) != first
  }

  /// Whether numbers in the first record name columns: they rise like years, or no row has the like of them.
  private func namesAreNumbers(_ offset: Int) -> Bool {
    let named = typed.compactMap { Int(text(0, $0 - offset)) }
    guard named.count == typed.count, Set(named).count == named.count else { return false }
    func years(_ record: Int) -> [Int] {
      typed.compactMap { Int(text(record, $0)) }.filter { (1500...2100).contains($0) }
    }
    let isRising = zip(named, named.dropFirst()).allSatisfy { $0 < $1 }
    // "Country,2001,2002,2003"
    if named.count > 1, isRising, years(0).count == named.count { return years(1).count < named.count }
    // Beside them a text has to stand that is in no row, as "sample" above "s1" and "s2".
    let hasOwnText = others.contains { column in
      let name = text(0, column - offset)
      return (!name.isEmpty || offset == 0) && !records.indices.dropFirst().contains { text($0, column) == name }
    }
    // "station,0,6,12,18" above fractions only: a row of whole numbers that rise would be a strange chance.
    let areFractions = typed.allSatisfy { column in
      records.indices.dropFirst().allSatisfy { row in
        text(row, column).isEmpty || text(row, column).utf8.contains(rules.point)
      }
    }
    if hasOwnText, isRising, areFractions, named.count > 2, records.count > 3 { return true }
    guard hasOwnText, records.count > 2, named.count > 1 || others.contains(where: { isOtherThanRows($0, offset) })
    else {
      return false
    }
    return zip(typed, named).allSatisfy { column, name in
      let values = records.indices.dropFirst().compactMap { Double(text($0, column).replacingPoint(rules.point)) }
      guard let least = values.min(), let most = values.max() else { return false }
      // Far outside what the column holds; of fractions a whole number is far sooner.
      let isFraction = values.allSatisfy { $0 != $0.rounded() }
      let reach =
        isFraction ? max(most - least, abs(most), abs(least)) : 3 * max(most - least, abs(most), abs(least), 1)
      return Double(name) > most + reach || Double(name) < least - reach
    }
  }

  /// Whether the first text of a column is of another make than all others: without digits, or in small letters.
  private func isOtherThanRows(_ column: Int, _ offset: Int) -> Bool {
    let name = text(0, column - offset)
    func hasDigit(_ text: String) -> Bool { text.utf8.contains { $0 &- 48 < 10 } }
    func isSmall(_ text: String) -> Bool { text.first?.isLowercase ?? false }
    let rows = records.indices.dropFirst().map { text($0, column) }
    return !hasDigit(name) && rows.allSatisfy(hasDigit) || isSmall(name) && !rows.contains(where: isSmall)
  }

  /// Whether all of the second record's fields above columns of values are words, which stand above all of them, or
  /// some.
  private func areWords(inAll: Bool) -> Bool {
    guard records.count > 2, records[1].fields.count == width, records[0].fields.count == width else { return false }
    let below = typed.filter { !text(1, $0).isEmpty }
    return !below.isEmpty && (!inAll || below.count == typed.count)
      && below.allSatisfy { column in
        isText(field(1, column)!) && text(1, column).unicodeScalars.contains { $0.properties.isAlphabetic }
      }
  }

  /// Whether the second record holds units: nothing stands where rows have texts.
  private var namesUnits: Bool {
    areWords(inAll: false) && !others.isEmpty && others.allSatisfy { text(1, $0).isEmpty }
      && others.contains { !text(2, $0).isEmpty }
  }

  /// Whether the first record names groups of columns, and the second those in each: above columns of numbers the names
  /// of the first are left out or repeated, those of the second come again in each group, and only both together tell
  /// one column from another.
  private var namesGroups: Bool {
    let inner = typed.filter { $0 > 0 }
    guard inner.count > 1, areWords(inAll: true) else { return false }
    let names = inner.map { text(0, $0) }
    guard names.contains("") || Set(names).count < names.count else { return false }
    var group = ""
    let joined = inner.map { column in
      if !text(0, column).isEmpty { group = text(0, column) }
      return group + "\n" + text(1, column)
    }
    let second = inner.map { text(1, $0) }
    return Set(joined).count == joined.count && Set(second).count < second.count
      && second.allSatisfy { $0.unicodeScalars.first?.properties.isAlphabetic ?? false }
  }
}

extension String {
  /// With a point where a comma sets decimals apart.
  fileprivate func replacingPoint(_ point: UInt8) -> String {
    point == 44 ? String(map { $0 == "," ? "." : $0 }) : self
  }
}
