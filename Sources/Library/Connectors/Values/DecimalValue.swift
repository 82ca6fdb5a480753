/// Decimal numbers kept as whole numbers and the place of their point.
enum DecimalValue {
  private static let powers: [Double] = (0...22).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

  /// `whole` times ten to the power of `-scale`, rounded correctly.
  static func double(_ whole: Int, scale: Int) -> Double {
    // Both are exact then, so that the quotient is rounded once.
    if whole.magnitude <= 1 << 53, (0...22).contains(scale) { return Double(whole) / powers[scale] }
    return double(digits: String(whole), scale: scale)
  }

  /// The same of a number of any size: its decimal digits.
  static func double(digits: String, scale: Int) -> Double { Double("\(digits)e\(-scale)") ?? .nan }

  /// A whole number as its bytes stand, the highest first, of two's complement; nil when `Int` does not hold it.
  static func integer(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let first = bytes.first else { return 0 }
    let sign: UInt8 = first & 0x80 != 0 ? 0xFF : 0
    var value = sign == 0 ? 0 : -1
    for (place, byte) in bytes.enumerated() {
      if bytes.count - place > 8, byte != sign { return nil }
      if bytes.count - place == 8, (byte ^ sign) & 0x80 != 0 { return nil }
      value = value << 8 | Int(byte)
    }
    return value
  }

  /// The same number as the nearest `Double`.
  static func double(_ bytes: UnsafeRawBufferPointer, scale: Int) -> Double {
    if let whole = integer(bytes) { return double(whole, scale: scale) }
    // Nine digits at a time off the magnitude.
    var magnitude = [UInt8](bytes)
    let isNegative = magnitude[0] & 0x80 != 0
    if isNegative {
      var carry = 1
      for place in magnitude.indices.reversed() {
        let sum = Int(~magnitude[place]) + carry
        magnitude[place] = UInt8(truncatingIfNeeded: sum)
        carry = sum >> 8
      }
    }
    var digits = ""
    while magnitude.contains(where: { $0 != 0 }) {
      var rest = 0
      for place in magnitude.indices {
        let value = rest << 8 | Int(magnitude[place])
        magnitude[place] = UInt8(value / 10)
        rest = value % 10
      }
      digits = String(rest) + digits
    }
    return double(digits: (isNegative ? "-" : "") + digits, scale: scale)
  }
}
