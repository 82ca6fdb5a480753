extension MarkLayer {
  func drawRules(in plot: Plot, on scene: inout SceneBuilder) {
    let xs = x.map { positions(of: $0, on: plot.x, in: plot) }
    let ys = y.map { positions(of: $0, on: plot.y, in: plot) }
    let xEnds = xEnd.map { positions(of: $0, on: plot.x, in: plot) }
    let yEnds = yEnd.map { positions(of: $0, on: plot.y, in: plot) }
    let area = plot.area
    let isUpright = xEnds == nil && (xs != nil && (ys == nil || yEnds != nil))
    for row in 0..<count {
      var start: Point
      var end: Point
      if isUpright {
        start = Point(x: xs?[row] ?? .nan, y: ys?[row] ?? area.maxY)
        end = Point(x: xs?[row] ?? .nan, y: yEnds?[row] ?? area.minY)
      } else {
        start = Point(x: xs?[row] ?? area.minX, y: ys?[row] ?? .nan)
        end = Point(x: xEnds?[row] ?? area.maxX, y: ys?[row] ?? .nan)
      }
      guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite else { continue }
      // Intervals are data and often stand on bars; lines across the plot are something to compare with.
      let isInterval = xEnds != nil || yEnds != nil
      // An interval whose ends are one number is a point, not nothing.
      if isInterval, abs(end.x - start.x) + abs(end.y - start.y) < Self.leastExtent {
        let least = Self.leastExtent
        if isUpright {
          (start.y, end.y) = (start.y - least, start.y + least)
        } else {
          (start.x, end.x) = (start.x - least, start.x + least)
        }
      }
      let paint =
        style.foreground == nil && color == nil
        ? plot.theme.ink(isInterval ? 0.85 : 0.6) : fill(at: row, in: plot)
      let width = style.line?.lineWidth ?? (isInterval ? 1.5 : 1)
      let stroke = Stroke(paint, width: width, dash: ruleDash(at: row, in: plot))
      if isInterval {
        var path = Path(through: [start, end])
        if let half = style.endCaps.map({ $0 / 2 }), half > 0 {
          for tip in [start, end] where plot.area.inset(by: -1).contains(Rect(tip, tip)) {
            path.addLine(
              from: Point(x: tip.x - (isUpright ? half : 0), y: tip.y - (isUpright ? 0 : half)),
              to: Point(x: tip.x + (isUpright ? half : 0), y: tip.y + (isUpright ? 0 : half)))
          }
        }
        scene.strokeWithRim(path, stroke)
      } else {
        scene.line(from: start, to: end, stroke)
      }
      guard !annotations.isEmpty, plot.area.inset(by: -1).intersects(Rect(start, end)) else { continue }
      annotate(annotations[row], ruleFrom: start, to: end, isUpright: isUpright, in: plot, on: &scene)
    }
  }

  private func ruleDash(at row: Int, in plot: Plot) -> [Double] {
    style.line?.dash ?? channels.lineStyle?.groupName(at: row).flatMap { plot.dashes[$0] } ?? []
  }

  /// Beside the upper end of an upright rule, above the right end of a level one (the left, if that is asked for), or
  /// near there.
  private func annotate(
    _ text: String, ruleFrom start: Point, to end: Point, isUpright: Bool, in plot: Plot,
    on scene: inout SceneBuilder
  ) {
    let label = plot.theme.labelStyle.with(halo: plot.theme.paper).withMathematics
    let area = plot.area
    var places: [LabelPlace] = []
    if isUpright {
      let left = start.x + scene.width(text, label) + 6 > area.maxX
      for line in 0..<4 {
        let y = min(start.y, end.y) + 3 + Double(line) * label.size * 1.4
        let sides = [
          LabelPlace(Point(x: start.x + 4, y: y), anchor: .start, baseline: .top),
          LabelPlace(Point(x: start.x - 4, y: y), anchor: .end, baseline: .top),
        ]
        places += left ? sides.reversed() : sides
      }
    } else {
      let (near, far) = (max(start.x, end.x) - 2, min(start.x, end.x) + 2)
      let right = [
        LabelPlace(Point(x: near, y: end.y - 4), anchor: .end, baseline: .alphabetic),
        LabelPlace(Point(x: near, y: end.y + 5), anchor: .end, baseline: .top),
      ]
      let left = [
        LabelPlace(Point(x: far, y: end.y - 4), anchor: .start, baseline: .alphabetic),
        LabelPlace(Point(x: far, y: end.y + 5), anchor: .start, baseline: .top),
      ]
      places = style.annotationPosition == .leading ? left + right : right + left
    }
    scene.label(text, style: label, at: places, within: labelBounds(in: plot))
  }

  func drawTexts(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let (xs, ys) = (positions(of: x, on: plot.x, in: plot), positions(of: y, on: plot.y, in: plot))
    let visible = plot.area.inset(by: -1)
    for row in 0..<count where xs[row].isFinite && ys[row].isFinite {
      guard visible.contains(Rect(x: xs[row], y: ys[row], width: 0, height: 0)) else { continue }
      var label = plot.theme.labelStyle.with(halo: plot.theme.paper).withMathematics
      if style.foreground != nil || color != nil { label.paint = paint(at: row, in: plot) }
      let line = label.size * 1.3
      let places = [(0, 0), (0, -1), (0, 1), (0, -2), (0, 2)].map { x, y in
        LabelPlace(Point(x: xs[row] + Double(x), y: ys[row] + Double(y) * line))
      }
      scene.label(annotations[row], style: label, at: places, within: labelBounds(in: plot))
    }
  }
}
