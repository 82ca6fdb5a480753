import Foundation
import Frames
import Testing

@Suite struct DateTests {
  @Test(arguments: [
    "2013-01-01T10:00:00Z", "2013-01-01T05:00:00-05:00", "2013-01-01T10:00:00", "2013-06-01T10:00:00.5+05:30",
    "2024-03-31T03:00:00+02:00[Europe/Berlin]", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
  ])
  func timestampsReadBack(_ text: String) throws {
    #expect(try #require(Timestamp(text)).description == text)
  }

  @Test(arguments: [
    "2013-01-01 10:00", "2013/01/01 10:00", "2013/1/1 10:00:00", "2013-01-01T10:00:00+0000", "2013-01-01t10:00:00z",
    "2013-01-01 10:00:00,000 +00",
  ])
  func otherSpellings(_ text: String) throws {
    let time = try #require(Timestamp(text))
    #expect(time == Timestamp(year: 2013, month: 1, day: 1, hour: 10))
  }

  @Test(arguments: [
    "", "2013-01-01", "2013-02-30T10:00", "2013-01-01T24:00", "2013-01-01T10", "2013-01-01T10:00:60",
    "2013-01-01x10:00", "2013/13/01 10:00", "2013/01 10:00", "01/01/2013 10:00",
    "2013-01-01T10:00:00Zebra", "2013-01-01T10:00:00+99:00", "2013-01-01T10:00:00Z[Nowhere/City]",
    "2013-01-01T10:00:00.1234567890",
  ])
  func whatIsNoTimestamp(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test func datesWithTheYearFirstMayHaveSlashes() throws {
    for text in ["2024/01/05", "2024/1/5", "2024/01/5"] {
      #expect(CalendarDate(text) == CalendarDate(year: 2024, month: 1, day: 5))
    }
    for text in [
      "2024/01", "2024/13/01", "2024/02/30", "2024/1/", "2024//05", "2024/001/5", "2024/1/5/6", "24/01/2005",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
    let frame = try DataFrame(csvData: Array("day,at\n2024/01/31,2024/01/31 10:00\n2024/2/1,2024/2/1 23:15\n".utf8))
    #expect(frame["day", CalendarDate.self].map { $0?.description } == ["2024-01-31", "2024-02-01"])
    #expect(frame["at", Timestamp.self].map { $0?.description } == ["2024-01-31T10:00:00", "2024-02-01T23:15:00"])
  }

  @Test func instantsAreEqualInAllZones() throws {
    let (one, other) = (
      try #require(Timestamp("2013-01-01T10:00:00Z")), try #require(Timestamp("2013-01-01T05:00:00-05:00"))
    )
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(one.hour == 10)
    #expect(other.hour == 5)
    #expect(one.secondsSince1970 == 1_357_034_400)
    #expect(other.converted(to: try .named("Asia/Tokyo")).description == "2013-01-01T19:00:00+09:00[Asia/Tokyo]")
    #expect(throws: Timestamp.UnknownZone.self) { try Timestamp.Zone.named("Mars/Base") }
    #expect(throws: Timestamp.UnknownZone.self) { try Timestamp.Zone.named("../passwd") }
  }

  @Test func arithmetic() throws {
    let time = try #require(Timestamp("2024-01-31T12:00:00Z"))
    #expect(time + .seconds(90) == Timestamp("2024-01-31T12:01:30Z"))
    #expect(time - .milliseconds(500) == Timestamp("2024-01-31T11:59:59.5Z"))
    #expect(time - (try #require(Timestamp("2024-01-30T11:59:59Z"))) == .seconds(86_401))
    #expect(time.adding(1, .month) == Timestamp("2024-02-29T12:00:00Z"))
    #expect(time.adding(-11, .month) == Timestamp("2023-02-28T12:00:00Z"))
    #expect(time.adding(1, .quarter) == Timestamp("2024-04-30T12:00:00Z"))
    // A day later the clock shows the same time, 23 hours later.
    let before = try #require(Timestamp("2024-03-30T12:00:00+01:00[Europe/Berlin]"))
    #expect(before.adding(1, .day).hour == 12)
    #expect(before.adding(1, .day) - before == .seconds(23 * 3600))
    #expect(before.adding(24, .hour).hour == 13)
    #expect(CalendarDate("2024-12-31")?.adding(1, .day) == CalendarDate("2025-01-01"))
  }

  @Test func columnsOfTimes() throws {
    let frame: DataFrame = [
      "day": [CalendarDate("2024-02-28"), nil, CalendarDate("2024-03-01")],
      "clock": [TimeOfDay("08:30"), TimeOfDay("23:59:59.25"), nil],
    ]
    let times = frame["day"] + frame["clock"]
    #expect(times.type == .timestamp)
    #expect(times.text(at: 0) == "2024-02-28T08:30:00")
    #expect(times.missingCount == 2)
    #expect(Array((frame["day"] - frame["day"].lag(2)).assumingType(Int.self) ?? Column(name: "")) == [nil, nil, 2])
    #expect((frame["day"] + 2).text(at: 0) == "2024-03-01")
    let waits = frame["clock"] - frame["clock"].lag()
    #expect(waits.type == .duration)
    #expect(waits.text(at: 1) == "15:29:59.25")
    #expect(waits.doubles?[1] == 55_799.25)
    #expect((frame["day"] >= "2024-02-29").trueCount == 1)
    #expect(frame.sorted(on: "clock", order: .descending)["clock"].text(at: 0) == "23:59:59.25")
  }

  @Test(arguments: ["0:00:01", "25 d 01:30:00.5", "-1:00:00", "15:29:59.25"])
  func durationsReadBack(_ text: String) throws {
    #expect(try #require(Duration(cellText: text)).cellText == text)
  }

  @Test func formats() throws {
    #expect(CalendarDate("31.12.2024", format: "%d.%m.%Y") == CalendarDate("2024-12-31"))
    #expect(CalendarDate("Feb 30, 2024", format: "%b %d, %Y") == nil)
    #expect(CalendarDate("7 March 1999", format: "%d %B %Y") == CalendarDate("1999-03-07"))
    #expect(CalendarDate("366/24", format: "%j/%y") == CalendarDate("2024-12-31"))
    #expect(Timestamp("12/31/24 12:05 am", format: "%D %I:%M %p") == Timestamp("2024-12-31T00:05:00"))
    #expect(Timestamp("1700000000", format: "%s") == Timestamp("2023-11-14T22:13:20Z"))
    let zone = try Timestamp.Zone.named("Europe/Berlin")
    #expect(Timestamp("2024-07-01 12:00", format: "%F %R", zone: zone) == Timestamp("2024-07-01T10:00:00Z"))
    #expect(Timestamp("2024-07-01 12:00 +0200", format: "%F %R %z") == Timestamp("2024-07-01T10:00:00Z"))
  }

  @Test func readFromFiles() throws {
    let text = "when,local\n2013-01-01T10:00:00Z,2013-01-01 05:00\n,\n2013-07-01T10:00:00+02:00,2013-07-01 05:00\n"
    let frame = try DataFrame(csvData: Array(text.utf8))
    #expect(frame["when"].type == .timestamp)
    #expect(frame["local"].type == .timestamp)
    #expect(frame["when"].missingCount == 1)
    #expect(frame["when", Timestamp.self][0]?.zone == .utc)
    #expect(frame["local", Timestamp.self][0]?.zone == nil)
    // What is written is read again.
    #expect(try DataFrame(csvData: frame.csvRepresentation()) == frame)
    let asText = try DataFrame(csvData: Array(text.utf8), types: ["when": .string])
    #expect(asText["when"].type == .string)
    let clocks = try DataFrame(
      csvData: Array("t,d\n10:15,1:30:00\n09:00:30,2 d 00:00:01\n".utf8), types: ["t": .timeOfDay, "d": .duration])
    #expect(clocks["t", TimeOfDay.self][0]?.minute == 15)
    #expect(clocks["d", Duration.self][1] == .seconds(2 * 86_400 + 1))
    // One value that is no timestamp leaves the column text.
    #expect(try DataFrame(csvData: Array("t\n2013-01-01 10:00\nsoon\n".utf8))["t"].type == .string)
  }

  @Test func storedColumnsKeepTheirZones() throws {
    let zone = try Timestamp.Zone.named("America/New_York")
    let column = Column(name: "t", contents: [Timestamp(year: 2024, month: 7, day: 4, hour: 9, zone: zone), nil])
    let stored = try JSONDecoder().decode(
      DataFrame.self, from: JSONEncoder().encode(DataFrame(columns: [.timestamp(column)])))
    #expect(stored["t", Timestamp.self][0]?.description == "2024-07-04T09:00:00-04:00[America/New_York]")
  }
}

/// Dates as pandas and polars have them.
@Suite struct DateVerbTests {
  private let frame: DataFrame
  private let oracle: VerbOracle

  init() throws {
    frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Oracles/verbs.csv"))
    oracle = try VerbOracle()
  }

  @Test func parts() throws {
    let york = frame["when"].dates.converted(to: try .named("America/New_York"))
    for (name, column) in [("utc", frame["when"]), ("york", york)] {
      let dates = column.dates
      let parts = [
        ("year", dates.year), ("quarter", dates.quarter), ("month", dates.month), ("week", dates.week),
        ("day", dates.day),
        ("weekday", dates.weekday), ("dayOfYear", dates.dayOfYear), ("hour", dates.hour), ("minute", dates.minute),
        ("second", dates.second),
      ]
      oracle.expect("parts \(name)", DataFrame(columns: parts.map { $1.renamed($0) }))
    }
    oracle.expect("written york", york)
    oracle.expect("formatted", york.dates.formatted("%d.%m.%y %I:%M %p, %A %j"))
    #expect(york.dates.weekdayName.categoryOrder?.first == "Monday")
    #expect(york.dates.time.type == .timeOfDay)
  }

  @Test func calculations() throws {
    let york = frame["when"].dates.converted(to: try .named("America/New_York"))
    oracle.expect("truncated hour", york.dates.truncated(to: .hour))
    let units: [(String, CalendarUnit)] = [
      ("1d", .day), ("1w", .week), ("1mo", .month), ("1q", .quarter), ("1y", .year),
    ]
    for (name, unit) in units { oracle.expect("truncated \(name)", york.dates.truncated(to: unit)) }
    oracle.expect("month later", york.dates.adding(1, .month))
    oracle.expect("since before", frame["when"].difference())
  }

  @Test func zones() throws {
    let texts = [
      "2024-03-10 02:30", "2024-11-03 01:30", "2024-07-01 12:00", "2040-07-01 12:00", "2040-12-01 00:00",
      "1900-01-01 00:00",
      "1975-06-01 08:00",
    ]
    let local = Column(name: "t", contents: texts).eraseToAnyColumn()
    oracle.expect("assumed", local.dates.assumed(in: try .named("America/New_York")))
    let instants = Column(
      name: "t",
      contents: [
        "1960-05-05T05:05:05Z", "1999-12-31T23:59:59Z", "2024-03-31T01:00:00Z", "2024-10-27T00:59:59Z",
        "2055-08-08T12:00:00Z",
      ]
    ).eraseToAnyColumn()
    let names = [
      "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia",
    ]
    let columns = try names.map { instants.dates.converted(to: try .named($0)).renamed($0) }
    oracle.expect("zones", DataFrame(columns: columns))
  }

  @Test func resampling() {
    let frame = frame.with("time") { $0["when"] }
    oracle.expect(
      "resampled days",
      frame.resampled("time", .day, .count("sales", as: "count"), .sum("sales", as: "sum"), .mean("sales", as: "mean")))
    oracle.expect("resampled weeks", frame.resampled("time", .week, .sum("pieces", as: "sum")))
    oracle.expect("resampled months", frame.resampled("time", .month, .maximum("sales", as: "maximum")))
    oracle.expect("resampled 6 hours", frame.resampled("time", every: 6, .hour, .sum("pieces", as: "sum")))
  }
}
