public import Statistics

extension Chart {
  /// Calibration curves by name, such as those of several models: whether of the rows given a probability of 70 % about
  /// 70 % are positive, with a histogram of the probabilities beneath. Dots of fewer than ten rows are hollow.
  public static func calibration(_ curves: KeyValuePairs<String, ReliabilityCurve>) -> Chart {
    calibration(Array(curves))
  }

  /// Calibration curves of as many models as there are, in this order.
  public static func calibration(_ curves: [(String, ReliabilityCurve)]) -> Chart {
    Chart(CalibrationLayer(classifiers: curves.map { .init(name: $0, curve: $1) }))
  }

  /// The calibration of one classifier's probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: From 0 to 1; rows without one are left out with a warning.
  ///   - isPositive: One for each probability.
  ///   - bins: How many groups of rows are compared.
  ///   - strategy: Whether groups span equal ranges of probability or hold equally many rows.
  /// - Precondition: As many probabilities as outcomes.
  public static func calibration(
    _ probabilities: PlottableColumn, isPositive: [Bool], bins: Int = 10,
    strategy: ReliabilityCurve.Strategy = .uniform
  ) -> Chart {
    calibration([
      probabilities.label: ReliabilityCurve(
        probabilities: probabilities.numbers, isPositive: isPositive, bins: bins, strategy: strategy)
    ])
  }
}

/// How often rows of each predicted probability are positive, above how many rows have each.
struct CalibrationLayer: ChartLayer, Codable {
  struct Classifier: Codable {
    var name: String
    var curve: ReliabilityCurve
  }

  var classifiers: [Classifier]
  private var curves: [(name: String, curve: ReliabilityCurve)] { classifiers.map { ($0.name, $0.curve) } }

  /// Fewer rows than these make a hollow dot.
  private static let fewRows = 10
  private static let histogram = 64.0
  private static let side = 340.0
  private static let axisRoom = 46.0
  private static let gap = 30.0
  private static let left = 44.0

  private func keyHeight(_ theme: Theme) -> Double {
    Double(curves.count { $0.curve.count > 0 } + 1) * (theme.labelSize * 1.5).rounded() + 8
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    if domains.isNarrow {
      // The key stands below.
      let side = domains.width - 20 - Self.left - 10
      domains.aspectRatio =
        (domains.width - 20) / (side + Self.gap + Self.histogram + Self.axisRoom + keyHeight(.standard))
    } else {
      domains.aspectRatio = 620 / (Self.side + Self.gap + Self.histogram + Self.axisRoom)
    }
    domains.color.wantsLegend = false
    for (name, curve) in curves where curve.count > 0 { domains.color.include(name: name) }
  }

  /// Two plots below each other with one scale along x.
  private struct Areas {
    var curves: Rect
    var histogram: Rect
    /// Below everything; nil for a key beside the curves.
    var key: Rect?

