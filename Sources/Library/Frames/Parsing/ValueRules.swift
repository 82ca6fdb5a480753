#if canImport(Glibc)
  import Glibc
#endif

/// What the bytes of a field mean in a column of each type.
struct ValueRules: Sendable {
  let point: UInt8
  private let thousands: [[UInt8]]
  private let nilTexts: [[UInt8]]
  /// Which ASCII characters those texts begin with: hardly any value does, so that few are compared with all.
  private let nilBeginnings: (UInt64, UInt64)
  private let trueTexts: [[UInt8]]
  private let falseTexts: [[UInt8]]
  /// Of text columns; nothing at all stands in ``emptyTextIsNil``.
  private var textNilTexts: [[UInt8]]
  let emptyTextIsNil: Bool
  /// What is missing in columns of text goes by what is missing in those of numbers.
  private let followsNumbers: Bool
  /// Those of ``missingMark(_:)`` that are missing in columns of text too.
  private(set) var textMarks: UInt64 = 0

  init(_ options: CSVReadingOptions, point: UInt8) {
    self.point = point
    nilTexts = options.nilEncodings.sorted().map { Array($0.utf8) }
    var beginnings: (UInt64, UInt64) = (0, 0)
    for text in nilTexts {
      guard let first = text.first else { continue }
      if first & 64 == 0 { beginnings.0 |= 1 << UInt64(first & 63) } else { beginnings.1 |= 1 << UInt64(first & 63) }
    }
    nilBeginnings = beginnings
    let given = options.thousandsSeparator.map { [String($0)] }
    let usual = [point == 44 ? "." : ",", "'", " ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2019}"]
    thousands = (given ?? usual).map { Array($0.utf8) }
    trueTexts = options.trueEncodings.map { Array($0.utf8) }
    falseTexts = options.falseEncodings.map { Array($0.utf8) }
    textNilTexts = (options.textNilEncodings ?? []).filter { !$0.isEmpty }.map { Array($0.utf8) }
    emptyTextIsNil = options.textNilEncodings?.contains("") ?? true
    followsNumbers = options.textNilEncodings == nil
  }

  private static func contains(_ texts: [[UInt8]], _ field: UnsafeBufferPointer<UInt8>) -> Bool {
    texts.contains { text in
      text.count == field.count && (text.isEmpty || memcmp(text, field.baseAddress!, field.count) == 0)
    }
  }

  /// Whether a field is a missing value in a column of numbers, dates or booleans.
  func isNil(_ field: UnsafeBufferPointer<UInt8>) -> Bool { missingMark(field) != 0 }

  private static let emptyMark: UInt64 = 1 << 63

  /// A bit that tells which of the texts for a missing value the field is; 0 when it is none.
  func missingMark(_ field: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if let first = field.first, first < 128 {
      let beginnings = first & 64 == 0 ? nilBeginnings.0 : nilBeginnings.1
      if beginnings & 1 << UInt64(first & 63) == 0 { return 0 }
    }
    for (number, text) in nilTexts.enumerated() where text.count == field.count {
      if text.isEmpty { return ValueRules.emptyMark }
      if memcmp(text, field.baseAddress!, field.count) == 0 { return 1 << UInt64(min(number, 62)) }
    }
    return 0
  }

