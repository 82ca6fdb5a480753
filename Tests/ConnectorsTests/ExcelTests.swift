import Connectors
import Foundation
import Frames
import Testing

/// Workbooks by openpyxl and XlsxWriter, see Oracles/make_excel.py.
@Suite("Excel") struct ExcelTests {
  @Test func readsTheFirstSheetBelowItsTitle() throws {
    let frame = try DataFrame(contentsOf: Fixtures.path("openpyxl.xlsx"))
    #expect(frame.rowCount == 3)
    #expect(frame["name", String.self].map { $0 } == ["Ann & <Bob>", "日本", " spaces "])
    #expect(frame["count", Int.self].map { $0 } == [3, nil, 9_007_199_254_740_991])
    #expect(frame["share", Double.self].map { $0 } == [0.5, -1e-7, 2])
    #expect(
      frame["day", CalendarDate.self].map { $0 }
        == [CalendarDate("2020-02-29"), CalendarDate("1900-03-01"), CalendarDate("9999-12-31")])
    #expect(frame["at"].texts.map { $0?.prefix(10) } == ["2020-02-29", "1999-12-31", nil])
    #expect(frame["clock"].texts.map { $0 } == ["07:45:00", "00:00:01", nil])
    #expect(frame["flag", Bool.self].map { $0 } == [true, false, nil])
    #expect(frame["mixed", String.self].map { $0 } == ["1", "x", "2001-02-03"])
    #expect(frame["sum"].missingCount == 3 && frame["broken"].missingCount == 3)
    let report = try #require(frame.readingReport)
    #expect(report.problems.map(\.message) == ["K4 shows #DIV/0!."])
    #expect(report.remarks.contains("Above the table stands \"Report of 2024\"."))
    #expect(report.remarks.contains { $0.contains("1 formulas have no result") })
    #expect(report.remarks.contains { $0.contains("the sheets are: \"Übersicht\", \"Other\", \"Hidden\"") })
  }

  @Test func readsASheetByItsName() throws {
    let path = Fixtures.path("openpyxl.xlsx")
    let frame = try DataFrame(contentsOfExcelFile: path, sheet: "Other")
    #expect(frame.columnNames == ["a", "a 2", "Column 3"])
    let bare = try DataFrame(contentsOfExcelFile: path, sheet: "Other", skippedRows: 1, hasHeader: false)
    #expect(bare == ["A": [1], "B": [2], "C": [3]])
    #expect(
      try DataFrame(contentsOfExcelFile: path, sheet: "Other", columns: ["a 2"], types: ["a 2": .double]) == [
        "a 2": [2.0]
      ])
    let failure = #expect(throws: TableReadingError.self) { try DataFrame(contentsOfExcelFile: path, sheet: "Othr") }
    #expect(failure?.hint == "Its sheets are: \"Übersicht\", \"Other\", \"Hidden\".")
    #expect(try DataFrame(contentsOfExcelFile: path, sheet: "Hidden").isEmpty)
  }

  @Test func readsResultsRichTextsAndDaysFrom1904() throws {
    let frame = try DataFrame(contentsOfExcelFile: Fixtures.path("xlsxwriter.xlsx"))
    #expect(frame["text", String.self].map { $0 } == ["plain bold", "line\nend _x0041_"])
    #expect(frame["day", CalendarDate.self].map { $0 } == [CalendarDate("1904-01-02"), CalendarDate("2024-05-06")])
    #expect(frame["double", Double.self].map { $0 } == [0.25, 2])
    #expect(frame["money", Double.self].map { $0 } == [12.5, -1])
  }

  @Test func whatIsWrittenReadsBack() throws {
    let frame: DataFrame = [
      "name": ["</t>&", nil, "_x0041_\u{1}\n\""], "n": [1, -(1 << 53), nil], "x": [0.1, nil, 1e300],
      "flag": [true, nil, false],
      "day": [CalendarDate(year: 1900, month: 2, day: 28), CalendarDate(year: 2024, month: 2, day: 29), nil],
    ]
    try Fixtures.withFiles([:]) { folder in
      try frame.writeExcel(to: folder + "x.xlsx", sheet: "Ä & B")
      let again = try DataFrame(contentsOf: folder + "x.xlsx")
      #expect(again == frame)
      let first = try Data(contentsOf: URL(fileURLWithPath: folder + "x.xlsx"))
      try frame.writeExcel(to: folder + "y.xlsx", sheet: "Ä & B")
      let second = try Data(contentsOf: URL(fileURLWithPath: folder + "y.xlsx"))
      #expect(first == second)
      _ = #expect(throws: ExcelWritingError.sheetName("a/b")) {
        try frame.writeExcel(to: folder + "x.xlsx", sheet: "a/b")
      }
      _ = #expect(throws: ExcelWritingError.self) { try frame.writeExcel(to: folder + "absent/x.xlsx") }
      let long = DataFrame(columns: [
        Column<String>(name: "a", contents: [String(repeating: "x", count: 32_768)]).eraseToAnyColumn()
      ])
      _ = #expect(throws: ExcelWritingError.longText(column: "a", row: 0)) {
        try long.writeExcel(to: folder + "z.xlsx")
      }
    }
  }

  @Test func numbersThatWouldBeRoundedAreText() throws {
    let frame: DataFrame = ["id": [Int.max], "x": [Double.infinity]]
    try Fixtures.withFiles([:]) { folder in
      try frame.writeExcel(to: folder + "x.xlsx")
      let again = try DataFrame(contentsOf: folder + "x.xlsx")
      #expect(again["id", String.self][0] == "9223372036854775807" && again["x", String.self][0] == "inf")
    }
  }

  @Test func survivesDamage() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("openpyxl.xlsx"))))
    try Fixtures.withFiles([:]) { folder in
      var refused = 0
      for seed in 0..<100 {
        try Data(Damage.damaged(bytes, seed: UInt64(seed))).write(to: URL(fileURLWithPath: folder + "x.xlsx"))
        if (try? DataFrame(contentsOfExcelFile: folder + "x.xlsx")) == nil { refused += 1 }
      }
      #expect(refused > 50)
    }
  }
}
