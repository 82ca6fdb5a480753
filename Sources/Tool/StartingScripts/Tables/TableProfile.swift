import Frames
import Statistics

/// What is in a table, as far as it decides which charts show it.
struct TableProfile {
  var rowCount: Int
  var missing: [String]
  private var columns: [(name: String, role: ColumnRole)]
  private let table: DataFrame

  init(_ table: DataFrame) {
    self.table = table
    rowCount = table.rowCount
    missing = table.columns.filter { $0.missingCount > 0 }.map(\.name)
    columns = table.columns.map { ($0.name, ColumnRole($0)) }
  }

  func names(_ role: ColumnRole) -> [String] { columns.filter { $0.role == role }.map(\.name) }

  /// Categories, those that part the rows best first: with few groups that have rows enough.
  var categories: [String] {
    names(.category).map { (name: $0, groups: table[$0].distinctCount) }
      .sorted { Self.awkwardness($0.groups) < Self.awkwardness($1.groups) }.map(\.name)
  }

  /// Two groups say less than three to six; many cannot be followed.
  private static func awkwardness(_ groups: Int) -> Int { groups == 2 ? 7 : groups }

  func groupCount(_ category: String) -> Int { table[category].distinctCount }

  /// The two columns of numbers that go together most, other than those that are the same thing twice.
  var closestPair: (x: String, y: String)? {
    let measures = Array(names(.measure).prefix(60))
    guard measures.count > 1 else { return nil }
    let matrix = table.correlation(columns: measures)
    var best: (x: String, y: String, strength: Double)?
    for first in measures.indices {
      for second in (first + 1)..<measures.count {
        let strength = abs(matrix.coefficients[first * measures.count + second])
        if strength < 0.9995, strength > best?.strength ?? -1 {
          best = (measures[first], measures[second], strength)
        }
      }
    }
    return best.map { ($0.x, $0.y) } ?? (measures[0], measures[1])
  }

  /// The column of numbers whose spread the groups of a category explain best, and that category.
  var clearestGroups: (measure: String, category: String)? {
    let measures = names(.measure).prefix(12)
    var best: (measure: String, category: String, share: Double)?
    for category in categories.prefix(6) {
      for measure in measures {
        let share = explained(measure, by: category)
        if share > best?.share ?? -1 { best = (measure, category, share) }
      }
    }
    return best.map { ($0.measure, $0.category) }
  }

  /// The share of a column's variance that lies between groups, from 0 to 1; as much as that of random groups of this
  /// number is taken off.
  private func explained(_ measure: String, by category: String) -> Double {
    let rows = table.droppingMissing(in: measure, category)
    guard rows.rowCount > 2, let values = rows[measure].doubles else { return 0 }
    let whole = Moments(values)
    let groups = rows.grouped(by: category).aggregated(.count(measure, as: "n"), .mean(measure, as: "mean"))
    let (counts, means) = (groups["n"].doubles ?? [], groups["mean"].doubles ?? [])
    let between = zip(counts, means).reduce(0) { $0 + $1.0 * ($1.1 - whole.mean) * ($1.1 - whole.mean) }
    let total = values.reduce(0) { $0 + ($1 - whole.mean) * ($1 - whole.mean) }
    guard total > 0 else { return 0 }
    return between / total - Double(counts.count - 1) / Double(rows.rowCount - 1)
  }

  /// The step of time that makes some dozens of points of a column of dates.
  func step(of date: String) -> CalendarUnit? {
    let seconds = (table[date].secondsSince1970 ?? []).filter(\.isFinite)
    guard let first = seconds.min(), let last = seconds.max(), last > first else { return nil }
    let days = (last - first) / 86_400
    switch days {
    case 6000...: return .year
    case 500...: return .month
    case 100...: return .week
    case 3...: return .day
    default: return table[date].type == .timestamp ? .hour : .day
    }
  }

  /// Whether no value of a column returns.
  func isUnique(_ name: String) -> Bool { table[name].distinctCount == rowCount - table[name].missingCount }
}
