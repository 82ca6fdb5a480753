/// Puts a chart on a drawing: measures texts and labels, gives the rest to the data, draws.
///
/// Margins come from measured text. Labels depend on how much room the data have, and that on the labels: a few rounds
/// settle it.
struct ChartLayout {
  let theme: Theme
  let settings: ChartSettings
  let panels: [ChartPanel]
  /// The panels before categories were folded: what descriptions are about.
  let describedPanels: [ChartPanel]
  let domains: [ChartDomains]
  let merged: ChartDomains
  let color: ColorScale
  let symbols: NameScale<BasicChartSymbolShape>
  let dashes: NameScale<[Double]>
  let positions: NameScale<Int>
  let sizes: SizeScale?
  let namesLineEnds: Bool
  /// The values of the y axis in another unit; nil where that has no place.
  let secondaryY: SecondaryAxis?
  let width: Double
  /// Nil for what the data ask for.
  let fixedHeight: Double?
  var builder: SceneBuilder

  /// - Parameters:
  ///   - size: Nil for what the chart asks for.
  ///   - recordsTips: Whether marks answer in a page.
  init(_ chart: Chart, theme: Theme, size: Size? = nil, recordsTips: Bool = false) {
    self.theme = theme
    builder = SceneBuilder(theme: theme, recordsTips: recordsTips)
    // An image of more than 32,767 pixels, which is what a larger drawing would need, cannot be made.
    let asked = size?.width ?? chart.settings.width ?? 640
    width = asked.isFinite ? min(max(asked, 40), 16_000) : 640
    fixedHeight = (size?.height ?? chart.settings.height).flatMap { $0.isFinite ? min(max($0, 16), 16_000) : nil }
    (settings, panels, describedPanels) = Self.prepared(chart, width: width, height: fixedHeight, builder: &builder)
    let (width, types) = (width, (x: settings.x.type, y: settings.y.type))
    domains = panels.map { panel in
      var domains = ChartDomains()
      domains.width = width
      domains.isXLogarithmic = types.x == .log
      domains.isYLogarithmic = types.y == .log
      for layer in panel.layers { layer.contribute(to: &domains) }
      return domains
    }
    var merged = ChartDomains()
    for domain in domains { merged.formUnion(domain) }
    merged.maximumHeight = domains.map(\.maximumHeight).min() ?? merged.maximumHeight
    self.merged = merged
    color = ColorScale(merged.color, settings: settings.color, theme: theme)
    symbols = NameScale(
      merged.symbol, asked: settings.symbolNames, values: settings.symbols ?? BasicChartSymbolShape.allCases)
    dashes = NameScale(merged.lineStyle, asked: settings.lineStyleNames, values: settings.dashes ?? Stroke.dashes)
    positions = NameScale(merged.position, asked: nil, values: [])
    sizes = SizeScale(merged.size, range: settings.symbolSizes)
    // What is written beside the rows of a plot has its place there.
    let hasRoomBeside =
      merged.coordinates == .cartesian && merged.y.names.isEmpty && merged.trailingLabels.isEmpty
      && merged.roomBeside == 0 && (panels.count == 1 || settings.sharesY) && settings.y.visibility != .hidden
    secondaryY = hasRoomBeside ? settings.secondaryY : nil
    namesLineEnds =
      secondaryY == nil && settings.legendVisibility == .automatic && panels.count == 1 && merged.labelsLineEnds == true
      && color.entries.count <= 12 && color.otherCount == 0
  }

