public import Frames

extension Chart {
  /// Each two columns against each other, with the histogram of each column on the diagonal.
  ///
  /// Crowded panels show how many rows lie at each place. For more than six columns a correlation matrix is easier to
  /// read.
  /// - Parameters:
  ///   - frame: The rows.
  ///   - columns: Two to six numeric columns; those behind the sixth are left out and the foot of the chart says so.
  /// - Precondition: The frame has the columns.
  public static func pairPlot(_ frame: DataFrame, columns: [String]) -> Chart {
    let shown = Array(columns.prefix(6))
    let panels = shown.flatMap { row in
      shown.map { column -> (title: String, chart: Chart) in
        row == column
          ? (row, .histogram(PlottableColumn(frame[row])))
          : ("\(row) by \(column)", pair(PlottableColumn(frame[column]), PlottableColumn(frame[row])))
      }
    }
    let chart = grid(panels, columns: max(shown.count, 1), sharesX: false, sharesY: false)
    let left = columns.count - shown.count
    return left > 0 ? chart.caption("\(NumberFormat.count(left, "column")) more not shown.") : chart
  }

  /// The rows that have both values: what a column lacks is counted with its histogram.
  private static func pair(_ x: PlottableColumn, _ y: PlottableColumn) -> Chart {
    let rows = (0..<min(x.count, y.count)).filter { x.numbers[$0].isFinite && y.numbers[$0].isFinite }
    return .scatter(x: x.selecting(rows), y: y.selecting(rows))
  }
}
