public import Frames
public import Statistics

extension Chart {
  /// The shape of a number's distribution in each of several groups, with its quartiles: the median as a line, the
  /// quartiles dashed.
  ///
  /// Each shape is as high as its row: compare where and how they bulge, not how high. A group without a density is a
  /// line at its median.
  /// - Parameter distributions: The groups with their box summaries and densities.
  public static func violin(_ distributions: GroupDistributions) -> Chart {
    let chart = Chart(ViolinLayer(groups: distributions))
    return distributions.stepsText.map { chart.caption($0) } ?? chart
  }

  /// The shape of a number's distribution in each of several groups.
  ///
  /// Shapes are Gaussian kernel densities (Scott's bandwidth) over the range of the values; of values of a few kinds
  /// that come again and again, such as counts and ratings, bars (see ``density(_:by:arrangement:order:top:bounds:)``).
  /// A group with fewer than two different values is a line at its value.
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: The group of each number; rows without one are left out. Nil for one shape of all numbers.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text.
  ///   - bounds: Where values can lie at all.
  public static func violin(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: NameOrder = .value, top: Int = 20,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    violin(
      GroupDistributions(
        values, by: groups, order: order, top: top, densityPoints: ViolinLayer.densityPoints, bounds: bounds)
    ).showingDates(x: values)
  }

  /// The shape of a column's distribution in each group of another.
  /// - Precondition: The frame has the columns.
  public static func violin(
    _ frame: DataFrame, _ value: String, by group: String? = nil, order: NameOrder = .value, top: Int = 20,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    violin(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, order: order, top: top,
      bounds: bounds)
  }
}

/// Mirrored densities lying on their side, one below the other, with lines at the quartiles.
struct ViolinLayer: ChartLayer, Codable {
  /// From top to bottom.
  var groups: GroupDistributions

  /// At how many places a density is drawn.
  static let densityPoints = 120

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.includeMissing(groups.missing)
    domains.x.isNice = false
    domains.y.label = groups.groupLabel
    domains.y.hasGrid = false
    domains.y.rowHeight = groups.rows.count == 1 ? 72 : groups.rows.count <= 12 ? 34 : 26
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
    guard case .continuous(let x) = plot.x, case .band(let y) = plot.y else { return }
    let theme = plot.theme
    let half = y.bandwidth / 2
    var shapes = Path()
    var medians = Path()
    var quartiles = Path()
    for row in groups.rows {
      let middle = y.position(row.name)
      guard middle.isFinite else { continue }
      scene.target(plot.band(around: middle, height: abs(y.step)), row.tip(plot.xFormat))
      func line(_ value: Double, _ reach: Double, in path: inout Path) {
        let position = x.footPosition(value)
        path.addLine(from: Point(x: position, y: middle - reach), to: Point(x: position, y: middle + reach))
      }
      guard let density = row.density, let peak = density.density.max(), peak > 0 else {
        line(row.box.median, half * 0.6, in: &medians)
        continue
      }
      for shape in density.shapes(on: x) {
        let outline = shape.map { ($0.x, $0.height / peak * half) }
        shapes.append(
          rings: [
            outline.map { Point(x: $0, y: middle - $1) } + outline.reversed().map { Point(x: $0, y: middle + $1) }
          ])
      }
      func reach(_ value: Double) -> Double { density.value(at: value) / peak * half }
      line(row.box.median, reach(row.box.median), in: &medians)
      line(row.box.firstQuartile, reach(row.box.firstQuartile), in: &quartiles)
      line(row.box.thirdQuartile, reach(row.box.thirdQuartile), in: &quartiles)
    }
    let accent = plot.color.accent
    scene.path(shapes, fill: theme.paper.mixed(with: accent, 0.4), stroke: Stroke(accent, width: 1))
    scene.stroke(quartiles, Stroke(theme.ink(0.85), width: 1, dash: [2, 2]))
    scene.stroke(medians, Stroke(theme.ink, width: 2))
    groups.warnAboutDensities(on: &scene)
    groups.warnAboutLogarithms(x, on: &scene)
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let y) = plot.y else { return }
    groups.drawCounts(in: plot, on: &scene) { y.position($0.name) }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    LayerDescription(kind: "Violin plot of \(groups.label)\(groups.groupText)", findings: groups.findings(plot.xFormat))
  }

  var data: [DataPart] { [groups.summaries, groups.densities] }
}
