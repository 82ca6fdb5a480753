import Charts
import Frames
import Testing

@testable import Songbook

@Suite struct TableTests {
  private func texts(_ column: AnyColumn) -> [String?] {
    Table(DataFrame(columns: [column])).content(rows: 50).rows.map { $0[0].text }
  }

  @Test func numbersOfAColumnKeepTheirMeaning() {
    #expect(
      texts(Column(name: "Median", doubles: [0.642, 120.963, -51.492, 0.0006]).eraseToAnyColumn())
        == ["0.642", "121", "\u{2212}51.5", "0.0006"])
    #expect(
      texts(Column(name: "Share", doubles: [0.5, 0.25, 0.125]).eraseToAnyColumn()) == ["0.500", "0.250", "0.125"])
    #expect(texts(Column(name: "AUC", doubles: [0.9997, 0.5]).eraseToAnyColumn()) == ["0.9997", "0.5000"])
    #expect(texts(Column(name: "p", doubles: [0.04, 0.000_004]).eraseToAnyColumn()) == ["0.04", "4×10⁻⁶"])
  }

  /// One column says value and interval; nothing of the frame is lost.
  @Test func anIntervalStandsBesideItsValue() {
    let frame = DataFrame(columns: [
      Column(name: "Class", contents: ["pop", "rock", "jazz"]).eraseToAnyColumn(),
      Column(name: "Recall", doubles: [0.648, 0.5, 0.25]).eraseToAnyColumn(),
      Column(name: "95% CI from", doubles: [0.581, -0.1, .nan]).eraseToAnyColumn(),
      Column(name: "95% CI to", doubles: [0.71, 1, .nan]).eraseToAnyColumn(),
    ])
    let content = Table(frame).formatted("Recall", as: .percent).interval("Recall").content(rows: 50)
    #expect(content.columns.map(\.name) == ["Class", "Recall (95% CI)"])
    #expect(content.rows.map { $0[1].text } == ["64.8% (58.1%–71.0%)", "50.0% (\u{2212}10.0% to 100.0%)", "25.0%"])
    #expect(content.rows[0][1].number == 0.648)
    // A small end of one interval gives no number more decimals; it is not written as nothing either.
    let small = DataFrame(columns: [
      Column(name: "Recall", doubles: [0.648, 0.5]).eraseToAnyColumn(),
      Column(name: "95% CI from", doubles: [0.581, 0.0053]).eraseToAnyColumn(),
      Column(name: "95% CI to", doubles: [0.71, 1]).eraseToAnyColumn(),
    ])
    let texts = Table(small).formatted("Recall", as: .percent).interval("Recall").content(rows: 50).rows.map {
      $0[0].text
    }
    #expect(texts == ["64.8% (58.1%–71.0%)", "50.0% (0.5%–100.0%)"])
  }

  @Test func thousandsArePartedButNotInYears() {
    #expect(texts(Column(name: "Songs", contents: [1_846, 1_234_567]).eraseToAnyColumn()) == ["1,846", "1,234,567"])
    #expect(texts(Column(name: "First year", contents: [1_960, 2_020]).eraseToAnyColumn()) == ["1960", "2020"])
  }

  private func numbers(_ table: Table) -> (kind: String?, numbers: [Double?]) {
    let content = table.content(rows: 50)
    return (content.columns.first?.kind.rawValue, content.rows.map { $0[0].number })
  }

  @Test func whatIsDrawnIsMeasuredByTheColumn() {
    func table(_ values: [Double]) -> Table {
      Table(DataFrame(columns: [Column(name: "x", doubles: values).eraseToAnyColumn()]))
    }
    #expect(numbers(table([0.25, 0.5]).bars("x")) == ("bar", [0.25, 0.5]))
    #expect(numbers(table([10, -20, 5]).bars("x")) == ("bar", [0.5, -1, 0.25]))
    #expect(numbers(table([10, 20, 15]).heat("x")) == ("heat", [0, 1, 0.5]))
    #expect(numbers(table([-0.5, 1]).heat("x")) == ("divergingHeat", [-0.5, 1]))
    #expect(numbers(table([7, 7]).heat("x")) == ("heat", [0, 0]))
    #expect(numbers(table([]).heat("x")) == ("heat", []))
    #expect(table([1]).help("x", "Help.").content(rows: 1).columns[0].help == "Help.")
  }

  /// Each row of a summary is of another column: its numbers have the decimals that this one needs.
  @Test func summariesWriteEachColumnsNumbersForThemselves() {
    let frame: DataFrame = [
      "year": [1952, 1977, 2007], "depth": [15.1, 17.15, 19.2], "mass": [2700, 4050, 6300],
    ]
    let content = Table(frame.summary()).content(rows: 10)
    func texts(_ row: Int) -> [String] { content.rows[row].compactMap(\.text) }
    #expect(texts(0).contains("1952") && texts(0).contains("2007"), "\(texts(0))")
    #expect(texts(1).contains("17.15"), "\(texts(1))")
    #expect(texts(2).contains("4,050") || texts(2).contains("4,050.0"), "\(texts(2))")
  }
}
