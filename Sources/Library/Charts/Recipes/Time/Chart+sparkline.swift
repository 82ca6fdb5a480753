public import Frames

extension Chart {
  /// A line as small as a word, without axes: for a table's cell or a line of text.
  ///
  /// The last value has a dot and is written behind it. The alternative text says where the line starts, ends, peaks
  /// and is lowest.
  /// - Parameters:
  ///   - values: In order, evenly spaced; missing ones break the line.
  ///   - format: How the last value is written; nil for no number.
  public static func sparkline(_ values: PlottableColumn, format: NumberFormat? = .automatic) -> Chart {
    var chart = Chart(
      SparklineLayer(label: values.label, values: values.isCategorical ? [] : values.numbers, format: format))
    chart.settings.margin = 2
    return chart.frame(width: format == nil ? 90 : 124, height: 26)
  }

  /// A column as a line as small as a word.
  public static func sparkline(_ frame: DataFrame, _ value: String, format: NumberFormat? = .automatic) -> Chart {
    sparkline(PlottableColumn(frame[value]), format: format)
  }
}

/// A line without axes.
struct SparklineLayer: ChartLayer, Codable {
  var label: String
  var values: [Double]
  var format: NumberFormat?

  private var known: [Int] { values.indices.filter { values[$0].isFinite } }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let known = known
    let style = plot.theme.numberStyle
    guard let last = known.last, let first = known.first else {
      scene.text("–", at: plot.area.center, anchor: .middle, baseline: .middle, style: style)
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
      return
    }
    let text = format?.string(values[last]) ?? ""
    let room = text.isEmpty ? 0 : min(scene.width(text, style) + 7, plot.area.width / 2)
    let area = Rect(
      x: plot.area.x + 2, y: plot.area.y + 2, width: max(plot.area.width - room - 5, 4),
      height: max(plot.area.height - 4, 2))
    let low = known.map { values[$0] }.min() ?? 0
    let high = known.map { values[$0] }.max() ?? 0
    let x = ContinuousScale(
      lower: Double(first), upper: Double(last), rangeStart: area.minX, rangeEnd: area.maxX)
    let y = ContinuousScale(lower: low, upper: high, rangeStart: area.maxY, rangeEnd: area.minY)
    func point(_ index: Int) -> Point { Point(x: x.position(Double(index)), y: y.position(values[index])) }
    var runs: [[Point]] = []
    for index in known {
      if index > first, values[index - 1].isFinite {
        runs[runs.count - 1].append(point(index))
      } else {
        runs.append([point(index)])
      }
    }
    for points in runs {
      if points.count == 1 {
        scene.circle(points[0], radius: 1, fill: plot.theme.ink(0.6))
      } else {
        scene.stroke(Path(through: points), Stroke(plot.theme.ink(0.6), width: 1, cap: .round))
      }
    }
    scene.circle(point(last), radius: 2, fill: plot.color.accent)
    scene.series(
      label, plot.color.accent, in: plot.area, known.map(point), places: known.map { "\($0 + 1) of \(values.count)" },
      values: known.map { (format ?? .automatic).string(values[$0]) })
    if !text.isEmpty {
      scene.text(
        scene.shortened(text, to: room - 5, style), at: Point(x: area.maxX + 7, y: plot.area.midY),
        baseline: .middle, style: style)
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Sparkline of \(label)"
    let known = known
    guard let first = known.first, let last = known.last else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    let format = format ?? .automatic
    let extremes = Extremes(values)
    let texts = format.compared([values[first], values[last], extremes.lowest, extremes.highest])
    var findings = ["\(NumberFormat.count(known.count, "value")) from \(texts[0]) to \(texts[1])."]
    if known.count == 1 {
      findings = ["1 value: \(texts[0])."]
    } else if extremes.areEqual {
      findings = ["\(NumberFormat.count(known.count, "value")), all of them \(texts[0])."]
    } else {
      findings.append("Lowest \(texts[2]), highest \(texts[3]).")
    }
    if known.count < values.count {
      findings.append("\(NumberFormat.count(values.count - known.count, "value")) missing.")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    [DataPart("Line", [.value("Position", (0..<values.count).map { $0 + 1 }), .value(label, values)])]
  }
}
