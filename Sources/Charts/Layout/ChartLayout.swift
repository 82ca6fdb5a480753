/// Puts a chart on a drawing: measures words and labels, gives the rest to the data, draws.
///
/// Margins come from measured text. Labels depend on how much room the data have, and that on the labels: three rounds settle it.
struct ChartLayout {
  let chart: Chart
  let theme: Theme
  let panels: [ChartPanel]
  let domains: [ChartDomains]
  let merged: ChartDomains
  let color: ColorScale
  let namesLineEnds: Bool
  var builder: SceneBuilder
  var settings: ChartSettings { chart.settings }

  static let margin = 10.0
  /// The y axis's title, and a gap in which the topmost label of the axis has room.
  static func axisTitleHeight(_ theme: Theme) -> Double { theme.labelSize * 1.75 }

  init(_ chart: Chart, theme: Theme) {
    self.chart = chart
    self.theme = theme
    panels = chart.splitPanels
    builder = SceneBuilder(theme: theme)
    domains = panels.map { panel in
      var domains = ChartDomains()
      for layer in panel.layers { layer.contribute(to: &domains) }
      return domains
    }
    var merged = ChartDomains()
    for domain in domains { merged.formUnion(domain) }
    self.merged = merged
    color = ColorScale(merged.color, settings: chart.settings.color, theme: theme)
    namesLineEnds =
      chart.settings.legendVisibility == .automatic && panels.count == 1 && merged.labelsLineEnds == true
      && color.entries.count <= 12
  }

  /// - Parameter size: nil for what the chart asks for.
  mutating func scene(size: Size?) -> (scene: Scene, descriptions: [LayerDescription]) {
    let width = max(size?.width ?? settings.width ?? 640, 40)
    let outer = Rect(
      x: Self.margin, y: Self.margin, width: width - 2 * Self.margin, height: 10)
    var top = drawHeader(in: outer)
    let axisTitle = yTitle
    if axisTitle != nil { top += Self.axisTitleHeight(theme) }
    var grid = PanelGrid(layout: self, left: outer.minX, right: outer.maxX, top: top)
    let footer = footerLines(width: outer.width)
    let footerHeight =
      footer.isEmpty ? 0 : Double(footer.count) * theme.lineHeight(theme.captionSize) + 8
    let xTitleHeight = xTitle == nil ? 0 : theme.lineHeight(theme.labelSize) + 3
    let fixedHeight = size?.height ?? settings.height
    grid.solve(height: fixedHeight.map { $0 - top - footerHeight - xTitleHeight - Self.margin })
    let height = (fixedHeight ?? (grid.bottom + xTitleHeight + footerHeight + Self.margin)).rounded()

    if let axisTitle {
      let style = theme.labelStyle.with(paint: theme.ink(0.85))
      let text = builder.shortened(axisTitle, to: outer.width, style)
      builder.text(
        text, at: Point(x: outer.minX, y: top - Self.axisTitleHeight(theme)), baseline: .top, style: style)
    }
    let descriptions = grid.draw(on: &builder)
    if let xTitle {
      let style = theme.labelStyle.with(paint: theme.ink(0.85))
      builder.text(
        builder.shortened(xTitle, to: outer.width, style), at: Point(x: grid.plotRight, y: grid.bottom + 3),
        anchor: .end, baseline: .top, style: style)
    }
    drawFooter(footer, left: outer.minX, bottom: height - Self.margin)
    warnAboutData()
    if grid.isTooSmall {
      builder.warn(
        RenderWarning(
          .tooSmall, "The size leaves too little room for the data.", hint: "Give the chart a larger width or height."))
    }
    let scene = Scene(
      size: Size(width: width, height: height), nodes: builder.nodes, paper: theme.paper,
      fontFamily: theme.fontFamily, warnings: builder.warnings)
    return (scene, descriptions)
  }

  // MARK: Words

  /// Title, subtitle and legend; returns where the rest may start.
  private mutating func drawHeader(in outer: Rect) -> Double {
    var y = outer.minY
    for (text, style, gap) in [
      (settings.title, theme.titleStyle, 4.0), (settings.subtitle, theme.subtitleStyle, 6.0),
    ] {
      guard let text, !text.isEmpty else { continue }
      for line in builder.wrapped(text, to: outer.width, style) {
        builder.text(line, at: Point(x: outer.minX, y: y + style.size), style: style)
        y += theme.lineHeight(style.size)
      }
      y += gap
    }
    if showsLegend {
      let legend = Legend(color, domain: merged.color, width: outer.width, builder: builder)
      y += y > outer.minY ? 2 : 0
      let at = Point(x: outer.minX, y: y)
      builder.group("legend") { legend.draw(at: at, on: &$0) }
      y += legend.height(theme) + 6
    }
    return y + (y > outer.minY ? 2 : 0)
  }

