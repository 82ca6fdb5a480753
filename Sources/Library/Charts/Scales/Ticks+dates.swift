/// Units of the calendar that ticks of dates are apart.
public enum CalendarUnit: Hashable, Sendable, Codable {
  case second, minute, hour, day
  /// From Monday.
  case week
  case month, year

  /// In seconds, on average.
  var length: Double {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3_600
    case .day: 86_400
    case .week: 604_800
    case .month: 365.2425 * 7_200
    case .year: 365.2425 * 86_400
    }
  }
}

extension Ticks {
  private static let dateSteps: [(unit: CalendarUnit, count: Int)] = [
    (.second, 1), (.second, 2), (.second, 5), (.second, 10), (.second, 15), (.second, 30), (.minute, 1), (.minute, 2),
    (.minute, 5), (.minute, 10), (.minute, 15), (.minute, 30), (.hour, 1), (.hour, 2), (.hour, 3), (.hour, 6),
    (.hour, 12), (.day, 1), (.day, 2), (.day, 3), (.week, 1), (.week, 2), (.month, 1), (.month, 2), (.month, 3),
    (.month, 6),
    (.year, 1),
  ]

  /// Beginnings of seconds, minutes, hours, days, weeks, months or years, in seconds since 1970; parts of seconds
  /// within a second or two.
  /// - Parameter inWholeDays: Whether there is nothing between the beginnings of two days.
  public static func dates(lower: Double, upper: Double, count: Int, inWholeDays: Bool = false) -> [Double] {
    guard lower < upper else { return lower == upper ? [lower] : [] }
    let step = (upper - lower) / Double(max(count, 1))
    if !inWholeDays, step < 0.5 { return linear(lower: lower, upper: upper, count: count) }
    if let (unit, count) = dateSteps.first(where: {
      $0.unit.length * Double($0.count) >= max(step * 0.75, inWholeDays ? CalendarUnit.day.length : 0)
    }) {
      return dates(lower: lower, upper: upper, every: count, unit)
    }
    let years = max(1, niceStep(span: (upper - lower) / CalendarUnit.year.length, count: count).rounded())
    return dates(lower: lower, upper: upper, every: Int(min(years, 1e9)), .year)
  }

  /// Every so many units of the calendar, counted from the beginning of the next larger one; at most a thousand.
  public static func dates(lower: Double, upper: Double, every count: Int, _ unit: CalendarUnit) -> [Double] {
    let count = max(count, 1)
    guard (upper - lower) / (unit.length * Double(count)) <= 1_000 else { return [lower, upper] }
    let first = CivilTime(secondsSince1970: lower)
    var values: [Double] = []
    switch unit {
    case .year:
      var year = Int((Double(first.year) / Double(count)).rounded(.down)) * count
      while true {
        let value = CivilTime(year: year).secondsSince1970
        guard value <= upper else { break }
        values.append(value)
        year += count
      }
    case .month:
      var month = (first.month - 1) / count * count
      while true {
        let value = CivilTime(year: first.year + month / 12, month: month % 12 + 1).secondsSince1970
        guard value <= upper else { break }
        values.append(value)
        month += count
      }
    case .second, .minute, .hour, .day, .week:
      let size = unit.length * Double(count)
      // The first Monday of 1970 was its fifth day.
      let origin = unit == .week ? 4 * 86_400.0 : 0
      let start = ((lower - origin) / size).rounded(.up) * size + origin
      values = stride(from: start, through: upper, by: size).map { $0 }
    }
    return values.filter { $0 >= lower && $0 <= upper }
  }
}
