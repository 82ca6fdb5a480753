extension MarkLayer {
  /// Shapes for names whose colours have been used before.
  static func symbol(ofRound round: Int) -> BasicChartSymbolShape {
    let shapes = BasicChartSymbolShape.allCases
    return shapes[round % shapes.count]
  }

  /// Whether dots are told apart by shape.
  func hasShapes(in plot: Plot) -> Bool {
    if channels.symbol != nil { return true }
    if let symbol = style.symbol { return symbol != .circle }
    guard let color, color.isCategorical else { return false }
    return color.names.contains { plot.color.round(of: $0) > 0 }
  }

  private func shape(at row: Int, in plot: Plot) -> BasicChartSymbolShape {
    if let name = channels.symbol?.groupName(at: row) { return plot.symbols[name] ?? .circle }
    if let symbol = style.symbol { return symbol }
    return color?.name(at: row).map { Self.symbol(ofRound: plot.color.round(of: $0)) } ?? .circle
  }

  /// Dots of many shapes or sizes, the larger ones first so that they hide nothing.
  /// - Parameter areas: in square points, for all rows; nil for dots of one size.
  func drawShapes(
    _ rows: [Int], _ xs: [Double], _ ys: [Double], areas: [Double]?, in plot: Plot, on scene: inout SceneBuilder
  ) {
    // Shapes of the area of dots look smaller than these, and are harder to tell apart.
    let area = style.symbolSize ?? Double.pi * dotRadius * dotRadius * (count < 5_000 ? 1.5 : 1)
    let order = areas.map { areas in rows.sorted { (areas[$1], $0) < (areas[$0], $1) } } ?? rows
    guard rows.count <= PointCloud.imageThreshold else {
      return drawClouds(order, xs, ys, areas: areas, in: plot, on: &scene)
    }
    let opacity = style.opacity ?? (areas != nil ? 0.75 : rows.count < 500 ? 1 : 0.75)
    let halo = rows.count < 500 || areas != nil ? Stroke(plot.theme.paper, width: 0.6) : nil
    for row in order {
      let center = Point(x: xs[row], y: ys[row])
      let area = areas?[row] ?? area
      let fill = paint(at: row, in: plot).opacity(opacity)
      switch shape(at: row, in: plot) {
      case .circle: scene.circle(center, radius: (area / .pi).squareRoot(), fill: fill, stroke: halo)
      case let shape: scene.path(shape.path(at: center, area: area), fill: fill, stroke: halo)
      }
    }
  }

  /// So many that each can only be a dot: one cloud for each of a few radii.
  private func drawClouds(
    _ rows: [Int], _ xs: [Double], _ ys: [Double], areas: [Double]?, in plot: Plot, on scene: inout SceneBuilder
  ) {
    if hasShapes(in: plot) {
      scene.warn(
        RenderWarning(
          .tooManyGroups, "\(rows.count) marks are drawn as dots: so many shapes could not be told apart.",
          hint: "Show fewer rows, or a panel for each name with .facet(by:)."))
    }
    func radius(_ row: Int) -> Double {
      areas.map { max((($0[row] / .pi).squareRoot() * 2).rounded() / 2, 1) } ?? dotRadius
    }
    var start = 0
    while start < rows.count {
      let size = radius(rows[start])
      let end = rows[start...].firstIndex { radius($0) != size } ?? rows.count
      let part = Array(rows[start..<end])
      let (paints, colors) = palette(part, in: plot)
      scene.points(
        PointCloud(
          xs: part.map { xs[$0] }, ys: part.map { ys[$0] }, colors: colors,
          paints: paints.map { $0.opacity(style.opacity ?? 0.5) }, radius: size, clip: plot.area.inset(by: -size - 1)))
      start = end
    }
  }

  /// What labels have to stay within: the plot, unless the chart lets them leave it.
  func labelBounds(in plot: Plot) -> Rect? {
    guard let overflow = style.annotationOverflow else { return plot.area.inset(by: -2) }
    return overflow.x == .disabled && overflow.y == .disabled ? nil : plot.area.inset(by: -2)
  }

  /// Labels of dots, lines and areas: above, right, left or below, at the first of these places that is free.
  func annotateSpots(
    _ rows: [Int], _ xs: [Double], _ ys: [Double], radius: (Int) -> Double, in plot: Plot,
    on scene: inout SceneBuilder
  ) {
    guard !annotations.isEmpty else { return }
    let label = plot.theme.labelStyle.with(halo: plot.theme.paper)
    let bounds = labelBounds(in: plot)
    // Dots that labels would hide; among thousands there is no place that hides none.
    var dots: [Rect] = []
    if kind == .point, rows.count <= 1_000 {
      for row in rows where xs[row].isFinite && ys[row].isFinite {
        // A square as large as the dot.
        let half = radius(row) * 0.88
        dots.append(Rect(x: xs[row] - half, y: ys[row] - half, width: 2 * half, height: 2 * half))
      }
    }
    for row in rows where !annotations[row].isEmpty && xs[row].isFinite && ys[row].isFinite {
      let gap = radius(row) + 4
      let (x, y) = (xs[row], ys[row])
      let top = LabelPlace(Point(x: x, y: y - gap), baseline: .alphabetic)
      let trailing = LabelPlace(Point(x: x + gap, y: y), anchor: .start)
      let leading = LabelPlace(Point(x: x - gap, y: y), anchor: .end)
      let bottom = LabelPlace(Point(x: x, y: y + gap), baseline: .top)
      let places: [LabelPlace]
      switch style.annotationPosition ?? .automatic {
      case .automatic: places = [top, trailing, leading, bottom]
      case .top: places = [top]
      case .trailing: places = [trailing]
      case .leading: places = [leading]
      case .bottom: places = [bottom]
      case .overlay: places = [LabelPlace(Point(x: x, y: y))]
      }
      scene.label(annotations[row], style: label, at: places, within: bounds, keepingOff: dots)
    }
  }
}
