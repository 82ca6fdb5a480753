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

/// The edges that a rule gives for values, and their median.
struct Binning {
  var edges: [Double]
  var median: Double

  /// - Parameters:
  ///   - values: finite, one at least.
  ///   - moments: of the values.
  ///   - zeros: how many zeros stand apart from the rest; nil when none do.
  ///   - isWhole: whether all values are whole numbers.
  init(
    _ values: [Double], _ moments: Moments, zeros: Int?, isWhole: Bool, rule: BinRule, maximumBins: Int,
    domain: ClosedRange<Double>?
  ) {
    let low = domain?.lowerBound ?? moments.minimum
    let high = domain?.upperBound ?? moments.maximum
    let probabilities = [0.25, 0.5, 0.75]

    // A heap of exact zeros says nothing about how smooth the rest is.
    let rest = zeros == nil ? [] : values.filter { $0 != 0 }
    let spread: Spread
    if let zeros, !rest.isEmpty {
      median = Quantile.of(present: rest, [0.5], afterZeros: zeros)[0]
      spread = Spread(Moments(rest), quartiles: Quantile.of(present: rest, probabilities))
    } else {
      let quartiles = Quantile.of(present: values, probabilities)
      median = quartiles[1]
      spread = Spread(moments, quartiles: quartiles)
    }

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

  private struct Spread {
    var count: Int
    var standardDeviation: Double
    var interquartileRange: Double

    init(_ moments: Moments, quartiles: [Double]) {
      count = moments.count
      standardDeviation = moments.populationStandardDeviation
      interquartileRange = quartiles[2] - quartiles[0]
    }

    func width(_ rule: BinRule, range: Double) -> Double {
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
}
