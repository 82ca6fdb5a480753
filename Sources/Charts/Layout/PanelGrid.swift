/// The plots of a chart in rows and columns, with their axes.
struct PanelGrid {
  private let layout: ChartLayout
  private let left: Double
  private let right: Double
  private let top: Double
  private let columns: Int
  private let rows: Int
  private(set) var plotWidth = 0.0
  private(set) var plotHeight = 0.0
  private var leftExtent = 0.0
  private var bottomExtent = 0.0
  private var rightExtent = 0.0
  private var startExtent = 0.0
  private(set) var isTooSmall = false

  private var theme: Theme { layout.theme }
  private var settings: ChartSettings { layout.settings }
  private var isCartesian: Bool { layout.merged.coordinates == .cartesian }
  private var hasTitles: Bool { layout.panels.contains { $0.title != nil } }
  private var titleHeight: Double { hasTitles ? theme.lineHeight(theme.labelSize) + 6 : 0 }
  private var sharesX: Bool { settings.sharesX }
  private var sharesY: Bool { settings.sharesY }
  /// Labels at the end of one panel's axis and at the start of the next one's do not meet.
  private var gapX: Double { max(14, rightExtent + 8 + (sharesY ? startExtent : 0)) }
  private let gapY = 12.0

  init(layout: ChartLayout, left: Double, right: Double, top: Double) {
    self.layout = layout
    self.left = left
    self.right = right
    self.top = top
    let count = max(layout.panels.count, 1)
    let natural = count <= 3 ? count : count == 4 ? 2 : count <= 9 ? 3 : 4
    // As many as leave each panel room for a few ticks and words, and those without axes for words on both sides.
    let least = layout.merged.coordinates == .free ? 200.0 : 150
    let most = max(1, Int((right - left + 14) / least))
    let asked = layout.settings.facetColumns ?? min(natural, most)
    columns = min(max(layout.settings.isForTelephone ? min(asked, most) : asked, 1), count)
    rows = (count + columns - 1) / columns
  }

  // MARK: Sizes

  /// Below everything that belongs to the plots.
  var bottom: Double {
    top + Double(rows) * (titleHeight + plotHeight + (sharesX ? 0 : bottomExtent)) + Double(rows - 1) * gapY
      + (sharesX ? bottomExtent : 0)
  }

  var plotRight: Double { area(of: columns - 1).maxX }

  /// Whether what layers write beside the plot goes below it, so that it leaves the plot its width.
  private var hasKeyBelow: Bool {
    layout.merged.linesBelow != nil && layout.panels.count == 1 && widestTrailing > (right - left) * 0.36
  }

  /// What a key below the plot takes.
  var keyHeight: Double {
    hasKeyBelow ? Double(layout.merged.linesBelow ?? 0) * (theme.labelSize * 1.5).rounded() + 8 : 0
  }

  private var keyArea: Rect? {
    hasKeyBelow
      ? Rect(x: left, y: bottom + layout.xTitleHeight + 8, width: right - left, height: keyHeight - 8) : nil
  }

  private func area(of panel: Int) -> Rect {
    let (row, column) = (panel / columns, panel % columns)
    let cellLeft = left + (sharesY ? leftExtent : Double(column + 1) * leftExtent)
    let cellTop =
      top + titleHeight + Double(row) * (titleHeight + plotHeight + gapY + (sharesX ? 0 : bottomExtent))
    return Rect(
      x: cellLeft + Double(column) * (plotWidth + gapX), y: cellTop, width: plotWidth, height: plotHeight)
  }

  /// Finds how large the plots can be.
  /// - Parameter height: for plots, their titles and axes; nil for what suits the data.
  mutating func solve(height: Double?) {
    rightExtent = max(layout.namesLineEnds ? lineEndWidth + LineEndLabels.gap : 0, trailingWidth)
    let endLabels = rightExtent
    leftExtent = isCartesian ? 40 : 0
    bottomExtent = isCartesian ? 20 : 0
    let rounds = 4
    for round in 1...rounds {
      setPlotSize(height: height)
      guard isCartesian else { continue }
      // Ticks may change from round to round: what the last one finds is added to what the others did.
      if round < rounds {
        leftExtent = 0
        bottomExtent = 0
        rightExtent = endLabels
        startExtent = 0
      }
      for panel in layout.panels.indices {
        let (x, y) = guides(for: panel, in: area(of: panel))
        if settings.y.visibility != .hidden { leftExtent = max(leftExtent, y.extent) }
        guard settings.x.visibility != .hidden else { continue }
        bottomExtent = max(bottomExtent, x.extent)
        leftExtent = max(leftExtent, x.overflowStart)
        startExtent = max(startExtent, x.overflowStart)
        rightExtent = max(rightExtent, x.overflowEnd)
      }
    }
    setPlotSize(height: height)
  }

