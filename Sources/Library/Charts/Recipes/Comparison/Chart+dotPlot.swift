public import Frames
import Statistics

extension Chart {
  /// A number for each name as a dot on a common scale, from the highest down, with an interval around each: a forest
  /// plot.
  ///
  /// - Parameters:
  ///   - names: One for each number.
  ///   - values: Numbers, such as accuracies.
  ///   - error: How far each number is spread to either side; nil for intervals from `lower` to `upper`, or for none.
  ///   - lower, upper: The ends of the intervals; nil for those that `error` gives, or for none.
  ///   - reference: A value to compare with, such as chance, with its name.
  ///   - top: No more names than this; of the others one line shows the range.
  ///   - order: How names are sorted: by their values, by default.
  ///   - format: How numbers are written.
  public static func dotPlot(
    _ names: PlottableColumn, _ values: PlottableColumn, error: PlottableColumn? = nil, lower: PlottableColumn? = nil,
    upper: PlottableColumn? = nil,
    reference: (value: Double, label: String)? = nil, top: Int = 60, order: NameOrder = .value,
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
            group: nil, value: values.numbers[row],
            lower: lower?.numbers[row] ?? error.map { values.numbers[row] - $0.numbers[row] } ?? .nan,
            upper: upper?.numbers[row] ?? error.map { values.numbers[row] + $0.numbers[row] } ?? .nan)
        ])
    }
    return dotPlot(
      rows, label: values.label, nameLabel: names.label, groupLabel: nil, missing: values.count - rows.count,
      reference: reference, top: top, order: order, format: format)
  }

  /// Several numbers for each name as dots of different colours on one line, joined by their range, such as accuracies
  /// of several models.
  ///
  /// - Parameters:
  ///   - names: The line of each number.
  ///   - values: Numbers, such as accuracies.
  ///   - groups: What the colours stand for.
  ///   - reference: A value to compare with, such as chance, with its name.
  ///   - top: No more names than this; of the others one line shows the range.
  ///   - order: How names are sorted: by their first group's values, by default.
  ///   - format: How numbers are written.
  public static func dotPlot(
    _ names: PlottableColumn, _ values: PlottableColumn, by groups: PlottableColumn,
    reference: (value: Double, label: String)? = nil, top: Int = 60, order: NameOrder = .value,
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
      missing: missing, reference: reference, top: top, order: order, format: format)
  }

  private static func dotPlot(
    _ rows: [DotPlotLayer.Row], label: String, nameLabel: String, groupLabel: String?, missing: Int,
    reference: (value: Double, label: String)?, top: Int, order: NameOrder, format: NumberFormat
  ) -> Chart {
    let rows = order.sorted(rows, value: \.dots[0].value, name: \.name)
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

  /// The numbers of one column by the names of another, with intervals from one or two more.
  /// - Precondition: The frame has the columns.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, _ value: String, error: String? = nil, lower: String? = nil,
    upper: String? = nil,
    reference: (value: Double, label: String)? = nil, top: Int = 60, order: NameOrder = .value,
    format: NumberFormat = .automatic
  ) -> Chart {
    dotPlot(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]),
      error: error.map { PlottableColumn(frame[$0]) },
      lower: lower.map { PlottableColumn(frame[$0]) },
      upper: upper.map { PlottableColumn(frame[$0]) }, reference: reference, top: top, order: order, format: format)
  }

  /// The numbers of one column by the names of another, coloured by a third.
  /// - Precondition: The frame has the columns.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, _ value: String, by group: String,
    reference: (value: Double, label: String)? = nil, top: Int = 60, order: NameOrder = .value,
    format: NumberFormat = .automatic
  ) -> Chart {
    dotPlot(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]),
      reference: reference, top: top, order: order, format: format)
  }

  /// Shares, such as accuracies, with Wilson's confidence intervals, from a column of successes and one of how many
  /// there were.
  ///
  /// - Parameters:
  ///   - name: The column of names.
  ///   - successes: Whole numbers, such as songs predicted correctly.
  ///   - total: As many or more, such as songs tested.
  ///   - label: What the shares measure.
  ///   - level: How often such an interval holds the true share, between 0 and 1.
  ///   - reference: A share to compare with, such as chance, with its name.
  ///   - top: No more names than this; of the others one line shows the range.
  ///   - order: How names are sorted: by their shares, by default.
  /// - Precondition: The frame has the columns.
  public static func dotPlot(
    _ frame: DataFrame, _ name: String, successes: String, of total: String, label: String, level: Double = 0.95,
    reference: (value: Double, label: String)? = nil, top: Int = 60, order: NameOrder = .value
  ) -> Chart {
    let counts = Array(zip(frame.doubles(successes), frame.doubles(total)))
    let intervals = counts.map { ConfidenceInterval.share($0, of: $1, level: level) }
    // A share that has no interval is none.
    let shares = zip(counts, intervals).map { $1.lower.isNaN ? .nan : $0.0 / $0.1 }
    return dotPlot(
      PlottableColumn(names: frame[name]), .value(label, shares),
      lower: .value("Lower", intervals.map(\.lower)), upper: .value("Upper", intervals.map(\.upper)),
      reference: reference, top: top, order: order, format: .percent
    ).caption("Lines: \(NumberFormat.percent.string(level)) confidence intervals (Wilson's).")
  }
}
