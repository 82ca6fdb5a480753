/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
package enum CivilDays {
  /// Days since 1970-01-01.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day so many days after 1970-01-01.
  package static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// 1 for Monday to 7 for Sunday.
  static func weekday(days: Int) -> Int { modulo(days + 3, 7) + 1 }

  /// Rounded down, also below zero.
  static func quotient(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
  static func modulo(_ value: Int, _ divisor: Int) -> Int { value - quotient(value, divisor) * divisor }

  /// The first day of the unit that holds a day: days, weeks (from Monday), months, quarters and years.
  static func truncated(_ days: Int, to unit: CalendarUnit) -> Int {
    let date = date(days: days)
    switch unit {
    case .year: return CivilDays.days(year: date.year, month: 1, day: 1)
    case .quarter: return CivilDays.days(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1)
    case .month: return CivilDays.days(year: date.year, month: date.month, day: 1)
    case .week: return days - modulo(days + 3, 7)
    case .day, .hour, .minute, .second: return days
    }
  }

  /// So many units later; a day that the month has not becomes its last.
  static func adding(_ count: Int, _ unit: CalendarUnit, to days: Int) -> Int {
    switch unit {
    case .day, .hour, .minute, .second: return days + count
    case .week: return days + 7 * count
    case .month, .quarter, .year:
      let months = count * (unit == .year ? 12 : unit == .quarter ? 3 : 1)
      let date = date(days: days)
      let total = date.year * 12 + date.month - 1 + months
      let (year, month) = (quotient(total, 12), modulo(total, 12) + 1)
      return CivilDays.days(year: year, month: month, day: min(date.day, CalendarDate.days(inMonth: month, of: year)))
    }
  }
}

/// A unit of the calendar or the clock.
public enum CalendarUnit: String, Sendable, Hashable, Codable, CaseIterable {
  case year, quarter, month
  /// From Monday on, as ISO 8601 has it.
  case week
  case day, hour, minute, second

  /// The length in seconds of a unit of the clock; nil for days and longer ones, whose lengths differ.
  var seconds: Int? {
    switch self {
    case .hour: 3600
    case .minute: 60
    case .second: 1
    case .year, .quarter, .month, .week, .day: nil
    }
  }
}
