import Statistics

#if canImport(Glibc)
  import Glibc
#endif

/// Numbers sorted into a few classes, each of which gets one colour.
public struct ColorClasses: Hashable, Sendable, Codable {
  /// How the borders between classes are found.
  public enum Rule: Hashable, Sendable, Codable {
    /// Logarithmic where the largest value is 20 times the smallest or more and none is below zero, else equal
    /// intervals.
    case automatic
    /// As many values in every class, as far as ties allow. A value that would fill a class by itself has one, and the
    /// others share the rest.
    case quantiles(Int)
    /// At 1, 2, 5, 10, 20, ... or, over many orders of magnitude, at powers of ten. Zeros are a class of their own.
    case logarithmic
    /// At even steps of round numbers.
    case equalIntervals(Int)
    /// At these borders: one class more than there are borders.
    case thresholds([Double])

    /// Whether the borders do not depend on the values.
    fileprivate var isFixed: Bool { if case .thresholds = self { true } else { false } }
  }

  /// Lower borders, ascending, the first of thresholds at minus infinity; class `i` holds values from `lower[i]` up to
  /// but without `lower[i + 1]`.
  public var lower: [Double]
  /// The smallest and the largest value.
  public var minimum: Double
  /// The largest value.
  public var maximum: Double
  private var isWhole: Bool
  /// How many classes were asked for that equal values, or too few of them, leave no room for.
  private(set) var lackingCount = 0

  /// No classes come from no finite values.
  public init(_ values: [Double], rule: Rule = .automatic) {
    let finite = values.finiteValues
    let moments = Moments(finite)
    isWhole = finite.areWhole
    minimum = moments.minimum
    maximum = moments.maximum
    lower = []
    guard moments.count > 0 || rule.isFixed else { return }
    let positive = finite.filter { $0 > 0 }
    switch rule {
    case .automatic:
      let smallest = positive.min() ?? 0
      let isSkewed = moments.minimum >= 0 && smallest > 0 && moments.maximum >= 20 * smallest
      lower = isSkewed ? Self.logarithmic(positive, moments) : Self.even(moments, isWhole, count: 5)
    case .logarithmic:
      lower =
        positive.isEmpty || moments.minimum < 0
        ? Self.even(moments, isWhole, count: 5) : Self.logarithmic(positive, moments)
    case .equalIntervals(let count):
      lower = Self.even(moments, isWhole, count: max(1, count))
    case .thresholds(let borders):
      lower = [-.infinity] + Set(borders.filter(\.isFinite)).sorted()
    case .quantiles(let count):
      let borders = Self.quantiles(finite.sorted(), count: max(1, count), isWhole: isWhole)
      // A border between whole numbers is the next whole number.
      for border in borders.map({ isWhole ? $0.rounded(.up) : $0 }) where lower.last != border {
        lower.append(border)
      }
      // A border between far values can leave a class that no value has.
      var known: Set<Int> = []
      for value in finite { index(of: value).map { _ = known.insert($0) } }
      lower = lower.indices.filter(known.contains).map { lower[$0] }
      lackingCount = max(1, count) - lower.count
    }
  }

  /// That there are fewer classes than asked for; nil where there are not.
  var note: String? {
    guard lackingCount > 0, count > 0 else { return nil }
    return "\(NumberFormat.count(count + lackingCount, "quantile class", "quantile classes")) were asked for; "
      + "the values leave \(count)."
  }

  /// Lower borders of so many classes at most, the first at the least value.
  /// - Parameter values: ascending.
  private static func quantiles(_ values: [Double], count: Int, isWhole: Bool) -> [Double] {
    guard let first = values.first, let last = values.last else { return [] }
    guard count > 1, first < last else { return [first] }
    let borders = (0..<count).map { Quantile.ofSorted(values, Double($0) / Double(count)) }
    // The value that takes a class or more: two borders, or a border and the greatest value, are the same.
    guard let tied = zip(borders, borders.dropFirst() + [last]).first(where: { $0 == $1 })?.0 else { return borders }
    let below = values.prefix { $0 < tied }
    let above = values.drop { $0 <= tied }
    let others = count - 1
    // How many of the other classes lie below, as far as there are values for one on each side.
    let share = Double(below.count) / Double(max(below.count + above.count, 1)) * Double(others)
    let low = below.isEmpty ? 0 : above.isEmpty ? others : min(max(Int(share.rounded()), 1), max(others - 1, 1))
    var result = quantiles(Array(below), count: low, isWhole: isWhole) + [tied]
    guard others > low else { return result }
    var next = quantiles(Array(above), count: others - low, isWhole: isWhole)
    // The tied value is alone in its class, and the legend says so.
    if isWhole, !next.isEmpty { next[0] = tied + 1 }
    result += next
    return result
  }

