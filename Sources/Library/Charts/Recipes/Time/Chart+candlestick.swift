public import Frames

extension Chart {
  /// Opening, highest, lowest and closing value of each period: a line from lowest to highest, a box from opening to
  /// closing, hollow where the value rose and filled where it fell.
  ///
  /// - Parameters:
  ///   - x: The periods: dates, numbers or names.
  ///   - open, high, low, close: Numbers; periods that lack one, or whose lowest is above another value, are left out
  ///     with a warning.
  public static func candlestick(
    x: PlottableColumn, open: PlottableColumn, high: PlottableColumn, low: PlottableColumn, close: PlottableColumn
  ) -> Chart {
    let rows = x.numbers.indices.filter { row in
      let values = [open, close, low, high].map { $0.numbers[row] }
      return !x.numbers[row].isNaN && values.allSatisfy(\.isFinite) && values[2] <= values.min()!
        && values[3] >= values.max()!
    }
    return Chart(
      CandlestickLayer(
        x: x.selecting(rows), open: rows.map { open.numbers[$0] }, high: rows.map { high.numbers[$0] },
        low: rows.map { low.numbers[$0] }, close: rows.map { close.numbers[$0] }, label: close.label,
        unusable: x.count - rows.count))
  }

  /// Opening, highest, lowest and closing value, from columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func candlestick(
    _ frame: DataFrame, x: String, open: String, high: String, low: String, close: String
  ) -> Chart {
    candlestick(
      x: PlottableColumn(frame[x]), open: PlottableColumn(frame[open]), high: PlottableColumn(frame[high]),
      low: PlottableColumn(frame[low]), close: PlottableColumn(frame[close]))
  }
}

/// Candles side by side.
struct CandlestickLayer: ChartLayer, Codable {
  var x: PlottableColumn
  var open: [Double]
  var high: [Double]
  var low: [Double]
  var close: [Double]
  var label: String
  /// Periods that are left out.
  var unusable: Int

  func contribute(to domains: inout ChartDomains) {
    domains.x.include(x)
    domains.x.isNice = false
    domains.x.inset = 8
    domains.x.hasGrid = false
    domains.y.label = label
    for value in low + high { domains.y.include(value) }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if unusable > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(unusable, "period")) without all four values, or with a value outside of lowest and highest, left out."
        ))
    }
    if close.isEmpty { scene.warn(RenderWarning(.noData, "\(label) has no values.")) }
    guard case .continuous(let y) = plot.y else { return }
    let positions = plot.x.positions(of: x)
    let sorted = positions.sorted()
    let nearest = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 24
    let half = max(0.5, min(nearest * 0.36, 12))
    let (rising, falling) = (Paint.blue, Paint.orange)
    for row in positions.indices where positions[row].isFinite {
      let middle = positions[row]
      let paint = close[row] >= open[row] ? rising : falling
      let (top, bottom) = (y.clampedPosition(max(open[row], close[row])), y.clampedPosition(min(open[row], close[row])))
      scene.line(
        from: Point(x: middle, y: y.clampedPosition(high[row])), to: Point(x: middle, y: y.clampedPosition(low[row])),
        Stroke(paint, width: 1))
      let values = [("Open", open), ("High", high), ("Low", low), ("Close", close)].map { name, column in
        Tip.Value(name, plot.yFormat.string(column[row]))
      }
      scene.target(
        Rect(
          x: middle - max(half, nearest / 2), y: plot.area.minY, width: 2 * max(half, nearest / 2),
          height: plot.area.height), Tip(x.tipText(at: row, plot.xFormat), values))
      let box = Rect(x: middle - half, y: top, width: 2 * half, height: max(bottom - top, 1))
      scene.rectangle(
        box, fill: close[row] >= open[row] && half > 1.5 ? plot.theme.paper : paint, stroke: Stroke(paint, width: 1))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Candlesticks of \(label) by \(plot.xLabel)"
    guard let highest = high.max(), let lowest = low.min() else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    let number = plot.yFormat
    let rising = zip(open, close).count { $1 > $0 }
    let falling = zip(open, close).count { $1 < $0 }
    return LayerDescription(
      kind: kind,
      findings: [
        "\(NumberFormat.count(close.count, "period")), from \(number.string(lowest)) to \(number.string(highest)).",
        "\(rising) \(rising == 1 ? "closes above its" : "close above their") opening (hollow), \(falling) below (filled).",
      ])
  }

  var data: [DataPart] {
    [
      DataPart(
        "Candles",
        [x, .value("Open", open), .value("High", high), .value("Low", low), .value("Close", close)])
    ]
  }
}
