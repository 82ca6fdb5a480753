public import Frames
public import Statistics

extension Chart {
  /// How the densities of several groups are arranged.
  public enum DensityArrangement: Hashable, Sendable {
    /// On each other, each in a colour of its own: for a few groups.
    case overlaid
    /// Below each other, each on a line of its own (a ridgeline chart): for many groups.
    case ridgeline
  }

  /// Densities of several groups, as smooth curves.
  ///
  /// - Parameters:
  ///   - distributions: The groups with their box summaries and densities. Groups without a density have no curve.
  ///   - arrangement: On each other or below each other; on each other up to five groups when nil.
  public static func density(_ distributions: GroupDistributions, arrangement: DensityArrangement? = nil) -> Chart {
    let chart =
      switch arrangement ?? (distributions.rows.count > 5 ? .ridgeline : .overlaid) {
      case .overlaid: Chart(DensityLayer(groups: distributions))
      case .ridgeline: Chart(RidgelineLayer(groups: distributions))
      }
    return distributions.stepsText.map { chart.caption($0) } ?? chart
  }

  /// The density of values without groups, as a smooth curve.
  ///
  /// - Parameters:
  ///   - density: The curve, place by place.
  ///   - box: The summary of the same values, for the alternative text.
  ///   - label: What the values measure.
  public static func density(_ density: KernelDensity, box: BoxSummary, label: String) -> Chart {
    self.density(GroupDistributions([GroupDistribution(name: label, box: box, density: density)], label: label))
  }

  /// How values are spread, as a smooth curve: a Gaussian kernel density with Scott's bandwidth.
  ///
  /// Curves end where the values do, since no value lies beyond, and have an area of 1 up to there. Values of a few
  /// kinds that come again and again in even steps, such as counts, ratings and truth values, are no curve: each gets a
  /// bar as wide as a step, and the foot of the chart says so. A histogram is the plainer choice for one group.
  /// - Parameters:
  ///   - values: Numbers; missing ones are counted in the alternative text.
  ///   - groups: A curve for each name; nil for one curve of all values.
  ///   - arrangement: On each other or below each other; on each other up to five groups when nil.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text. Nil for 6
  ///     on each other, 30 below each other.
  ///   - bounds: Where values can lie at all.
  public static func density(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, arrangement: DensityArrangement? = nil,
    order: NameOrder = .value, top: Int? = nil, bounds: DensityBounds = .automatic
  ) -> Chart {
    let count = groups?.usedNames.count ?? 1
    let arrangement = arrangement ?? (min(count, top ?? count) > 5 ? .ridgeline : .overlaid)
    return density(
      GroupDistributions(
        values, by: groups, order: order, top: top ?? (arrangement == .overlaid ? 6 : 30), densityPoints: 256,
        bounds: bounds), arrangement: arrangement
    ).showingDates(x: values)
  }

  /// How the values of a column are spread in each group of another, as smooth curves.
  /// - Precondition: The frame has the columns.
  public static func density(
    _ frame: DataFrame, _ value: String, by group: String? = nil, arrangement: DensityArrangement? = nil,
    order: NameOrder = .value, top: Int? = nil, bounds: DensityBounds = .automatic
  ) -> Chart {
    density(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, arrangement: arrangement,
      order: order, top: top, bounds: bounds)
  }
}

