public import Frames
public import Statistics

#if canImport(Glibc)
  import Glibc
#endif

extension Chart {
  /// How many rows lie in each hexagon of a honeycomb over two numbers: for clouds of thousands of dots.
  ///
  /// - Parameters:
  ///   - bins: The hexagons with their counts, from wherever they were counted.
  ///   - x, y: What the two numbers measure.
  ///   - countScale: `.log` shows single rows beside thousands, `.linear` shows where the bulk lies.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - correlation: Pearson's coefficient of all rows, from -1 to 1, for the alternative text; nil where it is not
  ///     known.
  ///   - fit: A line or curve through the rows, with its numbers below the title.
  public static func hexbin(
    _ bins: HexagonBins, x: String, y: String, countScale: ScaleType = .log, countLabel: String = "Count",
    correlation: Double? = nil, fit: FittedCurve? = nil
  ) -> Chart {
    let layer = HexbinLayer(
      xLabel: x, yLabel: y, countLabel: countLabel, countScale: countScale, bins: bins, correlation: correlation)
    return Chart([layer], fit: fit.map { FitLayer([$0], x: x, y: y) })
  }

  /// How many rows lie in each hexagon over two columns.
  ///
  /// - Parameters:
  ///   - x, y: Numbers; rows that lack one are counted in the alternative text.
  ///   - bins: Hexagons side by side, from 2 to 200.
  ///   - countScale: `.log` shows single rows beside thousands, `.linear` shows where the bulk lies.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - fit: A line or curve through the rows, with its numbers below the title.
  public static func hexbin(
    x: PlottableColumn, y: PlottableColumn, bins: Int = 44, countScale: ScaleType = .log,
    countLabel: String = "Count", fit: FitMethod? = nil
  ) -> Chart {
    let layer = HexbinLayer(x: x, y: y, columns: bins, countScale: countScale, countLabel: countLabel)
    return Chart([layer], fit: fit.map { FitLayer($0, x: x, y: y) }).showingDates(x: x, y: y)
  }

  /// How many rows of a frame lie in each hexagon over two columns.
  /// - Precondition: The frame has the columns.
  public static func hexbin(
    _ frame: DataFrame, x: String, y: String, bins: Int = 44, countScale: ScaleType = .log,
    countLabel: String = "Count", fit: FitMethod? = nil
  ) -> Chart {
    hexbin(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), bins: bins, countScale: countScale,
      countLabel: countLabel, fit: fit)
  }
}

/// Hexagons coloured by how many rows they hold.
struct HexbinLayer: ChartLayer, Codable {
  var xLabel: String
  var yLabel: String
  var countLabel: String
  var countScale: ScaleType
  var bins: HexagonBins
  /// Whether the hexagons stand in for dots that were too many.
  var replacesDots = false
  /// Pearson's coefficient of all rows; nil where it is not defined.
  var correlation: Double?

  /// Width over height of the plot that the hexagons are made for.
  private static let aspect = 1.6
  private static let shades = 64
  /// Without the palest tones: single rows on the paper are to be seen.
  private static let ramp = ColorRamp.yellowGreenBlue.starting(at: 0.24)

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = xLabel
    domains.y.label = yLabel
    domains.x.isNice = false
    domains.y.isNice = false
    domains.x.hasGrid = false
    domains.color.label = countLabel
    domains.color.type = countScale
    domains.color.ramp = Self.ramp
    let (xs, ys) = (bins.bins.map(\.x), bins.bins.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else { return }
    let across = Self.reachingRoundValues(left - bins.width / 2, right + bins.width / 2)
    let upwards = Self.reachingRoundValues(low - bins.rowDistance / 3, high + bins.rowDistance / 3)
    for end in [across.lower, across.upper] { domains.x.include(end, isValue: false) }
    for end in [upwards.lower, upwards.upper] { domains.y.include(end, isValue: false) }
    // The least places above zero, where an axis is logarithmic.
    for bin in bins.bins where domains.isXLogarithmic || domains.isYLogarithmic {
      domains.x.include(bin.x - bins.width / 2, isValue: false)
      domains.y.include(bin.y - bins.rowDistance / 3, isValue: false)
      domains.x.include(bin.x, isValue: false)
      domains.y.include(bin.y, isValue: false)
    }
    for bin in bins.bins { domains.color.include(Double(bin.count)) }
    // Regular hexagons: the distance of two rows is √3 times their width.
    let ratio =
      (across.upper - across.lower) / bins.width
      / ((upwards.upper - upwards.lower) / bins.rowDistance * 3.0.squareRoot())
    // Those of values that hardly differ would make a plot of a few of them side by side.
    domains.aspectRatio = ratio.isFinite ? min(max(ratio, 1), 2.5) : Self.aspect
  }