  /// Lets what numbers have for a missing value, as ``missingMark(_:)`` tells, be missing in columns of text too.
  /// - Returns: what is new among it.
  @discardableResult
  mutating func adaptTexts(to marks: UInt64) -> [String] {
    let new = marks & ~ValueRules.emptyMark & ~textMarks
    guard followsNumbers, new != 0 else { return [] }
    textMarks |= new
    let texts = nilTexts.enumerated().filter { new & 1 << UInt64(min($0.offset, 62)) != 0 }.map(\.element)
    textNilTexts += texts
    return texts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What stands in columns of text for a missing value, besides nothing.
  var missingTexts: [String] { textNilTexts.map { String(decoding: $0, as: UTF8.self) }.sorted() }

  /// Whether an unquoted field is a missing value in a column of text.
  @inline(__always)
  func isNilText(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    field.isEmpty ? emptyTextIsNil : !textNilTexts.isEmpty && ValueRules.contains(textNilTexts, field)
  }

  func boolean(_ field: UnsafeBufferPointer<UInt8>) -> Bool? {
    if ValueRules.contains(trueTexts, field) { return true }
    return ValueRules.contains(falseTexts, field) ? false : nil
  }

  /// - Parameter isGuessed: numbers that would lose something as numbers are none: `007`, `+49`, more digits than `Int`
  ///   holds.
  func integer(_ field: UnsafeBufferPointer<UInt8>, isGuessed: Bool) -> Int? {
    guard let first = field.first, field.count <= 20 else { return nil }
    let isSigned = first == 45 || first == 43
    let digits = UnsafeBufferPointer(rebasing: field[(isSigned ? 1 : 0)...])
    guard let firstDigit = digits.first else { return nil }
    if isGuessed, first == 43 || (firstDigit == 48 && (digits.count > 1 || isSigned)) { return nil }
    var value = 0
    for byte in digits {
      guard byte &- 48 < 10 else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let digit = Int(byte &- 48)
      let (sum, alsoOverflows) =
        first == 45 ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflows || alsoOverflows { return nil }
      value = sum
    }
    return value
  }

  /// - Parameter isGuessed: numbers that would lose something as numbers are none: `007`, `+49`, whole numbers of more
  ///   than 18 digits, `12e4567`.
  func double(_ field: UnsafeBufferPointer<UInt8>, isGuessed: Bool) -> Double? {
    guard let first = field.first else { return nil }
    // A copy with room behind it, as the number parser asks for.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: field.count + 32) { copy in
      copy.initialize(repeating: 0)
      for (position, byte) in field.enumerated() { copy[position] = byte }
      let number = DecimalNumber(UnsafePointer(copy.baseAddress!), point: point)
      if number.length == field.count {
        if isGuessed {
          if number.losesDigits || first == 43 { return nil }
          if field.count > 18, field.allSatisfy({ $0 &- 48 < 10 || $0 == 45 }) { return nil }
        }
        return number.value
      }
      return ValueRules.infinity(field)
    }
  }

  /// The digits of a number that is written in groups of three; nil for all others.
  func ungrouped(_ field: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard field.count >= 5, let last = field.last, last &- 48 < 10 else { return nil }
    var position = field[0] == 45 || field[0] == 43 ? 1 : 0
    var plain = Array(field[..<position])
    func digits(_ most: Int) -> Int { field[position...].prefix(most).prefix { $0 &- 48 < 10 }.count }
    let first = digits(4)
    guard (1...3).contains(first), field[position] != 48 else { return nil }
    plain += field[position..<position + first]
    position += first
    guard let mark = thousands.first(where: { field[position...].starts(with: $0) }) else { return nil }
    while field[position...].starts(with: mark) {
      position += mark.count
      guard digits(4) == 3 else { return nil }
      plain += field[position..<position + 3]
      position += 3
    }
    if position < field.count {
      guard field[position] == point else { return nil }
      guard field[(position + 1)...].allSatisfy({ $0 &- 48 < 10 }) else { return nil }
      plain += field[position...]
    }
    return plain
  }

  /// A number in groups of three digits, as `convert` makes one of its digits.
  func grouped<Number>(
    _ field: UnsafeBufferPointer<UInt8>, _ convert: (UnsafeBufferPointer<UInt8>, Bool) -> Number?
  ) -> Number? {
    ungrouped(field).flatMap { plain in plain.withUnsafeBufferPointer { convert($0, false) } }
  }

  private static let infinities = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"].map { Array($0.utf8) }

  /// `inf`, `-Infinity` and the like.
  static func infinity(_ field: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (3...9).contains(field.count) else { return nil }
    let lowercased = field.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }
    guard infinities.contains(lowercased) else { return nil }
    return lowercased[0] == 45 ? -.infinity : .infinity
  }

  func date(_ field: UnsafeBufferPointer<UInt8>) -> CalendarDate? { CalendarDate(utf8: field) }

  /// The field without spaces around it.
  static func trimmed(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, field.count)
    while start < end, field[start] == 32 || field[start] == 9 { start += 1 }
    while end > start, field[end - 1] == 32 || field[end - 1] == 9 { end -= 1 }
    return UnsafeBufferPointer(rebasing: field[start..<end])
  }
}