/// Densities on each other, each a line over a thin area.
struct DensityLayer: ChartLayer, Codable {
  var groups: GroupDistributions

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.includeMissing(groups.missing)
    domains.x.hasGrid = false
    domains.x.isNice = false
    domains.y.label = "Density"
    domains.y.includesZero = true
    domains.y.hasBaseline = true
    domains.y.isNice = false
    groups.includeBounds(in: &domains.x)
    domains.color.label = groups.groupLabel
    for row in groups.rows {
      if groups.groupLabel != nil { domains.color.include(name: row.name) }
      guard let density = row.density else {
        for end in [row.box.minimum, row.box.maximum] { domains.x.include(end, isValue: false) }
        continue
      }
      for position in density.x { domains.x.include(position, isValue: false) }
    }
    if groups.peak > 0 {
      domains.y.include(0, isValue: false)
      domains.y.include(groups.peak * 1.04, isValue: false)
      // A thousandth of the peak is as low as a logarithmic axis has to reach.
      if domains.isYLogarithmic { domains.y.include(groups.peak / 1_000, isValue: false) }
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if groups.rows.isEmpty { scene.warn(RenderWarning(.noData, "\(groups.label) has no values.")) }
    groups.warnAboutDensities(on: &scene)
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    groups.warnAboutLogarithms(x, on: &scene)
    let floor = y.position(max(0, y.lower))
    func paint(_ row: GroupDistribution) -> Paint {
      groups.groupLabel == nil ? plot.color.accent : plot.color.paint(for: row.name)
    }
    let known = groups.rows.filter { $0.density != nil }
    // Bars of one group stand apart; those of several are outlines over each other.
    let curves = known.flatMap { row -> [(GroupDistribution, [Point])] in
      guard let density = row.density else { return [] }
      return density.shapes(on: x, isOne: known.count > 1).map { shape in
        let points = shape.map {
          Point(x: $0.x, y: y.type == .log ? y.clampedPosition($0.height) : y.position($0.height))
        }
        return (row, points)
      }
    }
    let opacity = known.count < 2 ? 0.35 : known.count < 4 ? 0.16 : 0.1
    for (row, points) in curves {
      guard let first = points.first, let last = points.last else { continue }
      let feet = [Point(x: last.x, y: floor), Point(x: first.x, y: floor)]
      scene.fill(Path(through: points + feet, closed: true), paint(row).opacity(opacity))
    }
    for (row, points) in curves {
      guard let first = points.first, let last = points.last else { continue }
      // Upright ends say that the curve stops with the values, not with the paper.
      let feet = [Point(x: first.x, y: floor)] + points + [Point(x: last.x, y: floor)]
      scene.stroke(Path(through: feet), Stroke(paint(row), width: 1.75, cap: .round))
    }
    // Values that are all one have no curve: a tick says where they are.
    for row in groups.rows where row.density == nil {
      let place = x.position(row.box.median)
      guard place.isFinite else { continue }
      scene.answering(row.tip(plot.xFormat)) {
        $0.line(
          from: Point(x: place, y: floor), to: Point(x: place, y: floor - 10),
          Stroke(paint(row), width: 2.5, cap: .round))
      }
    }
    // All curves are read at the same places.
    for row in known {
      guard let density = row.density, let first = density.x.first, let last = density.x.last else { continue }
      let places = (0...100).map { x.lower + (x.upper - x.lower) * Double($0) / 100 }
        .filter { $0 >= first && $0 <= last && x.type.accepts($0) }
      scene.series(
        groups.groupLabel == nil ? "Density" : row.name, paint(row), in: plot.area,
        places.map { place in
          let height = density.value(at: place)
          return Point(
            x: x.position(place), y: y.type == .log ? y.clampedPosition(height) : y.position(height))
        }, places: places.map { "\(groups.label) \(plot.xFormat.string($0))" },
        values: places.map { plot.yFormat.string(density.value(at: $0)) })
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    var findings = groups.findings(plot.xFormat)
    for row in groups.rows.prefix(6) {
      guard let density = row.density else {
        findings.append("\(row.name) has no curve, only a tick at \(plot.xFormat.string(row.box.median)).")
        continue
      }
      let bandwidth = plot.xFormat.string(density.bandwidth)
      if density.isDiscrete {
        let bars = plot.xFormat.string(density.barWidth)
        findings.append(
          groups.groupLabel == nil
            ? "Most frequent: \(row.peakText(plot.xFormat)); a bar for each step of \(bars)."
            : "Most frequent in \(row.name): \(row.peakText(plot.xFormat)).")
        continue
      }
      findings.append(
        groups.groupLabel == nil
          ? "Densest \(row.peakText(plot.xFormat)); kernels of bandwidth \(bandwidth)\(groups.boundsText)."
          : "\(row.name) is densest \(row.peakText(plot.xFormat)).")
    }
    return LayerDescription(kind: "Density of \(groups.label)\(groups.groupText)", findings: findings)
  }

  var data: [DataPart] { [groups.densities] }
}

extension GroupDistribution {
  /// Where the density is highest, as text.
  func peakText(_ format: NumberFormat) -> String {
    guard let density, let most = density.density.max(), let position = density.density.firstIndex(of: most) else {
      return "–"
    }
    guard density.isDiscrete else { return density.peakText(at: position, format) }
    let width = density.barWidth
    let values = stride(from: 0, to: density.x.count, by: 2).filter { density.density[$0] == most }
      .map { format.string(density.x[0] + (Double($0 / 2) + 0.5) * width) }
    guard values.count > 1, let last = values.last else { return values.first ?? "–" }
    guard values.count < 7 else { return "\(values.count) values alike" }
    return "\(values.dropLast().joined(separator: ", ")) and \(last) alike"
  }
}

extension KernelDensity {
  /// `around 0.6`, or `from 0.1 to 0.9 alike` on a plateau, whose highest point is one by rounding.
  /// - Parameter index: Where the density is highest.
  fileprivate func peakText(at index: Int, _ format: NumberFormat) -> String {
    let high = density.indices.filter { density[$0] >= density[index] * 0.995 }
    if let first = high.first, let last = high.last, last - first + 1 == high.count, high.count * 4 > density.count {
      let texts = format.compared([x[first], x[last]])
      return "from \(texts[0]) to \(texts[1]) alike"
    }
    guard index > 0, index < x.count - 1 else { return "around \(format.string(x[index]))" }
    // The peak lies between the places where the density is known.
    let (before, at, after) = (density[index - 1], density[index], density[index + 1])
    let step = x[index + 1] - x[index]
    let bend = before - 2 * at + after
    let place = bend < 0 ? x[index] + (before - after) / (2 * bend) * step : x[index]
    let isZero = abs(place) < step * 1e-3
    return "around \(format.string(isZero ? 0 : place))"
  }
}

/// Densities below each other, each on a line of its own and a little over the one above.
struct RidgelineLayer: ChartLayer, Codable {
  /// From top to bottom.
  var groups: GroupDistributions

