import Statistics

extension MarkLayer {
  func drawPoints(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let allX = positions(of: x, on: plot.x, in: plot)
    let allY = positions(of: y, on: plot.y, in: plot)
    let areas = channels.symbolSize.map { sizes in sizes.numbers.map { plot.sizes?.area($0) ?? .nan } }
    var rows = [Double].finiteRows(of: allX, allY)
    if let areas { rows.removeAll { areas[$0].isNaN } }
    let xs = rows.count == count ? allX : allX.gathering(rows)
    let ys = rows.count == count ? allY : allY.gathering(rows)
    var radius = dotRadius(count: max(count, plot.crowd?.count ?? 0))
    if plot.crowd == nil, count >= 500 {
      // Thousands of dots on a few places have room to be as large as a few dots.
      radius = dotRadius(count: DotCrowd.placeCount(xs: xs, ys: ys, radius: radius, area: plot.area))
    }
    let reach = radius + 1
    let clip = Rect(
      x: plot.area.x - reach, y: plot.area.y - reach, width: plot.area.width + 2 * reach,
      height: plot.area.height + 2 * reach)
    if showsDensity {
      let density = DotDensity(xs: xs, ys: ys, radius: radius, clip: clip)
      let ramp = DotDensity.ramp(style.foreground ?? plot.color.accent, theme: plot.theme)
      var image = density.image(ramp)
      image.dots = .density(
        SceneDots(xs: xs, ys: ys, paints: [], radius: radius, clip: clip), ramp, maximum: density.maximum)
      scene.image(image)
      density.drawKey(ramp, in: plot, on: &scene)
      addGrid(xs, ys, in: plot, on: &scene)
    } else if areas != nil || hasShapes(in: plot) {
      drawShapes(rows, allX, allY, areas: areas, in: plot, on: &scene)
    } else {
      let crowd = plot.crowd ?? DotCrowd(xs: xs, ys: ys, radius: radius, area: plot.area, readsColors: color != nil)
      let opacity = style.opacity ?? crowd.opacity
      var (paints, colors) = palette(rows, in: plot)
      if style.opacity == nil, rows.count <= SceneDots.imageThreshold {
        let shades = DotShades(xs: xs, ys: ys, radius: radius, area: plot.area, opacity: opacity)
        (paints, colors) = shades.applied(to: paints, colors)
      } else {
        paints = paints.map { $0.opacity(opacity) }
      }
      var cloud = SceneDots(
        xs: xs, ys: ys, colors: colors, paints: paints, radius: radius,
        halo: style.opacity == nil && crowd.hasHalos ? Stroke(plot.theme.paper, width: 0.6) : nil, clip: clip)
      if style.opacity == nil { cloud.leastOpacity = DotShades.leastInk }
      scene.points(cloud, tips: rows.map { tip(at: $0, in: plot) })
      if rows.count > SceneDots.imageThreshold { addGrid(xs, ys, in: plot, on: &scene) }
    }
    annotateSpots(
      rows, allX, allY, radius: { row in areas.map { ($0[row] / .pi).squareRoot() } ?? radius }, in: plot, on: &scene)
  }

  /// How the layer's plain dots crowd; nil for what is not drawn as such.
  func crowd(in plot: Plot) -> DotCrowd? {
    guard kind == .point, let x, let y, !showsDensity, channels.symbolSize == nil, !hasShapes(in: plot) else {
      return nil
    }
    let (xs, ys) = (positions(of: x, on: plot.x, in: plot), positions(of: y, on: plot.y, in: plot))
    let rows = [Double].finiteRows(of: xs, ys)
    return DotCrowd(
      xs: xs.gathering(rows), ys: ys.gathering(rows), radius: dotRadius(count: count), area: plot.area,
      readsColors: color != nil)
  }

  /// Whether dots of one colour are so many that their number at each place is shown, not each dot.
  var showsDensity: Bool {
    kind == .point && count > SceneDots.imageThreshold && color == nil && style.opacity == nil
      && channels.symbol == nil && channels.symbolSize == nil
  }

  /// The paints in use and each row's index into them; numbers are drawn in 64 steps of the ramp.
  func palette(_ rows: [Int], in plot: Plot) -> (paints: [Paint], colors: [UInt8]) {
    guard let color else { return ([style.foreground ?? plot.color.accent], []) }
    if color.isCategorical {
      // An index for each name that rows have, as far as there are indices.
      var known: [Paint] = []
      var indices = [Int](repeating: -1, count: color.names.count)
      let found = rows.map { row -> Int in
        guard !color.numbers[row].isNaN else { return 255 }
        let name = Int(color.numbers[row])
        if indices[name] < 0 {
          indices[name] = min(known.count, 255)
          if known.count < 255 { known.append(plot.color.paint(for: color.names[name])) }
        }
        return indices[name]
      }
      return (known + [plot.color.missing], found.map { UInt8(min($0, known.count)) })
    }
    let steps = 64
    let ramp = (0..<steps).map { plot.color.ramp.paint(at: Double($0) / Double(steps - 1)) }
    return (
      ramp + [plot.color.missing],
      rows.map { row in
        let fraction = plot.color.fraction(color.numbers[row])
        return fraction.isNaN ? UInt8(steps) : UInt8(min(max(fraction, 0), 1) * Double(steps - 1) + 0.5)
      }
    )
  }
}

