extension MarkLayer {
  public func draw(in plot: Plot, on scene: inout SceneBuilder) {
    switch kind {
    case .bar: drawBars(in: plot, on: &scene)
    case .line: drawLines(in: plot, on: &scene)
    case .area: drawAreas(in: plot, on: &scene)
    case .point: drawPoints(in: plot, on: &scene)
    case .rule: drawRules(in: plot, on: &scene)
    case .rectangle: drawRectangles(in: plot, on: &scene)
    case .text: drawTexts(in: plot, on: &scene)
    }
  }

  /// The paint of a row's mark, without opacity.
  func paint(at row: Int, in plot: Plot) -> Paint {
    guard let color else { return style.foreground ?? plot.color.accent }
    if let name = color.name(at: row) { return plot.color.paint(for: name) }
    return color.isCategorical ? plot.color.missing : plot.color.paint(for: color.numbers[row])
  }

  func fill(at row: Int, in plot: Plot) -> Paint {
    let paint = paint(at: row, in: plot)
    return style.opacity.map { paint.opacity($0) } ?? paint
  }

  /// Rows of each series in order of appearance; rows without a name stay out.
  func seriesRows() -> [(name: String?, rows: [Int])] {
    guard let column = series ?? (color?.isCategorical == true ? color : nil) else { return [(nil, Array(0..<count))] }
    if !column.isCategorical {
      let groups = Dictionary(grouping: 0..<count) { column.numbers[$0] }
      return groups.keys.filter { !$0.isNaN }.sorted().map { (nil, groups[$0] ?? []) }
    }
    var rows = [[Int]](repeating: [], count: column.names.count)
    for row in 0..<count where !column.numbers[row].isNaN { rows[Int(column.numbers[row])].append(row) }
    return zip(column.names, rows).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  // MARK: Bars

  private func drawBars(in plot: Plot, on scene: inout SceneBuilder) {
    let horizontal = isHorizontal
    let along = horizontal ? plot.x : plot.y
    let across = horizontal ? plot.y : plot.x
    guard case .continuous(let lengthScale) = along, let bases else { return }
    let (starts, ends) = spans()
    let middles = across.positions(of: bases)
    let width = barWidth(of: bases, on: across, middles: middles)
    let slots = max(position?.names.count ?? 1, 1)
    let slotWidth = width / Double(slots)
    for row in 0..<count {
      // A bar on a logarithmic scale starts at the scale's end: zero has no place there.
      var start = lengthScale.position(starts[row])
      if start.isNaN, starts[row] <= 0 { start = lengthScale.rangeStart }
      let end = lengthScale.position(ends[row])
      guard start.isFinite, end.isFinite, middles[row].isFinite else { continue }
      var middle = middles[row]
      var thickness = slotWidth
      if slots > 1, let position, !position.numbers[row].isNaN {
        middle += (position.numbers[row] - Double(slots - 1) / 2) * slotWidth
        thickness = slotWidth * 0.92
      }
      let half = thickness / 2
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
    if case .fixed(let points) = style.thickness { return points }
    let step: Double
    switch scale {
    case .band(let band):
      if style.thickness == nil || style.thickness == .automatic { return band.bandwidth }
      step = abs(band.step)
    case .continuous(let scale):
      step = smallestDistance(of: middles) ?? scale.length
      if bases.numbers.count < 2 { return min(step, 40) }
    }
    if case .ratio(let ratio) = style.thickness { return step * ratio }
    return step > 4 ? step * 0.86 : step
  }

  private func annotate(
    _ row: Int, bar: Rect, grows horizontal: Bool, forward: Bool, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let text = annotations[row]
    var style = plot.theme.numberStyle
    if self.style.annotationPosition == .overlay {
      style.paint = paint(at: row, in: plot).readableInk
      let room = scene.width(text, style) + 4
      guard bar.width >= room, bar.height >= style.size + 2 else { return }
      scene.text(text, at: bar.center, anchor: .middle, baseline: .middle, style: style)
    } else if horizontal {
      scene.text(
        text, at: Point(x: forward ? bar.maxX + 5 : bar.minX - 5, y: bar.midY), anchor: forward ? .start : .end,
        baseline: .middle, style: style)
    } else {
      scene.text(
        text, at: Point(x: bar.midX, y: forward ? bar.minY - 5 : bar.maxY + 5 + style.size * 0.73), anchor: .middle,
        style: style)
    }
  }

  // MARK: Rectangles

  private func drawRectangles(in plot: Plot, on scene: inout SceneBuilder) {
    let xs = edges(x, xEnd, on: plot.x, within: (plot.area.minX, plot.area.maxX))
    let ys = edges(y, yEnd, on: plot.y, within: (plot.area.minY, plot.area.maxY))
    let isMatrix = plot.x.bandwidth != nil && plot.y.bandwidth != nil && xEnd == nil && yEnd == nil
    for row in 0..<count where xs[row].0.isFinite && xs[row].1.isFinite && ys[row].0.isFinite && ys[row].1.isFinite {
      var rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      if isMatrix {
        rect = rect.inset(by: 0.5)
      } else if xEnd != nil, rect.width > 3 {
        // The gap between the bars of a histogram.
        rect = Rect(x: rect.x + 0.5, y: rect.y, width: rect.width - 1, height: rect.height)
      }
      scene.rectangle(rect, fill: fill(at: row, in: plot), cornerRadius: style.cornerRadius ?? 0)
    }
    guard !annotations.isEmpty else { return }
    for row in 0..<count where xs[row].0.isFinite && ys[row].0.isFinite {
      var style = plot.theme.numberStyle
      style.paint = paint(at: row, in: plot).readableInk
      let rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      // A text that does not fit its cell is left out: cut numbers would be wrong numbers.
      guard scene.width(annotations[row], style) + 2 <= rect.width, rect.height >= style.size else { continue }
      scene.text(annotations[row], at: rect.center, anchor: .middle, baseline: .middle, style: style)
    }
  }

  private func edges(
    _ start: PlottableColumn?, _ end: PlottableColumn?, on scale: PositionScale, within area: (Double, Double)
  ) -> [(Double, Double)] {
    guard let start else { return Array(repeating: area, count: count) }
    let first = scale.positions(of: start)
    if let end { return Array(zip(first, scale.positions(of: end))) }
    let half = (scale.bandwidth ?? (smallestDistance(of: first) ?? 10) * 0.9) / 2
    return first.map { ($0 - half, $0 + half) }
  }

  // MARK: Rules and texts

  private func drawRules(in plot: Plot, on scene: inout SceneBuilder) {
    let xs = x.map { plot.x.positions(of: $0) }
    let ys = y.map { plot.y.positions(of: $0) }
    let xEnds = xEnd.map { plot.x.positions(of: $0) }
    let yEnds = yEnd.map { plot.y.positions(of: $0) }
    let area = plot.area
    for row in 0..<count {
      let isUpright = xEnds == nil && (xs != nil && (ys == nil || yEnds != nil))
      let start: Point
      let end: Point
      if isUpright {
        start = Point(x: xs?[row] ?? .nan, y: ys?[row] ?? area.maxY)
        end = Point(x: xs?[row] ?? .nan, y: yEnds?[row] ?? area.minY)
      } else {
        start = Point(x: xs?[row] ?? area.minX, y: ys?[row] ?? .nan)
        end = Point(x: xEnds?[row] ?? area.maxX, y: ys?[row] ?? .nan)
      }
      guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite else { continue }
      let paint = style.foreground == nil && color == nil ? plot.theme.ink(0.6) : fill(at: row, in: plot)
      scene.line(
        from: start, to: end,
        Stroke(paint, width: style.line?.lineWidth ?? 1, dash: style.line?.dash ?? []))
      guard !annotations.isEmpty else { continue }
      let label = plot.theme.labelStyle.with(halo: plot.theme.paper)
      if isUpright {
        let left = start.x + scene.width(annotations[row], label) + 6 > area.maxX
        scene.text(
          annotations[row], at: Point(x: start.x + (left ? -4 : 4), y: min(start.y, end.y) + 3),
          anchor: left ? .end : .start, baseline: .top, style: label)
      } else {
        scene.text(annotations[row], at: Point(x: end.x - 2, y: end.y - 4), anchor: .end, style: label)
      }
    }
  }

  private func drawTexts(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let (xs, ys) = (plot.x.positions(of: x), plot.y.positions(of: y))
    for row in 0..<count where xs[row].isFinite && ys[row].isFinite {
      var label = plot.theme.labelStyle.with(halo: plot.theme.paper)
      if style.foreground != nil || color != nil { label.paint = paint(at: row, in: plot) }
      scene.text(
        annotations[row], at: Point(x: xs[row], y: ys[row]), anchor: .middle, baseline: .middle, style: label)
    }
  }
}
