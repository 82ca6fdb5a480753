import Frames

/// A date and time of the Gregorian calendar in UTC, for axes and file metadata.
///
/// Conversion by ``CivilDays``.
struct CivilTime: Hashable, Sendable {
  var year: Int
  /// 1...12
  var month: Int
  /// 1...31
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0

  init(year: Int, month: Int = 1, day: Int = 1) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(_ date: CalendarDate) {
    self.init(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
  }

  /// Seconds beyond a few billion years are taken as the last that there is.
  init(secondsSince1970 seconds: Double) {
    let limit = 1e17
    let whole = Int(seconds.isFinite ? min(max(seconds, -limit), limit).rounded(.down) : 0)
    let days = whole >= 0 ? whole / 86_400 : -((86_399 - whole) / 86_400)
    let rest = whole - days * 86_400
    (year, month, day) = CivilDays.date(days: days)
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
  }

  var secondsSince1970: Double {
    let days = CivilDays.days(year: year, month: month, day: day)
    let seconds: Int = hour * 3_600 + minute * 60 + second
    return Double(days) * 86_400 + Double(seconds)
  }

  /// `2024-01-31T12:00:00Z`
  var internetDateTime: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let digits = String(max(year, 0))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z"
  }

  /// `2024-01-31T12:00:00.25Z`: as much of a second as there is, to a millionth.
  static func internetDateTime(secondsSince1970 seconds: Double) -> String {
    let text = CivilTime(secondsSince1970: seconds).internetDateTime
    guard let fraction = fraction(of: seconds) else { return text }
    return text.dropLast() + fraction + "Z"
  }

  /// `.25`, or nil for a whole second.
  private static func fraction(of seconds: Double) -> String? {
    guard seconds.isFinite, abs(seconds) < 1e15 else { return nil }
    let millionths = Int(((seconds - seconds.rounded(.down)) * 1e6).rounded())
    guard millionths > 0, millionths < 1_000_000 else { return nil }
    var digits = String(millionths + 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }

  static func isWholeDay(_ seconds: Double) -> Bool { (seconds / 86_400).rounded() * 86_400 == seconds }

  /// `2024-01-31`, or with a time of day where that is not midnight: `2024-01-31 12:00 UTC`.
  static func text(_ seconds: Double) -> String {
    let text = internetDateTime(secondsSince1970: seconds)
    if isWholeDay(seconds) { return String(text.prefix { $0 != "T" }) }
    return time(text) + " UTC"
  }

  /// `2024-01-31 to 2024-02-29`, or with times of day: `2023-11-14 22:13 to 23:13 UTC`.
  static func range(_ lower: Double, _ upper: Double) -> String {
    if isWholeDay(lower), isWholeDay(upper) { return lower == upper ? text(lower) : "\(text(lower)) to \(text(upper))" }
    let (first, last) = (
      time(internetDateTime(secondsSince1970: lower)), time(internetDateTime(secondsSince1970: upper))
    )
    if first == last { return first + " UTC" }
    let isOneDay = first.prefix { $0 != " " } == last.prefix { $0 != " " }
    return "\(first) to \(isOneDay ? String(last.drop { $0 != " " }.dropFirst()) : last) UTC"
  }

  /// `2023-11-14 22:13` without the seconds where there are none.
  private static func time(_ internetDateTime: String) -> String {
    var text = internetDateTime.dropLast().replacing("T", with: " ")
    if text.hasSuffix(":00") { text.removeLast(3) }
    return String(text)
  }

  static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
