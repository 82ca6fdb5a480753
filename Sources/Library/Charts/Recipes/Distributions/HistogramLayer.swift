import Statistics

/// The bars of one histogram, with a mark at the median.
struct HistogramLayer: ChartLayer, Codable {
  var label: String
  var countLabel: String
  var histogram: Histogram
  /// The values as a smooth curve over the bars; nil for none.
  var density: KernelDensity?
  /// What ties the histogram to others beside it; nil for one by itself.
  var link: HistogramLink?

  /// How many values a density of 1 stands for: the area of all bars. Nil where bins differ in width, so that heights
  /// say nothing.
  private var area: Double? {
    guard let first = histogram.edges.first, let last = histogram.edges.last, histogram.counts.count > 1 else {
      return nil
    }
    let width = (last - first) / Double(histogram.counts.count)
    let isEven = zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { abs($1 - $0 - width) < width * 1e-6 }
    return isEven ? width * Double(histogram.total) : nil
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.x.includeMissing(histogram.missing)
    domains.x.hasGrid = false
    domains.x.isNice = false
    domains.x.endsAtNearRoundValues = true
    domains.y.label = countLabel
    domains.y.includesZero = true
    domains.y.hasBaseline = true
    domains.y.isNice = false
    domains.y.include(0, isValue: false)
    guard !histogram.edges.isEmpty else { return }
    for edge in histogram.edges { domains.x.include(edge, isValue: false) }
    let most = Double(histogram.counts.max() ?? 0)
    // The least count matters where the axis is logarithmic.
    for count in histogram.counts where count > 0 { domains.y.include(Double(count)) }
    if let area, let peak = density?.density.max() { domains.y.include(peak * area, isValue: false) }
    domains.y.includeOverhang(at: most, text: "median")
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y, let narrowest = histogram.edges.last
    else {
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
      return
    }
    // A bin from zero or below begins where a logarithmic scale does.
    let positions = histogram.edges.map { x.footPosition($0) }
    let floor = y.position(max(0, y.lower))
    warnAboutLogarithms(x, on: &scene)
    if histogram.outside > 0 {
      scene.warn(
        RenderWarning(
          .outsideDomain,
          "\(NumberFormat.count(histogram.outside, "value")) of \(label) infinite or outside the bins: not drawn."))
    }
    let thinnest = zip(positions, positions.dropFirst()).map { abs($1 - $0) }.min() ?? narrowest
    // Bars too thin for a gap touch, and so read as one shape.
    let gap = thinnest >= 4 ? 0.5 : thinnest >= 2.5 ? 0.25 : 0
    var bars = Path()
    for (index, count) in histogram.counts.enumerated() where count > 0 {
      let (left, right) = (min(positions[index], positions[index + 1]), max(positions[index], positions[index + 1]))
      // However narrow a bin and however few its values, there is something to see.
      let top = min(y.position(Double(count)), floor - MarkLayer.leastExtent)
      let rect = Rect(Point(x: left + gap, y: top), Point(x: right - gap, y: floor))
      // All of the column answers: many bars are too low to be hit.
      scene.target(
        Rect(x: left, y: plot.area.minY, width: right - left, height: plot.area.height), tip(ofBin: index, in: plot))
      if rect.width < MarkLayer.leastExtent {
        // Apart from the others, whose outlines must not overlap.
        scene.rectangle(rect.atLeast(width: MarkLayer.leastExtent), fill: plot.color.accent)
      } else {
        bars.addRect(rect)
      }
    }
    scene.fill(bars, plot.color.accent)
    drawLink(positions, y, floor, in: plot, on: &scene)
    if let density, let area {
      let points = zip(density.x, density.density).filter { x.contains($0.0) }.map {
        Point(x: x.position($0), y: y.type == .log ? y.clampedPosition($1 * area) : y.position($1 * area))
      }
      scene.strokeWithRim(Path(through: points), Stroke(plot.theme.ink, width: 1.75, cap: .round))
    }
    drawMedian(x, y, floor, in: plot, on: &scene)
  }

  private func tip(ofBin bin: Int, in plot: Plot) -> Tip {
    let ends = [histogram.edges[bin], histogram.edges[bin + 1]].map { plot.xFormat.string($0) }
    return Tip(
      "\(label) \(ends[0]) to \(ends[1])", [Tip.Value(countLabel, NumberFormat.whole(histogram.counts[bin]))])
  }