  private mutating func setPlotSize(height: Double?) {
    let gaps = Double(columns - 1) * gapX + rightExtent
    let extents = leftExtent * (sharesY ? 1 : Double(columns))
    plotWidth = (right - left - gaps - extents) / Double(columns)
    let aspect = settings.aspectRatio ?? layout.merged.aspectRatio
    if let height {
      let used =
        Double(rows) * titleHeight + Double(rows - 1) * gapY + bottomExtent * (sharesX ? 1 : Double(rows))
      plotHeight = (height - used) / Double(rows)
      if let aspect { plotWidth = min(plotWidth, plotHeight * aspect) }
    } else if let aspect {
      plotWidth = min(plotWidth, layout.merged.maximumHeight * aspect)
      plotHeight = plotWidth / aspect
    } else {
      plotHeight = naturalHeight
    }
    if let aspect { plotHeight = min(plotHeight, plotWidth / aspect) }
    isTooSmall = plotWidth < 40 || plotHeight < 20
    plotWidth = max(plotWidth, 8)
    plotHeight = max(plotHeight, 8)
  }

  private var naturalHeight: Double {
    let categories = sharesY ? layout.merged.y.names.count : layout.domains.map { $0.y.names.count }.max() ?? 0
    let shown = settings.y.names?.count ?? categories
    if shown > 0 {
      let isMatrix = layout.merged.y.isMatrix
      let least = shown <= 45 && namesWrap ? 30.0 : 0
      let step = max(layout.merged.y.rowHeight ?? (rows > 1 || shown > 45 ? 16 : isMatrix ? 26 : 22), least)
      return min(max((Double(shown) + layout.merged.y.headroom) * step, 44), 6_000)
    }
    if layout.panels.count > 1 { return min(max(plotWidth * 0.62, 84), 320) }
    let height = max(400 - top - bottomExtent - 24, 180)
    // Discs are as high as they are wide.
    return isCartesian ? height : min(height, max(plotWidth * 0.9, 180))
  }

  /// The most that labels beside the plots may take.
  private var roomLeft: Double { (right - left) * (columns > 1 ? 0.25 : 0.35) }

  /// Whether names beside the plots are so long that they stand on two lines.
  private var namesWrap: Bool {
    let names = settings.y.names ?? layout.merged.y.names
    let style = theme.labelStyle
    return names.contains { layout.builder.width($0, style) > roomLeft }
  }

  private var lineEndWidth: Double {
    let style = theme.labelStyle.with(weight: .medium)
    let widest = layout.color.entries.map { layout.builder.width($0.name, style) }.max() ?? 0
    return min(widest + 2, (right - left) * 0.3)
  }

  /// Room for what layers write at the right of the plot.
  private var trailingWidth: Double {
    let widest = widestTrailing
    return widest == 0 || hasKeyBelow ? 0 : min(widest + SceneBuilder.trailingGap, (right - left) * 0.4)
  }

  private var widestTrailing: Double {
    layout.merged.trailingLabels.map { layout.builder.width($0, theme.numberStyle) }.max() ?? 0
  }

  // MARK: Scales and guides

  private func scales(for panel: Int, in area: Rect) -> (x: PositionScale, y: PositionScale) {
    let domain = layout.domains[panel]
    let x = sharesX ? layout.merged.x : domain.x
    let y = sharesY ? layout.merged.y : domain.y
    let style = theme.numberStyle
    let builder = layout.builder
    let isDownward = !(settings.y.names ?? y.names).isEmpty
    return (
      PositionScale(
        x, settings: settings.x, from: area.minX, to: area.maxX,
        tickCount: max(AxisGuide.tickCount(.bottom, length: area.width), 5)
      ) { builder.width($0, style) + 8 },
      PositionScale(
        y, settings: settings.y, from: isDownward ? area.minY : area.maxY, to: isDownward ? area.maxY : area.minY,
        tickCount: max(AxisGuide.tickCount(.left, length: area.height), 4)
      ) { _ in style.size + 7 }
    )
  }

