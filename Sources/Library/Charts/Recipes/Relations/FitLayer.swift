public import Statistics

#if canImport(Glibc)
  import Glibc
#endif

/// What is drawn through a cloud of dots.
public enum FitMethod: Hashable, Sendable, Codable {
  /// A straight line by least squares, with the 95 % interval of the mean.
  case linear
  /// A smooth curve: locally weighted regression over this share of the rows at each place, from 0.01 to 1, by
  /// parabolas (degree 2, as R's `loess`), lines (1) or means (0). Nil for a third of the rows, but for at least 100
  /// of them and up to three quarters: a parabola over a few dozen follows their noise.
  case local(span: Double?, degree: Int = 2)

  /// Locally weighted regression by parabolas over a third of the rows at each place, of few rows over more (Cleveland's
  /// loess, without its robustness rounds).
  public static let loess = FitMethod.local(span: nil)

  /// - Parameter count: Of the rows that are fitted.
  static func span(_ asked: Double?, count: Int) -> Double {
    if let asked { return min(max(asked, 0.01), 1) }
    return max(1.0 / 3, min(0.75, 100 / Double(max(count, 1))))
  }
}

/// A line or a curve that was fitted to the rows of one group.
public struct FittedCurve: Hashable, Sendable, Codable {
  /// The group's name; nil for one fit through all rows.
  public var name: String?
  /// The straight line; nil for a curve.
  public let line: LinearFit?
  let x: [Double]
  let y: [Double]
  /// The interval of the mean at each place; empty where it is not known.
  let lower: [Double]
  let upper: [Double]

  /// A straight line with the 95 % interval of the mean.
  ///
  /// - Parameters:
  ///   - line: The fit.
  ///   - domain: Where the line is drawn: the range of x among the rows it was fitted to.
  ///   - name: The group's name; nil for one fit through all rows.
  /// - Returns: nil where the line leaves the range of finite numbers.
  public init?(_ line: LinearFit, over domain: ClosedRange<Double>, name: String? = nil) {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let positions = 48
    let x = (0...positions).map { low + (high - low) * Double($0) / Double(positions) }
    let bands = x.map { line.band(at: $0) }
    self.init(
      name: name, line: line, x: x, y: x.map { line.value(at: $0) }, lower: bands.map(\.lowerBound),
      upper: bands.map(\.upperBound))
  }

  /// A locally weighted curve.
  /// - Returns: nil where the curve leaves the range of finite numbers.
  public init?(_ curve: LocalRegression, name: String? = nil) {
    self.init(name: name, line: nil, x: curve.x, y: curve.y, lower: [], upper: [])
  }

  private init?(name: String?, line: LinearFit?, x: [Double], y: [Double], lower: [Double], upper: [Double]) {
    guard y.allSatisfy(\.isFinite) else { return nil }
    (self.name, self.line, self.x, self.y, self.lower, self.upper) = (name, line, x, y, lower, upper)
  }

  /// - Returns: nil when there are too few rows, or all at one x.
  init?(_ method: FitMethod, name: String?, x: [Double], y: [Double]) {
    switch method {
    case .linear:
      let known = zip(x, y).lazy.filter { $0.isFinite && $1.isFinite }.map(\.0)
      guard let fit = LinearFit(x: x, y: y), let low = known.min(), let high = known.max() else { return nil }
      self.init(fit, over: low...high, name: name)
    case .local(let span, let degree):
      let count = span == nil ? zip(x, y).count { $0.isFinite && $1.isFinite } : 0
      let share = FitMethod.span(span, count: count)
      guard let fit = LocalRegression(x: x, y: y, span: share, degree: degree) else { return nil }
      self.init(fit, name: name)
    }
  }

  /// `Loudness = −17.2 + 12.9 × Energy, R² 0.58, n = 300`, or where a curve starts and ends.
  func summary(x xLabel: String, y yLabel: String) -> String {
    let number = NumberFormat.automatic
    if let line {
      let sign = line.slope < 0 ? "\u{2212}" : "+"
      // The share of a variation that is explained means nothing where there is none.
      let isConstant = line.slope == 0 && line.rSquared == 1
      let share = isConstant ? "" : "R² \(NumberFormat.fixed(line.rSquared, decimals: 2)), "
      return "\(yLabel) = \(number.string(line.intercept)) \(sign) \(number.string(abs(line.slope))) × \(xLabel), "
        + share + "n\u{a0}=\u{a0}\(number.string(Double(line.count)))"
    }
    guard let first = y.first, let last = y.last, let start = x.first, let end = x.last else { return "" }
    let (positions, heights) = (Self.texts([start, end], among: x), Self.texts([first, last], among: y))
    return "Smooth curve: \(yLabel) \(heights[0]) at \(xLabel) \(positions[0]), \(heights[1]) at\u{a0}\(positions[1])"
  }

  /// Numbers as precise as a hundredth of the span of all.
  private static func texts(_ numbers: [Double], among all: [Double]) -> [String] {
    let span = (all.max() ?? 0) - (all.min() ?? 0)
    guard span > 1e-4, span < 1_000 else { return numbers.map(NumberFormat.automatic.string) }
    return NumberFormat.decimals(max(0, 2 - Int(log10(span).rounded(.down)))).strings(numbers, step: 0)
  }
}