  private func warnAboutLogarithms(_ x: ContinuousScale, on scene: inout SceneBuilder) {
    guard x.type == .log else { return }
    let lost = zip(histogram.counts, histogram.edges.dropFirst()).reduce(0) { $0 + ($1.1 > 0 ? 0 : $1.0) }
    if lost > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.whole(lost)) of \(NumberFormat.count(histogram.total, "value")) are in bins below zero and "
            + "cannot be drawn on the logarithmic x scale.", hint: "Use .symmetricLog to show them."))
    }
  }

  private func drawMedian(
    _ x: ContinuousScale, _ y: ContinuousScale, _ floor: Double, in plot: Plot, on scene: inout SceneBuilder
  ) {
    guard histogram.median.isFinite, histogram.counts.count > 1 else { return }
    let position = x.position(histogram.median)
    // In the bin that reaches to zero the median may lie before a logarithmic scale begins.
    guard position.isFinite, x.type != .log || x.contains(histogram.median) else { return }
    let top = plot.area.minY
    let style = plot.theme.captionStyle
    // Ink on the paper, paper on the bar: seen on both, and no part of the bar is hidden.
    let bin = histogram.edges.dropFirst().firstIndex { histogram.median <= $0 } ?? histogram.counts.count
    let bar = histogram.counts[bin - 1] > 0 ? min(y.position(Double(histogram.counts[bin - 1])), floor) : floor
    for (start, end, paint) in [(top, bar, plot.theme.ink(0.7)), (bar, floor, plot.theme.paper)] where end > start {
      scene.line(
        from: Point(x: position, y: start), to: Point(x: position, y: end), Stroke(paint, width: 1, dash: [3, 2]))
    }
    // In narrow panels the number alone, or nothing: the median stands in the description as well.
    let number = plot.xFormat.string(histogram.median)
    let (roomLeft, roomRight) = (position - 4 - plot.area.minX, plot.area.maxX - position - 4)
    let text = ["median \(number)", number].first { scene.width($0, style) <= max(roomLeft, roomRight) }
    guard let text else { return }
    let width = scene.width(text, style)
    let isLeft = width > roomRight
    // Grid lines stop at the text.
    scene.rectangle(
      Rect(x: isLeft ? position - width - 7 : position + 2, y: top - 1, width: width + 5, height: style.size + 2),
      fill: plot.theme.paper)
    scene.text(
      text, at: Point(x: position + (isLeft ? -4 : 4), y: top + 1), anchor: isLeft ? .end : .start, baseline: .top,
      style: style)
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Histogram of \(label)"
    guard let first = histogram.edges.first, let last = histogram.edges.last, let most = histogram.counts.max(),
      let peak = histogram.counts.firstIndex(of: most)
    else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let number = plot.xFormat
    let steps = zip(histogram.edges.dropFirst(), histogram.edges).map { $0 - $1 }
    let edges = number.strings(histogram.edges, step: steps.min() ?? 0)
    let range = number.compared([first, last])
    var findings = [
      "\(NumberFormat.count(histogram.total, "value")) in \(NumberFormat.count(histogram.counts.count, "bin")) from \(range[0]) to "
        + "\(range[1]); median \(number.string(histogram.median)), mean \(number.string(histogram.mean)).",
      fullest(edges, peak: peak, most: most),
    ]
    if let zerosText { findings.append(zerosText) }
    if let density, area != nil {
      findings.append(
        density.isDiscrete
          ? "The line is the share of each value, for values that come in even steps."
          : "The curve is a kernel density of bandwidth \(number.string(density.bandwidth)).")
    }
    if histogram.outside > 0 {
      findings.append("\(NumberFormat.count(histogram.outside, "value")) outside the bins.")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  private func fullest(_ edges: [String], peak: Int, most: Int) -> String {
    let tied = histogram.counts.count { $0 == most }
    let count = NumberFormat.whole(most)
    if tied == 1 { return "The fullest bin, \(edges[peak]) to \(edges[peak + 1]), holds \(count)." }
    if tied == histogram.counts.count { return "Every bin holds \(count)." }
    return
      "\(NumberFormat.whole(tied)) bins are fullest with \(count) each, the first from \(edges[peak]) to \(edges[peak + 1])."
  }

  /// How many values are exactly 0, where these stand apart from the rest.
  var zerosText: String? {
    guard histogram.isZeroInflated else { return nil }
    let share = Double(histogram.zeros) / Double(max(1, histogram.total))
    return "\(NumberFormat.wholePercent(share)) of the values are exactly 0."
  }

  var data: [DataPart] {
    let bins = DataPart(
      "Bins",
      [
        .value("From", Array(histogram.edges.dropLast())), .value("To", Array(histogram.edges.dropFirst())),
        .value(countLabel, histogram.counts),
      ])
    guard let density, let area else { return [bins] }
    return [
      bins, DataPart("Curve", [.value(label, density.x), .value(countLabel, density.density.map { $0 * area })]),
    ]
  }
}
