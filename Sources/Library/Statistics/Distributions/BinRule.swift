import Glibc

/// How the width of a histogram's bins is chosen.
///
/// Every rule but `edges` is rounded to a width of 1, 2, 2.5 or 5 times a power of ten, with edges at its multiples.
public enum BinRule: Hashable, Sendable, Codable {
  /// The narrower of Scott's and Freedman and Diaconis's widths; whole numbers get bins of a whole width.
  case automatic
  /// D. W. Scott, "On optimal and data-based histograms", Biometrika 66 (1979): best for values near a normal
  /// distribution.
  case scott
  /// D. Freedman and P. Diaconis, "On the histogram as a density estimator", 1981: by the interquartile range, so that
  /// outliers do not widen the bins.
  case freedmanDiaconis
  /// About this many bins.
  case count(Int)
  /// Bins about this wide.
  case width(Double)
  /// Exactly these edges, ascending.
  case edges([Double])
}

/// The edges that a rule gives for values.
package struct Binning {
  /// Ascending.
  package var edges: [Double]

  /// What a rule has to know of values.
  package struct Facts {
    package var minimum: Double
    package var maximum: Double
    /// Whether all values are whole numbers.
    package var isWhole: Bool
    package var spread: Spread

    package init(minimum: Double, maximum: Double, isWhole: Bool, spread: Spread) {
      self.minimum = minimum
      self.maximum = maximum
      self.isWhole = isWhole
      self.spread = spread
    }
  }

  /// How many values there are and how far apart they lie: of all, or of those that are not 0 where a heap of exact
  /// zeros says nothing about how smooth the rest is.
  package struct Spread {
    var count: Int
    var standardDeviation: Double
    var interquartileRange: Double

    package init(_ moments: Moments, quartiles: [Double]) {
      count = moments.count
      standardDeviation = moments.populationStandardDeviation
      interquartileRange = quartiles[2] - quartiles[0]
    }

    fileprivate func width(_ rule: BinRule, range: Double) -> Double {
      let n = Double(max(1, count))
      let scott = standardDeviation * cbrt(24 * Double.pi.squareRoot() / n)
      let freedmanDiaconis = 2 * interquartileRange * cbrt(1 / n)
      let width =
        switch rule {
        case .automatic: freedmanDiaconis > 0 ? min(scott, freedmanDiaconis) : scott
        case .scott: scott
        case .freedmanDiaconis: freedmanDiaconis > 0 ? freedmanDiaconis : scott
        case .count(let bins): range / Double(max(1, bins))
        case .width(let width): width
        case .edges: range
        }
      return width > 0 && width.isFinite ? width : range
    }
  }

  /// - Parameters:
  ///   - facts: of finite values, one at least.
  package init(_ facts: Facts, rule: BinRule, maximumBins: Int, domain: ClosedRange<Double>?) {
    let low = domain?.lowerBound ?? facts.minimum
    let high = domain?.upperBound ?? facts.maximum
    let (spread, isWhole) = (facts.spread, facts.isWhole)
    if case .edges(let given) = rule, given.count > 1 {
      edges = given.sorted()
      return
    }
    guard high > low, (high - low).isFinite else {
      edges = Self.single(low, high, isWhole: isWhole)
      return
    }
    let range = high - low
    let asked = max(range / 1e9, min(range, spread.width(rule, range: range)))
    let least = range / Double(maximumBins)
    var step = NiceStep(near: max(asked, least), atLeast: asked < least, whole: isWhole)
    edges = Self.multiples(of: step, low: low, high: high, isWhole: isWhole)
    while edges.count - 1 > maximumBins {
      step = NiceStep(near: step.width * 1.2, atLeast: true, whole: isWhole)
      edges = Self.multiples(of: step, low: low, high: high, isWhole: isWhole)
    }
    if !zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) {
      edges = Self.single(low, high, isWhole: isWhole)
    }
  }

  private static func multiples(of step: NiceStep, low: Double, high: Double, isWhole: Bool) -> [Double] {
    guard max(abs(low), abs(high)) / step.width < 0x1p52 else { return [high, low] }
    // Whole numbers one by one are centred on their bin; in wider bins 1960 belongs to the bin that starts at 1960.
    if isWhole, step.width == 1 {
      return (Int(low.rounded(.down))...Int(high.rounded(.up)) + 1).map { Double($0) - 0.5 }
    }
    let first = step.index(atOrBelow: low)
    var last = step.index(atOrBelow: high)
    if isWhole || step.multiple(last) < high || last == first { last += 1 }
    return (first...last).map(step.multiple)
  }

  private static func single(_ low: Double, _ high: Double, isWhole: Bool) -> [Double] {
    guard low == high else { return [low, high] }
    let half = isWhole || low == 0 ? 0.5 : NiceStep(near: abs(low) / 10).width / 2
    return low - half < low && low + half > low ? [low - half, low + half] : [low.nextDown, low.nextUp]
  }
}
