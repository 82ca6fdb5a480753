/// A way to write dates and times, in the letters of C's `strptime` that Python, R and polars use as well:
/// `%d.%m.%Y %H:%M`.
///
/// `%Y` year, `%y` two digits of it (00 to 68 are 2000 to 2068), `%m` month, `%b` and `%B` its English name, `%d` day,
/// `%j` day of the year, `%H` hour, `%I` hour of twelve with `%p` AM or PM, `%M` minute, `%S` second, `%f` fraction of a
/// second, `%z` offset, `%Z` zone's name, `%a` and `%A` English weekday, `%F` = `%Y-%m-%d`, `%T` = `%H:%M:%S`, `%D` =
/// `%m/%d/%y`, `%s` seconds since 1970, `%%` a per cent sign. A blank stands for any number of blanks.
public struct DateFormat: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text with its letters.
  public var pattern: String

  /// - Parameter pattern: with `%` before each letter that stands for a part.
  public init(_ pattern: String) { self.pattern = pattern }
  /// - Parameter value: with `%` before each letter that stands for a part.
  public init(stringLiteral value: String) { pattern = value }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// Letters of the pattern and what stands between them.
  private var parts: [UInt8] {
    var text = pattern
    for (short, long) in [("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%D", "%m/%d/%y"), ("%R", "%H:%M")] {
      var result = ""
      var rest = text[...]
      while let found = rest.firstRange(of: short) {
        result += rest[..<found.lowerBound] + long
        rest = rest[found.upperBound...]
      }
      text = result + rest
    }
    return Array(text.utf8)
  }

  /// What a text holds of a date and a time.
  struct Parts {
    var year: Int?
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var hour: Int?
    var isAfternoon: Bool?
    var minute = 0
    var second = 0
    var nanosecond = 0
    var zone: Timestamp.Zone?
    var seconds1970: Int?

    var date: CalendarDate? {
      guard let year else { return nil }
      if let dayOfYear {
        guard dayOfYear >= 1, (1...9999).contains(year) else { return nil }
        let date = CalendarDate(daysSince1970: CivilDays.days(year: year, month: 1, day: 1) + dayOfYear - 1)
        return date.year == year ? date : nil
      }
      return CalendarDate(year: year, month: month, day: day)
    }

    var time: TimeOfDay? {
      var hour = hour ?? 0
      if let isAfternoon {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + (isAfternoon ? 12 : 0)
      }
      return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }
  }

  /// Nil when the text is not written so.
  func parts(of text: String) -> Parts? {
    var text = text
    return text.withUTF8 { parts(utf8: $0) }
  }

  private func parts(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Parts? {
    var reader = DateTextReader(bytes)
    var found = Parts()
    var pattern = parts[...]
    while let byte = pattern.popFirst() {
      if byte == 0x20 {
        reader.skipBlanks()
        continue
      }
      guard byte == 0x25, let letter = pattern.popFirst() else {
        guard reader.skip(byte) else { return nil }
        continue
      }
      guard read(letter, &reader, &found) else { return nil }
    }
    return reader.isAtEnd ? found : nil
  }

  private func read(_ letter: UInt8, _ reader: inout DateTextReader, _ found: inout Parts) -> Bool {
    func within(_ value: Int?, _ range: ClosedRange<Int>) -> Int? { value.flatMap { range.contains($0) ? $0 : nil } }
    switch UnicodeScalar(letter) {
    case "Y":
      found.year = reader.number(4...4)
      return found.year != nil
    case "y":
      guard let value = reader.number(2...2) else { return false }
      found.year = value < 69 ? 2000 + value : 1900 + value
      return true
    case "m":
      found.month = within(reader.number(1...2), 1...12)
      return found.month != nil
    case "b", "B", "h":
      let shortened = DateFormat.months + DateFormat.months.map { String($0.prefix(3)) }
      found.month = reader.word(shortened).map { $0 % 12 + 1 }
      return found.month != nil
    case "d", "e":
      reader.skipBlanks()
      found.day = within(reader.number(1...2), 1...31)
      return found.day != nil
    case "j":
      found.dayOfYear = within(reader.number(1...3), 1...366)
      return found.dayOfYear != nil
    case "H":
      found.hour = within(reader.number(1...2), 0...23)
      return found.hour != nil
    case "I":
      found.hour = within(reader.number(1...2), 1...12)
      return found.hour != nil
    case "p":
      guard let half = reader.word(["AM", "PM"]) else { return false }
      found.isAfternoon = half == 1
      return true
    case "M":
      guard let value = within(reader.number(1...2), 0...59) else { return false }
      found.minute = value
      return true
    case "S":
      guard let value = within(reader.number(1...2), 0...59) else { return false }
      found.second = value
      return true
    case "f":
      guard let value = reader.nanoseconds() else { return false }
      found.nanosecond = value
      return true
    case "z":
      guard let offset = reader.offset() else { return false }
      found.zone = Timestamp.Zone(code: Int32(offset))
      return true
    case "Z":
      found.zone = try? Timestamp.Zone.named(reader.name())
      return found.zone != nil
    case "a", "A": return reader.word(DateFormat.weekdays + DateFormat.weekdays.map { String($0.prefix(3)) }) != nil
    case "s":
      found.seconds1970 = reader.number(1...11)
      return found.seconds1970 != nil
    case "%": return reader.skip(0x25)
    default:
      FrameMistake.stop("The date format \"\(pattern)\" holds %\(UnicodeScalar(letter)), which stands for nothing.")
    }
  }

  /// A date and a time in this form.
  func text(_ time: Timestamp) -> String {
    var result: [UInt8] = []
    var pattern = parts[...]
    let (date, clock) = (time.date, time.time)
    func two(_ value: Int) -> String { DateText.padded(value, 2) }
    while let byte = pattern.popFirst() {
      guard byte == 0x25, let letter = pattern.popFirst() else {
        result.append(byte)
        continue
      }
      let month = date.month ?? 1
      let text: String
      switch UnicodeScalar(letter) {
      case "Y": text = DateText.padded(date.year, 4)
      case "y": text = two(date.year % 100)
      case "m": text = two(month)
      case "b", "h": text = String(DateFormat.months[month - 1].prefix(3))
      case "B": text = DateFormat.months[month - 1]
      case "d": text = two(date.day ?? 1)
      case "e": text = String(date.day ?? 1)
      case "j": text = DateText.padded(date.dayOfYear, 3)
      case "H": text = two(clock.hour)
      case "I": text = two((clock.hour + 11) % 12 + 1)
      case "p": text = clock.hour < 12 ? "AM" : "PM"
      case "M": text = two(clock.minute)
      case "S": text = two(clock.second)
      case "f": text = String(DateText.padded(clock.nanosecond, 9).prefix(6))
      case "z": text = Timestamp.Zone.text(offset: time.zoneOrNone.offset(at: time.secondsSince1970))
      case "Z": text = time.zone?.description ?? ""
      case "a": text = String(DateFormat.weekdays[date.weekday - 1].prefix(3))
      case "A": text = DateFormat.weekdays[date.weekday - 1]
      case "s": text = String(time.secondsSince1970)
      case "%": text = "%"
      default:
        FrameMistake.stop(
          "The date format \"\(self.pattern)\" holds %\(UnicodeScalar(letter)), which stands for nothing.")
      }
      result += text.utf8
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Timestamp {
  /// Reads a text written in a format; nil when it is not.
  /// - Parameter zone: whose clock is meant where the text names no zone.
  public init?(_ text: String, format: DateFormat, zone: Zone? = nil) {
    guard let parts = format.parts(of: text) else { return nil }
    if let seconds = parts.seconds1970 {
      self.init(secondsSince1970: seconds, zone: zone ?? .utc)
      return
    }
    guard let date = parts.date, let time = parts.time else { return nil }
    self.init(date, time, zone: parts.zone ?? zone)
  }

  /// The date and time on the zone's clock in a format.
  public func formatted(_ format: DateFormat) -> String { format.text(self) }
}

extension CalendarDate {
  /// Reads a text written in a format; nil when it is not.
  public init?(_ text: String, format: DateFormat) {
    guard let date = format.parts(of: text)?.date else { return nil }
    self = date
  }

  /// The date in a format; of a date known to the year or month, its first day.
  public func formatted(_ format: DateFormat) -> String { format.text(Timestamp(self)) }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { CivilDays.weekday(days: daysSince1970) }
  /// 1 to 366.
  public var dayOfYear: Int { daysSince1970 - CivilDays.days(year: year, month: 1, day: 1) + 1 }
  /// 1 to 4; nil when only the year is known.
  public var quarter: Int? { month.map { ($0 - 1) / 3 + 1 } }
  /// The week of ISO 8601, 1 to 53: it belongs to the year that its Thursday lies in.
  public var week: Int {
    let thursday = daysSince1970 + 4 - weekday
    let year = CivilDays.date(days: thursday).year
    return (thursday - CivilDays.days(year: year, month: 1, day: 1)) / 7 + 1
  }
}
