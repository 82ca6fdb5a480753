public import Frames
public import Statistics

extension Chart {
  /// Lines around the densest parts of two columns: each holds a share of the rows.
  ///
  /// - Parameters:
  ///   - grid: The density, from wherever it was computed.
  ///   - x: What is measured along x.
  ///   - y: What is measured along y.
  ///   - shares: The parts of all rows that the lines hold, from 0 to 1.
  public static func densityContours(
    _ grid: DensityGrid, x: String, y: String, shares: [Double] = [0.25, 0.5, 0.75, 0.95]
  ) -> Chart {
    Chart(DensityContourLayer(xLabel: x, yLabel: y, grid: grid, shares: shares.filter { $0 > 0 && $0 < 1 }.sorted()))
  }

  /// Lines around the densest parts of two columns, which hold a quarter, a half, three quarters and 95 % of the rows.
  ///
  /// The density has Gaussian kernels with Scott's bandwidth.
  /// - Parameters:
  ///   - x, y: Numbers of the same rows; rows that lack one are counted in the alternative text.
  ///   - shares: The parts of all rows that the lines hold, from 0 to 1.
  public static func densityContours(
    x: PlottableColumn, y: PlottableColumn, shares: [Double] = [0.25, 0.5, 0.75, 0.95]
  ) -> Chart {
    guard let grid = DensityGrid(x: x.numbers, y: y.numbers) else {
      return Chart(DensityContourLayer(xLabel: x.label, yLabel: y.label, grid: nil, shares: []))
    }
    var layer = DensityContourLayer(
      xLabel: x.label, yLabel: y.label, grid: grid, shares: shares.filter { $0 > 0 && $0 < 1 }.sorted())
    let rows = zip(x.numbers, y.numbers).filter { $0.isFinite && $1.isFinite }
    (layer.xRange, layer.yRange) = (Self.range(rows.map(\.0)), Self.range(rows.map(\.1)))
    return Chart(layer).showingDates(x: x, y: y)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// Lines around the densest parts of two columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func densityContours(
    _ frame: DataFrame, x: String, y: String, shares: [Double] = [0.25, 0.5, 0.75, 0.95]
  ) -> Chart {
    densityContours(x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), shares: shares)
  }
}

/// Contours of a density of two columns, filled from pale to full.
struct DensityContourLayer: ChartLayer, Codable {
  var xLabel: String
  var yLabel: String
  /// Nil where no density is defined.
  var grid: DensityGrid?
  /// Ascending.
  var shares: [Double]
  /// Where the values lie: a smooth density reaches beyond, its lines end there. Nil where that is not known.
  var xRange: ClosedRange<Double>?
  var yRange: ClosedRange<Double>?

  /// The lines that hold a share, no further out than the values.
  private func lines(_ grid: DensityGrid, _ share: Double) -> [[(x: Double, y: Double)]] {
    grid.contour(at: grid.level(holding: share)).map { line in
      line.map { point in (x: Self.held(point.x, xRange), y: Self.held(point.y, yRange)) }
    }
  }

  private static func held(_ value: Double, _ range: ClosedRange<Double>?) -> Double {
    guard let range else { return value }
    return min(max(value, range.lowerBound), range.upperBound)
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = xLabel
    domains.y.label = yLabel
    domains.x.isNice = false
    domains.y.isNice = false
    guard let grid else { return }
    for end in Self.ends(of: grid.x, xRange) { domains.x.include(end) }
    for end in Self.ends(of: grid.y, yRange) { domains.y.include(end) }
    // With room for the line before each text.
    domains.trailingLabels = shares.map { "——— " + Self.text($0) }
    domains.linesBelow = shares.count
  }

  /// Between which values the lines lie; where a logarithmic axis begins is one of them.
  private static func ends(of places: [Double], _ range: ClosedRange<Double>?) -> [Double] {
    [places.first, places.last, places.first { $0 > 0 }].compactMap(\.self).map { held($0, range) }.filter(\.isFinite)
  }

  private static func text(_ share: Double) -> String { "\(NumberFormat.percent.string(share)) of rows" }

  private func paint(_ index: Int, in plot: Plot) -> Paint {
    // The line around most rows is the palest.
    let amount = 1 - Double(index) / Double(max(shares.count, 1)) * 0.75
    return plot.theme.paper.mixed(with: plot.color.accent, amount)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard let grid else {
      scene.warn(
        RenderWarning(
          .noData, "\(xLabel) and \(yLabel) have no density.",
          hint: "A density needs three rows with both values and two columns that vary."))
      return
    }
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    for (index, share) in shares.enumerated().reversed() {
      let lines = lines(grid, share).map { line in
        // Between the first places of a logarithmic axis a line may come nearer to 0 than the axis goes.
        line.map { Point(x: x.clampedPosition($0.x), y: y.clampedPosition($0.y)) }
      }.filter { $0.count > 1 && $0.allSatisfy { $0.x.isFinite && $0.y.isFinite } }
      var fill = Path()
      fill.append(rings: lines)
      scene.answering(Tip("Densest \(Self.text(share))")) { $0.fill(fill, paint(index, in: plot).opacity(0.35)) }
      for line in lines { scene.stroke(Path(through: line), Stroke(paint(index, in: plot), width: 1.25)) }
    }
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard grid != nil else { return }
    let style = plot.theme.labelStyle
    let height = (plot.theme.labelSize * 1.5).rounded()
    let origin =
      plot.keyArea.map { Point(x: $0.minX, y: $0.minY + height / 2) }
      ?? Point(x: plot.area.maxX + SceneBuilder.trailingGap, y: plot.area.minY + height / 2)
    for (index, share) in shares.enumerated() {
      let middle = origin.y + Double(index) * height
      scene.line(
        from: Point(x: origin.x, y: middle), to: Point(x: origin.x + 14, y: middle),
        Stroke(paint(index, in: plot), width: 3))
      scene.text(Self.text(share), at: Point(x: origin.x + 20, y: middle), baseline: .middle, style: style)
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Density contours of \(yLabel) against \(xLabel)"
    guard let grid, let peak = grid.density.max(), let place = grid.density.firstIndex(of: peak) else {
      return LayerDescription(kind: kind, findings: ["There are too few values for a density."])
    }
    var findings = [
      "\(NumberFormat.count(grid.count, "row")); densest around \(xLabel) "
        + "\(plot.xFormat.string(grid.x[place % grid.x.count])) and \(yLabel) "
        + "\(plot.yFormat.string(grid.y[place / grid.x.count])).",
      "The lines hold \(shares.map { NumberFormat.percent.string($0) }.joined(separator: ", ")) of the rows.",
    ]
    if grid.missing > 0 { findings.append("\(NumberFormat.count(grid.missing, "row")) without both values left out.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    guard let grid else { return [] }
    let lines = shares.flatMap { share in
      self.lines(grid, share).enumerated().flatMap { number, line in
        line.map { (share, number + 1, $0.x, $0.y) }
      }
    }
    return [
      DataPart(
        "Contours",
        [
          .value("Share of rows", lines.map { $0.0 }), .value("Line", lines.map { $0.1 }),
          .value(xLabel, lines.map { $0.2 }), .value(yLabel, lines.map { $0.3 }),
        ])
    ]
  }
}
