public import Frames

extension Chart {
  /// A matrix of numbers as colours, with each number written on its cell where it fits.
  ///
  /// - Parameters:
  ///   - rows, columns: Names, from top to bottom and from left to right.
  ///   - values: Row by row; NaN for a blank cell.
  ///   - label: What the numbers measure.
  ///   - ramp: The colours from low to high.
  ///   - format: How numbers are written.
  ///   - showsValues: Whether numbers are written on the cells.
  public static func heatmap(
    rows: [String], columns: [String], values: [[Double]], label: String, ramp: ColorRamp = .yellowGreenBlue,
    format: NumberFormat = .automatic, showsValues: Bool = true
  ) -> Chart {
    let cells = values.prefix(rows.count).enumerated().flatMap { row, values in
      values.prefix(columns.count).enumerated().map { (rows[row], columns[$0], $1) }
    }
    return heatmap(
      x: .value("Column", cells.map { $0.1 }), y: .value("Row", cells.map { $0.0 }),
      values: .value(label, cells.map { $0.2 }), ramp: ramp, format: format, showsValues: showsValues
    )
  }

  /// A number for each pair of two names, as a colour with the number written on it where it fits.
  ///
  /// - Parameters:
  ///   - x: The column of each number.
  ///   - y: The row of each number.
  ///   - values: Numbers; cells without one stay blank, cells with several show their mean.
  ///   - ramp: The colours from low to high.
  ///   - format: How numbers are written.
  ///   - showsValues: Whether numbers are written on the cells.
  public static func heatmap(
    x: PlottableColumn, y: PlottableColumn, values: PlottableColumn, ramp: ColorRamp = .yellowGreenBlue,
    format: NumberFormat = .automatic, showsValues: Bool = true
  ) -> Chart {
    var sums: [[Double]: (row: Int, total: Double, count: Double)] = [:]
    var blank: Set<[Double]> = []
    for (row, value) in values.numbers.enumerated() {
      guard value.isFinite else {
        blank.insert([x.numbers[row], y.numbers[row]])
        continue
      }
      sums[[x.numbers[row], y.numbers[row]], default: (row, 0, 0)].total += value
      sums[[x.numbers[row], y.numbers[row]], default: (row, 0, 0)].count += 1
    }
    let cells = sums.values.sorted { $0.row < $1.row }
    let known = cells.map(\.row)
    let kept = PlottableColumn.value(values.label, cells.map { $0.total / $0.count })
    var plot = RectanglePlot(x: x.selecting(known), y: y.selecting(known)).foregroundStyle(by: kept)
    plot.marks.blankCount = blank.filter { sums[$0] == nil }.count
    if showsValues { plot = plot.annotation(position: .overlay, format.strings(kept.numbers, step: 0)) }
    return Chart(plot).chartForegroundStyleScale(ramp)
  }

  /// One column of a frame by two others.
  /// - Precondition: The frame has the columns.
  public static func heatmap(
    _ frame: DataFrame, x: String, y: String, value: String, ramp: ColorRamp = .yellowGreenBlue,
    format: NumberFormat = .automatic, showsValues: Bool = true
  ) -> Chart {
    heatmap(
      x: PlottableColumn(names: frame[x]), y: PlottableColumn(names: frame[y]), values: PlottableColumn(frame[value]),
      ramp: ramp, format: format, showsValues: showsValues)
  }
}
