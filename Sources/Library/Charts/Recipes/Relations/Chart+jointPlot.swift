public import Frames
public import Statistics

extension Chart {
  /// Two numbers of each row as dots, with the histogram of each number along its axis.
  ///
  /// - Parameters:
  ///   - x, y: Numbers; rows that lack one are not drawn, are in no bin, and are counted at the foot.
  ///   - groups: Names; the histograms are then outlines, one for each name, each of an area of 1. Nil for dots of one
  ///     colour.
  ///   - crowded: What is drawn of more than 5,000 dots of one colour.
  ///   - fit: A line or curve through the dots; nil for none.
  ///   - bins: How wide the bins are; there are never more than 60.
  public static func jointPlot(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil, bins: BinRule = .automatic
  ) -> Chart {
    var chart = scatter(x: x, y: y, by: groups, crowded: crowded, fit: fit)
    chart.panels[0].layers.append(MarginalsLayer(x: x, y: y, by: groups, bins: bins))
    return chart
  }

  /// Two columns of a frame as dots, with the histogram of each along its axis.
  /// - Precondition: The frame has the columns.
  public static func jointPlot(
    _ frame: DataFrame, x: String, y: String, by group: String? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil, bins: BinRule = .automatic
  ) -> Chart {
    jointPlot(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(groups: frame[$0]) },
      crowded: crowded, fit: fit, bins: bins)
  }
}

/// Histograms of two columns above and beside the plot that shows them against each other.
struct MarginalsLayer: ChartLayer, Codable {
  /// The bins of one group along one axis.
  struct Marginal: Codable {
    /// Nil for all rows.
    var name: String?
    var histogram: Histogram
  }

  var xLabel: String
  var yLabel: String
  /// What the names are; nil for histograms of all rows.
  var groupLabel: String?
  var above: [Marginal] = []
  var beside: [Marginal] = []

  /// What each histogram takes at most, in points.
  private static let room = 52.0
  private static let gap = 5.0

  init(x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn?, bins: BinRule) {
    (xLabel, yLabel) = (x.label, y.label)
    guard !x.isCategorical, !y.isCategorical else { return }
    // The rows that are drawn.
    let rows = x.numbers.indices.filter { x.numbers[$0].isFinite && y.numbers[$0].isFinite }
    let names = groups?.isCategorical == true ? groups : nil
    groupLabel = names?.label
    above = Self.marginals(of: rows.map { x.numbers[$0] }, names?.selecting(rows), bins)
    beside = Self.marginals(of: rows.map { y.numbers[$0] }, names?.selecting(rows), bins)
  }

