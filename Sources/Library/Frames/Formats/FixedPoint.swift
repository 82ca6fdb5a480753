#if canImport(Glibc)
  import Glibc
#endif

/// Numbers rounded for people.
enum FixedPoint {
  /// At most this many digits behind the point, without needless zeros, and never "-0"; very large and very small numbers stay as they are.
  static func text(_ value: Double, maximumFractionDigits digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15, digits < 15 else { return value.description }
    let factor = pow(10, Double(digits))
    let rounded = (value * factor).rounded(.toNearestOrEven) / factor
    if rounded == 0 { return value == 0 ? "0" : value.description }
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
