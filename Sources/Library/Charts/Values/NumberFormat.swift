#if canImport(Glibc)
  import Glibc
#endif

/// How numbers are written: U+2212 for minus, thousands parted from 10,000 on, never a negative zero.
public enum NumberFormat: Hashable, Sendable, Codable {
  /// As many decimals as the numbers need; M, B and T from a million on; powers of ten for the very small and very
  /// large.
  case automatic
  /// A fixed number of decimals.
  case decimals(Int)
  /// 0.12 is 12%.
  case percent
  /// The number and its unit: `3 dB`.
  case unit(String)
  /// 1965, without a thousands separator.
  case year

  /// One number by itself, with about three significant digits.
  public func string(_ value: Double) -> String {
    strings([value], step: 0)[0]
  }

  /// How an axis writes its ticks when values are written like this: round numbers need no decimals that are zero.
  var ofTicks: NumberFormat {
    if case .decimals = self { return .automatic }
    return self
  }

  /// Numbers that stand together, such as an axis's, with the same decimals.
  /// - Parameter step: The distance between them; 0 when they have none.
  public func strings(_ values: [Double], step: Double) -> [String] {
    switch self {
    case .decimals(let count): return values.map { Self.fixed($0, decimals: count) }
    case .percent:
      return NumberFormat.automatic.strings(values.map { $0 * 100 }, step: step * 100).map { $0 + "%" }
    case .unit(let unit): return NumberFormat.automatic.strings(values, step: step).map { "\($0)\u{a0}\(unit)" }
    case .year:
      return values.map { $0.isFinite ? Self.minus(Self.digits($0.rounded(), decimals: 0)) : Self.special($0) }
    case .automatic: break
    }
    let finite = values.filter(\.isFinite)
    let largest = finite.map { abs($0) }.max() ?? 0
    if largest >= 1e15 || (largest > 0 && largest < 1e-4) { return values.map(Self.scientific) }
    for (limit, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M")] where largest >= limit {
      let decimals = Self.decimals(finite.map { $0 / limit }, step: step / limit)
      return values.map { $0 == 0 ? "0" : Self.fixed($0 / limit, decimals: decimals) + ($0.isFinite ? suffix : "") }
    }
    let decimals = Self.decimals(finite, step: step)
    return values.map { Self.fixed($0, decimals: decimals, separatesThousands: largest >= 9_999.5) }
  }

  /// Decimals that distinguish the steps, or that keep three significant digits where there are no steps.
  private static func decimals(_ values: [Double], step: Double) -> Int {
    let largest = values.map { abs($0) }.max() ?? 0
    let most = step > 0 ? 12 : largest == 0 ? 0 : max(0, 2 - Int(log10(largest).rounded(.down)))
    let tolerance = step > 0 ? step * 1e-4 : 0.5 * pow(10, Double(-most))
    for count in 0..<max(most, 0) {
      let power = pow(10, Double(count))
      if values.allSatisfy({ abs(($0 * power).rounded() / power - $0) <= tolerance * (step > 0 ? 1 : 1e-6) }) {
        return count
      }
    }
    return max(most, 0)
  }

  /// `−12,345.60`
  /// - Parameter separatesThousands: Numbers that stand together do it alike; one by itself from 10,000 on when nil, so
  ///   that years go without.
  public static func fixed(_ value: Double, decimals: Int, separatesThousands: Bool? = nil) -> String {
    guard value.isFinite else { return special(value) }
    if abs(value) >= 1e15 { return scientific(value) }
    let text = digits(value, decimals: min(max(decimals, 0), 12))
    return minus(separatesThousands ?? (abs(value) >= 9_999.5) ? separated(text) : text)
  }

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
  private static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : special(value) }
    var exponent = Int(log10(abs(value)).rounded(.down))
    // In two steps: ten to the power of 308 and more would overflow in one.
    var mantissa = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    mantissa = (mantissa * 100).rounded() / 100
    if abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String("\(abs(exponent))".compactMap { $0.wholeNumberValue.map { superscripts[$0] } })
    let power = "10" + (exponent < 0 ? "⁻" : "") + raised
    if mantissa == 1 { return power }
    if mantissa == -1 { return "\u{2212}" + power }
    var text = digits(mantissa, decimals: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return minus(text) + "×" + power
  }

  private static func digits(_ value: Double, decimals: Int) -> String {
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer -> String in
      // Below 1e15 with at most 12 decimals: at most 30 characters.
      _ = withVaList([Int32(decimals), value]) { vsnprintf(buffer.baseAddress, buffer.count, "%.*f", $0) }
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
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
    "\(NumberFormat.automatic.string(Double(count))) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A share in whole per cent, for the cells of a chart: `<1%` and `>99%` for what would be rounded to none or all,
  /// `–` where it is not known.
  static func wholePercent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return fixed((share * 100).rounded(), decimals: 0) + "%"
  }
}
