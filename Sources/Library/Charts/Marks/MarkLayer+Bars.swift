extension MarkLayer {
  /// In points: what is smaller cannot be seen on every screen. Bars and rectangles are never smaller, whatever numbers
  /// they stand for, as long as these are not zero.
  static let leastExtent = 1.0

  func drawBars(in plot: Plot, on scene: inout SceneBuilder) {
    let horizontal = isHorizontal
    let along = horizontal ? plot.x : plot.y
    let across = horizontal ? plot.y : plot.x
    guard case .continuous(let lengthScale) = along, let bases else { return }
    let (starts, ends) = spans()
    let middles = across.positions(of: bases)
    let width = barWidth(of: bases, on: across, middles: middles)
    let slots = slots(in: width, plot)
    let half = max(slots.map { $0.width * 0.92 } ?? width, Self.leastExtent) / 2
    if case .continuous = across { warnAboutCovered(bases, middles, on: &scene) }
    let isLogarithmic = lengthScale.type == .log
    var lines = 0
    for row in 0..<count {
      // A bar on a logarithmic scale starts at the scale's end: zero has no place there.
      let start = lengthScale.footPosition(starts[row])
      var end = lengthScale.position(ends[row])
      let middle = middles[row] + (slots?.offsets[row] ?? 0)
      guard start.isFinite, end.isFinite, middle.isFinite else { continue }
      if isLogarithmic, abs(end - start) < 1, lengthScale.contains(ends[row]) {
        // A bar at the foot of the scale that was asked for is seen as a line.
        end = start + (lengthScale.rangeEnd >= lengthScale.rangeStart ? 1.5 : -1.5)
        lines += 1
      } else if lengthEnds != nil || ends[row] != starts[row], abs(end - start) < Self.leastExtent {
        let isForward =
          end == start ? (ends[row] >= 0) == (lengthScale.rangeEnd >= lengthScale.rangeStart) : end > start
        end = start + (isForward ? Self.leastExtent : -Self.leastExtent)
      }
      let rect =
        horizontal
        ? Rect(Point(x: start, y: middle - half), Point(x: end, y: middle + half))
        : Rect(Point(x: middle - half, y: start), Point(x: middle + half, y: end))
      scene.answering(tip(at: row, in: plot)) {
        $0.rectangle(rect, fill: fill(at: row, in: plot), cornerRadius: style.cornerRadius ?? 0)
      }
      if !annotations.isEmpty {
        annotate(row, bar: rect, grows: horizontal, forward: ends[row] >= starts[row], in: plot, on: &scene)
      }
    }
    if lines > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(lines, "bar")) without a length on the logarithmic scale, drawn as "
            + (lines == 1 ? "a line." : "lines."),
          hint: "Let the scale begin below the least value."))
    }
  }

  private func barWidth(of bases: PlottableColumn, on scale: PositionScale, middles: [Double]) -> Double {
    let dimension = style.width ?? style.height ?? .automatic
    let step: Double
    switch scale {
    case .band(let band):
      if dimension == .automatic { return band.bandwidth }
      step = abs(band.step)
    case .continuous(let scale):
      step = smallestDistance(of: middles, from: Self.leastExtent) ?? min(40, scale.length)
    }
    return dimension.length(ofStep: step) ?? (step > 4 ? step * 0.86 : step)
  }

  /// Bars at different numbers that come to stand on one place.
  private func warnAboutCovered(_ bases: PlottableColumn, _ middles: [Double], on scene: inout SceneBuilder) {
    let places = Set(zip(middles, bases.numbers).filter { $0.0.isFinite }.map(\.1)).count
    let distinct = Set(middles.filter(\.isFinite)).sorted()
    var (seen, last) = (0, -Double.infinity)
    for middle in distinct where middle - last >= Self.leastExtent {
      seen += 1
      last = middle
    }
    guard places > seen else { return }
    scene.warn(
      RenderWarning(
        .coveredMarks,
        "\(NumberFormat.count(places - seen, "bar stands", "bars stand")) less than a point from another of \(bases.label) "
          + "and cannot be told apart.",
        hint: "Round \(bases.label) to the step that a bar stands for, or show a shorter range."))
  }

  private func annotate(
    _ row: Int, bar: Rect, grows horizontal: Bool, forward: Bool, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let text = annotations[row]
    var label = plot.theme.numberStyle.withMathematics
    let position: AnnotationPosition
    switch style.annotationPosition ?? .automatic {
    case .automatic where !annotationsStandBeyond: position = .overlay
    case .automatic where horizontal: position = forward == (plot.x.end >= plot.x.start) ? .trailing : .leading
    case .automatic: position = forward == (plot.y.end <= plot.y.start) ? .top : .bottom
    case let asked: position = asked
    }
    let place: LabelPlace
    switch position {
    case .overlay, .automatic:
      label.paint = fill(at: row, in: plot).readableInk
      guard bar.width >= scene.width(text, label) + 4, bar.height >= label.size + 2 else { return }
      place = LabelPlace(bar.center)
    case .trailing: place = LabelPlace(Point(x: bar.maxX + 5, y: bar.midY), anchor: .start)
    case .leading: place = LabelPlace(Point(x: bar.minX - 5, y: bar.midY), anchor: .end)
    case .top: place = LabelPlace(Point(x: bar.midX, y: bar.minY - 5), baseline: .alphabetic)
    case .bottom: place = LabelPlace(Point(x: bar.midX, y: bar.maxY + 5), baseline: .top)
    }
    guard plot.area.inset(by: -1).intersects(bar) else { return }
    // Beyond the bar grid lines run through the text.
    if position != .overlay, position != .automatic { label.halo = plot.theme.paper }
    scene.label(text, style: label, at: [place], within: labelBounds(in: plot))
  }
}

