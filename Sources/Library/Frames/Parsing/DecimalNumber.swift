/// Decimal numbers to `Double`, correctly rounded: the same bits as strtod gives.
///
/// Short ones by exact arithmetic (Clinger 1990), others by the product with a 128-bit power of five (Lemire, "Number
/// parsing at a gigabyte per second", 2021), and the few that neither decides by the standard library.
struct DecimalNumber {
  var value: Double
  /// Bytes read; 0 when no plain number starts here.
  var length: Int
  /// Written so that the number does not tell all of it: with a needless zero in front, such as `007`, or too large or
  /// too small for a `Double`, such as `12e4567`.
  var losesDigits: Bool
  /// Written with a point or an exponent.
  var isFractional: Bool

  static let none = DecimalNumber(value: .nan, length: 0, losesDigits: false, isFractional: false)

  private init(value: Double, length: Int, losesDigits: Bool, isFractional: Bool) {
    self.value = value
    self.length = length
    self.losesDigits = losesDigits
    self.isFractional = isFractional
  }

  /// Reads the number that starts at `start` and goes as far as it can.
  /// - Parameter start: at least 24 bytes behind the last byte of the text must be readable, and a byte that belongs to
  ///   no number must follow the text.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, point: UInt8) {
    var next = start
    let isNegative = next[0] == 45
    if isNegative || next[0] == 43 { next += 1 }
    let firstDigit = next
    var mantissa: UInt64 = 0
    while next[0] &- 48 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(next[0] &- 48)
      next += 1
    }
    let wholeDigits = next - firstDigit
    var digits = wholeDigits
    var exponent = 0
    if next[0] == point {
      next += 1
      let firstDecimal = next
      // How many digits there are is anybody's guess, and the processor's too: no branch depends on it but that on eight.
      while true {
        let word = UnsafeRawPointer(next).loadUnaligned(as: UInt64.self) ^ 0x3030_3030_3030_3030
        let others = (word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0
        if others == 0 {
          mantissa = mantissa &* 100_000_000 &+ DecimalNumber.eightDigits(word)
          next += 8
          continue
        }
        let count = others.trailingZeroBitCount >> 3
        // Moved up, the digits have zeros in front; twice, since a shift by 64 would be none.
        let moved = (word &<< UInt64(56 - count * 8)) &<< 8
        mantissa =
          mantissa &* DecimalNumber.smallPowers.withUnsafeBufferPointer { $0[count] }
          &+ DecimalNumber.eightDigits(moved)
        next += count
        break
      }
      exponent = firstDecimal - next
      digits += next - firstDecimal
    }
    guard digits > 0 else {
      self = .none
      return
    }
    if next[0] | 32 == 101 {
      var power = next + 1
      let isBelow = power[0] == 45
      if isBelow || power[0] == 43 { power += 1 }
      var written = 0
      let firstOfPower = power
      while power[0] &- 48 < 10 {
        if written < 10_000 { written = written * 10 + Int(power[0] &- 48) }
        power += 1
      }
      guard power > firstOfPower else {
        self = .none
        return
      }
      exponent += isBelow ? -written : written
      next = power
    }
    length = next - start
    isFractional = next - firstDigit > wholeDigits
    losesDigits = wholeDigits > 1 && firstDigit[0] == 48
    if digits > 19 {
      // Zeros in front take no room in the mantissa.
      var zero = firstDigit
      while zero[0] == 48 || zero[0] == point {
        if zero[0] == 48 { digits -= 1 }
        zero += 1
      }
    }
    if digits <= 19, let magnitude = DecimalNumber.rounded(mantissa, exponent) {
      value = isNegative ? -magnitude : magnitude
    } else {
      value = DecimalNumber.standard(start, length, point: point)
      if !value.isFinite || value == 0 { losesDigits = true }
    }
  }

  private static let smallPowers: [UInt64] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]

  /// Eight digits, the first in the lowest byte, as a number.
  @inline(__always)
  static func eightDigits(_ word: UInt64) -> UInt64 {
    let pairs = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
    let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    return ((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
  }

  /// mantissa x 10^exponent, nil where this does not decide it.
  @inline(__always)
  static func rounded(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if mantissa == 0 { return 0 }
    // Both factors are exact, so that one rounding gives the right result.
    if mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let power = exactPowers.withUnsafeBufferPointer { $0[abs(exponent)] }
      return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }
    return byProduct(mantissa, exponent)
  }

  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  private static func byProduct(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    guard PowersOfFive.exponents.contains(exponent) else { return nil }
    let position = (exponent - PowersOfFive.exponents.lowerBound) * 2
    let (powerHigh, powerLow) = PowersOfFive.words.withUnsafeBufferPointer { ($0[position], $0[position + 1]) }
    let shift = mantissa.leadingZeroBitCount
    let factor = mantissa << UInt64(shift)
    var (high, low) = factor.multipliedFullWidth(by: powerHigh)
    // Only when the bits below the 55 needed are all set can the lower half of the power carry into them.
    if high & 0x1FF == 0x1FF {
      let lower = factor.multipliedFullWidth(by: powerLow)
      let (sum, carries) = low.addingReportingOverflow(lower.high)
      low = sum
      if carries { high &+= 1 }
    }
    let upperBit = Int(high >> 63)
    var bits = high >> UInt64(upperBit + 9)
    var binaryExponent = ((152_170 + 65_536) * exponent) >> 16 + 63 + upperBit - shift + 1_023
    // Subnormal numbers are not decided here.
    guard binaryExponent > 0 else { return nil }
    // Exactly half way between two doubles: to the even one.
    if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits << UInt64(upperBit + 9) == high { bits &= ~1 }
    bits = (bits + (bits & 1)) >> 1
    if bits >= 2 << 52 {
      bits = 1 << 52
      binaryExponent += 1
    }
    guard binaryExponent < 0x7FF else { return nil }
    return Double(bitPattern: bits & ~(1 << 52) | UInt64(binaryExponent) << 52)
  }

  /// The standard library's conversion, which is strtod in the C locale.
  @inline(never)
  private static func standard(_ start: UnsafePointer<UInt8>, _ length: Int, point: UInt8) -> Double {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    let plain = point == 46 ? text : String(text.map { $0 == "," ? "." : $0 })
    return Double(plain) ?? .nan
  }
}
