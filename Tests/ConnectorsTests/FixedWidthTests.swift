import Connectors
import Frames
import Testing

@Suite("Fixed width") struct FixedWidthTests {
  private let text = """
    # made by hand
    name      year  value
    Ann Lee   1999   1.50
    Zoë, "Z"  2001  -2
                    7

    """

  private let wanted: DataFrame = [
    "name": ["Ann Lee", "Zoë, \"Z\"", nil], "year": [1999, 2001, nil], "value": [1.5, -2, 7],
  ]

  @Test func columnsAreFoundByTheirGaps() throws {
    try Fixtures.withFiles(["x.txt": text]) { folder in
      let frame = try DataFrame(contentsOfFixedWidthFile: folder + "x.txt", skippedLines: 1)
      #expect(frame.columnNames.count >= 3)
      #expect(frame["value", Double.self].map { $0 } == [1.5, -2, 7])
      #expect(frame["year", Int.self].map { $0 } == [1999, 2001, nil])
    }
  }

  @Test func widthsAndNamesCanBeGiven() throws {
    try Fixtures.withFiles(["x.txt": text]) { folder in
      let frame = try DataFrame(contentsOfFixedWidthFile: folder + "x.txt", widths: [10, 6, 5], skippedLines: 1)
      #expect(frame == wanted)
      let named = try DataFrame(
        contentsOfFixedWidthFile: folder + "x.txt", widths: [10, 6, 5], names: ["a", "b", "c"], skippedLines: 2,
        types: ["b": .string])
      #expect(named["b", String.self].map { $0 } == ["1999", "2001", nil])
      #expect(throws: TableReadingError.self) {
        try DataFrame(contentsOfFixedWidthFile: folder + "x.txt", names: ["a"], skippedLines: 1)
      }
      #expect(throws: TableReadingError.self) {
        try DataFrame(contentsOfFixedWidthFile: folder + "x.txt", widths: [0], skippedLines: 1)
      }
    }
  }

  @Test func nothingIsRefused() throws {
    try Fixtures.withFiles(["x.txt": " \n\n"]) { folder in
      _ = #expect(throws: TableReadingError.self) { try DataFrame(contentsOfFixedWidthFile: folder + "x.txt") }
    }
  }
}
