extension Timestamp: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// Reads ISO 8601 with a date and a time (`2013-01-01T10:00`, `2013-01-01 10:00:00.5`), the date also as `2013/1/1`,
  /// and behind them perhaps an offset (`Z`, `+01:00`, `+0100`, `+01`) and a zone in brackets (`[Europe/Berlin]`); nil for anything else.
  public init?(_ description: String) {
    var text = description
    guard let found = text.withUTF8({ Timestamp(utf8: $0) }) else { return nil }
    self = found
  }

  init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 12, bytes[4] == 0x2D || bytes[4] == 0x2F,
      let end = bytes.prefix(11).firstIndex(where: { $0 == 0x54 || $0 == 0x20 || $0 == 0x74 }), end >= 8,
      let date = CalendarDate(utf8: UnsafeBufferPointer(rebasing: bytes[0..<end]))
    else { return nil }
    var reader = DateTextReader(UnsafeBufferPointer(rebasing: bytes[(end + 1)...]))
    guard let time = reader.time() else { return nil }
    reader.skipBlanks()
    if reader.isAtEnd {
      self.init(days: date.daysSince1970, time, .none)
      return
    }
    guard let offset = reader.offset() else { return nil }
    self.init(days: date.daysSince1970, time, Zone(code: Int32(offset)))
    if reader.skip(0x5B) {
      let name = reader.name()
      guard reader.skip(0x5D), let zone = try? Zone.named(name) else { return nil }
      self = converted(to: zone)
    }
    if !reader.isAtEnd { return nil }
  }

  /// ISO 8601: `2013-01-01T10:00:00Z`, with the offset of the zone, and without one where no zone is known.
  public var description: String {
    var text = date.description + "T" + time.description
    if let zone {
      text += zone == .utc ? "Z" : Zone.text(offset: zone.offset(at: secondsSince1970))
      if abs(Int(zone.code)) > 64_800 { text += "[\(zone)]" }
    }
    return text
  }

  /// Decodes the text that ``description`` gives.
  ///
  /// - Throws: `DecodingError` when the text is no timestamp.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let found = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no timestamp")
    }
    self = found
  }

  /// Encodes the timestamp as its ISO 8601 text.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CalendarDate {
  /// Days since 1970-01-01; of a date known to the year or month, its first day's.
  public var daysSince1970: Int { CivilDays.days(year: year, month: month ?? 1, day: day ?? 1) }

  /// - Precondition: in the years 1 to 9999.
  public init(daysSince1970 days: Int) {
    let date = CivilDays.date(days: days)
    guard let found = CalendarDate(year: date.year, month: date.month, day: date.day) else {
      FrameMistake.stop("There is no date \(days) days from 1970-01-01: years are 1 to 9999.")
    }
    self = found
  }

  /// The first day of the unit that holds the date.
  public func truncated(to unit: CalendarUnit) -> CalendarDate {
    CalendarDate(daysSince1970: CivilDays.truncated(daysSince1970, to: unit))
  }

  /// So many days, weeks, months, quarters or years later; a day that the month has not becomes its last.
  /// - Precondition: not a unit of the clock.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> CalendarDate {
    if unit.seconds != nil { FrameMistake.stop("A date has no \(unit.rawValue)s; a Timestamp has.") }
    return CalendarDate(daysSince1970: CivilDays.adding(count, unit, to: daysSince1970))
  }
}
