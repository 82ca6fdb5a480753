public import Statistics
public import Summaries

/// Recipes for rows wherever they are: a table on a server computes what is drawn, and sends no rows.
extension Chart {
  /// A histogram of each numeric column, or of these, side by side, each on its own scales.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - columns: All that hold numbers when nil.
  ///   - filter: Which rows; nil for all.
  ///   - bins: How wide the bins are; there are never more than 60.
  ///   - countLabel: What is counted, for example `Songs`.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func histograms(
    _ source: some SummarySource, columns: [String]? = nil, where filter: RowFilter? = nil,
    bins: BinRule = .automatic, countLabel: String = "Count"
  ) throws(DataSourceError) -> Chart {
    let names = columns ?? source.numericNames
    let binned = try source.evaluate(.histograms(of: names, bins: bins, maximumBins: 60), where: filter).histograms
    return histograms(zip(names, binned).map { (label: $0, histogram: $1) }, countLabel: countLabel)
  }

  /// How the values of a column are spread.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - value: A column of numbers.
  ///   - filter: Which rows; nil for all.
  ///   - bins: How wide the bins are; there are never more than 200.
  ///   - countLabel: What is counted, for example `Songs`.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func histogram(
    _ source: some SummarySource, _ value: String, where filter: RowFilter? = nil, bins: BinRule = .automatic,
    countLabel: String = "Count"
  ) throws(DataSourceError) -> Chart {
    let binned = try source.evaluate(.histograms(of: [value], bins: bins), where: filter).histograms
    return histogram(binned[0], label: value, countLabel: countLabel)
  }

  /// How strongly each two columns go together.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - columns: All that hold numbers when nil.
  ///   - method: Pearson's coefficient of the values or Spearman's of their ranks.
  ///   - filter: Which rows; nil for all.
  ///   - order: As given, or like columns side by side.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func correlationMatrix(
    _ source: some SummarySource, columns: [String]? = nil, method: CorrelationMatrix.Method = .pearson,
    where filter: RowFilter? = nil, order: CorrelationOrder = .asGiven
  ) throws(DataSourceError) -> Chart {
    let names = columns ?? source.numericNames
    let matrix = try source.evaluate(.correlations(of: names, method: method), where: filter).correlations
    return correlationMatrix(matrix, order: order)
  }

  /// How a column is spread in each group of another.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - value: A column of numbers.
  ///   - group: A column of names; nil for one box of all rows.
  ///   - filter: Which rows; nil for all.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func boxPlot(
    _ source: some SummarySource, _ value: String, by group: String? = nil, where filter: RowFilter? = nil,
    order: NameOrder = .value, top: Int = 30
  ) throws(DataSourceError) -> Chart {
    var wanted = [Summary(.boxes(of: value, by: group), where: filter)]
    if let group { wanted.append(Summary(.columns([group]), where: filter)) }
    let results = try source.evaluate(wanted)
    let kept = results[0].boxes.largest(max(1, top), by: \.rows)
    let drawn = kept.filter { $0.box?.isDrawable ?? false }
    var groups = GroupDistributions(
      drawn.compactMap { group in group.box.map { GroupDistribution(name: group.name ?? value, box: $0) } },
      label: value, by: group, order: order)
    let empty = kept.filter { !($0.box?.isDrawable ?? false) }
    groups.emptyGroups = empty.compactMap(\.name)
    groups.withoutBox = empty.reduce(0) { $0 + $1.rows }
    groups.leftOut = results[0].boxes.count - kept.count
    if group != nil { groups.unnamed = results[1].columns[0].missing }
    return boxPlot(groups)
  }

  /// How often each value of a column occurs, from the most frequent down.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - name: A column.
  ///   - filter: Which rows; nil for all.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - top: No more bars than this; all other values share one line with their number and sum.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func rankedBars(
    _ source: some SummarySource, countsOf name: String, where filter: RowFilter? = nil,
    countLabel: String = "Count", top: Int = 20
  ) throws(DataSourceError) -> Chart {
    let counts = try source.evaluate(.valueCounts(of: name, limit: max(1, top)), where: filter).valueCounts
    return Chart(
      RankedBarsLayer(
        label: countLabel, nameLabel: name, names: counts.entries.map(\.value),
        values: counts.entries.map { Double($0.count) }, format: .automatic,
        others: .init(
          count: counts.distinct - counts.entries.count, sum: Double(counts.otherCount), tied: counts.tied),
        missing: counts.missing)
    ).chartXAxis { AxisMarks(values: []) }.chartXAxisLabel(countLabel)
  }

  /// How often each pair of values of two columns occurs.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - name: What each bar or stack stands for.
  ///   - group: What the colours stand for.
  ///   - filter: Which rows; nil for all.
  ///   - countLabel: What is counted, for example `Songs`.
  ///   - arrangement: How the bars of several groups share a name's place.
  ///   - top: No more names than this; all others are put together in one.
  ///   - order: How names are sorted: by their sums, by default.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func bars(
    _ source: some SummarySource, countsOf name: String, by group: String, where filter: RowFilter? = nil,
    countLabel: String = "Count", arrangement: BarArrangement = .grouped, top: Int = 20, order: NameOrder = .value
  ) throws(DataSourceError) -> Chart {
    let counts = try source.evaluate(.pairCounts(of: name, by: group), where: filter).pairCounts
    let missing = [String?](repeating: nil, count: counts.missing > 0 ? 1 : 0)
    // Names in their own order, so that colours do not depend on the order of rows.
    let groups = Set(counts.entries.map(\.group)).sorted()
    let codes = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    return bars(
      .value(name, counts.entries.map { $0.name } + missing),
      .value(countLabel, counts.entries.map { Double($0.count) } + missing.map { _ in 1 }),
      by: .value(group, codes: counts.entries.map { codes[$0.group] ?? -1 } + missing.map { _ in -1 }, names: groups),
      arrangement: arrangement, top: top, order: order)
  }

  /// How one column changes along another.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - x: A column of numbers with repeated values, such as years.
  ///   - y: What is averaged.
  ///   - group: A line for each of its values; nil for one line of all rows.
  ///   - filter: Which rows; nil for all.
  ///   - band: What line and band stand for.
  ///   - minimumCount: A point with fewer values than this is left out.
  ///   - highlight: The names whose lines are in colour over the others in grey; empty for colours for all.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func trends(
    _ source: some SummarySource, x: String, y: String, by group: String? = nil, where filter: RowFilter? = nil,
    band: Trend.Band = .confidence(0.95), minimumCount: Int = 1, highlight: [String] = []
  ) throws(DataSourceError) -> Chart {
    guard let group else {
      let found = try source.evaluate(.trends(x: x, y: [y], band: band, minimumCount: minimumCount), where: filter)
      return trends(found.trends.trends[0], x: x, y: y)
    }
    let found = try source.evaluate(
      .groupedTrends(x: x, y: y, by: group, band: band, minimumCount: minimumCount), where: filter
    ).trends
    return trends(
      zip(found.names, found.trends).map { (name: $0, trend: $1) }, x: x, y: y, by: group, missing: found.missing,
      highlight: highlight)
  }

  /// How several columns of one unit change along another, a line for each.
  ///
  /// - Parameters:
  ///   - source: The rows, such as a table on a server.
  ///   - x: A column of numbers with repeated values.
  ///   - columns: Columns of numbers, a line for each.
  ///   - label: What they measure.
  ///   - filter: Which rows; nil for all.
  ///   - band: What line and band stand for.
  ///   - minimumCount: A point with fewer values than this is left out.
  /// - Throws: ``DataSourceError`` when the source cannot answer.
  public static func trends(
    _ source: some SummarySource, x: String, y columns: [String], label: String = "Value",
    where filter: RowFilter? = nil, band: Trend.Band = .confidence(0.95), minimumCount: Int = 1
  ) throws(DataSourceError) -> Chart {
    let found = try source.evaluate(
      .trends(x: x, y: columns, band: band, minimumCount: minimumCount), where: filter
    ).trends
    return trends(
      zip(found.names, found.trends).map { (name: $0, trend: $1) }, x: x, y: label, by: "Column",
      missing: found.missing)
  }
}
