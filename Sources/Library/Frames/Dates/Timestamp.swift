/// A point in time to the nanosecond, with the zone whose clock shows it: `2013-01-01T10:00:00Z`,
/// `2013-01-01 05:00:00-05:00`.
///
/// Two timestamps are equal when they are the same instant, whatever their zones. Without a zone
/// (`2013-01-01 10:00:00`) a timestamp is the time on a clock of which nothing more is known; it compares and is
/// calculated with as if the clock went by UTC. Years are 1 to 9999.
public struct Timestamp: BitwiseCopyable, Sendable, Hashable, Comparable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public let secondsSince1970: Int
  /// The part of the second that is over, from 0 to 999,999,999.
  public var nanosecond: Int { Int(storedNanosecond) }
  private let storedNanosecond: Int32
  private let storedZone: Int32

  /// Whose clock the parts of the time are read from; nil when no zone is known.
  public var zone: Zone? { storedZone == Zone.none.code ? nil : Zone(code: storedZone) }
  var zoneOrNone: Zone { Zone(code: storedZone) }

  /// An instant.
  /// - Parameters:
  ///   - seconds: since 1970-01-01T00:00:00Z.
  ///   - nanosecond: from 0 to 999,999,999.
  ///   - zone: whose clock shows it; nil when none is known.
  public init(secondsSince1970 seconds: Int, nanosecond: Int = 0, zone: Zone? = .utc) {
    guard (0..<1_000_000_000).contains(nanosecond), (-62_135_683_200...253_402_387_199).contains(seconds) else {
      FrameMistake.stop(
        "There is no timestamp of \(seconds) seconds and \(nanosecond) nanoseconds: years are 1 to 9999.")
    }
    self.init(unchecked: seconds, nanosecond, zone ?? .none)
  }

  init(unchecked seconds: Int, _ nanosecond: Int, _ zone: Zone) {
    secondsSince1970 = seconds
    storedNanosecond = Int32(nanosecond)
    storedZone = zone.code
  }

  /// The time on the clock of a zone; nil when there is no such date or time. Of two instants of a clock that is put
  /// back the earlier one; a time that the clock leaves out is as much after the change as it would be.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0,
    zone: Zone? = nil
  ) {
    guard CalendarDate(year: year, month: month, day: day) != nil,
      let time = TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    else { return nil }
    self.init(days: CivilDays.days(year: year, month: month, day: day), time, zone ?? .none)
  }

  /// A day and a time of the day on the clock of a zone; of a date known to the year or month, its first day.
  public init(_ date: CalendarDate, _ time: TimeOfDay = .midnight, zone: Zone? = nil) {
    self.init(days: date.daysSince1970, time, zone ?? .none)
  }

  init(days: Int, _ time: TimeOfDay, _ zone: Zone) {
    self.init(local: days * 86_400 + time.nanoseconds / 1_000_000_000, time.nanosecond, zone)
  }

  init(local seconds: Int, _ nanosecond: Int, _ zone: Zone) {
    self.init(unchecked: seconds - zone.offset(ofLocal: seconds), nanosecond, zone)
  }

  // MARK: Parts

  /// Seconds since 1970 on the clock of the zone.
  var localSeconds: Int { secondsSince1970 + zoneOrNone.offset(at: secondsSince1970) }
  var localDays: Int { CivilDays.quotient(localSeconds, 86_400) }

  /// The date on the zone's calendar.
  public var date: CalendarDate { CalendarDate(daysSince1970: localDays) }
  /// The time on the zone's clock.
  public var time: TimeOfDay {
    TimeOfDay(nanoseconds: CivilDays.modulo(localSeconds, 86_400) * 1_000_000_000 + nanosecond)
  }
  /// The year on the zone's calendar.
  public var year: Int { date.year }
  /// 1 to 12.
  public var month: Int { date.month ?? 1 }
  /// 1 to 31.
  public var day: Int { date.day ?? 1 }
  /// 0 to 23.
  public var hour: Int { CivilDays.modulo(localSeconds, 86_400) / 3600 }
  /// 0 to 59.
  public var minute: Int { CivilDays.modulo(localSeconds, 3600) / 60 }
  /// 0 to 59.
  public var second: Int { CivilDays.modulo(localSeconds, 60) }

  /// Seconds since 1970 with fractions, to about a ten-millionth.
  public var timeIntervalSince1970: Double { Double(secondsSince1970) + Double(nanosecond) * 1e-9 }

  /// The year with the part of it that is over on the zone's clock, such as 1999.5.
  public var fractionalYear: Double {
    let year = year
    let start = CivilDays.days(year: year, month: 1, day: 1) * 86_400
    let end = CivilDays.days(year: year + 1, month: 1, day: 1) * 86_400
    return Double(year) + (Double(localSeconds - start) + Double(nanosecond) * 1e-9) / Double(end - start)
  }

  // MARK: Zones

  /// The same instant on the clock of another zone. A timestamp without a zone is taken to be UTC.
  public func converted(to zone: Zone) -> Timestamp { Timestamp(unchecked: secondsSince1970, nanosecond, zone) }

  /// The same time on the clock, said to be that of this zone.
  public func assumed(in zone: Zone) -> Timestamp { Timestamp(local: localSeconds, nanosecond, zone) }

  // MARK: Calculating

  /// The instant at which the unit began on the zone's clock.
  public func truncated(to unit: CalendarUnit) -> Timestamp {
    let local = localSeconds
    if let length = unit.seconds {
      return Timestamp(unchecked: secondsSince1970 - CivilDays.modulo(local, length), 0, zoneOrNone)
    }
    let days = CivilDays.truncated(CivilDays.quotient(local, 86_400), to: unit)
    return Timestamp(local: days * 86_400, 0, zoneOrNone)
  }

  /// So many units later. Days and longer units keep the time on the clock; a day that the month has not becomes its
  /// last.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> Timestamp {
    if let length = unit.seconds {
      return Timestamp(unchecked: secondsSince1970 + count * length, nanosecond, zoneOrNone)
    }
    let local = localSeconds
    let days = CivilDays.adding(count, unit, to: CivilDays.quotient(local, 86_400))
    return Timestamp(local: days * 86_400 + CivilDays.modulo(local, 86_400), nanosecond, zoneOrNone)
  }

  /// A duration later.
  public static func + (left: Timestamp, right: Duration) -> Timestamp {
    let (seconds, attoseconds) = right.components
    let nanoseconds = left.nanosecond + Int(attoseconds / 1_000_000_000)
    let carry = CivilDays.quotient(nanoseconds, 1_000_000_000)
    return Timestamp(
      unchecked: left.secondsSince1970 + Int(seconds) + carry, nanoseconds - carry * 1_000_000_000, left.zoneOrNone)
  }
  /// A duration earlier.
  public static func - (left: Timestamp, right: Duration) -> Timestamp { left + (.zero - right) }
  /// The duration from the right instant to the left one.
  public static func - (left: Timestamp, right: Timestamp) -> Duration {
    .seconds(left.secondsSince1970 - right.secondsSince1970) + .nanoseconds(left.nanosecond - right.nanosecond)
  }

  // MARK: Comparing

  /// The same instant.
  public static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSince1970 == right.secondsSince1970 && left.storedNanosecond == right.storedNanosecond
  }
  /// The earlier instant.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.secondsSince1970, left.storedNanosecond) < (right.secondsSince1970, right.storedNanosecond)
  }
  /// Goes by the instant.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(secondsSince1970)
    hasher.combine(storedNanosecond)
  }
}
