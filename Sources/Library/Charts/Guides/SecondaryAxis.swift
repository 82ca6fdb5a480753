/// A second scale for the same values at the right of a plot: another unit, never another quantity.
///
/// Its marks come from those of the y axis by a multiplication and an addition, so that both always say the same. Two
/// quantities on two scales of one plot would meet wherever the scales are chosen to: they belong in two panels.
struct SecondaryAxis: Hashable, Sendable, Codable {
  var label: String
  var factor: Double
  var offset: Double
  /// Nil for what suits the values.
  var format: NumberFormat?

  /// The same lengths in the other unit; nil where the y scale has no such.
  func scale(of scale: PositionScale) -> ContinuousScale? {
    guard case .continuous(let scale) = scale, factor != 0, factor.isFinite, offset.isFinite else { return nil }
    guard scale.type == .linear || (scale.type == .log && offset == 0 && factor > 0) else { return nil }
    let (low, high) = (scale.lower * factor + offset, scale.upper * factor + offset)
    guard low.isFinite, high.isFinite, low != high else { return nil }
    return low < high
      ? ContinuousScale(
        type: scale.type, lower: low, upper: high, rangeStart: scale.rangeStart, rangeEnd: scale.rangeEnd)
      : ContinuousScale(
        type: scale.type, lower: high, upper: low, rangeStart: scale.rangeEnd, rangeEnd: scale.rangeStart)
  }

  /// Round values with their places and texts.
  func ticks(of scale: PositionScale) -> [(position: Double, text: String)] {
    guard let scale = self.scale(of: scale) else { return [] }
    let values = scale.ticks(count: AxisGuide.tickCount(.left, length: scale.length))
    let step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
    let format = format ?? .automatic
    let texts = scale.type == .log ? values.map { format.string($0) } : format.strings(values, step: step)
    return zip(values, texts).map { (scale.position($0), $1) }
  }

  /// Room that the labels need at the right of the plot.
  func extent(of scale: PositionScale, builder: SceneBuilder) -> Double {
    let widest = ticks(of: scale).map { builder.width($0.text, builder.theme.numberStyle) }.max() ?? 0
    return widest == 0 ? 0 : widest + AxisGuide.padding + 2
  }

  func draw(_ scale: PositionScale, in area: Rect, on scene: inout SceneBuilder) {
    let ticks = ticks(of: scale)
    var path = Path()
    path.addLine(from: Point(x: area.maxX, y: area.minY), to: Point(x: area.maxX, y: area.maxY))
    for tick in ticks {
      path.addLine(from: Point(x: area.maxX, y: tick.position), to: Point(x: area.maxX + 4, y: tick.position))
    }
    scene.stroke(path, Stroke(scene.theme.ink(0.35)))
    for tick in ticks {
      scene.text(
        tick.text, at: Point(x: area.maxX + AxisGuide.padding, y: tick.position), baseline: .middle,
        style: scene.theme.numberStyle)
    }
  }
}

extension Chart {
  /// A second axis at the right that says the values of the y axis in another unit: °F beside °C, dollars beside euros.
  ///
  ///     chart.chartYAxisLabel("Temperature in °C").chartYSecondaryAxis("in °F", multipliedBy: 1.8, plus: 32)
  ///
  /// There is none for x: what has two units is measured, and what is measured stands on y, with the title of each axis
  /// above it. Put the other unit into a second row of labels, or turn the chart.
  ///
  /// It is no scale for another quantity: where two lines on two scales cross depends on the scales alone. Put such a
  /// quantity into a panel of its own.
  /// - Parameters:
  ///   - label: The axis title.
  ///   - factor: What values of the y axis are multiplied with; not zero.
  ///   - offset: What is added then; 0 on a logarithmic axis.
  ///   - format: How the axis writes numbers; nil for what suits them.
  public func chartYSecondaryAxis(
    _ label: String, multipliedBy factor: Double = 1, plus offset: Double = 0, format: NumberFormat? = nil
  ) -> Chart {
    with { $0.secondaryY = SecondaryAxis(label: label, factor: factor, offset: offset, format: format) }
  }
}
