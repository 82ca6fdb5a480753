public import Charts
public import Frames

extension PointCloud {
  /// What stands for it where no script runs: its first two columns as a scatter plot.
  public var fallback: Chart {
    let layout = layouts[0]
    let (x, y) = (PlottableColumn(frame[layout.columns[0]]), PlottableColumn(frame[layout.columns[1]]))
    let groups = colors.first.map { name -> PlottableColumn in
      guard frame[name].doubles == nil else { return PlottableColumn(frame[name]) }
      return PlottableColumn(fewTexts(name))
    }
    let chart = Chart.scatter(x: x, y: y, by: groups)
    guard layout.ends.count >= 2 else { return chart }
    func axis(_ ends: (low: String, high: String)) -> String { "← \(ends.low)   \(ends.high) →" }
    return chart.chartXAxisLabel(axis(layout.ends[0])).chartYAxisLabel(axis(layout.ends[1]))
  }

  /// A table of the points beside it: the largest, or the first.
  public var fallbackTable: DataFrame {
    var rows = Array(0..<frame.rowCount)
    if let size {
      let sizes = frame.numbers(size)
      rows.sort { (sizes[$1], $0) < (sizes[$0], $1) }
    }
    let names = [label] + [size].compactMap { $0 } + colors.filter { $0 != size }
    let all = names + detailNames.filter { !names.contains($0) }
    return frame.selecting(columnNames: all).gathering(Array(rows.prefix(20)))
  }

  /// A column of text with seven of its texts and one that stands for all others.
  private func fewTexts(_ name: String) -> AnyColumn {
    let texts = frame.texts(name)
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    let common = Set(counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(7).map(\.key))
    guard counts.count > 8 else { return frame[name] }
    return Column(name: name, contents: texts.map { common.contains($0) ? $0 : "other" }).eraseToAnyColumn()
  }
}
