#if canImport(Glibc)
  import Glibc
#endif

/// What is drawn through a cloud of dots.
public enum FitMethod: Hashable, Sendable, Codable {
  /// A straight line by least squares, with the 95 % interval of the mean.
  case linear
  /// A smooth curve: locally weighted regression over this share of the rows at each place.
  case local(span: Double)

  /// Locally weighted regression over a third of the rows at each place (Cleveland's loess, without its robustness rounds).
  public static let loess = FitMethod.local(span: 1.0 / 3)
}

/// A fit through the rows of one group.
struct FittedCurve: Sendable, Codable {
  /// Nil for one fit through all rows.
  var name: String?
  var line: LinearFit?
  var x: [Double]
  var y: [Double]
  /// The interval of the mean at each place; empty where it is not known.
  var lower: [Double] = []
  var upper: [Double] = []

  /// - Returns: nil when there are too few rows, or all at one x.
  init?(_ method: FitMethod, name: String?, x: [Double], y: [Double]) {
    self.name = name
    switch method {
    case .linear:
      let known = zip(x, y).lazy.filter { $0.isFinite && $1.isFinite }.map(\.0)
      guard let fit = LinearFit(x: x, y: y), let low = known.min(), let high = known.max() else { return nil }
      line = fit
      let places = 48
      self.x = (0...places).map { low + (high - low) * Double($0) / Double(places) }
      self.y = self.x.map { fit.value(at: $0) }
      let bands = self.x.map { fit.band(at: $0) }
      lower = bands.map(\.lowerBound)
      upper = bands.map(\.upperBound)
    case .local(let span):
      guard let fit = LocalRegression(x: x, y: y, span: min(max(span, 0.01), 1)) else { return nil }
      (self.x, self.y) = (fit.x, fit.y)
    }
    guard self.y.allSatisfy(\.isFinite) else { return nil }
  }

  /// `Loudness = −17.2 + 12.9 × Energy, R² 0.58, n = 300`, or where a curve starts and ends.
  func words(x xLabel: String, y yLabel: String) -> String {
    let number = NumberFormat.automatic
    if let line {
      let sign = line.slope < 0 ? "\u{2212}" : "+"
      return "\(yLabel) = \(number.string(line.intercept)) \(sign) \(number.string(abs(line.slope))) × \(xLabel), "
        + "R² \(NumberFormat.fixed(line.rSquared, decimals: 2)), n\u{a0}=\u{a0}\(number.string(Double(line.count)))"
    }
    guard let first = y.first, let last = y.last, let start = x.first, let end = x.last else { return "" }
    let (places, heights) = (Self.texts([start, end], among: x), Self.texts([first, last], among: y))
    return "Smooth curve: \(yLabel) \(heights[0]) at \(xLabel) \(places[0]), \(heights[1]) at\u{a0}\(places[1])"
  }

  /// Numbers as precise as a hundredth of the span of all.
  private static func texts(_ numbers: [Double], among all: [Double]) -> [String] {
    let span = (all.max() ?? 0) - (all.min() ?? 0)
    guard span > 1e-4, span < 1_000 else { return numbers.map(NumberFormat.automatic.string) }
    return NumberFormat.decimals(max(0, 2 - Int(log10(span).rounded(.down)))).strings(numbers, step: 0)
  }
}
