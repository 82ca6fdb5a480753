public import Frames
public import Statistics

extension Chart {
  /// How the values of a column are spread.
  ///
  /// Columns of which many values are exactly 0 get bins that suit the others, and a word at the foot.
  /// - Parameters:
  ///   - values: Numbers; missing ones are counted in the alternative text.
  ///   - bins: How wide the bins are; there are never more than 200.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - showsDensity: Whether a smooth curve of the density is drawn over the bars, on their scale.
  public static func histogram(
    _ values: PlottableColumn, bins: BinRule = .automatic, countLabel: String = "Count", showsDensity: Bool = false
  ) -> Chart {
    let numbers = values.isCategorical ? [] : values.numbers
    let histogram = Histogram(numbers, bins: bins)
    var layer = HistogramLayer(label: values.label, countLabel: countLabel, histogram: histogram)
    if showsDensity, let first = histogram.edges.first, let last = histogram.edges.last {
      layer.density = KernelDensity(
        numbers, domain: first...last, bounds: DensityBounds.automatic.range(for: numbers))
    }
    let chart = Chart(layer)
    return layer.zerosText.map { chart.caption($0) } ?? chart
  }

  public static func histogram(
    _ column: AnyColumn, bins: BinRule = .automatic, countLabel: String = "Count", showsDensity: Bool = false
  ) -> Chart {
    histogram(PlottableColumn(column), bins: bins, countLabel: countLabel, showsDensity: showsDensity)
  }

  public static func histogram(
    _ frame: DataFrame, _ name: String, bins: BinRule = .automatic, countLabel: String = "Count",
    showsDensity: Bool = false
  ) -> Chart {
    histogram(frame[name], bins: bins, countLabel: countLabel, showsDensity: showsDensity)
  }

  /// A histogram of each group of values, side by side, with the same bins and scales.
  ///
  /// - Parameters:
  ///   - groups: A panel for each name; values without one are in no panel.
  ///   - order: How panels are sorted.
  ///   - top: No more panels than this, the largest groups; the foot of the chart then says how many groups there are.
  public static func histogram(
    _ values: PlottableColumn, by groups: PlottableColumn, bins: BinRule = .automatic, countLabel: String = "Count",
    order: GroupOrder = .median, top: Int = 12
  ) -> Chart {
    let numbers = values.isCategorical ? values.numbers.map { _ in .nan } : values.numbers
    let named = NamedGroups(numbers, by: groups)
    let shown = named.largest(max(1, top))
    let edges = Histogram(shown.flatMap(\.values), bins: bins, maximumBins: 60).edges
    var panels = shown.map { ($0.name, Histogram($0.values, bins: .edges(edges))) }
    switch order {
    case .median: panels.sort { ($1.1.median, $0.0) < ($0.1.median, $1.0) }
    case .name: panels.sort { $0.0 < $1.0 }
    case .asGiven: break
    }
    let chart = Chart(
      panels: panels.map { name, histogram in
        ChartPanel(
          title: name, layers: [HistogramLayer(label: values.label, countLabel: countLabel, histogram: histogram)])
      })
    guard shown.count < named.groups.count else { return chart }
    return chart.caption("The \(shown.count) largest of \(named.groups.count) groups of \(groups.label).")
  }

  /// A histogram of a column for each group of another, side by side, with the same bins and scales.
  public static func histogram(
    _ frame: DataFrame, _ name: String, by group: String, bins: BinRule = .automatic, countLabel: String = "Count",
    order: GroupOrder = .median, top: Int = 12
  ) -> Chart {
    histogram(
      PlottableColumn(frame[name]), by: PlottableColumn(names: frame[group]), bins: bins, countLabel: countLabel,
      order: order, top: top)
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
    ).chartXAxisLabel("")
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
