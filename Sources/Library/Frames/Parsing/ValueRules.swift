#if canImport(Glibc)
  import Glibc
#endif

/// What the bytes of a field mean in a column of each type.
struct ValueRules: Sendable {
  let point: UInt8
  private let nilTexts: [[UInt8]]
  private let trueTexts: [[UInt8]]
  private let falseTexts: [[UInt8]]
  /// Of text columns; nothing at all stands in ``emptyTextIsNil``.
  private let textNilTexts: [[UInt8]]
  let emptyTextIsNil: Bool

  init(_ options: CSVReadingOptions, point: UInt8) {
    self.point = point
    nilTexts = options.nilEncodings.map { Array($0.utf8) }
    trueTexts = options.trueEncodings.map { Array($0.utf8) }
    falseTexts = options.falseEncodings.map { Array($0.utf8) }
    textNilTexts = options.textNilEncodings.filter { !$0.isEmpty }.map { Array($0.utf8) }
    emptyTextIsNil = options.textNilEncodings.contains("")
  }

  private static func contains(_ texts: [[UInt8]], _ field: UnsafeBufferPointer<UInt8>) -> Bool {
    texts.contains { text in
      text.count == field.count && (text.isEmpty || memcmp(text, field.baseAddress!, field.count) == 0)
    }
  }

  /// Whether a field is a missing value in a column of numbers, dates or booleans.
  func isNil(_ field: UnsafeBufferPointer<UInt8>) -> Bool { ValueRules.contains(nilTexts, field) }

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
  ///   than 18 digits.
  func double(_ field: UnsafeBufferPointer<UInt8>, isGuessed: Bool) -> Double? {
    guard let first = field.first else { return nil }
    // A copy with room behind it, as the number parser asks for.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: field.count + 32) { copy in
      copy.initialize(repeating: 0)
      for (position, byte) in field.enumerated() { copy[position] = byte }
      let number = DecimalNumber(UnsafePointer(copy.baseAddress!), point: point)
      if number.length == field.count {
        if isGuessed {
          if number.hasLeadingZero || first == 43 { return nil }
          if field.count > 18, field.allSatisfy({ $0 &- 48 < 10 || $0 == 45 }) { return nil }
        }
        return number.value
      }
      return ValueRules.infinity(field)
    }
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