/// Lines or curves through dots.
struct FitLayer: ChartLayer, Codable {
  var xLabel: String
  var yLabel: String
  /// What the curves' names are; nil for one curve through all dots.
  var groupLabel: String?
  var curves: [FittedCurve]
  /// Groups whose rows are too few, or all at one x, for a fit.
  var namesWithoutFit: [String] = []

  init(_ curves: [FittedCurve], x: String, y: String, by group: String? = nil) {
    (xLabel, yLabel) = (x, y)
    groupLabel = curves.contains { $0.name != nil } ? group : nil
    self.curves = curves
  }

  init(_ method: FitMethod, x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil) {
    (xLabel, yLabel) = (x.label, y.label)
    guard !x.isCategorical, !y.isCategorical else {
      curves = []
      return
    }
    guard let groups, groups.isCategorical else {
      curves = FittedCurve(method, name: nil, x: x.numbers, y: y.numbers).map { [$0] } ?? []
      return
    }
    groupLabel = groups.label
    var rows = [([Double], [Double])](repeating: ([], []), count: groups.names.count)
    for (row, code) in groups.numbers.enumerated() where !code.isNaN {
      rows[Int(code)].0.append(x.numbers[row])
      rows[Int(code)].1.append(y.numbers[row])
    }
    curves = zip(groups.names, rows).compactMap { FittedCurve(method, name: $0, x: $1.0, y: $1.1) }
    let fitted = Set(curves.compactMap(\.name))
    namesWithoutFit = zip(groups.names, rows).filter { !$1.0.isEmpty && !fitted.contains($0) }.map(\.0)
  }

  /// The numbers of the only fit, to be read beside the drawing; nil when there are several.
  var note: String? { curves.count == 1 ? curves[0].summary(x: xLabel, y: yLabel) : nil }

  func contribute(to domains: inout ChartDomains) {
    for curve in curves {
      for value in curve.y where value > 0 || !domains.isYLogarithmic { domains.y.include(value, isValue: false) }
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    func path(_ xs: [Double], _ ys: [Double]) -> [Point] {
      zip(xs, ys).map { Point(x: x.position($0), y: y.position($1)) }.filter { $0.x.isFinite && $0.y.isFinite }
    }
    scene.group("fit", clip: plot.area) { scene in
      for curve in curves {
        let paint = curve.name.map { plot.color.paint(for: $0) } ?? plot.theme.ink
        let band = path(curve.x, curve.upper) + path(curve.x, curve.lower).reversed()
        if !band.isEmpty { scene.fill(Path(through: band, closed: true), paint.opacity(0.15)) }
        let line = Path(through: path(curve.x, curve.y))
        scene.strokeWithRim(line, Stroke(paint, width: 2, cap: .round))
        let drawn = zip(curve.x, curve.y).filter { x.position($0.0).isFinite && y.position($0.1).isFinite }
        scene.series(
          curve.name ?? "Fit", paint, in: plot.area, drawn.map { Point(x: x.position($0.0), y: y.position($0.1)) },
          places: drawn.map { "\(xLabel) \(plot.xFormat.string($0.0))" },
          values: drawn.map { plot.yFormat.string($0.1) })
      }
    }
    if curves.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues, "There is no fit of \(yLabel) by \(xLabel).",
          hint: "A fit needs rows with different values of \(xLabel)."))
    } else if !namesWithoutFit.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "There is no fit of \(yLabel) by \(xLabel) for \(RenderWarning.list(namesWithoutFit)).",
          hint: "A fit needs rows with different values of \(xLabel)."))
    }
  }

  var data: [DataPart] {
    guard !curves.isEmpty else { return [] }
    func column(_ label: String, _ values: (FittedCurve) -> [Double]) -> PlottableColumn {
      .value(label, curves.flatMap { values($0) + Array(repeating: .nan, count: $0.x.count - values($0).count) })
    }
    var columns = [column(xLabel, \.x), column(yLabel, \.y)]
    if let groupLabel {
      columns.insert(.value(groupLabel, curves.flatMap { curve in curve.x.map { _ in curve.name } }), at: 0)
    }
    if curves.contains(where: { !$0.lower.isEmpty }) {
      columns += [column("Lower", \.lower), column("Upper", \.upper)]
    }
    return [DataPart("Fit", columns)]
  }

  func describe(in plot: Plot) -> LayerDescription {
    guard !curves.isEmpty else { return LayerDescription(kind: "") }
    let kind = curves[0].line != nil ? "a straight line by least squares" : "a locally weighted curve"
    let findings = curves.prefix(6).map { curve in
      (curve.name.map { "\($0): " } ?? "") + curve.summary(x: xLabel, y: yLabel) + "."
    }
    return LayerDescription(kind: kind, findings: findings)
  }
}

extension Chart {
  /// Layers of one plot with a fit over them, whose numbers stand below the title.
  init(_ layers: [any ChartLayer], fit: FitLayer?) {
    self.init(panels: [ChartPanel(title: nil, layers: layers + (fit.map { [$0] } ?? []))])
    settings.subtitle = fit?.note
  }
}
