extension MarkLayer {
  /// In points; smaller ones cannot be read.
  private static let smallestNumber = 8.0

  func drawRectangles(in plot: Plot, on scene: inout SceneBuilder) {
    let xs = edges(x, xEnd, on: plot.x, within: (plot.area.minX, plot.area.maxX), style.width, plot)
    let ys = edges(y, yEnd, on: plot.y, within: (plot.area.minY, plot.area.maxY), style.height, plot)
    let isMatrix = plot.x.bandwidth != nil && plot.y.bandwidth != nil && xEnd == nil && yEnd == nil
    for row in 0..<count where xs[row].0.isFinite && xs[row].1.isFinite && ys[row].0.isFinite && ys[row].1.isFinite {
      var rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      if isMatrix {
        rect = rect.inset(by: min(0.5, rect.width / 8, rect.height / 8))
      } else if xEnd != nil, rect.width > 3 {
        // The gap between the bars of a histogram.
        rect = Rect(x: rect.x + 0.5, y: rect.y, width: rect.width - 1, height: rect.height)
      }
      scene.rectangle(rect, fill: fill(at: row, in: plot), cornerRadius: style.cornerRadius ?? 0)
    }
    guard !annotations.isEmpty else { return }
    // In small cells of a matrix all numbers are a little smaller.
    let cell = xs.first.map { abs($0.1 - $0.0) } ?? 0
    let widest = isMatrix ? annotations.map { scene.width($0, plot.theme.numberStyle) }.max() ?? 0 : 0
    let size = plot.theme.numberStyle.size
    // With air at both sides, but rather with little than too small or not at all.
    let (airy, tight) = (size * (cell - 6) / max(widest, 1), size * (cell - 2) / max(widest, 1))
    let fitted = airy < size && tight >= Self.smallestNumber ? max(airy, Self.smallestNumber) : size
    for row in 0..<count where xs[row].0.isFinite && ys[row].0.isFinite {
      var label = plot.theme.numberStyle.with(size: fitted)
      label.paint = fill(at: row, in: plot).readableInk
      let rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      // A text that does not fit its cell is left out: cut numbers would be wrong numbers.
      guard scene.width(annotations[row], label) + 2 <= rect.width, rect.height >= label.size else { continue }
      scene.text(annotations[row], at: rect.center, anchor: .middle, baseline: .middle, style: label)
    }
  }

  private func edges(
    _ start: PlottableColumn?, _ end: PlottableColumn?, on scale: PositionScale, within area: (Double, Double),
    _ dimension: MarkDimension?, _ plot: Plot
  ) -> [(Double, Double)] {
    guard let start else { return Array(repeating: area, count: count) }
    if let end { return Array(zip(scale.positions(of: start), scale.positions(of: end))) }
    let middles = scale.positions(of: start)
    let step: Double
    if case .band(let band) = scale { step = abs(band.step) } else { step = smallestDistance(of: middles) ?? 10 }
    let width = dimension?.length(ofStep: step) ?? scale.bandwidth ?? step * 0.9
    let slots = slots(in: width, plot)
    let half = (slots?.width ?? width) / 2
    return middles.enumerated().map { row, middle in
      let middle = middle + (slots?.offsets[row] ?? 0)
      return (middle - half, middle + half)
    }
  }
}
