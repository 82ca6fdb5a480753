/// A day of the calendar, a month or a year: as much of a date as is known (`1999-05-17`, `1999-05`, `1999`).
///
/// Dates are of the proleptic Gregorian calendar, years 1 to 9999. A less precise date sorts before the more precise
/// ones that it holds: `1999 < 1999-01 < 1999-01-01`.
public struct CalendarDate: BitwiseCopyable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible,
  LosslessStringConvertible
{
  private let storedYear: Int16
  private let storedMonth: UInt8
  private let storedDay: UInt8

  /// From 1 on.
  public var year: Int { Int(storedYear) }
  /// 1 to 12, nil when only the year is known.
  public var month: Int? { storedMonth == 0 ? nil : Int(storedMonth) }
  /// 1 to 31, nil when only the month is known.
  public var day: Int? { storedDay == 0 ? nil : Int(storedDay) }

  /// A year from 1 to 9999.
  public init(year: Int) {
    precondition((1...9999).contains(year), "a year is from 1 to 9999, not \(year)")
    storedYear = Int16(year)
    storedMonth = 0
    storedDay = 0
  }

  /// Nil when there is no such date.
  public init?(year: Int, month: Int?, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard day >= 1, day <= CalendarDate.days(inMonth: month, of: year) else { return nil } }
    } else if day != nil {
      return nil
    }
    storedYear = Int16(year)
    storedMonth = UInt8(month ?? 0)
    storedDay = UInt8(day ?? 0)
  }

  /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY/M/D`; nil for anything else, also for dates that do not exist.
  public init?(_ description: String) {
    var text = description
    let date = text.withUTF8 { CalendarDate(utf8: $0) }
    guard let date else { return nil }
    self = date
  }

  init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    func number(_ start: Int, _ digits: Int) -> Int? {
      var value = 0
      for position in start..<start + digits {
        let digit = bytes[position] &- 48
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard (4...10).contains(bytes.count), let year = number(0, 4) else { return nil }
    if bytes.count > 7, bytes[4] == 47 {
      // 2024/01/31 and 2024/1/31. What begins with a day or a month could mean either.
      guard let second = bytes[5...].firstIndex(of: 47), let month = number(5, second - 5) else { return nil }
      let digits = (second - 5, bytes.count - second - 1)
      guard (1...2).contains(digits.0), (1...2).contains(digits.1), let day = number(second + 1, digits.1) else {
        return nil
      }
      self.init(year: year, month: month, day: day)
      return
    }
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return nil }
    if bytes.count == 4 {
      self.init(year: year, month: nil)
      return
    }
    guard bytes[4] == 45, let month = number(5, 2) else { return nil }
    if bytes.count == 7 {
      self.init(year: year, month: month)
      return
    }
    guard bytes[7] == 45, let day = number(8, 2) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The date in eight, six or four digits' worth of order: year, month, day.
  var ordinal: UInt32 { UInt32(storedYear) << 16 | UInt32(storedMonth) << 8 | UInt32(storedDay) }

  /// Compares year, month and day in that order; a date without a month or day comes before those that have one.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.ordinal < right.ordinal }

  /// ISO 8601: `1999-05-17`, `1999-05` or `1999`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    var text = padded(year, 4)
    if let month { text += "-" + padded(month, 2) }
    if let day { text += "-" + padded(day, 2) }
    return text
  }

  /// Decodes the ISO 8601 text that ``description`` gives.
  ///
  /// - Throws: `DecodingError` when the text is no date.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = CalendarDate(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no date")
    }
    self = date
  }

  /// Encodes the date as its ISO 8601 text.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CalendarDate {
  /// The year with the part of it that is over, such as 1999.5; 1999 for a date known to the year.
  public var fractionalYear: Double {
    guard let month else { return Double(year) }
    let daysOfYear = CalendarDate.days(inMonth: 2, of: year) == 29 ? 366.0 : 365
    let daysBefore = (1..<month).reduce(0) { $0 + CalendarDate.days(inMonth: $1, of: year) } + (day ?? 1) - 1
    return Double(year) + Double(daysBefore) / daysOfYear
  }
}