  private func guides(for panel: Int, in area: Rect) -> (x: AxisGuide, y: AxisGuide) {
    let (x, y) = scales(for: panel, in: area)
    let domain = layout.domains[panel]
    return (
      AxisGuide(
        .bottom, scale: x, domain: sharesX ? layout.merged.x : domain.x, settings: settings.x, room: 140,
        builder: layout.builder),
      AxisGuide(
        .left, scale: y, domain: sharesY ? layout.merged.y : domain.y, settings: settings.y, room: roomLeft,
        builder: layout.builder)
    )
  }

  // MARK: Drawing

  func draw(on scene: inout SceneBuilder) -> [LayerDescription] {
    var descriptions: [LayerDescription] = []
    for (index, panel) in layout.panels.enumerated() {
      let area = area(of: index)
      let (x, y) = scales(for: index, in: area)
      let (xGuide, yGuide) = guides(for: index, in: area)
      let domain = layout.domains[index]
      let plot = Plot(
        area: area, trailingRoom: rightExtent, keyArea: keyArea, x: x, y: y, color: layout.color,
        symbols: layout.symbols,
        dashes: layout.dashes, positions: layout.positions, sizes: layout.sizes, theme: theme,
        xLabel: settings.x.label ?? domain.x.title ?? "",
        yLabel: settings.y.label ?? domain.y.title ?? "", colorLabel: domain.color.label ?? "", facet: panel.title,
        labelsLineEnds: layout.namesLineEnds, xFormat: xGuide.format, yFormat: yGuide.format)
      if let title = panel.title {
        scene.text(
          scene.shortened(title, to: plotWidth, theme.panelTitleStyle),
          at: Point(x: area.minX, y: area.minY - 7), style: theme.panelTitleStyle)
      }
      if isCartesian {
        scene.group("grid") { scene in
          if settings.x.visibility != .hidden { xGuide.drawGrid(in: area, on: &scene) }
          if settings.y.visibility != .hidden { yGuide.drawGrid(in: area, on: &scene) }
        }
      }
      let isClipped = isCartesian && (settings.x.lower != nil || settings.y.lower != nil)
      scene.forgetLabels()
      scene.group("marks", clip: isClipped ? area : nil) { scene in
        for layer in panel.layers { layer.draw(in: plot, on: &scene) }
      }
      if isCartesian { drawAxes(index, plot: plot, xGuide, yGuide, on: &scene) }
      for layer in panel.layers { layer.annotate(in: plot, on: &scene) }
      let ends = scene.takeLineEnds()
      if !ends.isEmpty { LineEndLabels.draw(ends, in: area, width: rightExtent - LineEndLabels.gap + 2, on: &scene) }
      if isCartesian, isEmpty(domain) {
        let style = theme.subtitleStyle.with(paint: theme.ink(0.6))
        scene.text("No data", at: area.center, anchor: .middle, baseline: .middle, style: style)
      }
      descriptions += layout.describedPanels[index].layers.map { $0.describe(in: plot) }
      for case let others as OtherCategoriesLayer in panel.layers where !descriptions.isEmpty {
        descriptions[0].findings.append(others.finding(others.isHorizontal ? plot.xFormat : plot.yFormat))
      }
    }
    return descriptions
  }

  private func isEmpty(_ domain: ChartDomains) -> Bool {
    !domain.x.hasNumbers && domain.x.names.isEmpty || !domain.y.hasNumbers && domain.y.names.isEmpty
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
  }

  /// The line at zero that bars stand on.
  private func drawBaseline(
    _ domain: AxisDomain, _ scale: PositionScale, isUpright: Bool, in area: Rect, on scene: inout SceneBuilder
  ) {
    guard domain.hasBaseline, case .continuous(let scale) = scale else { return }
    var place = scale.position(0)
    if place.isNaN { place = scale.rangeStart }
    let (start, end) =
      isUpright
      ? (Point(x: place, y: area.minY), Point(x: place, y: area.maxY))
      : (Point(x: area.minX, y: place), Point(x: area.maxX, y: place))
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
