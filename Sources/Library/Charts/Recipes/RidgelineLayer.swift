/// Densities below each other, each on a line of its own and a little over the one above.
struct RidgelineLayer: ChartLayer, Codable {
  /// From top to bottom.
  var groups: GroupDistributions

  /// How high the highest ridge is, in rows.
  private static let reach = 2.4

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.isNice = false
    domains.y.label = groups.groupLabel
    domains.y.hasGrid = false
    domains.y.rowHeight = groups.rows.count <= 8 ? 32 : 24
    // What the ridges of the first rows need above them.
    let tops = groups.rows.enumerated().map { row, group in
      (group.density?.density.max() ?? 0) / max(groups.peak, .leastNormalMagnitude) * Self.reach - Double(row) - 0.86
    }
    domains.y.headroom = max(0, tops.max() ?? 0)
    for row in groups.rows {
      domains.y.include(name: row.name)
      domains.x.include(row.box.minimum)
      domains.x.include(row.box.maximum)
    }
    groups.includeBounds(in: &domains.x)
    domains.trailingLabels = groups.countTexts
    domains.x.inset = 4
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    groups.warnAboutDensities(on: &scene)
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let theme = plot.theme
    let accent = plot.color.accent
    let step = abs(y.step)
    func foot(_ row: GroupDistribution) -> Double { y.position(row.name) + step * 0.36 }
    // The highest ridge reaches over the row above it, but none leaves the plot.
    var height = groups.peak > 0 ? step * Self.reach / groups.peak : 0
    for row in groups.rows {
      guard let peak = row.density?.density.max(), peak > 0, foot(row).isFinite else { continue }
      height = min(height, (foot(row) - plot.area.minY) / peak)
    }
    for row in groups.rows {
      let foot = foot(row)
      guard foot.isFinite else { continue }
      scene.line(
        from: Point(x: plot.area.minX, y: foot), to: Point(x: plot.area.maxX, y: foot), theme.grid)
      let median = x.position(row.box.median)
      if let density = row.density {
        let points = zip(density.x, density.density).map { Point(x: x.position($0), y: foot - $1 * height) }
        let outline = [Point(x: points[0].x, y: foot)] + points + [Point(x: points[points.count - 1].x, y: foot)]
        scene.path(
          Path(through: outline, closed: true), fill: theme.paper.mixed(with: accent, 0.4).opacity(0.92), stroke: nil)
        scene.stroke(Path(through: outline), Stroke(accent, width: 1.25, cap: .round))
        scene.line(
          from: Point(x: median, y: foot), to: Point(x: median, y: foot - density.value(at: row.box.median) * height),
          Stroke(theme.ink, width: 1.5))
      } else {
        scene.line(
          from: Point(x: median, y: foot), to: Point(x: median, y: foot - step * 0.5), Stroke(theme.ink, width: 2))
      }
    }
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let y) = plot.y else { return }
    groups.drawCounts(in: plot, on: &scene) { row in
      y.position(row.name) + abs(y.step) * 0.36 - plot.theme.captionSize * 0.6
    }
  }

  // MARK: Words and numbers

  func describe(in plot: Plot) -> LayerDescription {
    let peaks = groups.rows.filter { $0.density != nil }.prefix(6)
      .map { "\($0.name) is densest around \($0.peakText)." }
    return LayerDescription(
      kind: "Ridgeline chart of the density of \(groups.label)\(groups.byWords)", findings: groups.findings + peaks)
  }

  var data: [DataPart] { [groups.densities, groups.summaries] }
}
