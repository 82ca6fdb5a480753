public import Frames
public import Statistics

extension Chart {
  /// Values in their order against the quantiles of a normal distribution: on the line where they are normal.
  ///
  /// The line goes through the first and third quartiles of both, so that extremes do not move it.
  /// - Parameters:
  ///   - quantiles: The points and their line, from wherever they were computed.
  ///   - label: What the values measure.
  public static func qqPlot(_ quantiles: NormalQuantiles, label: String) -> Chart {
    Chart(NormalQuantileLayer(label: label, quantiles: quantiles))
  }

  /// Whether values are spread as a normal distribution is: a quantile-quantile plot.
  ///
  /// At most 1,000 points are drawn, the extremes among them.
  /// - Parameter values: Numbers; missing and infinite ones are left out with a warning.
  public static func qqPlot(_ values: PlottableColumn) -> Chart {
    qqPlot(NormalQuantiles(values.isCategorical ? [] : values.numbers), label: values.label)
  }

  /// Whether a column's values are spread as a normal distribution is.
  /// - Precondition: The frame has the column.
  public static func qqPlot(_ frame: DataFrame, _ value: String) -> Chart { qqPlot(PlottableColumn(frame[value])) }
}

/// Points of a normal quantile-quantile plot over their line.
struct NormalQuantileLayer: ChartLayer, Codable {
  var label: String
  var quantiles: NormalQuantiles

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = "Normal quantile (SD)"
    domains.y.label = label
    domains.x.isNice = false
    domains.x.inset = 6
    domains.y.inset = 6
    for (x, y) in zip(quantiles.theoretical, quantiles.values) {
      domains.x.include(x)
      domains.y.include(y)
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let left = quantiles.missing + quantiles.infinite
    if quantiles.values.isEmpty {
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
    } else if left > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(left, "value")) of \(label) missing or infinite and left out."))
    }
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    if quantiles.slope.isFinite, let first = quantiles.theoretical.first, let last = quantiles.theoretical.last {
      func point(_ theoretical: Double) -> Point {
        Point(x: x.position(theoretical), y: y.position(quantiles.intercept + quantiles.slope * theoretical))
      }
      scene.group("line", clip: plot.area) { scene in
        scene.line(from: point(first), to: point(last), Stroke(plot.theme.ink(0.6), width: 1.25, dash: [5, 3]))
      }
    }
    let drawn = zip(quantiles.theoretical, quantiles.values)
      .filter { x.position($0.0).isFinite && y.position($0.1).isFinite }
    let places = drawn.map { (x.position($0), y.position($1)) }
    let reach = 4.0
    scene.points(
      SceneDots(
        xs: places.map(\.0), ys: places.map(\.1), paints: [plot.color.accent.opacity(places.count > 200 ? 0.6 : 0.85)],
        radius: places.count > 200 ? 2 : 2.75,
        clip: Rect(
          x: plot.area.x - reach, y: plot.area.y - reach, width: plot.area.width + 2 * reach,
          height: plot.area.height + 2 * reach)),
      tips: drawn.map {
        Tip(
          "", [Tip.Value(label, plot.yFormat.string($1)), Tip.Value("Normal quantile", plot.xFormat.string($0))])
      })
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Quantiles of \(label) against those of a normal distribution"
    guard let lowest = quantiles.values.first, let highest = quantiles.values.last,
      let first = quantiles.theoretical.first, let last = quantiles.theoretical.last
    else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let number = plot.yFormat
    var findings = ["\(NumberFormat.count(quantiles.count, "value"))."]
    if quantiles.values.count < quantiles.count {
      findings.append("\(NumberFormat.count(quantiles.values.count, "point")) drawn, the extremes among them.")
    }
    if quantiles.slope.isFinite {
      func expected(_ theoretical: Double) -> String {
        number.string(quantiles.intercept + quantiles.slope * theoretical)
      }
      findings.append(
        "The smallest is \(number.string(lowest)) where the line through the quartiles has \(expected(first)); "
          + "the largest is \(number.string(highest)) where it has \(expected(last)).")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    [
      DataPart(
        "Points",
        [
          .value("Normal quantile", quantiles.theoretical), .value(label, quantiles.values),
          .value(
            "Line", quantiles.theoretical.map { quantiles.intercept + quantiles.slope * $0 }),
        ])
    ]
  }
}