    init(_ area: Rect, keyHeight: Double, theme: Theme) {
      let titles = theme.lineHeight(theme.labelSize) + 8
      let bottom = AxisGuide.padding + theme.lineHeight(theme.labelSize) * 2 + 4
      let left = CalibrationLayer.left
      func sizes(heightOfKey: Double, widthOfKey: Double) -> (side: Double, low: Double) {
        let rest = area.height - titles - bottom - CalibrationLayer.gap - heightOfKey
        let low = min(CalibrationLayer.histogram, rest * 0.2)
        return (max(min(rest - low, area.width - left - 10 - widthOfKey), 20), low)
      }
      let below = sizes(heightOfKey: keyHeight, widthOfKey: 0)
      // A name and two numbers.
      let beside = sizes(heightOfKey: 0, widthOfKey: theme.labelSize * 13)
      // Where the height is given, a key below may cost the curves more than one beside them.
      let isNarrow = area.width < 420 && below.side >= beside.side
      let (side, low) = area.width < 420 ? (isNarrow ? below : beside) : sizes(heightOfKey: 0, widthOfKey: 0)
      curves = Rect(x: area.minX + left, y: area.minY + titles, width: side, height: side)
      histogram = Rect(x: curves.x, y: curves.maxY + CalibrationLayer.gap, width: side, height: low)
      if isNarrow {
        key = Rect(
          x: area.minX, y: histogram.maxY + bottom + 8, width: area.width, height: keyHeight - 8)
      }
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let theme = plot.theme
    let areas = Areas(plot.area, keyHeight: keyHeight(theme), theme: theme)
    let known = curves.filter { $0.curve.count > 0 }
    warn(on: &scene)
    let most = known.flatMap(\.curve.histogram).max() ?? 0
    let x = ContinuousScale(lower: 0, upper: 1, rangeStart: areas.curves.minX, rangeEnd: areas.curves.maxX)
    let y = ContinuousScale(lower: 0, upper: 1, rangeStart: areas.curves.maxY, rangeEnd: areas.curves.minY)
    let counts = ContinuousScale(
      lower: 0, upper: Double(max(most, 1)), rangeStart: areas.histogram.maxY, rangeEnd: areas.histogram.minY)
    drawAxes(areas, x, y, counts, on: &scene)

    scene.line(
      from: Point(x: x.position(0), y: y.position(0)), to: Point(x: x.position(1), y: y.position(1)),
      Stroke(theme.ink(0.45), width: 1, dash: [4, 4]))
    for (name, curve) in known {
      let paint = paint(name, in: plot)
      drawHistogram(curve.histogram, paint, x, counts, isOnly: known.count == 1, on: &scene)
      let points = curve.bins.map { Point(x: x.position($0.meanProbability), y: y.position($0.positiveShare)) }
      scene.stroke(Path(through: points), Stroke(paint, width: 1.75, cap: .round))
      for (point, bin) in zip(points, curve.bins) {
        let tip = Tip(
          name,
          [
            Tip.Value("Predicted probability", NumberFormat.fixed(bin.meanProbability, decimals: 3)),
            Tip.Value("Observed frequency", NumberFormat.fixed(bin.positiveShare, decimals: 3)),
            Tip.Value("Rows", NumberFormat.whole(bin.count)),
          ])
        scene.answering(tip) { scene in
          // A share of a few rows says little: a hollow dot.
          if bin.count < Self.fewRows {
            scene.circle(point, radius: 2.6, fill: theme.paper, stroke: Stroke(paint, width: 1.25))
          } else {
            scene.circle(point, radius: 3, fill: paint, stroke: Stroke(theme.paper, width: 0.75))
          }
        }
      }
    }
    if known.isEmpty {
      scene.text(
        "No data", at: areas.curves.center, anchor: .middle, baseline: .middle,
        style: theme.subtitleStyle.with(paint: theme.ink(0.65), halo: theme.paper))
      return
    }
    drawNumbers(known, areas, in: plot, on: &scene)
  }

  private func paint(_ name: String, in plot: Plot) -> Paint {
    curves.count == 1 ? plot.color.accent : plot.color.paint(for: name)
  }

  private func drawAxes(
    _ areas: Areas, _ x: ContinuousScale, _ y: ContinuousScale, _ counts: ContinuousScale,
    on scene: inout SceneBuilder
  ) {
    let theme = scene.theme
    let title = theme.labelStyle.with(paint: theme.ink(0.85))
    func guide(_ side: AxisGuide.Side, _ scale: ContinuousScale, _ values: AxisMarkValues) -> AxisGuide {
      var domain = AxisDomain()
      for value in [scale.lower, 0.5, scale.upper] { domain.include(value) }
      var settings = AxisSettings()
      settings.values = values
      return AxisGuide(side, scale: .continuous(scale), domain: domain, settings: settings, room: 44, builder: scene)
    }
    let xGuide = guide(.bottom, x, .automatic)
    let yGuide = guide(.left, y, .stride(by: xGuide.step))
    scene.group("grid") { scene in
      xGuide.drawGrid(in: areas.curves, on: &scene)
      yGuide.drawGrid(in: areas.curves, on: &scene)
    }
    scene.group("axis y") { scene in
      yGuide.drawLabels(in: areas.curves, on: &scene)
      let largest = NumberFormat.automatic.string(counts.upper)
      for (text, value) in [("0", 0), (largest, counts.upper)] {
        scene.text(
          text, at: Point(x: areas.histogram.minX - AxisGuide.padding, y: counts.position(value)), anchor: .end,
          baseline: .middle, style: theme.numberStyle)
      }
    }
    scene.group("axis x") { xGuide.drawLabels(in: areas.histogram, on: &$0) }
    scene.line(
      from: Point(x: areas.histogram.minX, y: areas.histogram.maxY),
      to: Point(x: areas.histogram.maxX, y: areas.histogram.maxY), theme.baseline)
    let left = areas.curves.minX - Self.left
    scene.text("↑ Observed frequency", at: Point(x: left, y: areas.curves.minY - 12), style: title)
    scene.text("↑ Rows", at: Point(x: left, y: areas.histogram.minY - 10), style: title)
    let bottom = areas.histogram.maxY + AxisGuide.padding + theme.lineHeight(theme.labelSize) + 3
    scene.text(
      "Predicted probability →", at: Point(x: areas.histogram.maxX, y: bottom), anchor: .end, baseline: .top,
      style: title)
  }