  /// The chart's panels with too many categories folded, and with bars level where their names have no room below.
  private static func prepared(
    _ chart: Chart, width: Double, height: Double?, builder: inout SceneBuilder
  ) -> (settings: ChartSettings, panels: [ChartPanel], described: [ChartPanel]) {
    var settings = chart.settings
    var panels = chart.splitPanels
    var described = panels
    warnAboutLostRows(chart, panels, builder: &builder)
    for isX in [true, false] {
      guard let names = isX ? settings.x.names : settings.y.names else { continue }
      for index in described.indices {
        described[index].layers = described[index].layers.map { ($0 as? MarkLayer)?.selecting(names, isX: isX) ?? $0 }
      }
    }
    for isX in [true, false] {
      let path: WritableKeyPath<ChartSettings, AxisSettings> = isX ? \.x : \.y
      guard let folding = CategoryFolding(panels.flatMap(\.layers), isX: isX, settings: settings[keyPath: path])
      else { continue }
      settings[keyPath: path].names = folding.names + [folding.othersName]
      var left = 0
      for index in panels.indices {
        let (layers, lost) = folding.folded(panels[index].layers)
        panels[index].layers = layers
        left += lost
      }
      let hasOthers = panels.contains { panel in
        panel.layers.contains { $0 is OtherCategoriesLayer || ($0 as? MarkLayer)?.kind == .point }
      }
      if !hasOthers { settings[keyPath: path].names = folding.names }
      if left > 0 {
        builder.warn(
          RenderWarning(
            .foldedCategories,
            "\(left) marks of \(folding.otherCount) categories are not drawn: the axis shows \(folding.names.count).",
            hint: "Choose the categories to show, or put the rest together."))
      }
    }
    if AxisFlipping.isNeeded(panels, settings: settings, width: width, height: height, builder: builder) {
      settings = AxisFlipping.flipped(settings)
      for index in panels.indices {
        panels[index].layers = panels[index].layers.map(AxisFlipping.flipped)
        described[index].layers = described[index].layers.map(AxisFlipping.flipped)
      }
    }
    for isX in [true, false] {
      let path: WritableKeyPath<ChartSettings, AxisSettings> = isX ? \.x : \.y
      guard let type = settings[keyPath: path].type else { continue }
      // Where equal lengths are not equal numbers, the numbers beside bars do not say what their lengths mean.
      if !type.isUniform, settings[keyPath: path].values == .at([]) { settings[keyPath: path].values = .automatic }
      guard type == .log else { continue }
      var wasStacked = false
      for index in panels.indices {
        panels[index].layers = panels[index].layers.map { layer in
          guard let unstacked = (layer as? MarkLayer)?.unstacked(alongX: isX) else { return layer }
          wasStacked = true
          return unstacked
        }
        described[index].layers = described[index].layers.map { ($0 as? MarkLayer)?.unstacked(alongX: isX) ?? $0 }
      }
      if wasStacked { builder.warn(.stackOnLogarithms(axis: isX ? "x" : "y")) }
    }
    return (settings, panels, described)
  }

  mutating func scene() -> (scene: Scene, descriptions: [LayerDescription]) {
    let outer = Rect(
      x: settings.margin, y: settings.margin, width: width - 2 * settings.margin, height: 10)
    var top = drawHeader(in: outer)
    let axisTitle = yTitle
    if axisTitle != nil || secondaryY != nil { top += theme.axisTitleHeight }
    top += merged.roomAbove
    let footer = footerLines(width: outer.width)
    let footerHeight =
      footer.isEmpty ? 0 : Double(footer.count) * theme.lineHeight(theme.captionSize) + 8
    let below = xTitleHeight + footerHeight + settings.margin
    var grid = PanelGrid(
      layout: self, left: outer.minX, right: outer.maxX, top: top, room: fixedHeight.map { $0 - top - below })
    let foot = below + grid.keyHeight
    var asked = fixedHeight
    grid.solve(height: asked.map { $0 - top - foot })
    if settings.isForTelephone, asked != nil, grid.plotHeight < 80 {
      asked = nil
      grid.solve(height: nil)
    }
    // What was asked for on paper is a length, and not a number of pixels.
    let height = asked.map { builder.theme.isForPrint ? $0 : $0.rounded() } ?? (grid.bottom + foot).rounded()

    let titleTop = top - merged.roomAbove - theme.axisTitleHeight
    let titleStyle = theme.labelStyle.with(paint: theme.ink(max(0.85, theme.labelInk))).withMathematics
    if let axisTitle {
      let text = builder.shortened(axisTitle, to: outer.width * (secondaryY == nil ? 1 : 0.55), titleStyle)
      builder.text(text, at: Point(x: outer.minX, y: titleTop), baseline: .top, style: titleStyle)
    }
    if let secondaryY, grid.hasSecondaryAxis {
      let text = builder.shortened(secondaryY.label + " ↑", to: outer.width * 0.42, titleStyle)
      builder.text(
        text, at: Point(x: outer.maxX, y: titleTop), anchor: .end, baseline: .top, style: titleStyle)
    }
    builder.canvas = Rect(x: 0, y: 0, width: width, height: height)
    var descriptions = grid.draw(on: &builder)
    if let note = unusableNote, !descriptions.isEmpty { descriptions[0].findings.append(note) }
    if let secondaryY, grid.hasSecondaryAxis, !descriptions.isEmpty {
      descriptions[0].findings.append(
        "The axis at the right, “\(secondaryY.label)”, has the same values in another unit.")
    }
    for inset in settings.insets {
      let text = inset.draw(in: grid.area(of: 0), on: &builder)
      if !descriptions.isEmpty { descriptions[0].findings.append(text) }
    }
    if let xTitle {
      builder.text(
        builder.shortened(xTitle, to: outer.width, titleStyle), at: Point(x: xTitlePlace(grid), y: grid.bottom + 3),
        anchor: theme.isForPrint ? .middle : .end, baseline: .top, style: titleStyle)
    }
    drawFooter(footer, left: outer.minX, bottom: height - settings.margin)
    warnAboutData()
    if settings.secondaryY != nil, !grid.hasSecondaryAxis {
      builder.warn(
        RenderWarning(
          .unusableValues, "The secondary axis is left out: the y axis has no such scale.",
          hint: "It needs numbers on one y axis, and on a logarithmic one a factor above zero alone."))
    }
    if grid.isTooSmall {
      builder.warn(
        RenderWarning(
          .tooSmall, "The size leaves too little room for the data.", hint: "Give the chart a larger width or height."))
    }
    var scene = Scene(
      size: Size(width: width, height: height), nodes: builder.nodes, paper: theme.paper,
      fontFamily: theme.fontFamily, warnings: builder.warnings)
    scene.tips = builder.tips
    return (scene, descriptions)
  }

