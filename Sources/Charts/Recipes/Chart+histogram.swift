public import Frames

extension Chart {
  /// How the values of a column are spread.
  ///
  /// - Parameters:
  ///   - values: Numbers; missing ones are counted in the alternative text.
  ///   - bins: How wide the bins are.
  ///   - countLabel: What is counted, for example `Songs`.
  public static func histogram(
    _ values: PlottableColumn, bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    let histogram = Histogram(values.isCategorical ? [] : values.numbers, bins: bins, maximumBins: 120)
    return Chart(HistogramLayer(label: values.label, countLabel: countLabel, histogram: histogram))
  }

  public static func histogram(
    _ column: AnyColumn, bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    histogram(PlottableColumn(column), bins: bins, countLabel: countLabel)
  }

  public static func histogram(
    _ frame: DataFrame, _ name: String, bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    histogram(frame[name], bins: bins, countLabel: countLabel)
  }

  /// A histogram of each column, side by side, each on its own scales.
  public static func histograms(
    _ columns: [PlottableColumn], bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    // A panel is about 190 points wide: more bins than this are thinner than lines.
    let layers = columns.map { column in
      HistogramLayer(
        label: column.label, countLabel: countLabel,
        histogram: Histogram(column.isCategorical ? [] : column.numbers, bins: bins, maximumBins: 60))
    }
    let chart = Chart(
      panels: layers.map { ChartPanel(title: $0.label, layers: [$0]) },
      columns: columns.count == 4 ? 2 : min(3, max(1, columns.count)), sharesX: false, sharesY: false
    ).chartXAxisLabel("").chartYAxisLabel("")
    return layers.count > 1 ? chart.alternativeText(words(for: layers)) : chart
  }

  private static func words(for layers: [HistogramLayer]) -> String {
    let medians = layers.map { layer in
      let median = layer.histogram.median
      return "\(layer.label) \(median.isNaN ? "without values" : NumberFormat.automatic.string(median))"
    }
    let zeros = layers.filter(\.histogram.isZeroInflated).map { layer in
      let share = Double(layer.histogram.zeros) / Double(max(1, layer.histogram.total))
      return " \(NumberFormat.percent.string((share * 100).rounded() / 100)) of \(layer.label) is exactly 0."
    }
    let most = layers.map(\.histogram.total).max() ?? 0
    return
      "Histograms of \(layers.count) columns with up to \(NumberFormat.automatic.string(Double(most))) values each. "
      + "Medians: \(medians.joined(separator: ", ")).\(zeros.joined())"
  }

  /// A histogram of each numeric column of a frame, or of these.
  public static func histograms(
    _ frame: DataFrame, columns: [String]? = nil, bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    histograms(
      (columns ?? frame.numericColumnNames).map { PlottableColumn(frame[$0]) }, bins: bins, countLabel: countLabel)
  }
}