extension Rect {
  /// The rectangle, or one around its middle where it is smaller than this.
  func atLeast(width: Double = 0, height: Double = 0) -> Rect {
    let (wide, high) = (max(self.width, width), max(self.height, height))
    return Rect(x: midX - wide / 2, y: midY - high / 2, width: wide, height: high)
  }
}

extension MarkDimension {
  /// The length in points where there is a step of so many; nil when it is up to the mark.
  func length(ofStep step: Double) -> Double? {
    switch self {
    case .automatic: nil
    case .ratio(let ratio): max(step * ratio, 0)
    case .inset(let inset): max(step - 2 * inset, 0.5)
    case .fixed(let points): max(points, 0)
    }
  }
}

extension MarkLayer {
  /// In points; smaller ones cannot be read.
  private static let smallestNumber = 8.0

  func drawRectangles(in plot: Plot, on scene: inout SceneBuilder) {
    let xs = edges(x, xEnd, on: plot.x, within: (plot.area.minX, plot.area.maxX), style.width, plot)
    let ys = edges(y, yEnd, on: plot.y, within: (plot.area.minY, plot.area.maxY), style.height, plot)
    let isMatrix = plot.x.bandwidth != nil && plot.y.bandwidth != nil && xEnd == nil && yEnd == nil
    let isFromZero = yEnd != nil && y?.numbers.allSatisfy { $0 == 0 } == true
    if case .continuous(let scale) = plot.x, let x, xEnd == nil {
      warnAboutCovered(x, x.numbers.map { scale.position($0) }, on: &scene)
    }
    for row in 0..<count where xs[row].0.isFinite && xs[row].1.isFinite && ys[row].0.isFinite && ys[row].1.isFinite {
      var rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      if isMatrix {
        rect = rect.inset(by: min(0.5, rect.width / 8, rect.height / 8))
      } else if xEnd != nil, rect.width > 3 {
        // The gap between the bars of a histogram.
        rect = Rect(x: rect.x + 0.5, y: rect.y, width: rect.width - 1, height: rect.height)
      }
      let isEmpty = isFromZero && y?.numbers[row] == yEnd?.numbers[row]
      if !isMatrix, !isEmpty { rect = rect.atLeast(width: Self.leastExtent, height: Self.leastExtent) }
      scene.answering(tip(at: row, in: plot)) {
        $0.rectangle(rect, fill: fill(at: row, in: plot), cornerRadius: style.cornerRadius ?? 0)
      }
    }
    guard !annotations.isEmpty else { return }
    // In small cells of a matrix all numbers are a little smaller.
    let cell = xs.first.map { abs($0.1 - $0.0) } ?? 0
    let number = plot.theme.numberStyle.withMathematics
    let widest = isMatrix ? annotations.map { scene.width($0, number) }.max() ?? 0 : 0
    let size = number.size
    // With air at both sides, but rather with little than too small or not at all.
    let (airy, tight) = (size * (cell - 6) / max(widest, 1), size * (cell - 2) / max(widest, 1))
    let fitted = airy < size && tight >= Self.smallestNumber ? max(airy, Self.smallestNumber) : size
    for row in 0..<count where xs[row].0.isFinite && ys[row].0.isFinite {
      var label = number.with(size: fitted)
      label.paint = fill(at: row, in: plot).readableInk
      let rect = Rect(Point(x: xs[row].0, y: ys[row].0), Point(x: xs[row].1, y: ys[row].1))
      // A text that does not fit its cell is left out: cut numbers would be wrong numbers.
      guard scene.width(annotations[row], label) + 2 <= rect.width, rect.height >= label.size else { continue }
      scene.text(annotations[row], at: rect.center, anchor: .middle, baseline: .middle, style: label)
    }
  }

  private func edges(
    _ start: PlottableColumn?, _ end: PlottableColumn?, on scale: PositionScale, within area: (Double, Double),
    _ dimension: MarkDimension?, _ plot: Plot
  ) -> [(Double, Double)] {
    guard let start else { return Array(repeating: area, count: count) }
    if let end { return Array(zip(scale.positions(of: start), scale.positions(of: end))) }
    let middles = scale.positions(of: start)
    let step: Double
    if case .band(let band) = scale {
      step = abs(band.step)
    } else {
      step = smallestDistance(of: middles, from: Self.leastExtent) ?? 40
    }
    let width = dimension?.length(ofStep: step) ?? scale.bandwidth ?? step * 0.9
    let slots = slots(in: width, plot)
    let half = (slots?.width ?? width) / 2
    return middles.enumerated().map { row, middle in
      let middle = middle + (slots?.offsets[row] ?? 0)
      return (middle - half, middle + half)
    }
  }
}