  private var showsLegend: Bool {
    guard settings.legendVisibility != .hidden else { return false }
    let hasEntries = !color.entries.isEmpty || merged.color.hasNumbers
    guard hasEntries else { return false }
    if settings.legendVisibility == .visible { return true }
    guard merged.color.wantsLegend, !namesLineEnds else { return false }
    // One colour for each panel, named like it, is told by the panels' titles.
    let repeatsTitles = panels.count > 1 && zip(panels, domains).allSatisfy { $1.color.names == [$0.title ?? ""] }
    return !repeatsTitles
  }

  /// The title of the y axis, level above it.
  private var yTitle: String? {
    guard merged.coordinates == .cartesian, settings.y.visibility != .hidden else { return nil }
    if let label = settings.y.label { return label.isEmpty ? nil : Self.arrow("↑", label, merged.y, settings.y) }
    guard merged.y.names.isEmpty, let label = commonLabel(\.y) else { return nil }
    return "↑ " + label
  }

  /// The title of the x axis, below its end.
  private var xTitle: String? {
    guard merged.coordinates == .cartesian, settings.x.visibility != .hidden else { return nil }
    if let label = settings.x.label {
      return label.isEmpty ? nil : merged.x.names.isEmpty ? label + " →" : label
    }
    guard merged.x.names.isEmpty, let label = commonLabel(\.x) else { return nil }
    return label + " →"
  }

  private static func arrow(_ arrow: String, _ label: String, _ domain: AxisDomain, _ settings: AxisSettings)
    -> String
  { domain.names.isEmpty ? "\(arrow) \(label)" : label }

  /// The label that all panels have; nil when each has its own, as its title then says.
  private func commonLabel(_ axis: KeyPath<ChartDomains, AxisDomain>) -> String? {
    let labels = Set(domains.map { $0[keyPath: axis].label ?? "" })
    guard labels.count == 1, let label = labels.first, !label.isEmpty else { return nil }
    return label
  }

  private func footerLines(width: Double) -> [String] {
    guard let caption = settings.caption, !caption.isEmpty else { return [] }
    return builder.wrapped(caption, to: width, theme.captionStyle)
  }

  private mutating func drawFooter(_ lines: [String], left: Double, bottom: Double) {
    let lineHeight = theme.lineHeight(theme.captionSize)
    for (index, line) in lines.enumerated() {
      let fromBottom = Double(lines.count - 1 - index) * lineHeight
      builder.text(line, at: Point(x: left, y: bottom - fromBottom - 2), style: theme.captionStyle)
    }
  }

  // MARK: Warnings

  private mutating func warnAboutData() {
    let unusable = merged.x.unusable + merged.y.unusable
    if unusable > 0 {
      builder.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.automatic.string(Double(unusable))) values are missing or infinite and not drawn."))
    }
    for (domain, settings, name) in [(merged.x, settings.x, "x"), (merged.y, settings.y, "y")] {
      if settings.type == .log, domain.hasNumbers, domain.minimum <= 0, !domain.includesZero {
        builder.warn(
          RenderWarning(
            .unusableValues, "Values of zero and below have no place on the logarithmic \(name) scale.",
            hint: "Use .symmetricLog to show them."))
      }
      if let lower = settings.lower, let upper = settings.upper, domain.hasNumbers,
        domain.minimum < lower || domain.maximum > upper
      {
        builder.warn(
          RenderWarning(
            .outsideDomain, "Some values lie outside the \(name) scale, which was set to \(lower)...\(upper)."))
      }
    }
    if merged.coordinates == .cartesian, !(merged.x.hasNumbers || !merged.x.names.isEmpty),
      !(merged.y.hasNumbers || !merged.y.names.isEmpty)
    {
      builder.warn(RenderWarning(.noData, "There are no values to draw."))
    }
    if color.entries.count > Palette.maximumCount, settings.color.paints == nil, merged.color.wantsLegend {
      builder.warn(
        RenderWarning(
          .tooManyGroups,
          "\(color.entries.count) groups share \(Palette.maximumCount) colours; they cannot be told apart by colour.",
          hint: "Show the largest groups and put the rest together."))
    }
  }
}
