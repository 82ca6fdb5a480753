import Statistics

extension MarkLayer {
  func drawLines(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let (xs, ys) = (plot.x.positions(of: x), plot.y.positions(of: y))
    let line = style.line ?? StrokeStyle()
    let spacing = spacing(of: x)
    var unsorted: [String] = []
    var ends: [String: (point: Point, paint: Paint)] = [:]
    for (name, rows) in seriesRows() {
      let paint = rows.first.map { fill(at: $0, in: plot) } ?? plot.color.accent
      let dash = rows.first.map { self.dash(at: $0, in: plot) } ?? []
      var last: Point?
      let isUnsorted = isUnsorted(rows, x)
      if isUnsorted { unsorted.append(name ?? y.label) }
      let steps = isUnsorted ? nil : self.spacing(of: rows, x) ?? spacing
      let parts = LineRuns(of: rows, xs, ys, bases: x.numbers, spacing: steps)
      if dash.isEmpty {
        // Over what is missing the line is not known: it only says what belongs together.
        for (from, to) in parts.gaps {
          scene.line(
            from: Point(x: xs[from], y: ys[from]), to: Point(x: xs[to], y: ys[to]),
            Stroke(paint.opacity(0.6), width: min(1, line.lineWidth), dash: [2, 3]))
        }
      }
      for run in parts.runs {
        let points = Point.places(of: run, xs, ys)
        last = points.last
        if points.count == 1 {
          // A value between two missing ones would be a line without length.
          scene.circle(points[0], radius: max(line.lineWidth, 2.25), fill: paint)
        } else {
          scene.stroke(
            Self.curve(through: points, style.interpolation ?? .linear),
            Stroke(paint, width: line.lineWidth, dash: dash, cap: dash.isEmpty ? .round : .butt))
        }
      }
      addSeries(name, paint, rows, xs, ys, in: plot, on: &scene)
      if plot.labelsLineEnds, let name, color?.isCategorical == true, let last, last.x >= ends[name]?.point.x ?? last.x
      {
        ends[name] = (last, paint)
      }
    }
    warn(unsorted: unsorted, by: x, on: &scene)
    for (name, end) in ends.sorted(by: { $0.key < $1.key }) { scene.lineEnd(name, at: end.point, paint: end.paint) }
    annotateSpots(Array(0..<count), xs, ys, radius: { _ in line.lineWidth }, in: plot, on: &scene)
  }

  private func warn(unsorted names: [String], by column: PlottableColumn, on scene: inout SceneBuilder) {
    guard !names.isEmpty else { return }
    scene.warn(
      RenderWarning(
        .unsortedRows,
        "The rows of \(RenderWarning.list(names)) are not in the order of \(column.label): the \(kind == .line ? "line" : "area") "
          + "goes from row to row.",
        hint: "Sort the rows by \(column.label), unless their order is to be shown."))
  }

  /// The dashes of a row's line.
  private func dash(at row: Int, in plot: Plot) -> [Double] {
    if let dash = style.line?.dash, !dash.isEmpty { return dash }
    if let name = channels.lineStyle?.groupName(at: row) { return plot.dashes[name] ?? [] }
    return color?.name(at: row).map { Stroke.dash(ofRound: plot.color.round(of: $0)) } ?? []
  }

  func drawAreas(in plot: Plot, on scene: inout SceneBuilder) {
    let horizontal = isHorizontal
    guard let bases else { return }
    let across = (horizontal ? plot.y : plot.x).positions(of: bases)
    let along = horizontal ? plot.x : plot.y
    guard case .continuous(let scale) = along else { return }
    let (starts, ends) = spans()
    let low = starts.map { value -> Double in
      let position = scale.position(value)
      return position.isNaN && value <= 0 ? scale.rangeStart : position
    }
    let high = ends.map { scale.position($0) }
    let isBand = yEnd != nil || xEnd != nil
    func point(_ base: Double, _ length: Double) -> Point {
      horizontal ? Point(x: length, y: base) : Point(x: base, y: length)
    }
    var borders: [Path] = []
    var unsorted: [String] = []
    let spacing = spacing(of: bases)
    let known = zip(low, high).map { $0.isFinite ? $1 : .nan }
    for (name, rows) in seriesRows() {
      guard let first = rows.first else { continue }
      let rows = ordered(rows, by: across)
      if isUnsorted(rows, bases) { unsorted.append(name ?? lengths?.label ?? "") }
      let opacity = style.opacity ?? (isBand ? 0.18 : color == nil ? 0.35 : 0.85)
      let paint = paint(at: first, in: plot).opacity(opacity)
      let steps = self.spacing(of: rows, bases) ?? spacing
      for run in LineRuns(of: rows, across, known, bases: bases.numbers, spacing: steps).runs {
        if run.count == 1 {
          // An area at one place has no extent: an upright bar, as thin as a line, shows it.
          let (place, reach) = (across[run[0]], max(abs(high[run[0]] - low[run[0]]), Self.leastExtent))
          let middle = (low[run[0]] + high[run[0]]) / 2
          let size = Size(width: 2, height: reach)
          let center = point(place, middle)
          scene.rectangle(
            horizontal
              ? Rect(x: center.x - size.height / 2, y: center.y - 1, width: size.height, height: 2)
              : Rect(x: center.x - 1, y: center.y - size.height / 2, width: 2, height: size.height),
            fill: self.paint(at: first, in: plot).opacity(max(opacity, 0.6)))
          continue
        }
        let method = style.interpolation ?? .linear
        var outline = Self.curve(through: run.map { point(across[$0], high[$0]) }, method)
        borders.append(outline)
        let back = Self.curve(through: run.reversed().map { point(across[$0], low[$0]) }, method)
        for element in back.elements {
          switch element {
          case .move(let point), .line(let point): outline.line(to: point)
          case .curve(let end, let control1, let control2):
            outline.curve(to: end, control1: control1, control2: control2)
          case .close: break
          }
        }
        outline.close()
        scene.fill(outline, paint)
      }
      if !isBand, !horizontal { addSeries(name, paint.opacity(1 / opacity), rows, across, high, in: plot, on: &scene) }
      if plot.labelsLineEnds, !horizontal, !isBand, let name, color?.isCategorical == true,
        let last = rows.last(where: { across[$0].isFinite && low[$0].isFinite && high[$0].isFinite })
      {
        let middle = style.stacking == .unstacked ? high[last] : (low[last] + high[last]) / 2
        scene.lineEnd(name, at: Point(x: across[last], y: middle), paint: self.paint(at: first, in: plot))
      }
    }
    warn(unsorted: unsorted, by: bases, on: &scene)
    // A rim of paper between the parts of a stack.
    if borders.count > 1, !isBand, style.stacking != .unstacked {
      for border in borders { scene.stroke(border, Stroke(plot.theme.paper, width: 0.75)) }
    }
    if !horizontal { annotateSpots(Array(0..<count), across, high, radius: { _ in 0 }, in: plot, on: &scene) }
  }