  private static func marginals(of values: [Double], _ groups: PlottableColumn?, _ bins: BinRule) -> [Marginal] {
    let all = Histogram(values, bins: bins, maximumBins: 60)
    guard !all.counts.isEmpty else { return [] }
    guard let groups else { return [Marginal(name: nil, histogram: all)] }
    return NamedGroups(values, by: groups).groups.map {
      Marginal(name: $0.name, histogram: Histogram($0.values, bins: .edges(all.edges)))
    }
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = xLabel
    domains.y.label = yLabel
    if !above.isEmpty { domains.roomAbove = Self.room + Self.gap }
    if !beside.isEmpty { domains.roomBeside = Self.room + Self.gap }
    for marginal in above.prefix(1) {
      for edge in marginal.histogram.edges where edge > 0 || !domains.isXLogarithmic {
        domains.x.include(edge, isValue: false)
      }
    }
    for marginal in beside.prefix(1) {
      for edge in marginal.histogram.edges where edge > 0 || !domains.isYLogarithmic {
        domains.y.include(edge, isValue: false)
      }
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {}

  /// Heights of the bins of one group: counts for all rows, densities for groups, which differ in size.
  private func heights(_ marginal: Marginal) -> [Double] {
    let histogram = marginal.histogram
    guard marginal.name != nil else { return histogram.counts.map(Double.init) }
    return zip(histogram.counts, zip(histogram.edges, histogram.edges.dropFirst())).map { count, edges in
      let area = Double(histogram.total) * (edges.1 - edges.0)
      return area > 0 ? Double(count) / area : 0
    }
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    let area = plot.area
    scene.group("marginals") { scene in
      draw(above, on: x, plot, &scene) { Point(x: $0, y: area.minY - Self.gap - $1) }
      draw(beside, on: y, plot, &scene) { Point(x: area.maxX + Self.gap + $1, y: $0) }
    }
  }

  /// - Parameter place: Where a bin's corner stands, from its place along the axis and its height.
  private func draw(
    _ marginals: [Marginal], on scale: ContinuousScale, _ plot: Plot, _ scene: inout SceneBuilder,
    place: (Double, Double) -> Point
  ) {
    let most = marginals.flatMap(heights).max() ?? 0
    guard most > 0 else { return }
    for marginal in marginals {
      let heights = heights(marginal).map { $0 / most * Self.room }
      let positions = marginal.histogram.edges.map { scale.clampedPosition($0) }
      guard let name = marginal.name else {
        var bars = Path()
        for (index, height) in heights.enumerated() where height > 0 {
          // However few its values, there is something to see.
          let corners = (place(positions[index], 0), place(positions[index + 1], max(height, MarkLayer.leastExtent)))
          let isThin = abs(positions[index + 1] - positions[index]) < 4
          bars.addRect(Rect(corners.0, corners.1).inset(by: isThin ? 0 : 0.25))
        }
        scene.fill(bars, plot.color.accent.opacity(0.75))
        continue
      }
      var outline: [Point] = []
      for (index, height) in heights.enumerated() {
        outline += [place(positions[index], height), place(positions[index + 1], height)]
      }
      guard let first = positions.first, let last = positions.last else { continue }
      outline = [place(first, 0)] + outline + [place(last, 0)]
      scene.stroke(
        Path(through: outline), Stroke(plot.color.paint(for: name), width: 1.25, dash: plot.dash(for: name)))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    func fullest(_ marginals: [Marginal], _ label: String, _ place: String, _ format: NumberFormat) -> String? {
      guard marginals.count == 1, marginals[0].name == nil, let most = marginals[0].histogram.counts.max(),
        let bin = marginals[0].histogram.counts.firstIndex(of: most)
      else {
        return marginals.isEmpty ? nil : "\(place): the density of \(label) in each of \(marginals.count) groups."
      }
      let edges = format.compared([marginals[0].histogram.edges[bin], marginals[0].histogram.edges[bin + 1]])
      let tied = marginals[0].histogram.counts.count { $0 == most }
      if tied == marginals[0].histogram.counts.count, tied > 1 {
        return "\(place): the histogram of \(label), whose bins hold \(NumberFormat.whole(most)) each."
      }
      return "\(place): the histogram of \(label), whose fullest bin, \(edges[0]) to \(edges[1]), holds "
        + "\(NumberFormat.whole(most))."
    }
    return LayerDescription(
      kind: "",
      findings: [
        fullest(above, xLabel, "Above", plot.xFormat), fullest(beside, yLabel, "At the right", plot.yFormat),
      ].compactMap { $0 })
  }

  var data: [DataPart] {
    [(above, xLabel), (beside, yLabel)].filter { !$0.0.isEmpty }.map { marginals, label in
      let bins = marginals.flatMap { marginal in
        zip(marginal.histogram.counts, zip(marginal.histogram.edges, marginal.histogram.edges.dropFirst())).map {
          (name: marginal.name ?? "", from: $1.0, to: $1.1, count: $0)
        }
      }
      let names = groupLabel.map { [PlottableColumn.value($0, bins.map(\.name))] } ?? []
      return DataPart(
        "Bins of \(label)",
        names + [
          .value("From", bins.map(\.from)), .value("To", bins.map(\.to)), .value("Count", bins.map(\.count)),
        ])
    }
  }
}
