#if canImport(Glibc)
  import Glibc
#endif

/// How numbers are written: U+2212 for minus, thousands parted from 1,000 on, never a negative zero.
///
/// Every number keeps its meaning: it is within half a unit of its last digit, never 0 unless it is zero, and never 1,
/// 100 or 100% unless it is that. Numbers that stand together share decimals and a unit only as far as that holds.
public enum NumberFormat: Hashable, Sendable, Codable {
  /// As many decimals as the numbers need; M, B and T from a million on; powers of ten for the very small and very
  /// large.
  case automatic
  /// A number of decimals; more for a number that these would make 0, 1 or 100.
  case decimals(Int)
  /// 0.12 is 12%.
  case percent
  /// The number and its unit: `3 dB`.
  case unit(String)
  /// 1965, without a thousands separator.
  case year
  /// Seconds since 1970 as a date, with the time in UTC to the minute where it is not midnight: `2024-01-31`.
  case date

  /// One number by itself, with about three significant digits.
  public func string(_ value: Double) -> String {
    texts([value], digits: Self.usualDigits)[0]
  }

  /// How an axis writes its ticks when values are written like this: round numbers need no decimals that are zero.
  var ofTicks: NumberFormat {
    if case .decimals = self { return .automatic }
    return self
  }

  /// Numbers that stand together: those of an axis with the decimals that tell its steps apart, others with the same
  /// decimals and unit as far as each keeps its meaning.
  /// - Parameter step: The distance between them; 0 when they have none.
  public func strings(_ values: [Double], step: Double) -> [String] {
    step > 0 ? tickTexts(values, step: step) : texts(values, digits: Self.usualDigits)
  }

  /// Numbers that a sentence compares: different ones have as many digits as tell them apart, as far as 15 do.
  public func compared(_ values: [Double]) -> [String] {
    func texts(_ digits: Int) -> [String] { values.map { self.texts([$0], digits: digits)[0] } }
    let usual = texts(Self.usualDigits)
    guard Self.hidesDifferences(of: values, in: usual) else { return usual }
    let telling = ((Self.usualDigits + 1)...15).first { !Self.hidesDifferences(of: values, in: texts($0)) }
    // One digit more, so that the difference itself is not rounded to twice its size.
    return telling.map { texts(min($0 + 1, 15)) } ?? usual
  }

