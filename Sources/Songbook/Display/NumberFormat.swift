import Glibc

/// How a number is written for readers: a true minus sign, thousands in groups, no more digits than say something.
public struct NumberFormat: Sendable, Equatable {
  private enum Style: Equatable {
    case automatic, plain, grouped
    case decimals(Int)
    case percent(decimals: Int)
  }

  private var style: Style

  /// Whole numbers whole, grouped from five digits on; others with about three significant digits.
  public static let automatic = NumberFormat(style: .automatic)
  /// Digits only, without groups.
  public static let plain = NumberFormat(style: .plain)
  /// Whole numbers, grouped from four digits on.
  public static let grouped = NumberFormat(style: .grouped)
  /// A share of 1 with one decimal: 0.4203 is `42.0 %`.
  public static let percent = NumberFormat(style: .percent(decimals: 1))
  public static func percent(decimals: Int) -> NumberFormat { NumberFormat(style: .percent(decimals: decimals)) }
  public static func decimals(_ count: Int) -> NumberFormat { NumberFormat(style: .decimals(count)) }

  public func text(_ number: some BinaryInteger) -> String {
    switch style {
    case .decimals, .percent: return text(Double(number))
    case .automatic, .plain, .grouped:
      let digits = String(number.magnitude)
      return (number < 0 ? "−" : "") + grouping(digits)
    }
  }

  public func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
    switch style {
    case .decimals(let count): return fixed(number, decimals: count)
    case .percent(let count): return fixed(number * 100, decimals: count) + "\u{A0}%"
    case .grouped: return fixed(number, decimals: 0)
    case .automatic, .plain:
      let size = abs(number)
      if number == number.rounded() && size < 1e15 { return fixed(number, decimals: 0) }
      if size < 1e-4 || size >= 1e15 { return scientific(number) }
      return withoutTrailingZeros(fixed(number, decimals: NumberFormat.decimals(forSize: size)))
    }
  }

  /// Decimals that leave three significant digits, or none beyond a thousand.
  static func decimals(forSize size: Double) -> Int {
    guard size > 0 else { return 0 }
    if size >= 1000 { return 0 }
    if size >= 1 { return size >= 100 ? 1 : 2 }
    return min(6, 2 - Int(log10(size).rounded(.down)))
  }

  private func fixed(_ number: Double, decimals: Int) -> String {
    let written = Decimal.text(abs(number), decimals: decimals)
    let isZero = written.utf8.allSatisfy { $0 == 48 || $0 == 46 }
    let parts = written.split(separator: ".")
    let fraction = parts.count > 1 ? "." + parts[1] : ""
    return (number < 0 && !isZero ? "−" : "") + grouping(String(parts[0])) + fraction
  }

  private func grouping(_ digits: String) -> String {
    let first = style == .grouped ? 4 : 5
    guard style != .plain, digits.utf8.count >= first else { return digits }
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0 && (digits.utf8.count - position) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  private func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text[...]
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return String(text)
  }

  /// `1.2 × 10⁻⁵`
  private func scientific(_ number: Double) -> String {
    let exponent = Int(log10(abs(number)).rounded(.down))
    let mantissa = withoutTrailingZeros(fixed(number / pow(10, Double(exponent)), decimals: 2))
    let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let digits = String(abs(exponent)).utf8.map { raised[Int($0) - 48] }.joined()
    return "\(mantissa)\u{A0}×\u{A0}10\(exponent < 0 ? "⁻" : "")\(digits)"
  }
}

enum Decimal {
  /// The number in C's `%.nf`, rounded to nearest.
  static func text(_ number: Double, decimals: Int) -> String {
    let decimals = max(0, min(decimals, 30))
    // A finite Double has at most 309 digits before the point.
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 360) { buffer in
      withVaList([Int32(decimals), number]) { _ = vsnprintf(buffer.baseAddress, buffer.count, "%.*f", $0) }
      return String(cString: buffer.baseAddress!)
    }
  }
}
