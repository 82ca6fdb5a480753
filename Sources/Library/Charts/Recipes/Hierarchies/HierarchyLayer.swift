import Frames

/// A hierarchy as nested rectangles, or as levels side by side.
struct HierarchyLayer: ChartLayer, Codable {
  enum Arrangement: Codable { case treemap, icicle }

  var hierarchy: Hierarchy
  var arrangement: Arrangement
  /// Levels that are drawn.
  var levels: Int
  var format: NumberFormat

  /// More groups than this share a grey.
  private static let maximumGroups = 9

  private var hasMeasure: Bool { !hierarchy.measureLabel.isEmpty }
  private var coloredGroups: [String] {
    hasMeasure ? [] : hierarchy.roots.filter { $0.value > 0 }.prefix(Self.maximumGroups).map(\.name)
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio = domains.isNarrow ? (domains.width - 20) / height(atLeast: 380) : 620 / height(atLeast: 420)
    domains.labelsLineEnds = false
    if hasMeasure {
      domains.color.label = "Mean \(hierarchy.measureLabel)"
      for node in drawnLeaves(hierarchy.roots, level: 1) where node.measure.isFinite {
        domains.color.include(node.measure)
      }
    } else {
      // Names stand on the groups themselves.
      domains.color.wantsLegend = false
      for name in coloredGroups { domains.color.include(name: name) }
    }
  }

  /// Names in an icicle stand below each other: with more of them it is higher, up to what a screen shows.
  private func height(atLeast least: Double) -> Double {
    guard arrangement == .icicle else { return least }
    return min(max(Double(drawnLeaves(hierarchy.roots, level: 1).count) * 22, least), 520)
  }