extension MarkLayer {
  /// Whether dots differ in shape.
  func hasShapes(in plot: Plot) -> Bool {
    if channels.symbol != nil { return true }
    if let symbol = style.symbol { return symbol != .circle }
    guard let color, color.isCategorical else { return false }
    return color.names.contains { plot.color.round(of: $0) > 0 }
  }

  private func shape(at row: Int, in plot: Plot) -> BasicChartSymbolShape {
    if let name = channels.symbol?.groupName(at: row) { return plot.symbols[name] ?? .circle }
    if let symbol = style.symbol { return symbol }
    return color?.name(at: row).map { BasicChartSymbolShape.ofRound(plot.color.round(of: $0)) } ?? .circle
  }

  /// Dots of many shapes or sizes, the larger ones first so that they hide nothing.
  /// - Parameter areas: In square points, for all rows; nil for dots of one size.
  func drawShapes(
    _ rows: [Int], _ xs: [Double], _ ys: [Double], areas: [Double]?, in plot: Plot, on scene: inout SceneBuilder
  ) {
    // Shapes of the area of dots look smaller than these, and are harder to distinguish.
    let area = style.symbolSize ?? Double.pi * dotRadius * dotRadius * (count < 5_000 ? 1.5 : 1)
    let order = areas.map { areas in rows.sorted { (areas[$1], $0) < (areas[$0], $1) } } ?? rows
    guard rows.count <= SceneDots.imageThreshold else {
      return drawClouds(order, xs, ys, areas: areas, in: plot, on: &scene)
    }
    let opacity = style.opacity ?? (areas != nil ? 0.75 : rows.count < 500 ? 1 : 0.75)
    let halo = rows.count < 500 || areas != nil ? Stroke(plot.theme.paper, width: 0.6) : nil
    for row in order {
      let center = Point(x: xs[row], y: ys[row])
      let area = areas?[row] ?? area
      let fill = paint(at: row, in: plot).opacity(opacity)
      scene.answering(tip(at: row, in: plot)) { scene in
        switch shape(at: row, in: plot) {
        case .circle: scene.circle(center, radius: (area / .pi).squareRoot(), fill: fill, stroke: halo)
        case let shape: scene.path(shape.path(at: center, area: area), fill: fill, stroke: halo)
        }
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
        SceneDots(
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
    let label = plot.theme.labelStyle.with(halo: plot.theme.paper).withMathematics
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
    // What lies outside of the scales is not drawn, nor what belongs to it.
    let visible = plot.area.inset(by: -1)
    for row in rows where !annotations[row].isEmpty && xs[row].isFinite && ys[row].isFinite {
      guard visible.contains(Rect(x: xs[row], y: ys[row], width: 0, height: 0)) else { continue }
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

extension DotDensity {
  /// A strip of the colours with what they stand for, above the right end of the plot, where there is room beside the
  /// axis title.
  func drawKey(_ ramp: ColorRamp, in plot: Plot, on scene: inout SceneBuilder) {
    let style = plot.theme.numberStyle
    let most = NumberFormat.whole(Int(maximum.rounded(.down)))
    let text = "\(most) dots on one spot"
    let (bar, gap) = (72.0, 6.0)
    let end = plot.area.maxX
    let start = end - scene.width(text, style) - bar - 2 * gap - scene.width("1", style)
    let top = plot.area.minY - plot.roomAbove - plot.theme.axisTitleHeight
    guard maximum >= 2, plot.facet == nil, start > plot.area.midX, top > 0 else { return }
    scene.group("density") { scene in
      let baseline = top + style.size * 0.728
      scene.text(text, at: Point(x: end, y: baseline), anchor: .end, style: style)
      let barEnd = (end - scene.width(text, style) - gap).rounded(.down)
      let pieces = 24
      for piece in 0..<pieces {
        let left = barEnd - bar + bar * Double(piece) / Double(pieces)
        scene.rectangle(
          Rect(x: left, y: baseline - 8, width: bar / Double(pieces), height: 8),
          fill: ramp.paint(at: Double(piece) / Double(pieces - 1)))
      }
      scene.text("1", at: Point(x: barEnd - bar - gap, y: baseline), anchor: .end, style: style)
    }
  }
}
