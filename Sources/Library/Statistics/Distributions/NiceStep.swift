import Glibc

/// A step of 1, 2, 2.5 or 5 times a power of ten, whose multiples are the nearest doubles to the decimals they stand
/// for.
package struct NiceStep: Hashable, Sendable {
  /// 10, 20, 25 or 50.
  private var mantissa: Int
  private var exponent: Int

  /// The nice step nearest to a width in ratio, or the next one at or above it. Widths beyond 1e±280 are taken for
  /// those.
  package init(near width: Double, atLeast: Bool = false, whole: Bool = false) {
    let width = min(max(width, 1e-280), 1e280)
    let decade = Int(log10(width).rounded(.down)) - 1
    var best = NiceStep(mantissa: 10, exponent: decade)
    var distance = Double.infinity
    for exponent in (decade - 1)...(decade + 1) {
      for mantissa in [10, 20, 25, 50] {
        let step = NiceStep(mantissa: mantissa, exponent: exponent)
        if whole, step.width < 1 || step.width.rounded() != step.width { continue }
        // A hair of slack, or a width that is nice already would be taken for one just above it.
        if atLeast, step.width < width * (1 - 1e-9) { continue }
        let ratio = abs(log(step.width / width))
        if ratio < distance { (best, distance) = (step, ratio) }
      }
    }
    if whole, distance == .infinity { best = NiceStep(mantissa: 10, exponent: -1) }
    self = best
  }

  private init(mantissa: Int, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// The step itself.
  package var width: Double { multiple(1) }

  /// The step times a whole number. Dividing by a power of ten is what makes 7 steps of 0.01 the same double as 0.07.
  package func multiple(_ index: Int) -> Double {
    let product = Double(index) * Double(mantissa)
    return exponent < 0 ? product / pow(10, Double(-exponent)) : product * pow(10, Double(exponent))
  }

  /// The index of the last multiple at or below a value.
  package func index(atOrBelow value: Double) -> Int {
    var index = Int((value / width).rounded(.down))
    while multiple(index) > value { index -= 1 }
    while multiple(index + 1) <= value { index += 1 }
    return index
  }
}
