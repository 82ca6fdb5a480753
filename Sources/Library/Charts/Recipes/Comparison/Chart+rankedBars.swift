public import Frames

extension Chart {
  /// Names by a number, from the greatest down, with the numbers at the bars' ends.
  ///
  /// - Parameters:
  ///   - names: Several rows of one name add up.
  ///   - values: As many numbers.
  ///   - errors: How far each number is spread to either side, drawn as error bars; those of rows of one name add up as independent errors do.
  ///   - top: No more bars than this; all other names share one line that says how many they are and what they sum up to.
  ///   - format: How numbers are written.
  public static func rankedBars(
    _ names: PlottableColumn, _ values: PlottableColumn, errors: PlottableColumn? = nil, top: Int = 20,
    format: NumberFormat = .automatic
  ) -> Chart {
    var sums = [Double?](repeating: nil, count: names.names.count)
    var squares = [Double](repeating: 0, count: names.names.count)
    var missing = 0
    for (row, (code, value)) in zip(names.numbers, values.numbers).enumerated() {
      guard !code.isNaN, value.isFinite else {
        missing += 1
        continue
      }
      sums[Int(code)] = (sums[Int(code)] ?? 0) + value
      if let error = errors?.numbers[row] { squares[Int(code)] += error * error }
    }
    let ranked = names.names.indices.compactMap { index in
      sums[index].map { (name: names.names[index], sum: $0, error: squares[index].squareRoot()) }
    }
    .sorted { ($1.sum, $0.name) < ($0.sum, $1.name) }
    let shown = ranked.prefix(max(1, top))
    let rest = ranked.dropFirst(shown.count)
    return Chart(
      RankedBarsLayer(
        label: values.label, nameLabel: names.label, names: shown.map(\.name), values: shown.map(\.sum),
        errors: errors == nil ? [] : shown.map(\.error), format: format,
        others: .init(count: rest.count, sum: rest.reduce(0) { $0 + $1.sum }), missing: missing)
    ).chartXAxis { AxisMarks(values: []) }
      .chartXAxisLabel(errors.map { "\(values.label) ± \($0.label)" } ?? values.label)
  }

  /// The names of one column by the numbers of another, from the greatest down.
  public static func rankedBars(
    _ frame: DataFrame, _ name: String, _ value: String, top: Int = 20, format: NumberFormat = .automatic
  ) -> Chart {
    rankedBars(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]), top: top, format: format)
  }

  /// How often each value of a column occurs, from the most frequent down.
  public static func rankedBars(
    _ frame: DataFrame, countsOf name: String, countLabel: String = "Count", top: Int = 20
  ) -> Chart {
    let names = PlottableColumn(names: frame[name])
    return rankedBars(names, .value(countLabel, [Double](repeating: 1, count: names.count)), top: top)
  }
}