  /// How high the highest ridge is, in rows.
  private static let reach = 2.4

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.includeMissing(groups.missing)
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
      for value in [row.box.minimum, row.box.median, row.box.maximum] { domains.x.include(value, isValue: false) }
    }
    groups.includeShapes(in: &domains.x)
    groups.includeBounds(in: &domains.x)
    groups.includeBars(in: &domains.x)
    domains.trailingLabels = groups.countTexts
    domains.x.inset = 4
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    groups.warnAboutDensities(on: &scene)
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    groups.warnAboutLogarithms(x, on: &scene)
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
      scene.target(plot.band(around: foot - abs(y.step) / 2, height: abs(y.step)), row.tip(plot.xFormat))
      let median = x.footPosition(row.box.median)
      let points = zip(row.density?.x ?? [], row.density?.density ?? []).filter { x.type.accepts($0.0) }
        .map { Point(x: x.position($0), y: foot - $1 * height) }
      if let density = row.density, !points.isEmpty {
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

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let peaks = groups.rows.filter { $0.density != nil }.prefix(6).map { row in
      row.density?.isDiscrete == true
        ? "Most frequent in \(row.name): \(row.peakText(plot.xFormat))."
        : "\(row.name) is densest \(row.peakText(plot.xFormat))."
    }
    return LayerDescription(
      kind: "Ridgeline chart of the density of \(groups.label)\(groups.groupText)",
      findings: groups.findings(plot.xFormat) + peaks)
  }

  var data: [DataPart] { [groups.densities, groups.summaries] }
}