  private func drawnLeaves(_ nodes: [Hierarchy.Node], level: Int) -> [Hierarchy.Node] {
    nodes.flatMap { node in
      node.children.isEmpty || level >= levels ? [node] : drawnLeaves(node.children, level: level + 1)
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if hierarchy.missingCount > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(hierarchy.missingCount, "row")) without a name or with no value from zero up left out.")
      )
    }
    guard hierarchy.total > 0, hierarchy.total.isFinite else {
      scene.text(
        "No data", at: plot.area.center, anchor: .middle, baseline: .middle,
        style: plot.theme.subtitleStyle.with(paint: plot.theme.ink(0.65)))
      scene.warn(RenderWarning(.noData, "The hierarchy has no values to draw."))
      return
    }
    switch arrangement {
    case .treemap:
      let roots = folded(hierarchy.roots, level: 1, room: plot.area.width * plot.area.height)
      let rects = Squarification.rects(for: roots.map(\.value), in: plot.area)
      for (node, rect) in zip(roots, rects) {
        drawTree(node, group: node.name, in: rect, level: 1, plot, on: &scene)
      }
    case .icicle:
      drawLevel(hierarchy.roots, group: nil, from: plot.area.minY, to: plot.area.maxY, level: 1, plot, on: &scene)
    }
  }

  // MARK: Small nodes

  /// The nodes with those that would be too small to see put together as one.
  /// - Parameter room: The area of a treemap's rectangle in square points, or the height of an icicle's.
  private func folded(_ nodes: [Hierarchy.Node], level: Int, room: Double) -> [Hierarchy.Node] {
    let total = nodes.reduce(0) { $0 + $1.value }
    guard total > 0, room > 0 else { return [] }
    let least = arrangement == .icicle ? 3.0 : level == 1 ? 120 : 20
    let isSmall = { (node: Hierarchy.Node) in node.value / total * room < least }
    let small = nodes.filter(isSmall)
    guard small.count > 1 else { return nodes }
    let value = small.reduce(0) { $0 + $1.value }
    guard value > 0 else { return nodes.filter { !isSmall($0) } }
    let known = small.filter { $0.measure.isFinite && $0.value > 0 }
    let measure = known.reduce(0) { $0 + $1.measure * $1.value } / known.reduce(0) { $0 + $1.value }
    let name =
      small.count == nodes.count ? NumberFormat.count(small.count, "name") : NumberFormat.count(small.count, "other")
    return nodes.filter { !isSmall($0) } + [Hierarchy.Node(name: name, value: value, measure: measure)]
  }

  // MARK: Colour

  /// Deeper levels stand nearer the paper.
  private func paint(_ node: Hierarchy.Node, group: String, level: Int, _ plot: Plot) -> Paint {
    if hasMeasure { return node.measure.isFinite ? plot.color.paint(for: node.measure) : plot.theme.ink(0.12) }
    let base = coloredGroups.contains(group) ? plot.color.paint(for: group) : plot.theme.ink(0.42)
    return plot.theme.paper.mixed(with: base, level == 1 ? 0.85 : level == 2 ? 0.55 : 0.35)
  }

  private func tip(of node: Hierarchy.Node, group: String) -> Tip {
    var values = [Tip.Value(hierarchy.valueLabel, format.string(node.value))]
    if node.name != group, !group.isEmpty { values.insert(Tip.Value("In", group), at: 0) }
    if hasMeasure, node.measure.isFinite {
      values.append(Tip.Value("Mean \(hierarchy.measureLabel)", NumberFormat.automatic.string(node.measure)))
    }
    return Tip(node.name, values)
  }

  // MARK: Treemap

  private func drawTree(
    _ node: Hierarchy.Node, group: String, in rect: Rect, level: Int, _ plot: Plot, on scene: inout SceneBuilder
  ) {
    guard rect.width > 0.3, rect.height > 0.3 else { return }
    let gap = level == 1 ? 1.0 : 0.5
    let box = rect.width > 4 * gap && rect.height > 4 * gap ? rect.inset(by: gap) : rect
    guard !node.children.isEmpty, level < levels else {
      let paint = paint(node, group: group, level: max(level, 1), plot)
      scene.answering(tip(of: node, group: group)) {
        $0.rectangle(box, fill: paint, cornerRadius: level == 1 ? 2 : 0)
      }
      label(node, in: box, paint.readableInk, isStrong: level == 1, on: &scene)
      return
    }
    let style = plot.theme.panelTitleStyle
    let header = style.size * 1.55
    let hasHeader = box.height > header * 2.2 && box.width > 34
    let ground = hasMeasure ? plot.theme.ink(0.06) : paint(node, group: group, level: level, plot)
    scene.answering(tip(of: node, group: group)) {
      $0.rectangle(box, fill: ground, cornerRadius: level == 1 && !hasMeasure ? 2 : 0)
    }
    var inner = box.inset(by: 1)
    if hasHeader {
      let ink = hasMeasure ? plot.theme.ink : paint(node, group: group, level: level, plot).readableInk
      title(node, at: box, header: header, style.with(paint: ink), on: &scene)
      inner = Rect(x: inner.x, y: box.minY + header, width: inner.width, height: inner.maxY - box.minY - header)
    }
    let children = folded(node.children, level: level + 1, room: inner.width * inner.height)
    let rects = Squarification.rects(for: children.map(\.value), in: inner)
    for (child, rect) in zip(children, rects) {
      drawTree(child, group: group, in: rect, level: level + 1, plot, on: &scene)
    }
  }

  private func title(
    _ node: Hierarchy.Node, at box: Rect, header: Double, _ style: TextStyle, on scene: inout SceneBuilder
  ) {
    let middle = box.minY + header / 2 + 0.5
    let number = scene.theme.numberStyle.with(paint: style.paint, size: scene.theme.captionSize)
    let value = format.string(node.value)
    // Smaller before it is shortened.
    let style = scene.width(node.name, style) <= box.width - 8 ? style : style.with(size: scene.theme.captionSize * 0.9)
    let name = scene.shortened(node.name, to: box.width - 8, style)
    // One letter and an ellipsis would not be read as a name.
    guard name == node.name || name.count > 3 else { return }
    scene.text(name, at: Point(x: box.minX + 4, y: middle), baseline: .middle, style: style)
    if scene.width(name, style) + scene.width(value, number) + 18 <= box.width {
      scene.text(value, at: Point(x: box.maxX - 4, y: middle), anchor: .end, baseline: .middle, style: number)
    }
  }

  /// The name, and the value below it, where they fit whole.
  private func label(
    _ node: Hierarchy.Node, in box: Rect, _ ink: Paint, isStrong: Bool, on scene: inout SceneBuilder
  ) {
    let theme = scene.theme
    let style = theme.labelStyle.with(paint: ink, weight: isStrong ? .semibold : .regular)
    // Before anything is measured: no line of the name is shorter than its longest word, no letter much narrower than
    // this.
    let longest = node.name.split(whereSeparator: { " -/".contains($0) }).map(\.count).max() ?? 0
    // All leaves in one size, as far as they go: larger letters here and there would seem to mean something.
    let small = [theme.captionSize * 0.9, theme.captionSize * 0.8].map { style.with(size: $0) }
    for style in isStrong ? [style] + small : small {
      guard Double(longest) * style.size * 0.3 <= box.width - 6, style.size + 3 <= box.height else { continue }
      let lines = scene.wrapped(node.name, to: box.width - 6, style, maximumLines: 3)
      let height = Double(lines.count) * theme.lineHeight(style.size)
      guard !lines.contains(where: { $0.hasSuffix("…") }), height + 3 <= box.height else { continue }
      for (index, line) in lines.enumerated() {
        scene.text(
          line, at: Point(x: box.minX + 4, y: box.minY + 4 + Double(index) * theme.lineHeight(style.size)),
          baseline: .top, style: style)
      }
      let number = theme.numberStyle.with(paint: ink, size: theme.captionSize * 0.9)
      let value = format.string(node.value)
      if height + theme.lineHeight(number.size) + 5 <= box.height, scene.width(value, number) <= box.width - 6 {
        scene.text(value, at: Point(x: box.minX + 4, y: box.minY + 5 + height), baseline: .top, style: number)
      }
      return
    }
  }

  // MARK: Icicle

  private func drawLevel(
    _ nodes: [Hierarchy.Node], group: String?, from top: Double, to bottom: Double, level: Int, _ plot: Plot,
    on scene: inout SceneBuilder
  ) {
    let total = nodes.reduce(0) { $0 + $1.value }
    guard total > 0 else { return }
    let columns = Double(min(levels, hierarchy.depth))
    let width = plot.area.width / columns
    let left = plot.area.minX + Double(level - 1) * width
    let style = plot.theme.labelStyle.with(weight: level == 1 ? .semibold : .regular)
    var y = top
    for node in folded(nodes, level: level, room: bottom - top) {
      let height = (bottom - top) * node.value / total
      let box = Rect(x: left, y: y, width: width, height: height)
      y += height
      // What is thinner than a hair adds up to a tint, not to lines.
      guard height > 0.25 else { continue }
      let name = group ?? node.name
      let paint = paint(node, group: name, level: level, plot)
      let drawn = Rect(
        x: box.x + 0.5, y: box.y + (height > 3 ? 0.5 : 0), width: box.width - 1,
        height: height > 3 ? height - 1 : height)
      scene.answering(tip(of: node, group: name)) { $0.rectangle(drawn, fill: paint) }
      let sizes = [style.size, plot.theme.captionSize * 0.9, plot.theme.captionSize * 0.8]
      if let size = sizes.first(where: { height >= $0 * 1.3 }) {
        let ink = paint.readableInk
        let style = style.with(size: size)
        let number = plot.theme.numberStyle.with(paint: ink, size: min(size, plot.theme.captionSize))
        let value = format.string(node.value)
        let text = scene.shortened(node.name, to: width - 12, style)
        if text == node.name || text.count > 3 {
          scene.text(text, at: Point(x: left + 6, y: box.midY), baseline: .middle, style: style.with(paint: ink))
          if scene.width(text, style) + scene.width(value, number) + 22 <= width {
            scene.text(
              value, at: Point(x: left + width - 6, y: box.midY), anchor: .end, baseline: .middle, style: number)
          }
        }
      }
      if level < levels {
        drawLevel(
          node.children, group: name, from: box.minY, to: box.maxY, level: level + 1, plot, on: &scene)
      }
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "\(arrangement == .treemap ? "Treemap" : "Icicle") of \(hierarchy.valueLabel)"
    let total = hierarchy.total
    guard let first = hierarchy.roots.first, total > 0 else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    func percent(_ value: Double) -> String { NumberFormat.wholePercent(value / total) }
    var findings = [
      "\(NumberFormat.count(hierarchy.leafCount, "leaf", "leaves")) in \(NumberFormat.count(hierarchy.roots.count, "group")); "
        + "\(format.string(total)) together."
    ]
    let (roots, values) = (hierarchy.roots, Extremes(hierarchy.roots.map(\.value)))
    findings.append(
      values.areEqual && roots.count > 1
        ? "All groups are equal: \(format.string(first.value)), \(percent(first.value))."
        : "Largest: "
          + values.leaders(roots.map(\.name)) { "\(format.string(roots[$0].value)), \(percent(roots[$0].value))" } + "."
    )
    if hasMeasure {
      let known = hierarchy.roots.filter { $0.measure.isFinite }
      let (measures, names) = (Extremes(known.map(\.measure)), known.map(\.name))
      let texts = NumberFormat.automatic.compared([measures.highest, measures.lowest])
      if known.count > 1 {
        findings.append(
          measures.areEqual
            ? "Mean \(hierarchy.measureLabel) is \(texts[0]) for all."
            : "Mean \(hierarchy.measureLabel) is highest for \(measures.names(names, at: measures.highest)) (\(texts[0])) "
              + "and lowest for \(measures.names(names, at: measures.lowest)) (\(texts[1])).")
      }
    } else if first.children.count > 1, let child = first.children.first {
      let children = Extremes(first.children.map(\.value))
      let largest = children.names(first.children.map(\.name), at: child.value)
      findings.append(
        children.areEqual
          ? "All in \(first.name) are equal: \(format.string(child.value))."
          : "The largest in \(first.name): \(largest) (\(format.string(child.value))).")
    }
    let room = arrangement == .icicle ? plot.area.height : plot.area.width * plot.area.height
    let together = hierarchy.roots.count - folded(hierarchy.roots, level: 1, room: room).count + 1
    if together > 1 { findings.append("The \(NumberFormat.count(together, "least group")) are drawn as one.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    var rows: [(path: String, depth: Int, node: Hierarchy.Node)] = []
    func collect(_ nodes: [Hierarchy.Node], _ path: [String]) {
      for node in nodes {
        let names = path + [node.name]
        rows.append((names.joined(separator: " / "), names.count, node))
        collect(node.children, names)
      }
    }
    collect(hierarchy.roots, [])
    var columns: [PlottableColumn] = [
      .value("Path", rows.map(\.path)), .value("Level", rows.map(\.depth)),
      .value(hierarchy.valueLabel, rows.map(\.node.value)),
    ]
    if hasMeasure { columns.append(.value("Mean \(hierarchy.measureLabel)", rows.map(\.node.measure))) }
    return [DataPart("Parts", columns)]
  }
}
