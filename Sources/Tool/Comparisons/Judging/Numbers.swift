import FoundationEssentials
import Glibc

/// Numbers as a person compares them: a true minus sign, five digits that count, thousands apart.
public enum Numbers {
  /// Five significant digits, or as many as are asked for, without needless zeros.
  public static func text(_ value: Double, digits significant: Int = 5) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size >= 1e15 || size < 1e-4 { return scientific(value) }
    let digits = max(0, significant - 1 - Int(log10(size).rounded(.down)))
    let scale = pow(10, Double(digits))
    let rounded = (size * scale).rounded() / scale
    let whole = Int(rounded)
    var fraction = String(Int(((rounded - Double(whole)) * scale).rounded()))
    fraction = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 ? "−" : ""
    return sign + grouped(whole) + (digits == 0 || fraction.isEmpty ? "" : "." + fraction)
  }

  /// A difference: with its sign, to three significant digits.
  public static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + text(value, digits: 3) }

  /// A share in per cent, two significant digits: `−12 %`.
  public static func percentage(_ share: Double, signed: Bool = true) -> String {
    let percent = share * 100
    let size = abs(percent)
    let digits = size >= 10 || size == 0 ? 0 : size >= 1 ? 1 : 2
    let scale = pow(10, Double(digits))
    let rounded = (percent * scale).rounded() / scale
    if rounded == 0, size > 0 { return "under 0.01 %" }
    return (signed ? self.signed(rounded) : text(rounded)) + " %"
  }

  /// `323,651`.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return number < 0 ? "−" + result : result
  }

  public static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func scientific(_ value: Double) -> String {
    let exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = (value / pow(10, Double(exponent)) * 100).rounded() / 100
    return text(mantissa) + "e" + (exponent < 0 ? "−" : "") + String(abs(exponent))
  }
}