  /// Whether different numbers read alike.
  private static func hidesDifferences(of values: [Double], in texts: [String]) -> Bool {
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

  private static let usualDigits = 3
  /// Numbers with more digits are written out.
  private static let mostDigitsWithUnit = 6
  private static let units: [(limit: Double, suffix: String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M")]

  /// - Parameter digits: How many significant digits a number has at least, as far as it needs them.
  private func texts(_ values: [Double], digits: Int) -> [String] {
    switch self {
    case .decimals(let count):
      return values.map { Self.fixed($0, decimals: count + digits - Self.usualDigits) }
    case .percent:
      let texts = NumberFormat.automatic.texts(values.map { $0 * 100 }, digits: digits)
      return zip(values, texts).map { $0.isFinite ? $1 + "%" : $1 }
    case .unit(let unit):
      let texts = NumberFormat.automatic.texts(values, digits: digits)
      return zip(values, texts).map { $0.isNaN ? $1 : "\($1)\u{a0}\(unit)" }
    case .year:
      return values.map { value in
        let isWhole = value == value.rounded() && digits == Self.usualDigits
        return Self.fixed(value, decimals: isWhole ? 0 : digits - 2, separatesThousands: false)
      }
    case .date: return values.map { $0.isFinite ? CivilTime.text(($0 / 60).rounded() * 60) : Self.special($0) }
    case .automatic:
      let sizes = values.filter { $0.isFinite && $0 != 0 }.map { abs($0) }
      guard sizes.count > 1, let largest = sizes.max(), largest < 1e15, largest >= 1e-4 else {
        return values.map { Self.alone($0, digits: digits) }
      }
      let (limit, suffix) = Self.unit(of: largest, digits: digits)
      guard let decimals = Self.sharedDecimals(sizes, limit: limit, digits: digits) else {
        return values.map { Self.alone($0, digits: digits) }
      }
      return values.map { value in
        guard value.isFinite else { return Self.special(value) }
        // Zero needs no unit.
        if value == 0, limit > 1 { return "0" }
        return Self.minus(Self.separated(Self.digits(value / limit, decimals: decimals))) + suffix
      }
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

  /// The values of an axis.
  private func tickTexts(_ values: [Double], step: Double) -> [String] {
    switch self {
    case .decimals(let count):
      let texts = values.map { Self.fixed($0, decimals: count) }
      return Self.hidesDifferences(of: values, in: texts) ? compared(values) : texts
    case .percent:
      return zip(values, NumberFormat.automatic.tickTexts(values.map { $0 * 100 }, step: step * 100)).map {
        $0.isFinite ? $1 + "%" : $1
      }
    case .unit(let unit):
      return NumberFormat.automatic.tickTexts(values, step: step).map { "\($0)\u{a0}\(unit)" }
    case .year:
      let decimals = Self.stepDecimals(values.filter(\.isFinite), step: step)
      return values.map { Self.fixed($0, decimals: $0 == $0.rounded() ? 0 : decimals, separatesThousands: false) }
    case .date: return strings(values, step: 0)
    case .automatic: break
    }
    let finite = values.filter(\.isFinite)
    let largest = finite.map { abs($0) }.max() ?? 0
    if largest >= 1e15 || (largest > 0 && largest < 1e-4) {
      let digits = (Self.usualDigits...16).first { digits in
        Set(values.map { Self.scientific($0, digits: digits) }).count == Set(values).count
      }
      return values.map { Self.scientific($0, digits: digits ?? 16) }
    }
    let (limit, suffix) = Self.unit(of: largest, digits: Self.usualDigits)
    let decimals = Self.stepDecimals(finite.map { $0 / limit }, step: step / limit)
    return values.map { value in
      guard value.isFinite else { return Self.special(value) }
      if value == 0, limit > 1 { return "0" }
      return Self.minus(Self.separated(Self.digits(value / limit, decimals: decimals))) + suffix
    }
  }

  /// Decimals that distinguish the steps.
  private static func stepDecimals(_ values: [Double], step: Double) -> Int {
    (0..<12).first { count in
      let power = pow(10, Double(count))
      return values.allSatisfy { abs(($0 * power).rounded() / power - $0) <= step * 1e-4 }
    } ?? 12
  }

  /// `−12,345.60`
  ///
  /// A number that so many decimals would make 0, 1 or 100, and that is another, has more of them.
  /// - Parameter separatesThousands: Whether thousands are parted, as all numbers have them but years.
  public static func fixed(_ value: Double, decimals: Int, separatesThousands: Bool = true) -> String {
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
  static func bounded(_ value: Double, decimals: Int) -> String {
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

  /// Whether numbers are years, by their label and their range: then their thousands are not parted.
  package static func areYears(_ values: [Double], label: String) -> Bool {
    let finite = values.filter(\.isFinite)
    return !finite.isEmpty && finite.allSatisfy { (1_000...2_200).contains($0) } && namesYears(label)
  }

  /// Whether a label has a word for years in it.
  static func namesYears(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }.map(String.init)
    return words.contains(where: yearWords.contains)
  }

  private static let yearWords: Set<String> = [
    "year", "years", "decade", "decades", "century", "centuries", "born", "died", "founded", "released", "since",
    "until", "jahr", "jahre", "jahrzehnt", "année", "années", "año", "años", "ano", "anos", "anno", "anni", "jaar",
    "år",
    "rok", "год", "年",
  ]

  /// The shortest form that no other number has, without separators: names of categories and cells of data tables.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    if value == value.rounded(), abs(value) < 1e15 { return minus("\(Int(value))") }
    return minus("\(value)")
  }

  private static func special(_ value: Double) -> String {
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

  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}

extension NumberFormat {
  /// A count with what is counted: `1 value`, `12,345 values`.
  /// - Parameter plural: The plural where it is not the noun with an s.
  static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(whole(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count with all its digits: `1,234,567`.
  static func whole(_ count: Int) -> String { fixed(Double(count), decimals: 0) }

  /// A share in whole per cent, for the cells of a chart: `<1%` and `>99%` for what would be rounded to none or all,
  /// `–` where it is not known.
  static func wholePercent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return fixed((share * 100).rounded(), decimals: 0) + "%"
  }
}
