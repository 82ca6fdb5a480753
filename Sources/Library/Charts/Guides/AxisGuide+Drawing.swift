extension AxisGuide {
  func drawGrid(in area: Rect, on scene: inout SceneBuilder) {
    guard !grid.isEmpty else { return }
    var path = Path()
    for position in grid {
      switch side {
      case .bottom: path.addLine(from: Point(x: position, y: area.minY), to: Point(x: position, y: area.maxY))
      case .left: path.addLine(from: Point(x: area.minX, y: position), to: Point(x: area.maxX, y: position))
      }
    }
    scene.stroke(path, scene.theme.grid)
  }

  func drawLabels(in area: Rect, on scene: inout SceneBuilder) {
    let lineHeight = scene.theme.lineHeight(style.size)
    if hasTickMarks || !minorTicks.isEmpty {
      var path = Path()
      for position in minorTicks {
        switch side {
        case .bottom: path.addLine(from: Point(x: position, y: area.maxY), to: Point(x: position, y: area.maxY + 3))
        case .left: path.addLine(from: Point(x: area.minX - 3, y: position), to: Point(x: area.minX, y: position))
        }
      }
      for tick in ticks where hasTickMarks {
        switch side {
        case .bottom:
          path.addLine(from: Point(x: tick.position, y: area.maxY), to: Point(x: tick.position, y: area.maxY + 4))
        case .left:
          path.addLine(from: Point(x: area.minX - 4, y: tick.position), to: Point(x: area.minX, y: tick.position))
        }
      }
      scene.stroke(path, Stroke(scene.theme.ink(0.35)))
    }
    for tick in ticks where !tick.lines.isEmpty {
      switch side {
      case .left:
        let first = tick.position - Double(tick.lines.count - 1) / 2 * lineHeight
        for (index, line) in tick.lines.enumerated() {
          scene.text(
            line, at: Point(x: area.minX - Self.padding, y: first + Double(index) * lineHeight), anchor: .end,
            baseline: .middle, style: style)
        }
      case .bottom where turn == .upright:
        scene.text(
          tick.lines[0], at: Point(x: tick.position, y: area.maxY + Self.padding), anchor: .end, baseline: .middle,
          style: style, rotation: turn.rawValue)
      case .bottom where turn == .slanted:
        scene.text(
          tick.lines[0], at: Point(x: tick.position + style.size * 0.3, y: area.maxY + Self.padding + style.size * 0.5),
          anchor: .end, style: style, rotation: turn.rawValue)
      case .bottom:
        let top = area.maxY + Self.padding + (hasTickMarks ? 2 : 0)
        for (index, line) in tick.lines.enumerated() {
          scene.text(
            line, at: Point(x: tick.position, y: top + Double(index) * lineHeight), anchor: .middle, baseline: .top,
            style: style)
        }
      }
    }
  }
}
