import Statistics

/// A histogram's place among linked ones.
struct HistogramLink: Codable {
  /// Which of them it is.
  var number: Int
  /// The counts of all pairs; with the first one only.
  var pairs: PairCounts?
}

extension HistogramLayer {
  /// Lets a page show which part of the bars has its rows in a range of another histogram.
  func drawLink(
    _ positions: [Double], _ y: ContinuousScale, _ floor: Double, in plot: Plot, on scene: inout SceneBuilder
  ) {
    // Parts of bars are seen where equal heights are equal numbers.
    guard let link, y.type == .linear, let most = histogram.counts.max(), most > 0 else { return }
    let bins = histogram.counts.count
    let step = PairCounts.step(of: bins)
    let starts = Array(stride(from: 0, to: bins, by: step))
    scene.link(
      SceneLink(
        number: link.number, name: label, countName: countLabel, paint: plot.color.accent, area: plot.area,
        positions: starts.map { positions[$0] } + [positions[bins]],
        edges: starts.map { plot.xFormat.string(histogram.edges[$0]) } + [plot.xFormat.string(histogram.edges[bins])],
        counts: starts.map { histogram.counts[$0..<min($0 + step, bins)].reduce(0, +) },
        widths: starts.map { min($0 + step, bins) - $0 }, floor: floor,
        unit: (floor - y.position(Double(most))) / Double(most), tables: link.pairs?.tables))
  }
}
