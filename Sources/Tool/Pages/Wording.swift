import Glibc

/// How numbers, counts, bytes, times and dates are written for people: on pages and on the terminal alike.
///
/// The style is that of numbers in charts (`NumberFormat` of the library): U+2212 for minus, thousands parted from 1,000 on,
/// `12%`, powers of ten for the very small and the very large, and no number reads as 0 or 1 that is not.
public enum Wording {
  // MARK: Numbers

  /// A whole number: `9,041`, `323,651`, `−12,000`.
  public static func number(_ value: Int) -> String { (value < 0 ? minus : "") + grouped(value.magnitude) }

  /// A number to some significant digits, without needless zeros: `0.12346`, `−1,234.5`, `1.5×10⁻⁷`, `∞`, `NaN`.
  ///
  /// All digits before the decimal point are written, however few are asked for.
  /// - Parameter significant: 1 or more.
  public static func number(_ value: Double, digits significant: Int = 5) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? minus : "") + "∞" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size >= 1e15 || size < 1e-4 { return scientific(value) }
    var places = max(0, significant - 1 - Int(log10(size).rounded(.down)))
    // A share that is not all is not written as all.
    while places < 10, size != 1, abs(size - 1) > 1e-10, decimals(size, places, keepsZeros: false) == "1" {
      places += 1
    }
    return (value < 0 ? minus : "") + decimals(size, places, keepsZeros: false)
  }

  /// A number with all its digits: `0.6137254901960784`, `323,651`.
  public static func exact(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(value) < 1e15 { return number(whole) }
    return value.isFinite ? (value < 0 ? minus : "") + "\(abs(value))" : number(value)
  }

  /// A difference with its sign, to three significant digits: `+0.5`, `−0.0159`.
  public static func difference(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value, digits: 3) }

  /// A share in per cent, to two significant digits: 0.1234 is `12%`. A share that would be written as 0 and is not is
  /// `under 0.01%`; one that would be written as 100 and is not has the digits that it needs, up to `over 99.99%`.
  public static func percentage(_ share: Double) -> String { percentage(share, number: { number($0) }) }

  /// A relative difference in per cent, with its sign: −0.1234 is `−12%`.
  public static func percentageDifference(_ share: Double) -> String { percentage(share, number: difference) }

  private static func percentage(_ share: Double, number: (Double) -> String) -> String {
    let percent = share * 100
    let size = abs(percent)
    let scale: Double = size >= 10 || size == 0 ? 1 : size >= 1 ? 10 : 100
    var rounded = (percent * scale).rounded() / scale
    if size > 99, size < 101, abs(rounded) == 100, size != 100 {
      rounded = (percent * 100).rounded() / 100
      if abs(rounded) == 100 {
        return (size < 100 ? "over \(number(copysign(99.99, percent)))" : number(rounded)) + "%"
      }
    }
    return rounded == 0 && size > 0 ? "under 0.01%" : number(rounded) + "%"
  }

  // MARK: Counts and quantities

  /// A count with its noun: `1 row`, `323,651 rows`.
  /// - Parameter plural: where it is not the noun with an s.
  public static func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// An amount of memory or the size of a file in decimal units: `640 bytes`, `13.5 MB`, `2 GB`.
  public static func bytes(_ count: Int) -> String {
    if count < 1000 { return self.count(count, "byte") }
    var value = Double(count)
    for unit in ["kB", "MB", "GB"] {
      value /= 1000
      if value < 999.5 { return "\(decimals(value, value < 99.95 ? 1 : 0)) \(unit)" }
    }
    return "\(decimals(value / 1000, 1)) TB"
  }

  /// A time: `4 ms`, `0.32 s`, `1.8 s`, `2 min 5 s`, `3 h 20 min`. An exact number has no more digits than it needs:
  /// `30 s`, `0.5 s`.
  ///
  /// What is no time is a number of seconds: `−1 s`, `∞ s`.
  public static func duration(_ seconds: Double) -> String {
    guard seconds >= 0, seconds < 1e12 else { return "\(number(seconds)) s" }
    if seconds < 0.0995 { return "\(decimals(seconds * 1000, seconds < 0.00095 ? 1 : 0)) ms" }
    if seconds < 0.995 { return "\(decimals(seconds, 2)) s" }
    if seconds < 59.95 { return "\(decimals(seconds, 1)) s" }
    let whole = Int(seconds.rounded())
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(number(whole / 3600)) h \(whole % 3600 / 60) min"
  }

  /// A moment: `22 November 2026, 17:04 UTC` for `2026-11-22T17:04:03Z`; any other text as it is.
  public static func date(_ text: String) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let halves = text.split(separator: "T")
    let date = halves.first?.split(separator: "-").compactMap { Int($0) } ?? []
    guard halves.count == 2, date.count == 3, (1...12).contains(date[1]), text.hasSuffix("Z") else { return text }
    return "\(date[2]) \(months[date[1] - 1]) \(date[0]), \(halves[1].prefix(5)) UTC"
  }

  // MARK: Digits

  private static let minus = "\u{2212}"

  /// Thousands are parted from 1,000 on.
  private static func grouped(_ number: UInt) -> String {
    let digits = String(number)
    guard digits.count > 3 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// A number of 0 or more to a number of decimals; to fewer where these say it exactly.
  /// - Parameter keepsZeros: whether a rounded number keeps zeros at its end, which say how exact it is.
  private static func decimals(_ value: Double, _ places: Int, keepsZeros: Bool = true) -> String {
    var scale = 1.0
    var whole = value.rounded()
    var used = 0
    while used < places, whole / scale != value {
      used += 1
      scale *= 10
      whole = (value * scale).rounded()
    }
    var fraction = String(Int(whole.truncatingRemainder(dividingBy: scale)))
    fraction = String(repeating: "0", count: max(0, used - fraction.count)) + fraction
    if !keepsZeros { while fraction.last == "0" { fraction.removeLast() } }
    return grouped(UInt(whole / scale)) + (used == 0 || fraction.isEmpty ? "" : "." + fraction)
  }

  /// `1.5×10⁻³⁰⁰`
  private static func scientific(_ value: Double) -> String {
    var exponent = Int(log10(abs(value)).rounded(.down))
    // In two steps: ten to the power of 308 and more would overflow in one.
    var mantissa = abs(value) / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    mantissa = (mantissa * 100).rounded() / 100
    if mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let raised = String(
      String(abs(exponent)).compactMap { digit in digit.wholeNumberValue.map { Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0] } })
    let power = "10" + (exponent < 0 ? "⁻" : "") + raised
    return (value < 0 ? minus : "") + (mantissa == 1 ? "" : decimals(mantissa, 2, keepsZeros: false) + "×") + power
  }
}
