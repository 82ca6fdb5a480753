public import Frames

extension Chart {
  /// A line as small as a word, without axes: for a table's cell or a line of text.
  ///
  /// The last value has a dot and is written behind it. The alternative text tells where the line starts, ends, peaks and is lowest.
  /// - Parameters:
  ///   - values: In order, evenly spaced; missing ones break the line.
  ///   - format: How the last value is written; nil for no number.
  public static func sparkline(_ values: PlottableColumn, format: NumberFormat? = .automatic) -> Chart {
    var chart = Chart(
      SparklineLayer(label: values.label, values: values.isCategorical ? [] : values.numbers, format: format))
    chart.settings.margin = 2
    return chart.frame(width: format == nil ? 90 : 124, height: 26)
  }

  /// A column as a line as small as a word.
  public static func sparkline(_ frame: DataFrame, _ value: String, format: NumberFormat? = .automatic) -> Chart {
    sparkline(PlottableColumn(frame[value]), format: format)
  }
}
