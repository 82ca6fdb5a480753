import Frames

/// Days of the proleptic Gregorian calendar counted from 1970-01-01.
struct CivilDay {
  /// Any year, also before 1.
  var year: Int
  /// 1 to 12.
  var month: Int
  /// 1 to 31.
  var day: Int

  /// Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// Turns day numbers into dates, each of the usual ones once.
struct CalendarDays {
  /// The years 1900 to 2099.
  private static let usual = -25_567..<47_482
  private var known: [CalendarDate?] = []

  /// Nil for years outside 1 to 9999.
  mutating func date(daysSince1970 days: Int) -> CalendarDate? {
    guard CalendarDays.usual.contains(days) else { return CalendarDays.date(days) }
    if known.isEmpty { known = Array(repeating: nil, count: CalendarDays.usual.count) }
    let place = days - CalendarDays.usual.lowerBound
    if let date = known[place] { return date }
    let date = CalendarDays.date(days)
    known[place] = date
    return date
  }

  private static func date(_ days: Int) -> CalendarDate? {
    guard (-1_000_000...4_000_000).contains(days) else { return nil }
    let civil = CivilDay(daysSince1970: days)
    return CalendarDate(year: civil.year, month: civil.month, day: civil.day)
  }
}