  private func drawHistogram(
    _ histogram: [Int], _ paint: Paint, _ x: ContinuousScale, _ counts: ContinuousScale, isOnly: Bool,
    on scene: inout SceneBuilder
  ) {
    var path = Path()
    let base = counts.position(0)
    if isOnly {
      for (bin, count) in histogram.enumerated() where count > 0 {
        let (left, right) = (x.position(Double(bin) / 20), x.position(Double(bin + 1) / 20))
        path.addRect(
          Rect(Point(x: left + 0.5, y: base), Point(x: max(right - 0.5, left + 1), y: counts.position(Double(count)))))
      }
      scene.fill(path, paint.opacity(0.75))
      return
    }
    // Several histograms over each other are drawn as outlines.
    path.move(to: Point(x: x.position(0), y: base))
    for (bin, count) in histogram.enumerated() {
      path.line(to: Point(x: x.position(Double(bin) / 20), y: counts.position(Double(count))))
      path.line(to: Point(x: x.position(Double(bin + 1) / 20), y: counts.position(Double(count))))
    }
    path.line(to: Point(x: x.position(1), y: base))
    scene.stroke(path, Stroke(paint, width: 1.25))
  }

  /// Names and scores at the right of the square.
  private func drawNumbers(
    _ known: [(name: String, curve: ReliabilityCurve)], _ areas: Areas, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let key = CurveKey(
      headings: ["Brier", "ECE"],
      rows: known.map { name, curve in
        CurveKey.Row(
          name: name,
          numbers: [curve.brierScore, curve.expectedCalibrationError].map { NumberFormat.fixed($0, decimals: 3) },
          stroke: Stroke(paint(name, in: plot), width: 1.75))
      })
    if let area = areas.key { return key.draw(in: area, theme: plot.theme, on: &scene) }
    key.draw(
      rightOf: areas.curves, room: plot.area.maxX - areas.curves.maxX, theme: plot.theme, on: &scene)
  }

  private func warn(on scene: inout SceneBuilder) {
    for (name, curve) in curves where curve.unusableCount > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(curve.unusableCount, "row")) of \(name) without a probability between 0 and 1 left out."
        ))
    }
    if curves.allSatisfy({ $0.curve.count == 0 }) {
      scene.warn(RenderWarning(.noData, "There are no probabilities to compare with outcomes."))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Calibration of \(curves.count == 1 ? curves[0].name : "\(curves.count) classifiers")"
    var findings: [String] = []
    for (name, curve) in curves.prefix(6) {
      guard curve.count > 0, let worst = curve.bins.max(by: { off($0) < off($1) }) else {
        findings.append("\(name) has no probabilities.")
        continue
      }
      func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 0) + "%" }
      findings.append(
        "\(name): \(NumberFormat.count(curve.count, "row")), Brier score \(NumberFormat.fixed(curve.brierScore, decimals: 3)), "
          + "mean distance from the diagonal \(NumberFormat.fixed(curve.expectedCalibrationError, decimals: 3)); "
          + "farthest where \(percent(worst.meanProbability)) is predicted and \(percent(worst.positiveShare)) are positive."
      )
    }
    if findings.isEmpty { findings = ["There are no curves."] }
    let few = curves.flatMap(\.curve.bins).count { $0.count < Self.fewRows }
    if few > 0 { findings.append("\(NumberFormat.count(few, "hollow dot")) of fewer than \(Self.fewRows) rows.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  private func off(_ bin: ReliabilityCurve.Bin) -> Double { abs(bin.meanProbability - bin.positiveShare) }

  var data: [DataPart] {
    let points = curves.flatMap { curve in curve.curve.bins.map { (curve.name, $0) } }
    let bars = curves.flatMap { curve in
      curve.curve.histogram.enumerated().map { (name: curve.name, bin: Double($0), count: $1) }
    }
    let positions = Double(max(curves.first?.curve.histogram.count ?? 1, 1))
    return [
      DataPart(
        "Curves",
        [
          .value("Curve", points.map(\.0)), .value("From", points.map(\.1.lower)), .value("To", points.map(\.1.upper)),
          .value("Rows", points.map(\.1.count)), .value("Mean probability", points.map(\.1.meanProbability)),
          .value("Share positive", points.map(\.1.positiveShare)),
        ]),
      DataPart(
        "Bars",
        [
          .value("Curve", bars.map(\.name)), .value("From", bars.map { $0.bin / positions }),
          .value("To", bars.map { ($0.bin + 1) / positions }), .value("Rows", bars.map(\.count)),
        ]),
    ]
  }
}
