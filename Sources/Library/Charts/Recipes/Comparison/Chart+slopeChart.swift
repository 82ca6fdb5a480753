public import Frames

extension Chart {
  /// Two numbers for each name, before and after, joined by lines: up to six in a colour each, more in one colour for rising and another for falling.
  ///
  /// Of more than 24 lines only those that change most are named; the others stay grey.
  public static func slopeChart(
    _ names: PlottableColumn, before: PlottableColumn, after: PlottableColumn, format: NumberFormat = .automatic
  ) -> Chart {
    var rows: [SlopeLayer.Row] = []
    var incomplete: [String] = []
    for row in names.numbers.indices {
      let (name, start, end) = (names.name(at: row) ?? "–", before.numbers[row], after.numbers[row])
      if start.isFinite, end.isFinite, names.name(at: row) != nil {
        rows.append(.init(name: name, before: start, after: end))
      } else {
        incomplete.append(name)
      }
    }
    return Chart(
      SlopeLayer(
        nameLabel: names.label, beforeLabel: before.label, afterLabel: after.label, rows: rows, format: format,
        incomplete: incomplete))
  }

  /// The numbers of two columns by the names of another.
  public static func slopeChart(
    _ frame: DataFrame, _ name: String, before: String, after: String, format: NumberFormat = .automatic
  ) -> Chart {
    slopeChart(
      PlottableColumn(names: frame[name]), before: PlottableColumn(frame[before]), after: PlottableColumn(frame[after]),
      format: format)
  }
}
