/// Verbs on a column of dates or timestamps. Missing values stay missing.
///
///     frame["time"].dates.hour
///     frame["date"].dates.truncated(to: .month)
public struct DateVerbs: Sendable {
  private let column: AnyColumn

  fileprivate init(_ column: AnyColumn) {
    switch column {
    case .date, .timestamp: self.column = column
    case .string(let texts):
      // Texts that are dates or times as they stand.
      let times = texts.mapDistinct { Timestamp($0) }
      let dates = texts.mapDistinct { CalendarDate($0) }
      if dates.missingCount == texts.missingCount {
        self.column = .date(dates)
      } else if times.missingCount == texts.missingCount {
        self.column = .timestamp(times)
      } else {
        FrameMistake.stop(
          "The column \"\(column.name)\" holds texts that are no dates of ISO 8601. `.text.dates(\"%d.%m.%Y\")` and "
            + "`.text.timestamps(...)` read other forms.")
      }
    default: FrameMistake.stop("The column \"\(column.name)\" holds \(column.type) values, not dates or timestamps.")
    }
  }

  /// - Parameters:
  ///   - date: what is made of a date; nil where it does not tell.
  private func integers(_ date: (CalendarDate) -> Int?, _ time: ((Timestamp) -> Int)? = nil) -> AnyColumn {
    switch column {
    case .timestamp(let column): .integer(column.mapNonNil { time?($0) ?? date($0.date) })
    case .date(let column): .integer(column.mapNonNil(date))
    default: column
    }
  }

  private func clock(_ part: String, _ time: (Timestamp) -> Int) -> AnyColumn {
    guard case .timestamp(let column) = column else {
      FrameMistake.stop("The column \"\(column.name)\" holds dates, which have no \(part).")
    }
    return .integer(column.mapNonNil(time))
  }

  /// The year.
  public var year: AnyColumn { integers { $0.year } }
  /// 1 to 4; missing for dates known to the year.
  public var quarter: AnyColumn { integers { $0.quarter } }
  /// 1 to 12; missing for dates known to the year.
  public var month: AnyColumn { integers { $0.month } }
  /// The week of ISO 8601, 1 to 53.
  public var week: AnyColumn { integers { $0.day == nil ? nil : $0.week } }
  /// 1 to 31; missing for dates known to the month or year.
  public var day: AnyColumn { integers { $0.day } }
  /// 1 for Monday to 7 for Sunday; missing for dates known to the month or year.
  public var weekday: AnyColumn { integers { $0.day == nil ? nil : $0.weekday } }
  /// 1 to 366; missing for dates known to the month or year.
  public var dayOfYear: AnyColumn { integers { $0.day == nil ? nil : $0.dayOfYear } }
  /// 0 to 23 on the zone's clock.
  public var hour: AnyColumn { clock("hours") { $0.hour } }
  /// 0 to 59.
  public var minute: AnyColumn { clock("minutes") { $0.minute } }
  /// 0 to 59.
  public var second: AnyColumn { clock("seconds") { $0.second } }

  /// English weekdays, ordered from Monday on; missing for dates known to the month or year.
  public var weekdayName: AnyColumn {
    let names = DateFormat.weekdays
    guard case .integer(let numbers) = weekday else { return column }
    return .string(numbers.mapNonNil { names[$0 - 1] }.ordered(names))
  }

  /// English months, ordered from January on; missing for dates known to the year.
  public var monthName: AnyColumn {
    let names = DateFormat.months
    guard case .integer(let numbers) = month else { return column }
    return .string(numbers.mapNonNil { names[$0 - 1] }.ordered(names))
  }

  /// The date on the zone's calendar.
  public var date: AnyColumn {
    if case .timestamp(let times) = column { .date(times.converted(\.date)) } else { column }
  }

  /// The time of the day on the zone's clock.
  public var time: AnyColumn {
    guard case .timestamp(let times) = column else {
      FrameMistake.stop("The column \"\(column.name)\" holds dates, which have no time of the day.")
    }
    return .timeOfDay(times.converted(\.time))
  }

  /// The beginning of the unit that holds each.
  public func truncated(to unit: CalendarUnit) -> AnyColumn {
    switch column {
    case .timestamp(let times): return .timestamp(times.converted { $0.truncated(to: unit) })
    case .date(let dates):
      if unit.seconds != nil {
        FrameMistake.stop("The column \"\(column.name)\" holds dates, which have no \(unit.rawValue)s.")
      }
      return .date(dates.converted { $0.truncated(to: unit) })
    default: return column
    }
  }

  /// So many units later. Days and longer units keep the time on the clock; a day that the month has not becomes its
  /// last.
  public func adding(_ count: Int, _ unit: CalendarUnit) -> AnyColumn {
    switch column {
    case .timestamp(let times): .timestamp(times.converted { $0.adding(count, unit) })
    case .date(let dates): .date(dates.converted { $0.adding(count, unit) })
    default: column
    }
  }

  /// The same instants on the clock of another zone. Timestamps without a zone are taken to be UTC.
  public func converted(to zone: Timestamp.Zone) -> AnyColumn { timestamps { $0.converted(to: zone) } }

  /// The same times on the clock, said to be those of this zone.
  public func assumed(in zone: Timestamp.Zone) -> AnyColumn { timestamps { $0.assumed(in: zone) } }

  private func timestamps(_ transform: (Timestamp) -> Timestamp) -> AnyColumn {
    switch column {
    case .timestamp(let times): .timestamp(times.converted(transform))
    case .date(let dates): .timestamp(dates.converted { transform(Timestamp($0)) })
    default: column
    }
  }

  /// Each written in a format such as `%d.%m.%Y`.
  public func formatted(_ format: DateFormat) -> AnyColumn {
    switch column {
    case .timestamp(let times): .string(times.mapNonNil { $0.formatted(format) })
    case .date(let dates): .string(dates.mapNonNil { $0.formatted(format) })
    default: column
    }
  }
}

extension AnyColumn {
  /// Verbs on dates and timestamps; texts in ISO 8601 are read as these.
  public var dates: DateVerbs { DateVerbs(self) }
}

extension Column where WrappedElement == CalendarDate {
  /// Verbs on the dates.
  public var dates: DateVerbs { DateVerbs(.date(self)) }
}

extension Column where WrappedElement == Timestamp {
  /// Verbs on the timestamps.
  public var dates: DateVerbs { DateVerbs(.timestamp(self)) }
  /// The earliest; nil without values.
  public func min() -> Timestamp? { lazy.compactMap { $0 }.min() }
  /// The latest; nil without values.
  public func max() -> Timestamp? { lazy.compactMap { $0 }.max() }
}
