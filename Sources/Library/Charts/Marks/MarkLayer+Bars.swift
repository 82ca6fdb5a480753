extension MarkLayer {
  func drawBars(in plot: Plot, on scene: inout SceneBuilder) {
    let horizontal = isHorizontal
    let along = horizontal ? plot.x : plot.y
    let across = horizontal ? plot.y : plot.x
    guard case .continuous(let lengthScale) = along, let bases else { return }
    let (starts, ends) = spans()
    let middles = across.positions(of: bases)
    let width = barWidth(of: bases, on: across, middles: middles)
    let slots = slots(in: width, plot)
    let half = (slots.map { $0.width * 0.92 } ?? width) / 2
    for row in 0..<count {
      // A bar on a logarithmic scale starts at the scale's end: zero has no place there.
      var start = lengthScale.position(starts[row])
      if start.isNaN, starts[row] <= 0 { start = lengthScale.rangeStart }
      let end = lengthScale.position(ends[row])
      let middle = middles[row] + (slots?.offsets[row] ?? 0)
      guard start.isFinite, end.isFinite, middle.isFinite else { continue }
      let rect =
        horizontal
        ? Rect(Point(x: start, y: middle - half), Point(x: end, y: middle + half))
        : Rect(Point(x: middle - half, y: start), Point(x: middle + half, y: end))
      scene.rectangle(rect, fill: fill(at: row, in: plot), cornerRadius: style.cornerRadius ?? 0)
      if !annotations.isEmpty {
        annotate(row, bar: rect, grows: horizontal, forward: ends[row] >= starts[row], in: plot, on: &scene)
      }
    }
  }

  private func barWidth(of bases: PlottableColumn, on scale: PositionScale, middles: [Double]) -> Double {
    let dimension = style.width ?? style.height ?? .automatic
    let step: Double
    switch scale {
    case .band(let band):
      if dimension == .automatic { return band.bandwidth }
      step = abs(band.step)
    case .continuous(let scale):
      step = bases.numbers.count < 2 ? 40 : smallestDistance(of: middles) ?? scale.length
    }
    return dimension.length(ofStep: step) ?? (step > 4 ? step * 0.86 : step)
  }

  private func annotate(
    _ row: Int, bar: Rect, grows horizontal: Bool, forward: Bool, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let text = annotations[row]
    var label = plot.theme.numberStyle
    let position: AnnotationPosition
    switch style.annotationPosition ?? .automatic {
    case .automatic where !annotationsStandBeyond: position = .overlay
    case .automatic where horizontal: position = forward == (plot.x.end >= plot.x.start) ? .trailing : .leading
    case .automatic: position = forward == (plot.y.end <= plot.y.start) ? .top : .bottom
    case let asked: position = asked
    }
    let place: LabelPlace
    switch position {
    case .overlay, .automatic:
      label.paint = fill(at: row, in: plot).readableInk
      guard bar.width >= scene.width(text, label) + 4, bar.height >= label.size + 2 else { return }
      place = LabelPlace(bar.center)
    case .trailing: place = LabelPlace(Point(x: bar.maxX + 5, y: bar.midY), anchor: .start)
    case .leading: place = LabelPlace(Point(x: bar.minX - 5, y: bar.midY), anchor: .end)
    case .top: place = LabelPlace(Point(x: bar.midX, y: bar.minY - 5), baseline: .alphabetic)
    case .bottom: place = LabelPlace(Point(x: bar.midX, y: bar.maxY + 5), baseline: .top)
    }
    scene.label(text, style: label, at: [place], within: labelBounds(in: plot))
  }
}

extension MarkDimension {
  /// The length in points where there is a step of so many; nil when it is up to the mark.
  func length(ofStep step: Double) -> Double? {
    switch self {
    case .automatic: nil
    case .ratio(let ratio): max(step * ratio, 0)
    case .inset(let inset): max(step - 2 * inset, 0.5)
    case .fixed(let points): max(points, 0)
    }
  }
}