  /// The interval, with each end moved to a round value where that is near.
  private static func reachingRoundValues(_ lower: Double, _ upper: Double) -> (lower: Double, upper: Double) {
    let round = Ticks.nice(lower: lower, upper: upper, count: 5)
    let near = (upper - lower) / 20
    return (
      lower - round.lower <= near ? round.lower : lower, round.upper - upper <= near ? round.upper : upper
    )
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard !bins.bins.isEmpty, case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    // One path for each shade, so that files stay small.
    var paths = [Path](repeating: Path(), count: Self.shades)
    var members = [[(path: Path, bin: HexagonBins.Bin)]](repeating: [], count: Self.shades)
    var lost = 0
    let half = bins.width / 2
    let rise = bins.rowDistance / 6
    for bin in bins.bins {
      let fraction = min(max(plot.color.fraction(Double(bin.count)), 0), 1)
      let shade = fraction.isNaN ? 0 : Int((fraction * Double(Self.shades - 1)).rounded())
      // Hexagons that reach to zero and below end where a logarithmic scale begins.
      func place(_ value: Double, _ scale: ContinuousScale) -> Double {
        scale.type == .log ? scale.clampedPosition(value) : scale.position(value)
      }
      let (left, middle, right) = (place(bin.x - half, x), x.position(bin.x), place(bin.x + half, x))
      let heights = [bin.y + 2 * rise, bin.y + rise, bin.y - rise, bin.y - 2 * rise].map { place($0, y) }
      guard middle.isFinite, y.position(bin.y).isFinite else {
        lost += bin.count
        continue
      }
      let ring = [
        Point(x: middle, y: heights[0]), Point(x: right, y: heights[1]), Point(x: right, y: heights[2]),
        Point(x: middle, y: heights[3]), Point(x: left, y: heights[2]), Point(x: left, y: heights[1]),
      ]
      paths[shade].append(rings: [ring])
      if scene.recordsTips { members[shade].append((Path(through: ring, closed: true), bin)) }
    }
    if lost > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.whole(lost)) of \(NumberFormat.count(bins.count, "row")) lie in hexagons that have no place on a "
            + "logarithmic scale.", hint: "Use .symmetricLog to show them."))
    }
    for (shade, path) in paths.enumerated() {
      let paint = plot.color.ramp.paint(at: Double(shade) / Double(Self.shades - 1))
      // A hairline of the same paint closes the seams between neighbours. In a page each hexagon answers for itself.
      for (path, bin) in members[shade] {
        scene.answering(tip(of: bin, in: plot)) { $0.path(path, fill: paint, stroke: Stroke(paint, width: 0.35)) }
      }
      if members[shade].isEmpty { scene.path(path, fill: paint, stroke: Stroke(paint, width: 0.35)) }
    }
  }

  private func tip(of bin: HexagonBins.Bin, in plot: Plot) -> Tip {
    Tip(
      "",
      [
        Tip.Value(countLabel, NumberFormat.whole(bin.count)), Tip.Value(xLabel, "around \(plot.xFormat.string(bin.x))"),
        Tip.Value(yLabel, "around \(plot.yFormat.string(bin.y))"),
      ])
  }

  // MARK: Description and data

  private func place(_ x: Double, _ y: Double, in plot: Plot) -> String {
    let (xs, ys) = (Self.withoutNoise(x, step: bins.width), Self.withoutNoise(y, step: bins.rowDistance))
    return "\(plot.xLabel) \(plot.xFormat.string(xs)) and \(plot.yLabel) \(plot.yFormat.string(ys))"
  }

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Hexagonal bins of \(plot.yLabel) against \(plot.xLabel)"
    // What has no place on a logarithmic axis is not drawn.
    let shown = bins.bins.filter { Self.accepts(plot.x, $0.x) && Self.accepts(plot.y, $0.y) }
    guard let most = shown.map(\.count).max(), let fullest = shown.first(where: { $0.count == most }) else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    let tied = shown.count { $0.count == most }
    let rows = shown.reduce(0) { $0 + $1.count }
    var findings: [String] = []
    if replacesDots {
      findings.append("Too many points to draw one by one: hexagons tell how many lie in each.")
    }
    findings += [
      "\(NumberFormat.count(rows, "row")) in \(NumberFormat.count(shown.count, "hexagon")).",
      tied == shown.count && tied > 1
        ? "Every hexagon holds \(NumberFormat.whole(most))."
        : tied > 1
          ? "\(NumberFormat.whole(tied)) are fullest with \(NumberFormat.whole(most)) each, the first around "
            + place(fullest.x, fullest.y, in: plot) + "."
          : "The fullest, around \(place(fullest.x, fullest.y, in: plot)), holds \(NumberFormat.whole(most)).",
    ]
    if let correlation { findings.append("Correlation \(NumberFormat.decimals(2).string(correlation)).") }
    if bins.missing > 0 { findings.append("\(NumberFormat.count(bins.missing, "row")) without both values left out.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    [
      DataPart(
        "Hexagons",
        [
          .value(xLabel, bins.bins.map(\.x)), .value(yLabel, bins.bins.map(\.y)),
          .value(countLabel, bins.bins.map(\.count)),
        ])
    ]
  }
}

extension HexbinLayer {
  fileprivate static func accepts(_ scale: PositionScale, _ value: Double) -> Bool {
    guard case .continuous(let scale) = scale else { return true }
    return scale.type.accepts(value)
  }

  /// A middle without digits that come from rounding: hexagons are placed by a hundred thousandth of their distance.
  fileprivate static func withoutNoise(_ middle: Double, step: Double) -> Double {
    guard step > 0, step.isFinite else { return middle }
    let unit = pow(10, (log10(step) - 4).rounded(.down))
    let rounded = (middle / unit).rounded()
    return unit >= 1 ? rounded * unit : rounded / (1 / unit).rounded()
  }

  /// Counts the rows of two columns.
  init(x: PlottableColumn, y: PlottableColumn, columns: Int, countScale: ScaleType, countLabel: String) {
    (xLabel, yLabel) = (x.label, y.label)
    self.countLabel = countLabel
    self.countScale = countScale
    let columns = min(max(columns, 2), 200)
    let (xs, ys) = (x.isCategorical ? [] : x.numbers, y.isCategorical ? [] : y.numbers)
    let rows = max(1, Int((Double(columns) / (Self.aspect * 3.0.squareRoot())).rounded()))
    bins = HexagonBins(x: xs, y: ys, columns: columns, rows: rows)
    if let fit = LinearFit(x: xs, y: ys), bins.count > 2, fit.rSquared.isFinite {
      correlation = fit.rSquared.squareRoot() * (fit.slope < 0 ? -1 : 1)
    }
  }
}