  // MARK: Texts

  /// Title, subtitle and legend; returns where the rest may start.
  private mutating func drawHeader(in outer: Rect) -> Double {
    var y = outer.minY
    for (text, style, gap) in [
      (settings.title, theme.titleStyle.withMathematics, 4.0),
      (settings.subtitle, theme.subtitleStyle.withMathematics, 6.0),
    ] {
      guard let text, !text.isEmpty else { continue }
      for line in builder.wrapped(text, to: outer.width, style) {
        builder.text(line, at: Point(x: outer.minX, y: y + style.size), style: style)
        y += theme.lineHeight(style.size)
      }
      y += gap
    }
    let blocks = legendBlocks
    if !blocks.isEmpty {
      let legend = Legend(blocks, width: outer.width, builder: builder)
      y += y > outer.minY ? 2 : 0
      let at = Point(x: outer.minX, y: y)
      builder.group("legend") { legend.draw(at: at, on: &$0) }
      y += legend.height + 6
    }
    return y + (y > outer.minY ? 2 : 0)
  }

  private var legendBlocks: [Legend.Block] {
    guard settings.legendVisibility != .hidden else { return [] }
    return LegendBlocks(
      color: color, domains: merged, symbols: symbols, dashes: dashes, sizes: sizes, theme: theme,
      showsColor: showsColorLegend
    ).blocks
  }

  private var showsColorLegend: Bool {
    guard !color.entries.isEmpty || merged.color.hasNumbers else { return false }
    if settings.legendVisibility == .visible { return true }
    guard merged.color.wantsLegend, !namesLineEnds else { return false }
    // One colour for each panel, named like it, is named by the panels' titles.
    let repeatsTitles = panels.count > 1 && zip(panels, domains).allSatisfy { $1.color.names == [$0.title ?? ""] }
    return !repeatsTitles
  }

  /// The title of the y axis, level above it.
  private var yTitle: String? {
    guard merged.coordinates == .cartesian, settings.y.visibility != .hidden else { return nil }
    let zone = Self.zone(merged.y, settings.y)
    if let label = settings.y.label {
      let arrow = theme.isForPrint || !merged.y.names.isEmpty ? "" : "↑ "
      return label.isEmpty ? nil : arrow + label + zone(label)
    }
    guard merged.y.names.isEmpty, let label = commonLabel(\.y) else { return nil }
    return (theme.isForPrint ? "" : "↑ ") + label + zone(label)
  }

  var xTitleHeight: Double { xTitle == nil ? 0 : theme.lineHeight(theme.labelSize) + 3 }

