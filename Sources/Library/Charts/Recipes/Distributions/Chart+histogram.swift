public import Frames
public import Statistics

extension Chart {
  /// A histogram: how values are spread, with a mark at their median.
  ///
  /// - Parameters:
  ///   - histogram: Bins with their counts, from the values or from wherever they were counted.
  ///   - label: What the values measure.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - density: A smooth curve over the bars, on their scale; drawn where all bins have one width. Nil for none.
  public static func histogram(
    _ histogram: Histogram, label: String, countLabel: String = "Count", density: KernelDensity? = nil
  ) -> Chart {
    let layer = HistogramLayer(label: label, countLabel: countLabel, histogram: histogram, density: density)
    let chart = Chart(layer)
    return layer.zerosText.map { chart.caption($0) } ?? chart
  }

  /// How the values of a column are spread.
  ///
  /// Columns of which many values are exactly 0 get bins that suit the others, and a note at the foot.
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
    var density: KernelDensity?
    if showsDensity, let first = histogram.edges.first, let last = histogram.edges.last {
      density = KernelDensity(
        drawing: numbers, steps: ValueSteps(numbers), points: 256, domain: first...last,
        bounds: DensityBounds.automatic.range(for: numbers))
    }
    return self.histogram(histogram, label: values.label, countLabel: countLabel, density: density)
      .showingDates(x: values)
  }

  /// How the values of a column of a frame are spread.
  ///
  /// - Parameters:
  ///   - column: Numbers; missing ones are counted in the alternative text.
  ///   - bins: How wide the bins are; there are never more than 200.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - showsDensity: Whether a smooth curve of the density is drawn over the bars, on their scale.
  public static func histogram(
    _ column: AnyColumn, bins: BinRule = .automatic, countLabel: String = "Count", showsDensity: Bool = false
  ) -> Chart {
    histogram(PlottableColumn(column), bins: bins, countLabel: countLabel, showsDensity: showsDensity)
  }

  /// How the values of a column are spread, by the column's name.
  /// - Precondition: The frame has the column.
  public static func histogram(
    _ frame: DataFrame, _ value: String, bins: BinRule = .automatic, countLabel: String = "Count",
    showsDensity: Bool = false
  ) -> Chart {
    histogram(frame[value], bins: bins, countLabel: countLabel, showsDensity: showsDensity)
  }

  /// A histogram of each group, side by side on the same scales.
  ///
  /// - Parameters:
  ///   - groups: Names with their histograms, of the same edges.
  ///   - label: What the values measure.
  ///   - group: What the names are.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - order: How panels are sorted: by their medians, by default.
  ///   - top: No more panels than this, the largest groups; the foot of the chart then says how many groups there are.
  public static func histogram(
    _ groups: [(name: String, histogram: Histogram)], label: String, by group: String, countLabel: String = "Count",
    order: NameOrder = .value, top: Int = 12
  ) -> Chart {
    let shown = groups.largest(max(1, top)) { $0.histogram.total + $0.histogram.missing + $0.histogram.outside }
    let panels = order.sorted(shown, value: \.histogram.median, name: \.name)
    return Chart(
      panels: panels.map { name, histogram in
        ChartPanel(
          named: name, layers: [HistogramLayer(label: label, countLabel: countLabel, histogram: histogram)])
      }
    ).naming(shown: shown.count, of: groups.count, groupsOf: group)
  }

  /// A histogram of each group of values, side by side, with the same bins and scales.
  ///
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: A panel for each name; values without one are in no panel.
  ///   - bins: How wide the bins are; there are never more than 60.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - order: How panels are sorted: by their medians, by default.
  ///   - top: No more panels than this, the largest groups; the foot of the chart then says how many groups there are.
  public static func histogram(
    _ values: PlottableColumn, by groups: PlottableColumn, bins: BinRule = .automatic, countLabel: String = "Count",
    order: NameOrder = .value, top: Int = 12
  ) -> Chart {
    let numbers = values.isCategorical ? values.numbers.map { _ in .nan } : values.numbers
    let rows = NamedGroups(numbers, by: groups)
    let named = rows.groups
    let shown = named.largest(max(1, top), by: \.values.count)
    // One set of edges for all panels.
    let edges = Histogram(shown.flatMap(\.values), bins: bins, maximumBins: 60).edges
    let histograms = shown.map { (name: $0.name, histogram: Histogram($0.values, bins: .edges(edges))) }
    let chart = histogram(
      histograms, label: values.label, by: groups.label, countLabel: countLabel, order: order, top: shown.count
    ).naming(shown: shown.count, of: named.count, groupsOf: groups.label).showingDates(x: values)
    guard rows.unnamed > 0 else { return chart }
    let note = "\(NumberFormat.count(rows.unnamed, "row")) without \(groups.label) left out."
    return chart.caption([chart.settings.caption, note].compactMap { $0 }.joined(separator: " "))
  }

  /// A histogram of a column for each group of another, side by side, with the same bins and scales.
  /// - Precondition: The frame has the columns.
  public static func histogram(
    _ frame: DataFrame, _ value: String, by group: String, bins: BinRule = .automatic, countLabel: String = "Count",
    order: NameOrder = .value, top: Int = 12
  ) -> Chart {
    histogram(
      PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]), bins: bins, countLabel: countLabel,
      order: order, top: top)
  }

  /// Histograms of different things side by side, each on its own scales.
  ///
  /// - Parameters:
  ///   - histograms: What each measures, with its bins. A panel is about 190 points wide: more than 60 bins are thinner
  ///     than lines.
  ///   - countLabel: What is counted, for example `Songs`.
  public static func histograms(
    _ histograms: [(label: String, histogram: Histogram)], countLabel: String = "Count"
  ) -> Chart {
    self.histograms(histograms, countLabel: countLabel, pairs: nil)
  }

  /// Histograms of columns side by side, each on its own scales, perhaps linked.
  ///
  /// - Parameters:
  ///   - histograms: What each measures, with its bins. A panel is about 190 points wide: more than 60 bins are thinner
  ///     than lines.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - pairs: How many rows lie in each pair of bins: in a page the rows of a range of one histogram are then shown in
  ///     the others. Nil where the histograms are of different rows.
  public static func histograms(
    _ histograms: [(label: String, histogram: Histogram)], countLabel: String = "Count", pairs: PairCounts?
  ) -> Chart {
    var layers = histograms.map { HistogramLayer(label: $0, countLabel: countLabel, histogram: $1) }
    if let pairs, layers.count > 1 {
      for number in layers.indices {
        layers[number].link = HistogramLink(number: number, pairs: number == 0 ? pairs : nil)
      }
    }
    let chart = Chart(
      panels: layers.map { ChartPanel(title: $0.label, layers: [$0]) },
      columns: layers.count == 4 ? 2 : min(3, max(1, layers.count)), sharesX: false, sharesY: false
    ).chartXAxisLabel("")
    return layers.count > 1 ? chart.alternativeText(summary(of: layers)) : chart
  }

  /// A histogram of each column, side by side, each on its own scales.
  ///
  /// - Parameters:
  ///   - columns: Numbers; missing ones are in no bin.
  ///   - bins: How wide the bins are; there are never more than 60.
  ///   - countLabel: What is counted, for example `Songs`.
  public static func histograms(
    _ columns: [PlottableColumn], bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    let numbers = columns.map { $0.isCategorical ? [] : $0.numbers }
    let binned = Parallel.map(numbers.count, work: numbers.reduce(0) { $0 + $1.count }) {
      Histogram(numbers[$0], bins: bins, maximumBins: 60)
    }
    let isLinked = numbers.count > 1 && numbers.count <= mostLinked && Set(numbers.map(\.count)).count == 1
    return histograms(
      Array(zip(columns.map(\.label), binned)), countLabel: countLabel,
      pairs: isLinked ? PairCounts(numbers, bins: binned.map(\.edges)) : nil)
  }

  /// A histogram of each numeric column of a frame, or of these.
  /// - Precondition: The frame has the columns.
  public static func histograms(
    _ frame: DataFrame, columns: [String]? = nil, bins: BinRule = .automatic, countLabel: String = "Count"
  ) -> Chart {
    histograms(
      (columns ?? frame.numericColumnNames).map { PlottableColumn(frame[$0]) }, bins: bins, countLabel: countLabel)
  }

  /// The counts of the pairs of more columns would be the largest part of a page.
  private static let mostLinked = 12

  private static func summary(of layers: [HistogramLayer]) -> String {
    let medians = layers.map { layer in
      let median = layer.histogram.median
      return "\(layer.label) \(median.isNaN ? "without values" : NumberFormat.automatic.string(median))"
    }
    let zeros = layers.filter(\.histogram.isZeroInflated).map { layer in
      let share = Double(layer.histogram.zeros) / Double(max(1, layer.histogram.total))
      return " \(NumberFormat.wholePercent(share)) of \(layer.label) is exactly 0."
    }
    let most = layers.map(\.histogram.total).max() ?? 0
    return
      "Histograms of \(layers.count) columns with up to \(NumberFormat.count(most, "value")) each. "
      + "Medians: \(medians.joined(separator: ", ")).\(zeros.joined())"
  }
}
