/// Powers of five to 128 bits, for ``DecimalNumber``.
enum PowersOfFive {
  static let exponents = -55...55

  /// For each exponent two words, the higher first: 5^e shifted so that the top bit is set, cut off below; for
  /// exponents from -27 to -1, whose cut-off part is never needed in full, rounded up.
  static let words: [UInt64] = {
    var words: [UInt64] = []
    for exponent in exponents {
      let power = exponent < 0 ? reciprocal(-exponent) : shifted(exact(exponent))
      words.append(UInt64(truncatingIfNeeded: power >> 64))
      words.append(UInt64(truncatingIfNeeded: power))
    }
    return words
  }()

  /// 5^55 has 128 bits: every power here is exact.
  private static func exact(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(UInt128(1)) { power, _ in power * 5 }
  }

  private static func shifted(_ power: UInt128) -> UInt128 { power << UInt128(power.leadingZeroBitCount) }

  /// The first 128 bits of 1 / 5^exponent, by long division.
  private static func reciprocal(_ exponent: Int) -> UInt128 {
    let power = exact(exponent)
    var quotient: UInt128 = 0
    // The first remainder is the greatest power of two below 5^exponent.
    var remainder: UInt128 = (UInt128(1) << UInt128(127 - power.leadingZeroBitCount))
    for _ in 0..<128 {
      let carries = remainder >> 127 == 1
      remainder = remainder << 1
      quotient = quotient << 1
      if carries || remainder >= power {
        remainder = remainder &- power
        quotient |= 1
      }
    }
    return exponent <= 27 ? quotient + 1 : quotient
  }
}
