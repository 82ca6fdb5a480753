public import Frames
import Statistics

extension Chart {
  /// A number for each name as a dot on a common scale, from the highest down, with an interval around each: a forest plot.
  ///
  /// - Parameters:
  ///   - names: one for each number.
  ///   - values: numbers, such as accuracies.
  ///   - lower, upper: the ends of the intervals; nil for none.
  ///   - reference: a value to compare with, such as chance, with its name.
  ///   - top: no more names than this; of the others one line shows the range.
  ///   - sorted: whether names stand by their values, or as they come.
  public static func dotPlot(
    _ names: PlottableColumn, _ values: PlottableColumn, lower: PlottableColumn? = nil, upper: PlottableColumn? = nil,
    reference: (value: Double, label: String)? = nil, top: Int = 60, sorted: Bool = true,
    format: NumberFormat = .automatic
  ) -> Chart {
    var taken: Set<String> = []
    let rows = values.numbers.indices.compactMap { row -> DotPlotLayer.Row? in
      guard var name = names.name(at: row), values.numbers[row].isFinite else { return nil }
      while !taken.insert(name).inserted { name += "′" }
      return DotPlotLayer.Row(
        name: name,
        dots: [
          .init(
            group: nil, value: values.numbers[row], lower: lower?.numbers[row] ?? .nan,
            upper: upper?.numbers[row] ?? .nan)
        ])
    }
    return dotPlot(
      rows, label: values.label, nameLabel: names.label, groupLabel: nil, missing: values.count - rows.count,
      reference: reference, top: top, sorted: sorted, format: format)
  }

  /// Several numbers for each name as dots of different colours on one line, joined by their range, such as accuracies of several models.
  ///
  /// - Parameters:
  ///   - groups: what the colours stand for.
  ///   - sorted: whether names stand by their first group's values, or as they come.
  public static func dotPlot(
    _ names: PlottableColumn, _ values: PlottableColumn, by groups: PlottableColumn,
    reference: (value: Double, label: String)? = nil, top: Int = 60, sorted: Bool = true,
    format: NumberFormat = .automatic
  ) -> Chart {
    var rows = names.names.map { DotPlotLayer.Row(name: $0, dots: []) }
    var missing = 0
    for row in values.numbers.indices {
      guard !names.numbers[row].isNaN, let group = groups.name(at: row), values.numbers[row].isFinite else {
        missing += 1
        continue
      }
      rows[Int(names.numbers[row])].dots.append(
        .init(group: group, value: values.numbers[row], lower: .nan, upper: .nan))
    }
    return dotPlot(
      rows.filter { !$0.dots.isEmpty }, label: values.label, nameLabel: names.label, groupLabel: groups.label,
      missing: missing, reference: reference, top: top, sorted: sorted, format: format)
  }

  private static func dotPlot(
    _ rows: [DotPlotLayer.Row], label: String, nameLabel: String, groupLabel: String?, missing: Int,
    reference: (value: Double, label: String)?, top: Int, sorted: Bool, format: NumberFormat
  ) -> Chart {
    var rows = rows
    if sorted { rows.sort { ($1.dots[0].value, $0.name) < ($0.dots[0].value, $1.name) } }
    let rest = rows.dropFirst(max(1, top)).flatMap(\.dots).map(\.value)
    var others: DotPlotLayer.Others?
    if let lower = rest.min(), let upper = rest.max() {
      others = .init(count: rows.count - max(1, top), lower: lower, upper: upper)
    }
    return Chart(
      DotPlotLayer(
        label: label, nameLabel: nameLabel, groupLabel: groupLabel, rows: Array(rows.prefix(max(1, top))),
        reference: reference.map { .init(value: $0.value, label: $0.label) }, format: format, missing: missing,
        others: others))
  }

  /// The numbers of one column by the names of another, with intervals from two more.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, _ value: String, lower: String? = nil, upper: String? = nil,
    reference: (value: Double, label: String)? = nil, top: Int = 60, sorted: Bool = true,
    format: NumberFormat = .automatic
  ) -> Chart {
    dotPlot(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]),
      lower: lower.map { PlottableColumn(frame[$0]) },
      upper: upper.map { PlottableColumn(frame[$0]) }, reference: reference, top: top, sorted: sorted, format: format)
  }

  /// The numbers of one column by the names of another, coloured by a third.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, _ value: String, by group: String,
    reference: (value: Double, label: String)? = nil, top: Int = 60, sorted: Bool = true,
    format: NumberFormat = .automatic
  ) -> Chart {
    dotPlot(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]),
      reference: reference, top: top, sorted: sorted, format: format)
  }

  /// Shares, such as accuracies, with Wilson's confidence intervals, from a column of successes and one of how many there were.
  ///
  /// - Parameters:
  ///   - successes: whole numbers, such as songs predicted correctly.
  ///   - total: as many or more, such as songs tested.
  ///   - level: how often such an interval holds the true share.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, successes: String, of total: String, label: String, level: Double = 0.95,
    reference: (value: Double, label: String)? = nil, top: Int = 60, sorted: Bool = true
  ) -> Chart {
    let counts = Array(zip(frame.doubles(successes), frame.doubles(total)))
    let intervals = counts.map { ConfidenceInterval.share($0, of: $1, level: level) }
    // A share that has no interval is none.
    let shares = zip(counts, intervals).map { $1.lower.isNaN ? .nan : $0.0 / $0.1 }
    return dotPlot(
      PlottableColumn(names: frame[name]), .value(label, shares),
      lower: .value("Lower", intervals.map(\.lower)), upper: .value("Upper", intervals.map(\.upper)),
      reference: reference,
      top: top, sorted: sorted, format: .percent
    ).caption("Lines: \(NumberFormat.percent.string(level)) confidence intervals (Wilson's).")
  }
}
