import Statistics

extension PlottableColumn {
  /// The value at a row as a reader reads it.
  func tipText(at row: Int, _ format: NumberFormat) -> String {
    if isCategorical { return name(at: row) ?? "–" }
    if kind == .date {
      return numbers[row].isNaN ? "–" : CivilTime.text(numbers[row])
    }
    return numbers[row].isNaN ? "–" : format.string(numbers[row])
  }
}

extension MarkLayer {
  /// What a row's mark is: its name, and what it has for each channel.
  func tip(at row: Int, in plot: Plot) -> Tip {
    var title = ""
    var values: [Tip.Value] = []
    var seen: Set<String> = []
    func add(_ column: PlottableColumn?, to end: PlottableColumn? = nil, _ format: NumberFormat) {
      guard let column else { return }
      var text = column.tipText(at: row, format)
      if let end { text += " to " + end.tipText(at: row, format) }
      // A colour mostly repeats what stands on an axis.
      guard seen.insert(column.label + "\t" + text).inserted else { return }
      if title.isEmpty, column.isCategorical {
        title = MathText.escaped(text)
      } else {
        values.append(Tip.Value(column.label, text))
      }
    }
    let isLevel = isHorizontal
    let (xFormat, yFormat) = (plot.xFormat, plot.yFormat)
    if !annotations.isEmpty, kind == .point { title = annotations[row] }
    // The base first, so that bars that were laid level for want of room read the same.
    add(bases, to: isLevel ? yEnd : xEnd, isLevel ? yFormat : xFormat)
    // Where the axis has shares of a sum, the numbers are others than it shows.
    let isShare = (kind == .bar || kind == .area) && (style.stacking == .normalized || style.stacking == .center)
    add(lengths, to: lengthEnds, isShare ? .automatic : isLevel ? xFormat : yFormat)
    add(channels.angle, .automatic)
    for column in [color, series, channels.symbol, channels.lineStyle, position, channels.symbolSize] {
      add(column, .automatic)
    }
    return Tip(title, values)
  }

  /// The values along a line or the upper edge of an area.
  /// - Parameter rows: Rows that have a place.
  func addSeries(
    _ name: String?, _ paint: Paint, _ rows: [Int], _ xs: [Double], _ ys: [Double], in plot: Plot,
    on scene: inout SceneBuilder
  ) {
    guard scene.recordsTips, let x, let y else { return }
    let isShare = kind == .area && (style.stacking == .normalized || style.stacking == .center)
    let rows = xs.ordered(rows.filter { xs[$0].isFinite && ys[$0].isFinite })
    scene.series(
      name.map(MathText.escaped) ?? y.label, paint, in: plot.area, Point.places(of: rows, xs, ys),
      places: rows.map { x.tipText(at: $0, plot.xFormat) },
      values: rows.map { y.tipText(at: $0, isShare ? .automatic : plot.yFormat) })
  }

  /// How many dots of a crowd lie in each of so many cells.
  func addGrid(_ xs: [Double], _ ys: [Double], in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let across) = plot.x, case .continuous(let down) = plot.y, let x, let y else { return }
    // From end to end of the scales, which leave room for dots at their ends.
    let area = Rect(
      x: min(across.rangeStart, across.rangeEnd), y: min(down.rangeStart, down.rangeEnd),
      width: abs(across.rangeEnd - across.rangeStart), height: abs(down.rangeEnd - down.rangeStart))
    scene.grid(
      SceneGrid(
        area: area, x: Self.axis(x, across, cells: 40, plot.xFormat),
        y: Self.axis(y, down, cells: 24, plot.yFormat), xs: xs, ys: ys))
  }

  private static func axis(
    _ column: PlottableColumn, _ scale: ContinuousScale, cells: Int, _ format: NumberFormat
  ) -> SceneGrid.Axis {
    let (low, high) = (scale.type.forward(scale.lower), scale.type.forward(scale.upper))
    // From the left, or from the top.
    let isDown = scale.rangeEnd < scale.rangeStart
    let values = (0...cells).map { cell -> Double in
      let fraction = Double(isDown ? cells - cell : cell) / Double(cells)
      return scale.type.inverse(low + (high - low) * fraction)
    }
    if column.kind == .date {
      let dates = PlottableColumn.value(column.label, secondsSince1970: values)
      return SceneGrid.Axis(label: column.label, edges: values.indices.map { dates.tipText(at: $0, format) })
    }
    return SceneGrid.Axis(label: column.label, edges: values.map { format.string($0) })
  }
}
