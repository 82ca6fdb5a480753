import Frames
import Testing

@testable import Charts

/// Recipes show columns of dates and timestamps as dates, on their axes and in their descriptions.
@Suite struct DateRecipeTests {
  /// Days of 2020 and 2022; there is none in 2021.
  private static let frame: DataFrame = {
    let days = (0..<730).map { CalendarDate(daysSince1970: 18_262 + $0 + ($0 < 366 ? 0 : 365)) }
    let values = (0..<730).map { Double($0 % 90) }
    let frame = DataFrame(columns: [
      .date(Column(name: "day", values: days)), .double(Column(name: "value", values: values)),
      .string(Column(name: "kind", contents: (0..<730).map { $0 % 3 == 0 ? "a" : "b" })),
    ])
    return frame.with("time") { $0["day"].dates.converted(to: .utc) }.with("month") {
      $0["day"].dates.truncated(to: .month)
    }
  }()

  @Test(arguments: ["day", "time"])
  func axesAreOfDates(column: String) {
    let charts: [(String, Chart)] = [
      ("histogram", .histogram(Self.frame, column)), ("hexbin", .hexbin(Self.frame, x: column, y: "value")),
      ("hexbin upright", .hexbin(Self.frame, x: "value", y: column)),
      ("box plot", .boxPlot(Self.frame, column, by: "kind")), ("violin", .violin(Self.frame, column, by: "kind")),
      ("density", .density(Self.frame, column)), ("ecdf", .ecdf(Self.frame, column)),
      ("trends", .trends(Self.frame, x: "month", y: "value")),
      ("trends of groups", .trends(Self.frame, x: "month", y: "value", by: "kind")),
    ]
    for (name, chart) in charts {
      let scene = chart.scene(theme: .pinned)
      let texts = scene.texts.map(\.string)
      #expect(texts.contains { $0 == "2021" || $0 == "2022" }, "\(name): \(texts)")
      // Seconds since 1970 are billions.
      #expect(!texts.contains { $0.hasSuffix("B") }, "\(name): \(texts)")
      #expect(scene.alternativeText.contains("202"), "\(name): \(scene.alternativeText)")
      #expect(!scene.alternativeText.contains("B "), "\(name): \(scene.alternativeText)")
    }
  }

  @Test func categoriesKeepTheirOrder() {
    let frame = Self.frame.with("kind") { $0["kind"].ordered(["b", "never", "a"]) }
    #expect(PlottableColumn(frame["kind"]).names == ["b", "a"])
    #expect(PlottableColumn(Self.frame["kind"]).names == ["a", "b"])
  }

  @Test func intervalsOfDatesHaveAnAxisOfDates() {
    let chart = Chart(["a", "b"]) { name in
      BarMark(
        xStart: .value("Start", CalendarDate(year: 2020)), xEnd: .value("End", CalendarDate(year: 2024)),
        y: .value("Name", name))
    }
    #expect(chart.scene(theme: .pinned).texts.contains { $0.string == "2022" })
  }
}
