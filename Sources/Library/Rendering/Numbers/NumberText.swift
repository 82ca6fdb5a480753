#if canImport(Glibc)
  import Glibc
#endif

/// The digits of numbers: U+2212 for minus, thousands parted from 1,000 on, never a negative zero, and never 0, 1 or 100
/// for a number that is another.
///
/// What is written where is decided elsewhere; a drawing writes the numbers of its axes many times until they fit.
package enum NumberText {
  package static let usualDigits = 3
  /// Numbers with more digits are written out.
  private static let mostDigitsWithUnit = 6
  private static let units: [(limit: Double, suffix: String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M")]

  /// Numbers that stand together: with the same decimals and unit as far as each keeps its meaning.
  /// - Parameter digits: How many significant digits a number has at least, as far as it needs them.
  package static func together(_ values: [Double], digits: Int) -> [String] {
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map { abs($0) }
    guard sizes.count > 1, let largest = sizes.max(), largest < 1e15, largest >= 1e-4 else {
      return values.map { alone($0, digits: digits) }
    }
    let (limit, suffix) = unit(of: largest, digits: digits)
    guard let decimals = sharedDecimals(sizes, limit: limit, digits: digits) else {
      return values.map { alone($0, digits: digits) }
    }
    return values.map { value in
      guard value.isFinite else { return special(value) }
      // Zero needs no unit.
      if value == 0, limit > 1 { return "0" }
      return minus(separated(Self.digits(value / limit, decimals: decimals))) + suffix
    }
  }

  /// The round numbers of an axis, with the decimals that tell its steps apart.
  package static func ticks(_ values: [Double], step: Double) -> [String] {
    let finite = values.filter(\.isFinite)
    let largest = finite.map { abs($0) }.max() ?? 0
    if largest >= 1e15 || (largest > 0 && largest < 1e-4) {
      let digits = (usualDigits...16).first { digits in
        Set(values.map { scientific($0, digits: digits) }).count == Set(values).count
      }
      return values.map { scientific($0, digits: digits ?? 16) }
    }
    let (limit, suffix) = unit(of: largest, digits: usualDigits)
    let decimals = stepDecimals(finite.map { $0 / limit }, step: step / limit)
    return values.map { value in
      guard value.isFinite else { return special(value) }
      if value == 0, limit > 1 { return "0" }
      return minus(separated(digits(value / limit, decimals: decimals))) + suffix
    }
  }

  private static func unit(of size: Double, digits: Int) -> (limit: Double, suffix: String) {
    let plain = (limit: 1.0, suffix: "")
    return digits > mostDigitsWithUnit ? plain : units.first(where: { size >= $0.limit }) ?? plain
  }

  /// The decimals with which each of several numbers keeps its meaning; nil when there are none that suit all.
  private static func sharedDecimals(_ sizes: [Double], limit: Double, digits: Int) -> Int? {
    let scaled = sizes.map { $0 / limit }
    let fewest = neededDecimals(scaled, digits: digits)
    // Of three digits the last two may go; where more were asked for, they were asked for to be seen.
    let tolerance = digits == usualDigits ? 0.01 : pow(10, Double(1 - digits))
    // Among large numbers a decimal more for a small one's sake would only pad them.
    let most = (scaled.max() ?? 0) < 100 ? fewest + 1 : fewest
    return (fewest...most).first { decimals in
      let power = pow(10, Double(decimals))
      return scaled.allSatisfy { size in
        let written = (size * power).rounded() / power
        return written > 0 && abs(written - size) <= size * tolerance && !(limit == 1 && isCertain(written, size))
      }
    }
  }

  /// Whether a number is written as 1 or as 100 and is close to it, but another.
  private static func isCertain(_ written: Double, _ value: Double) -> Bool {
    let written = abs(written)
    guard written == 1 || written == 100 else { return false }
    let distance = abs(abs(value) - written)
    return distance > written * 1e-10 && distance < written * 0.01
  }

  /// Decimals for so many significant digits of the largest, without those that no number needs.
  private static func neededDecimals(_ sizes: [Double], digits: Int) -> Int {
    let largest = sizes.max() ?? 0
    guard largest > 0 else { return 0 }
    let most = max(0, digits - 1 - Int(log10(largest).rounded(.down)))
    return (0..<most).first { count in
      let power = pow(10, Double(count))
      return sizes.allSatisfy { abs(($0 * power).rounded() / power - $0) <= 0.5e-6 * pow(10, Double(-most)) }
    } ?? most
  }

  /// A number that stands by itself.
  private static func alone(_ value: Double, digits: Int) -> String {
    let size = abs(value)
    guard value.isFinite, value != 0, size < 1e15, size >= 1e-4 else { return scientific(value, digits: digits) }
    let (limit, suffix) = unit(of: size, digits: digits)
    var decimals = neededDecimals([size / limit], digits: digits)
    var text = Self.digits(value / limit, decimals: decimals)
    while limit == 1, decimals < 10, let written = Double(text), isCertain(written, value) {
      decimals += 1
      text = Self.digits(value, decimals: decimals)
    }
    return minus(separated(text)) + suffix
  }

  /// Decimals that distinguish the steps.
  package static func stepDecimals(_ values: [Double], step: Double) -> Int {
    (0..<12).first { count in
      let power = pow(10, Double(count))
      return values.allSatisfy { abs(($0 * power).rounded() / power - $0) <= step * 1e-4 }
    } ?? 12
  }

  /// `−12,345.60`
  ///
  /// A number that so many decimals would make 0, 1 or 100, and that is another, has more of them.
  /// - Parameter separatesThousands: Whether thousands are parted, as all numbers have them but years.
  package static func fixed(_ value: Double, decimals: Int, separatesThousands: Bool = true) -> String {
    guard value.isFinite else { return special(value) }
    if abs(value) >= 1e15 { return scientific(value, digits: usualDigits) }
    var decimals = min(max(decimals, 0), 12)
    var text = digits(value, decimals: decimals)
    if value != 0, Double(text) == 0 { return alone(value, digits: 2) }
    while decimals < 10, let written = Double(text), isCertain(written, value) {
      decimals += 1
      text = digits(value, decimals: decimals)
    }
    return minus(separatesThousands ? separated(text) : text)
  }

  /// A number near a bound that it does not reach, for a cell that has no room for more digits: `>0.99` and `<0.01`, or
  /// the number with these decimals where it does not read as 0 or 1.
  package static func bounded(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    let (size, unit) = (abs(value), pow(10, Double(-decimals)))
    let written = Double(digits(size, decimals: decimals)) ?? 0
    let isUnder = written == 0 && size > 0
    guard isUnder || (size < written && isCertain(written, size)) else {
      return minus(digits(value, decimals: decimals))
    }
    let bound = digits(isUnder ? unit : written - unit, decimals: decimals)
    // Below zero what is closer to it is greater.
    return (isUnder == (value > 0) ? "<" : ">") + minus((value < 0 ? "-" : "") + bound)
  }

  /// Whether different numbers read alike.
  package static func hideDifferences(of values: [Double], in texts: [String]) -> Bool {
    var known: [String: Double] = [:]
    for (text, value) in zip(texts, values) {
      if let other = known.updateValue(value, forKey: withoutZeros(text)), other != value { return true }
    }
    return false
  }

  /// `0.03%` of `0.0300%`.
  private static func withoutZeros(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let end = text[point...].dropFirst().firstIndex { !$0.isWholeNumber } ?? text.endIndex
    var number = text[..<end]
    while number.last == "0" { number.removeLast() }
    if number.last == "." { number.removeLast() }
    return String(number) + text[end...]
  }

  package static func special(_ value: Double) -> String {
    value.isNaN ? "–" : value < 0 ? "\u{2212}∞" : "∞"
  }

  /// `1.5×10⁻³⁰⁰`
  private static func scientific(_ value: Double, digits count: Int) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : special(value) }
    var exponent = Int(log10(abs(value)).rounded(.down))
    // In two steps: ten to the power of 308 and more would overflow in one.
    var mantissa = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    let decimals = min(max(count, 1), 16) - 1
    let rounding = pow(10, Double(decimals))
    mantissa = (mantissa * rounding).rounded() / rounding
    if abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String("\(abs(exponent))".compactMap { $0.wholeNumberValue.map { superscripts[$0] } })
    let power = "10" + (exponent < 0 ? "⁻" : "") + raised
    if mantissa == 1 { return power }
    if mantissa == -1 { return "\u{2212}" + power }
    var text = digits(mantissa, decimals: decimals)
    while decimals > 0, text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return minus(text) + "×" + power
  }

  private static func digits(_ value: Double, decimals: Int) -> String {
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer -> String in
      // Below 1e15 with at most 12 decimals: at most 30 characters.
      _ = withVaList([Int32(decimals), value]) { vsnprintf(buffer.baseAddress, buffer.count, "%.*f", $0) }
      let written = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      // What parts the decimals is the locale's, which the analysis may have set.
      let parts = written.split { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-")) }
      return String(decoding: Array(parts.joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
    }
    // "-0.00" is zero.
    return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) }) ? String(text.dropFirst()) : text
  }

  private static func separated(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let count = whole.utf8.filter { $0 >= 48 && $0 <= 57 }.count
    var result = ""
    var left = count
    for character in whole {
      result.append(character)
      guard character != "-" else { continue }
      left -= 1
      if left > 0, left % 3 == 0 { result.append(",") }
    }
    return result + text.dropFirst(whole.count)
  }

  package static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}
