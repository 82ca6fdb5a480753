#if canImport(Glibc)
  import Glibc
#endif

/// Round values along a scale.
public enum Ticks {
  /// A step of 1, 2 or 5 times a power of ten that divides `span` into about `count` parts.
  public static func niceStep(span: Double, count: Int) -> Double {
    let raw = abs(span) / Double(max(count, 1))
    guard raw.isFinite, raw >= .leastNormalMagnitude else { return 0 }
    let power = pow(10, log10(raw).rounded(.down))
    let error = raw / power
    let factor: Double = error >= 7.0710678 ? 10 : error >= 3.1622777 ? 5 : error >= 1.4142136 ? 2 : 1
    return power * factor
  }

  /// Round values within a linear domain, about `count` of them.
  public static func linear(lower: Double, upper: Double, count: Int) -> [Double] {
    guard lower < upper else { return lower == upper ? [lower] : [] }
    let step = niceStep(span: upper - lower, count: count)
    guard step > 0 else { return [lower, upper] }
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first.isFinite, last - first <= 1_000, abs(first) < 1e15, abs(last) < 1e15 else { return [lower, upper] }
    return stride(from: first, through: last, by: 1).map { value($0, step: step) }
  }

  /// `index * step` without the error of steps that are not whole: 0.3 rather than 0.30000000000000004.
  private static func value(_ index: Double, step: Double) -> Double {
    let inverse = 1 / step
    let product = step < 1 && inverse.rounded() != 0 && inverse < 1e15 ? index / inverse.rounded() : index * step
    // Steps such as 0.4 have no whole inverse.
    return step < 1 && abs(inverse - inverse.rounded()) < 1e-6 * inverse ? product : index * step
  }

  /// A linear domain widened to round values.
  public static func nice(lower: Double, upper: Double, count: Int) -> (lower: Double, upper: Double) {
    var (lower, upper) = (lower, upper)
    // Widening may change the step; twice settles it.
    for _ in 0..<2 {
      let step = niceStep(span: upper - lower, count: count)
      guard step > 0, abs(lower / step) < 1e15, abs(upper / step) < 1e15 else { return (lower, upper) }
      lower = value((lower / step + 1e-9).rounded(.down), step: step)
      upper = value((upper / step - 1e-9).rounded(.up), step: step)
    }
    return (lower, upper)
  }

  /// Powers of ten within the domain; when there are fewer than three, also 2 and 5 or 3 times them; when there are
  /// many, every nth.
  public static func logarithmic(lower: Double, upper: Double, count: Int) -> [Double] {
    guard lower > 0, lower < upper else { return lower == upper ? [lower] : [] }
    let first = Int(log10(lower).rounded(.down))
    let last = Int(log10(upper).rounded(.up))
    let slack = 1e-9
    func inside(_ value: Double) -> Bool { value >= lower * (1 - slack) && value <= upper * (1 + slack) }
    let stride = max(1, Int((Double(last - first) / Double(max(count, 1))).rounded(.up)))
    let decades = (first...last).filter { $0 % stride == 0 }.map { pow(10, Double($0)) }.filter(inside)
    if decades.count >= 3 { return decades }
    // From few to many: the most that there is room for, or else the fewest that make a scale.
    let finer = [[1.0], [1, 3], [1, 2, 5]].map { factors in
      (first...last).flatMap { power in factors.map { $0 * pow(10, Double(power)) } }.filter(inside)
    }
    let usable = ([decades] + finer).filter { $0.count >= 2 }
    return usable.last { $0.count <= max(count, 2) + 1 } ?? usable.first
      ?? linear(lower: lower, upper: upper, count: count)
  }

  /// Two to nine times each power of ten, where a scale is long enough that they do not crowd.
  static func minorLogarithmic(_ scale: ContinuousScale) -> [Double] {
    let decades = log10(scale.upper) - log10(scale.lower)
    guard decades.isFinite, decades > 0.9, scale.length / decades >= 40 else { return [] }
    let powers = Int(log10(scale.lower).rounded(.down))...Int(log10(scale.upper).rounded(.up))
    return powers.flatMap { power in (2...9).map { Double($0) * pow(10, Double(power)) } }.filter(scale.contains)
  }

  /// Zero and powers of ten to both sides of it.
  public static func symmetricLogarithmic(lower: Double, upper: Double, count: Int) -> [Double] {
    let reach = max(abs(lower), abs(upper))
    guard reach > 1 else { return linear(lower: lower, upper: upper, count: count) }
    let positive = logarithmic(lower: 1, upper: reach, count: max(1, count / 2))
    return (positive.reversed().map { -$0 } + [0] + positive).filter { $0 >= lower && $0 <= upper }
  }
}

extension ContinuousScale {
  /// Round values within the domain, about `count`.
  public func ticks(count: Int) -> [Double] {
    let (low, high) = (min(lower, upper), max(lower, upper))
    switch type.kind {
    case .linear, .squareRoot, .power: return Ticks.linear(lower: low, upper: high, count: count)
    case .log: return Ticks.logarithmic(lower: low, upper: high, count: count)
    case .symmetricLog: return Ticks.symmetricLogarithmic(lower: low, upper: high, count: count)
    case .date: return Ticks.dates(lower: low, upper: high, count: count)
    }
  }

  /// The domain widened to round values.
  public func nice(count: Int) -> ContinuousScale {
    var scale = self
    switch type.kind {
    case .linear, .squareRoot, .power, .symmetricLog:
      let round = Ticks.nice(lower: lower, upper: upper, count: count)
      // A value that is next to nothing beside the largest is rounded away, and must not fall outside.
      (scale.lower, scale.upper) = (min(lower, round.lower), max(upper, round.upper))
    case .log:
      let low = pow(10, log10(lower).rounded(.down))
      let high = pow(10, log10(upper).rounded(.up))
      // A whole decade more would waste the room of a domain that spans less than one.
      guard low > 0, high.isFinite, log10(upper) - log10(lower) >= 1 else { return scale }
      (scale.lower, scale.upper) = (low, high)
    case .date: break
    }
    return scale
  }
}
