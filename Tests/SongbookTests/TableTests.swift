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

  @Test func thousandsArePartedButNotInYears() {
    #expect(texts(Column(name: "Songs", contents: [1_846, 1_234_567]).eraseToAnyColumn()) == ["1,846", "1,234,567"])
    #expect(texts(Column(name: "First year", contents: [1_960, 2_020]).eraseToAnyColumn()) == ["1960", "2020"])
  }
}
