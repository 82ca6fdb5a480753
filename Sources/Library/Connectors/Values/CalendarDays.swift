import Frames

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
    let civil = CivilDays.date(days: days)
    return CalendarDate(year: civil.year, month: civil.month, day: civil.day)
  }
}