  /// How many classes there are.
  public var count: Int { lower.count }

  /// The class of a value; nil when it is missing or below all classes.
  public func index(of value: Double) -> Int? {
    guard value.isFinite else { return nil }
    let above = lower.count(upTo: value)
    return above == 0 ? nil : above - 1
  }

  /// What a legend writes: `5–9` for whole numbers, `0.2–0.4` for others.
  public var labels: [String] {
    if lower.first == -.infinity { return thresholdLabels }
    let step = zip(lower, lower.dropFirst()).map { $1 - $0 }.min() ?? 0
    let ends = Array(lower.dropFirst()) + [maximum]
    let decimals = step > 0 && !isWhole ? max(0, Int((-log10(step)).rounded(.up))) : 0
    func text(_ value: Double) -> String {
      isWhole || step > 0
        ? NumberFormat.fixed(value, decimals: min(decimals + (isWhole ? 0 : 1), 6))
        : NumberFormat.automatic.string(value)
    }
    return lower.indices.map { index in
      let end = isWhole && index < lower.count - 1 ? ends[index] - 1 : ends[index]
      // For whole numbers the first class starts at the smallest value: a border of 0 would suggest a 0 that no row
      // has.
      let start = isWhole && index == 0 ? max(lower[0], minimum) : lower[index]
      let (low, high) = (text(start), text(end))
      return low == high
        ? low : low.hasPrefix("\u{2212}") || high.hasPrefix("\u{2212}") ? "\(low) to \(high)" : "\(low)–\(high)"
    }
  }

  /// `below 0.2`, `0.2–0.4`, `0.4 and more`
  private var thresholdLabels: [String] {
    let borders = Array(lower.dropFirst())
    let texts = NumberFormat.automatic.strings(
      borders, step: zip(borders.dropFirst(), borders).map { $0 - $1 }.min() ?? 0)
    guard let first = texts.first, let last = texts.last else { return ["all"] }
    let hasSigns = borders.contains { $0 < 0 }
    let between = zip(texts, texts.dropFirst()).map { hasSigns ? "\($0) to \($1)" : "\($0)–\($1)" }
    return ["below \(first)"] + between + ["\(last) and more"]
  }

  private static func even(_ moments: Moments, _ isWhole: Bool, count: Int) -> [Double] {
    guard moments.maximum > moments.minimum, (moments.maximum - moments.minimum).isFinite else {
      return [moments.minimum]
    }
    let step = NiceStep(
      near: (moments.maximum - moments.minimum) / Double(count), atLeast: true, whole: isWhole)
    let first = step.index(atOrBelow: moments.minimum)
    let last = max(first, step.index(atOrBelow: moments.maximum))
    let borders = (first...last).map(step.multiple)
    // The largest value alone on the last border joins the class below.
    return borders.count > 1 && borders[borders.count - 1] == moments.maximum && !isWhole
      ? borders.dropLast() : borders
  }

  private static func logarithmic(_ positive: [Double], _ moments: Moments) -> [Double] {
    let smallest = positive.min() ?? 1
    let decades = log10(moments.maximum / smallest)
    let factors: [Double] = decades > 4 ? [1] : decades > 2.2 ? [1, 3] : [1, 2, 5]
    let (first, last) = (Int(log10(smallest).rounded(.down)), Int(log10(moments.maximum).rounded(.up)))
    var borders: [Double] = []
    for power in first...max(first, last) {
      let unit = pow(10, Double(abs(power)))
      // Dividing by a power of ten rounds less than multiplying by its inverse.
      for factor in factors { borders.append(power < 0 ? factor / unit : factor * unit) }
    }
    let lowest = borders.last { $0 <= smallest } ?? smallest
    let kept = borders.filter { $0 >= lowest && $0 <= moments.maximum }
    return (positive.count < moments.count ? [0] : []) + kept
  }
}