  /// The title of the x axis, below its end.
  private var xTitle: String? {
    guard merged.coordinates == .cartesian, settings.x.visibility != .hidden else { return nil }
    let zone = Self.zone(merged.x, settings.x)
    if let label = settings.x.label {
      return label.isEmpty ? nil : merged.x.names.isEmpty ? label + zone(label) + arrowToTheRight : label
    }
    guard merged.x.names.isEmpty, let label = commonLabel(\.x) else { return nil }
    return label + zone(label) + arrowToTheRight
  }

  private var arrowToTheRight: String { theme.isForPrint ? "" : " →" }

  /// In the middle of the plots, or at their end.
  private func xTitlePlace(_ grid: PanelGrid) -> Double {
    theme.isForPrint ? (grid.area(of: 0).minX + grid.plotRight) / 2 : grid.plotRight
  }

  /// What a title says of the zone of times: days begin at midnight in it.
  private static func zone(_ domain: AxisDomain, _ settings: AxisSettings) -> (String) -> String {
    let hasTimes = domain.isDate && !domain.areWholeDays && domain.names.isEmpty && (settings.type ?? .date) == .date
    return { hasTimes && !$0.contains("UTC") ? " (UTC)" : "" }
  }

  /// The label that all panels have; nil when each has its own, as its title then says.
  private func commonLabel(_ axis: KeyPath<ChartDomains, AxisDomain>) -> String? {
    let labels = Set(domains.map { $0[keyPath: axis].title ?? "" })
    guard labels.count == 1, let label = labels.first, !label.isEmpty else { return nil }
    return label
  }

  private func footerLines(width: Double) -> [String] {
    [settings.caption, unusableNote].compactMap { $0 }.filter { !$0.isEmpty }
      .flatMap { builder.wrapped($0, to: width, theme.captionStyle.withMathematics) }
  }

  /// What the drawing leaves out, for its foot.
  private var unusableNote: String? {
    let count = unusableCount + merged.x.leftOut + merged.y.leftOut
    return count > 0 ? "\(NumberFormat.count(count, "value")) missing or infinite, not drawn." : nil
  }

  private var unusableCount: Int { merged.x.unusable + merged.y.unusable + merged.size.missing }

  private mutating func drawFooter(_ lines: [String], left: Double, bottom: Double) {
    let lineHeight = theme.lineHeight(theme.captionSize)
    for (index, line) in lines.enumerated() {
      let fromBottom = Double(lines.count - 1 - index) * lineHeight
      builder.text(line, at: Point(x: left, y: bottom - fromBottom - 2), style: theme.captionStyle.withMathematics)
    }
  }

  // MARK: Warnings

  private mutating func warnAboutData() {
    if unusableCount > 0, let unusableNote { builder.warn(RenderWarning(.unusableValues, unusableNote)) }
    if builder.omittedLabels > 0 {
      builder.warn(
        RenderWarning(
          .omittedLabels,
          builder.omittedLabels == 1
            ? "A label of the data had no free place and was left out."
            : "\(builder.omittedLabels) labels of the data had no free place and were left out.",
          hint: "Give the chart more room, or label fewer marks."))
    }
    for (domain, settings, name) in [(merged.x, settings.x, "x"), (merged.y, settings.y, "y")] {
      if settings.type == .log, domain.nonPositiveCount > 0 {
        builder.warn(
          RenderWarning(
            .unusableValues,
            "\(NumberFormat.whole(domain.nonPositiveCount)) of \(NumberFormat.count(domain.count, "value")) "
              + "\(domain.nonPositiveCount == 1 ? "is" : "are") not positive and cannot be drawn on the logarithmic "
              + "\(name) scale.", hint: "Use .symmetricLog to show them."))
      }
      // The foot of bars on a logarithmic scale is none of its values.
      let least = settings.type == .log ? domain.smallestPositive : domain.minimum
      if let lower = settings.lower, let upper = settings.upper, domain.hasNumbers,
        least < lower || domain.maximum > upper
      {
        let columns = panels.flatMap(\.layers).compactMap { ($0 as? MarkLayer) }
          .compactMap { name == "x" ? $0.x : $0.y }.filter { !$0.isCategorical }
        let count = columns.reduce(0) { $0 + $1.numbers.count { $0 < lower || $0 > upper } }
        // Recipes do not count their rows.
        let values = count == 0 ? "Some values lie" : NumberFormat.count(count, "value lies", "values lie")
        builder.warn(
          RenderWarning(.outsideDomain, "\(values) outside the \(name) scale, which was set to \(lower)...\(upper)."))
      }
    }
    if merged.coordinates == .cartesian, !(merged.x.hasNumbers || !merged.x.names.isEmpty),
      !(merged.y.hasNumbers || !merged.y.names.isEmpty)
    {
      builder.warn(RenderWarning(.noData, "There are no values to draw."))
    }
    warnAboutNames()
    if let note = color.classes?.note { builder.warn(RenderWarning(.tooManyGroups, note)) }
    if color.otherCount > 0 {
      builder.warn(
        RenderWarning(
          .tooManyGroups,
          "\(color.otherCount) of \(color.entries.count + color.otherCount) groups share one grey: they cannot be told apart by colour.",
          hint: "Show the largest groups and put the rest together."))
    }
  }

