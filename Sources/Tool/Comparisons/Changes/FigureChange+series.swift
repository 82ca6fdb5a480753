import Frames

extension FigureChange.Series {
  /// Which series moved, and by how much. The series are told apart by the text column with the fewest different values, 2 at least and no more than a
  /// third of the rows; points are matched as ``RowAlignment`` matches rows.
  static func moved(_ old: DataFrame, _ new: DataFrame) -> [FigureChange.Series] {
    let rows = RowAlignment(old, new)
    let groups = seriesColumn(of: new).flatMap { old.containsColumn($0) ? new[keyed: $0].texts : nil }
    var found: [FigureChange.Series] = []
    for name in new.columnNames where old.containsColumn(name) && !rows.keyColumns.contains(name) {
      let before = old[keyed: name], after = new[keyed: name]
      guard before.isNumeric, after.isNumeric, let one = before.doubles, let other = after.doubles else { continue }
      var sums: [String: (changed: Int, points: Int, sum: Double, largest: Double)] = [:]
      var scale = 0.0
      for row in rows.pairs {
        let from = one[row.old], to = other[row.new]
        guard from.isFinite, to.isFinite else { continue }
        scale = max(scale, abs(from), abs(to))
        var entry = sums[groups?[row.new] ?? ""] ?? (0, 0, 0, 0)
        entry.points += 1
        if from != to {
          entry.changed += 1
          entry.sum += to - from
          if abs(to - from) > abs(entry.largest) { entry.largest = to - from }
        }
        sums[groups?[row.new] ?? ""] = entry
      }
      for (group, entry) in sums where entry.changed > 0 {
        found.append(
          FigureChange.Series(
            name: groups == nil ? nil : group, column: name, changedCount: entry.changed, pointCount: entry.points,
            meanDifference: entry.sum / Double(entry.points), largestDifference: entry.largest,
            weight: abs(entry.largest) / scale))
      }
    }
    return found.sorted { ($1.weight, $0.name ?? "", $0.column) < ($0.weight, $1.name ?? "", $1.column) }
  }

  private static func seriesColumn(of frame: DataFrame) -> String? {
    var best: (name: String, count: Int)?
    for column in frame.columns where column.type == .string {
      let texts = column.texts
      let count = Set((0..<frame.rowCount).lazy.map { texts[$0] }).count
      if count >= 2, count * 3 <= frame.rowCount, count < best?.count ?? .max { best = (column.name, count) }
    }
    return best?.name
  }
}