  /// The even steps of numbers or dates that lines and areas run along; nil where there are none.
  private func spacing(of column: PlottableColumn) -> RegularSpacing? {
    isFunction || column.isCategorical ? nil : RegularSpacing(column.numbers, areDates: column.kind == .date)
  }

  /// Those of a part of the rows, which may have wider steps of their own.
  private func spacing(of rows: [Int], _ column: PlottableColumn) -> RegularSpacing? {
    guard !isFunction, !column.isCategorical else { return nil }
    return RegularSpacing(column.numbers.gathering(rows), areDates: column.kind == .date)
  }

  /// Whether a line goes back and forth along x.
  private func isUnsorted(_ rows: [Int], _ column: PlottableColumn) -> Bool {
    guard !isFunction, !column.isCategorical else { return false }
    return LineRuns.goBackAndForth(column.numbers.gathering(rows))
  }

  static func curve(through points: [Point], _ method: InterpolationMethod) -> Path {
    guard points.count > 1 else { return Path(through: points) }
    switch method {
    case .linear: return Path(through: points)
    case .stepStart, .stepCenter, .stepEnd:
      var path = Path(through: [points[0]])
      for (from, to) in zip(points, points.dropFirst()) {
        let x = method == .stepEnd ? to.x : method == .stepStart ? from.x : (from.x + to.x) / 2
        path.line(to: Point(x: x, y: from.y))
        path.line(to: Point(x: x, y: to.y))
        if method == .stepCenter { path.line(to: to) }
      }
      return path
    case .monotone: return monotone(points)
    case .catmullRom: return catmullRom(points)
    }
  }

  /// Each point's direction is that from the one before it to the one after it (Catmull and Rom, 1974), uniform.
  private static func catmullRom(_ points: [Point]) -> Path {
    var path = Path(through: [points[0]])
    for index in 1..<points.count {
      let before = points[max(index - 2, 0)]
      let (from, to) = (points[index - 1], points[index])
      let after = points[min(index + 1, points.count - 1)]
      path.curve(
        to: to, control1: Point(x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6),
        control2: Point(x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6))
    }
    return path
  }

  /// Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", 1980, with the slopes of Steffen, 1990.
  private static func monotone(_ points: [Point]) -> Path {
    let count = points.count
    var slopes = [Double](repeating: 0, count: count)
    func secant(_ index: Int) -> Double {
      let width = points[index + 1].x - points[index].x
      return width == 0 ? 0 : (points[index + 1].y - points[index].y) / width
    }
    for index in 1..<max(count - 1, 1) {
      let (before, after) = (secant(index - 1), secant(index))
      guard before * after > 0 else { continue }
      let (h0, h1) = (points[index].x - points[index - 1].x, points[index + 1].x - points[index].x)
      let mean = (before * h1 + after * h0) / (h0 + h1)
      let limit = 2 * min(abs(before), abs(after))
      slopes[index] = abs(mean) > limit ? (mean < 0 ? -limit : limit) : mean
    }
    slopes[0] = count > 2 ? (3 * secant(0) - slopes[1]) / 2 : secant(0)
    slopes[count - 1] = count > 2 ? (3 * secant(count - 2) - slopes[count - 2]) / 2 : secant(0)
    var path = Path(through: [points[0]])
    for index in 1..<count {
      let (from, to) = (points[index - 1], points[index])
      let third = (to.x - from.x) / 3
      path.curve(
        to: to, control1: Point(x: from.x + third, y: from.y + third * slopes[index - 1]),
        control2: Point(x: to.x - third, y: to.y - third * slopes[index]))
    }
    return path
  }
}
