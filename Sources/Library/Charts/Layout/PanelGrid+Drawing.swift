extension PanelGrid {
  func draw(on scene: inout SceneBuilder) -> [LayerDescription] {
    var descriptions: [LayerDescription] = []
    let crowd = sharedCrowd
    for (index, panel) in layout.panels.enumerated() {
      let area = area(of: index)
      let (xGuide, yGuide) = guides(for: index, in: area)
      let domain = layout.domains[index]
      var plot = plot(index, xGuide, yGuide)
      plot.crowd = crowd
      plot.roomAbove = layout.merged.roomAbove
      if let title = panel.title {
        let style = theme.panelTitleStyle
        let titleStyle = panel.isNamedByData ? style.forName(title) : style.withMathematics
        scene.text(
          scene.shortened(title, to: plotWidth, titleStyle), at: Point(x: area.minX, y: area.minY - 7),
          style: titleStyle)
      }
      if isCartesian {
        scene.group("grid") { scene in
          if settings.x.visibility != .hidden { xGuide.drawGrid(in: area, on: &scene) }
          if settings.y.visibility != .hidden { yGuide.drawGrid(in: area, on: &scene) }
        }
      }
      let isClipped = isCartesian && (settings.x.lower != nil || settings.y.lower != nil)
      scene.forgetLabels()
      scene.panel = layout.panels.count > 1 ? panel.title : nil
      scene.group("marks", clip: isClipped ? area : nil) { scene in
        for layer in panel.layers { layer.draw(in: plot, on: &scene) }
      }
      if isCartesian { drawAxes(index, plot: plot, xGuide, yGuide, on: &scene) }
      for layer in panel.layers { layer.annotate(in: plot, on: &scene) }
      scene.placeTargets()
      scene.panel = nil
      let ends = scene.takeLineEnds()
      if !ends.isEmpty { LineEndLabels.draw(ends, in: area, width: rightExtent - LineEndLabels.gap + 2, on: &scene) }
      let isOutside = liesOutside(domain.x, plot.x) || liesOutside(domain.y, plot.y)
      if isCartesian, isOutside || isEmpty(domain) {
        let style = theme.subtitleStyle.with(paint: theme.ink(0.65))
        let text = isOutside ? "No data in the domain" : "No data"
        scene.text(text, at: area.center, anchor: .middle, baseline: .middle, style: style)
      }
      descriptions += layout.describedPanels[index].layers.map { $0.describe(in: plot) }
      for case let others as OtherCategoriesLayer in panel.layers where !descriptions.isEmpty {
        descriptions[0].findings.append(others.finding(others.isHorizontal ? plot.xFormat : plot.yFormat))
      }
    }
    return descriptions
  }

  /// The place and scales of a panel.
  private func plot(_ index: Int, _ xGuide: AxisGuide, _ yGuide: AxisGuide) -> Plot {
    let area = area(of: index)
    let (x, y) = scales(for: index, in: area)
    let domain = layout.domains[index]
    return Plot(
      area: area, trailingRoom: rightExtent, keyArea: keyArea, x: x, y: y, color: layout.color,
      symbols: layout.symbols, dashes: layout.dashes, positions: layout.positions, sizes: layout.sizes, theme: theme,
      xLabel: settings.x.label ?? domain.x.title ?? "", yLabel: settings.y.label ?? domain.y.title ?? "",
      colorLabel: domain.color.label ?? "", facet: layout.panels[index].title, labelsLineEnds: layout.namesLineEnds,
      xFormat: xGuide.format, yFormat: yGuide.format)
  }

  /// How the dots of the fullest panel crowd; nil for a single panel.
  private var sharedCrowd: DotCrowd? {
    guard layout.panels.count > 1 else { return nil }
    let crowds = layout.panels.indices.flatMap { index -> [DotCrowd] in
      let layers = layout.panels[index].layers.compactMap { $0 as? MarkLayer }.filter { $0.kind == .point }
      guard !layers.isEmpty else { return [] }
      let (xGuide, yGuide) = guides(for: index, in: area(of: index))
      let plot = plot(index, xGuide, yGuide)
      return layers.compactMap { $0.crowd(in: plot) }
    }
    return crowds.max { $0.count < $1.count }
  }

  /// Whether all values lie beyond the ends of a scale, or have other names than it has.
  private func liesOutside(_ domain: AxisDomain, _ scale: PositionScale) -> Bool {
    switch scale {
    case .band(let scale): return domain.names.allSatisfy { scale.index(of: $0) == nil } && !domain.names.isEmpty
    case .continuous(let scale):
      let (low, high) = (min(scale.lower, scale.upper), max(scale.lower, scale.upper))
      // What has no place on any logarithmic scale is not outside this one.
      guard domain.hasNumbers, scale.type.accepts(domain.maximum) else { return false }
      return domain.maximum < low || domain.minimum > high
    }
  }

  private func isEmpty(_ domain: ChartDomains) -> Bool {
    isEmpty(domain.x, settings.x) || isEmpty(domain.y, settings.y)
  }

  /// Whether nothing has a place along an axis: no values at all, or none above zero on a logarithmic scale.
  private func isEmpty(_ domain: AxisDomain, _ settings: AxisSettings) -> Bool {
    guard domain.hasNumbers else { return domain.names.isEmpty }
    guard domain.names.isEmpty else { return false }
    return settings.type == .log && !domain.smallestPositive.isFinite
  }

  private func drawAxes(
    _ index: Int, plot: Plot, _ xGuide: AxisGuide, _ yGuide: AxisGuide, on scene: inout SceneBuilder
  ) {
    let area = plot.area
    let domain = layout.domains[index]
    drawBaseline(domain.x, plot.x, isUpright: true, in: area, on: &scene)
    drawBaseline(domain.y, plot.y, isUpright: false, in: area, on: &scene)
    let isBottomOfColumn = index + columns >= layout.panels.count
    if settings.x.visibility != .hidden, isBottomOfColumn || !sharesX {
      if xGuide.hasTickMarks, !domain.y.hasBaseline {
        scene.line(
          from: Point(x: area.minX, y: area.maxY), to: Point(x: area.maxX, y: area.maxY),
          Stroke(theme.ink(0.35)))
      }
      scene.group("axis x") { xGuide.drawLabels(in: area, on: &$0) }
      warn(about: xGuide, on: &scene)
    }
    if settings.y.visibility != .hidden, index % columns == 0 || !sharesY {
      scene.group("axis y") { yGuide.drawLabels(in: area, on: &$0) }
      warn(about: yGuide, on: &scene)
    }
    if let secondary = layout.secondaryY, (index + 1) % columns == 0 || index == layout.panels.count - 1 {
      scene.group("axis y secondary") { secondary.draw(plot.y, in: area, on: &$0) }
    }
  }

  /// The line at zero that bars stand on.
  private func drawBaseline(
    _ domain: AxisDomain, _ scale: PositionScale, isUpright: Bool, in area: Rect, on scene: inout SceneBuilder
  ) {
    guard domain.hasBaseline, case .continuous(let scale) = scale else { return }
    var position = scale.position(0)
    if position.isNaN { position = scale.rangeStart }
    let (start, end) =
      isUpright
      ? (Point(x: position, y: area.minY), Point(x: position, y: area.maxY))
      : (Point(x: area.minX, y: position), Point(x: area.maxX, y: position))
    guard area.inset(by: -1).contains(Rect(start, end), tolerance: 0.01) else { return }
    scene.line(from: start, to: end, theme.baseline)
  }

  private func warn(about guide: AxisGuide, on scene: inout SceneBuilder) {
    if let first = guide.shortened.first {
      scene.warn(
        RenderWarning(
          .shortenedLabel,
          guide.shortened.count == 1
            ? "The label “\(first)” was shortened."
            : "\(guide.shortened.count) labels were shortened, “\(first)” first.",
          hint: "Give the chart more width, or shorter names."))
    }
    if let refusal = guide.refusal {
      scene.warn(
        RenderWarning(
          .thinnedLabels,
          "The \(guide.side == .bottom ? "x" : "y") axis has other marks than were asked for: \(refusal).",
          hint: "Ask for a step above zero that gives a few marks."))
    }
    if guide.omitted > 0 {
      scene.warn(
        RenderWarning(
          .thinnedLabels,
          guide.omitted == 1
            ? "A label had no room and was left out." : "\(guide.omitted) labels had no room and were left out.",
          hint: "Give the chart more room, or show fewer values."))
    }
  }
}
