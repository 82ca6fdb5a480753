public import Frames

/// How the bars of several groups share a name's place.
public enum BarArrangement: Hashable, Sendable, Codable {
  /// Side by side: for comparing groups.
  case grouped
  /// On top of each other: for comparing sums.
  case stacked
  /// As parts of a whole: for comparing shares.
  case normalized
  /// As parts of a whole about the middle of the groups: for ordered answers, such as from "never" to "always".
  case diverging
}

extension Chart {
  /// A number for each name and group as bars, names from the greatest sum down.
  ///
  /// - Parameters:
  ///   - names: what each bar or stack stands for.
  ///   - values: numbers; several rows of one name and group add up.
  ///   - groups: what the colours stand for, in the order in which they lie.
  ///   - top: no more names than this; all others are put together in one.
  ///   - sorted: whether names stand by their sums, or as they come.
  public static func bars(
    _ names: PlottableColumn, _ values: PlottableColumn, by groups: PlottableColumn,
    arrangement: BarArrangement = .grouped, top: Int = 20, sorted: Bool = true, format: NumberFormat = .automatic
  ) -> Chart {
    let size = groups.names.count
    var table = names.names.map { _ in [Double](repeating: .nan, count: size) }
    var missing = 0
    for row in names.numbers.indices {
      let (name, group, value) = (names.numbers[row], groups.numbers[row], values.numbers[row])
      guard !name.isNaN, !group.isNaN, value.isFinite else {
        missing += 1
        continue
      }
      let sum = table[Int(name)][Int(group)]
      table[Int(name)][Int(group)] = (sum.isNaN ? 0 : sum) + value
    }
    func total(_ row: [Double]) -> Double { row.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } }
    var rows = zip(names.names, table).filter { $1.contains { !$0.isNaN } }
    if sorted { rows.sort { (total($1.1), $0.0) < (total($0.1), $1.0) } }
    let rest = rows.dropFirst(max(1, top))
    rows = Array(rows.prefix(max(1, top)))
    if !rest.isEmpty {
      var sums = [Double](repeating: .nan, count: size)
      for (_, row) in rest {
        for (group, value) in row.enumerated() where !value.isNaN {
          sums[group] = (sums[group].isNaN ? 0 : sums[group]) + value
        }
      }
      rows.append((Words.count(rest.count, "other"), sums))
    }
    let used = (0..<size).filter { group in rows.contains { !$0.1[group].isNaN } }
    let layer = BarsLayer(
      label: values.label, nameLabel: names.label, groupLabel: groups.label, names: rows.map(\.0),
      groups: used.map { groups.names[$0] }, values: rows.map { row in used.map { row.1[$0] } },
      arrangement: arrangement, format: format, missing: missing, others: rest.count)
    let chart = Chart(layer)
    switch arrangement {
    // The numbers stand at the bars; what they count stands at the axis.
    case .grouped: return chart.chartXAxis { AxisMarks(values: []) }
    case .diverging:
      return chart.chartXAxis { AxisMarks(values: []) }.chartForegroundStyleScale(range: divergingPaints(used.count))
    case .stacked, .normalized: return chart
    }
  }

  /// From one hue over grey to another, for ordered groups.
  private static func divergingPaints(_ count: Int) -> [Paint] {
    let ramp = ColorRamp.redBlue
    return (0..<max(count, 0)).map { place in
      // The middle of the ramp is the paper; a grey can be seen on it.
      2 * place + 1 == count
        ? Paint(light: Color(hex: 0xc9ccd1), dark: Color(hex: 0x5c626c))
        : ramp.paint(at: 0.86 - 0.72 * Double(place) / Double(count - 1))
    }
  }

  /// A number for each name and group, from three columns of a frame.
  public static func bars(
    _ frame: DataFrame, _ name: String, _ value: String, by group: String, arrangement: BarArrangement = .grouped,
    top: Int = 20, sorted: Bool = true, format: NumberFormat = .automatic
  ) -> Chart {
    bars(
      PlottableColumn(names: frame[name]), PlottableColumn(frame[value]), by: PlottableColumn(names: frame[group]),
      arrangement: arrangement, top: top, sorted: sorted, format: format)
  }

  /// How often each pair of values of two columns occurs.
  public static func bars(
    _ frame: DataFrame, countsOf name: String, by group: String, countLabel: String = "Count",
    arrangement: BarArrangement = .grouped, top: Int = 20, sorted: Bool = true
  ) -> Chart {
    let names = PlottableColumn(names: frame[name])
    return bars(
      names, .value(countLabel, [Double](repeating: 1, count: names.count)), by: PlottableColumn(names: frame[group]),
      arrangement: arrangement, top: top, sorted: sorted)
  }
}