  /// Rows without the name of a panel, and those whose names the chart's own list of names leaves out.
  private static func warnAboutLostRows(_ chart: Chart, _ panels: [ChartPanel], builder: inout SceneBuilder) {
    let unnamed = chart.panels.flatMap(\.layers).compactMap { ($0 as? MarkLayer)?.channels.facet }
      .filter(\.isCategorical).reduce(0) { $0 + $1.numbers.count { $0.isNaN } }
    if unnamed > 0 {
      builder.warn(
        RenderWarning(.unusableValues, "\(NumberFormat.count(unnamed, "row")) without the name of a panel left out."))
    }
    let (x, y) = (chart.settings.x.names, chart.settings.y.names)
    guard x != nil || y != nil else { return }
    var domains = ChartDomains()
    for layer in panels.flatMap(\.layers) { layer.contribute(to: &domains) }
    if let x {
      builder.warn(lost: lost(domains.x.names, x, panels) { $0.x }, "on the x scale, which was given its names")
    }
    if let y {
      builder.warn(lost: lost(domains.y.names, y, panels) { $0.y }, "on the y scale, which was given its names")
    }
  }

  /// Names that have no colour, symbol or line style of their own.
  private mutating func warnAboutNames() {
    if let asked = settings.color.names {
      builder.warn(lost: Self.lost(merged.color.names, asked, panels) { $0.color }, "on the colour scale, and grey")
    }
    if let asked = settings.symbolNames {
      builder.warn(
        lost: Self.lost(merged.symbol.names, asked, panels) { $0.channels.symbol }, "on the symbol scale, and circles")
    }
    if let asked = settings.lineStyleNames {
      builder.warn(
        lost: Self.lost(merged.lineStyle.names, asked, panels) { $0.channels.lineStyle },
        "on the scale of line styles, and solid")
    }
    for (label, names, values, noun) in [
      (symbols.label, symbols.names.count, symbols.valueCount, "symbol"),
      (dashes.label, dashes.names.count, dashes.valueCount, "line style"),
    ] where names > values {
      builder.warn(
        RenderWarning(
          .tooManyGroups,
          "\(names) names of \(label) share \(NumberFormat.count(values, noun)): beyond these "
            + "they come again.",
          hint: "Show fewer names, or a panel for each with .facet(by:)."))
    }
  }

  /// Names that were not asked for, each with its rows as far as marks have it.
  private static func lost(
    _ names: [String], _ asked: [String], _ panels: [ChartPanel], _ column: (MarkLayer) -> PlottableColumn?
  ) -> [(name: String, rows: Int)] {
    let asked = Set(asked)
    let others = names.filter { !asked.contains($0) }
    guard !others.isEmpty else { return [] }
    var counts: [String: Int] = [:]
    for column in panels.flatMap(\.layers).compactMap({ ($0 as? MarkLayer).flatMap(column) }) {
      var rows = [Int](repeating: 0, count: column.names.count)
      for number in column.numbers where column.isCategorical && !number.isNaN { rows[Int(number)] += 1 }
      for (name, count) in zip(column.names, rows) { counts[name, default: 0] += count }
    }
    return others.map { ($0, counts[$0] ?? 0) }
  }
}

extension SceneBuilder {
  fileprivate mutating func warn(lost: [(name: String, rows: Int)], _ place: String) {
    guard !lost.isEmpty else { return }
    let names = lost.map { name, rows in rows > 0 ? "\(name) (\(NumberFormat.count(rows, "row")))" : name }
    warn(
      RenderWarning(
        .outsideDomain,
        "\(NumberFormat.count(lost.count, "name is", "names are")) not \(place): \(RenderWarning.list(names))."))
  }
}
