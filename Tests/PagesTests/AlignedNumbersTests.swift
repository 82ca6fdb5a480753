import Testing

@testable import Pages

@Suite struct AlignedNumbersTests {
  private func aligned(_ texts: [String?]) -> [String] {
    let numbers = AlignedNumbers(texts)
    return texts.indices.map { numbers.blanks($0).replacing("\u{2008}", with: ".").replacing("\u{2007}", with: "0") }
  }

  @Test(
    arguments: [
      (["1", "2.5", "3.25", nil], [".00", "0", "", ""]), (["1", "20"], ["", ""]),
      (["5%", "12.5%"], [".0", ""]), (["5%", "12.5"], ["", ""]), (["−1,234.5", "0.0006"], ["000", ""]),
      (["4×10⁻⁶", "0.04", "1"], ["", "", ".00"]), (["NaN", "1.5", "∞"], ["", "", ""]),
      (["1.2.3", "1.5", "2"], ["", "", ".0"]),
      ([], []), (["", "−", "1.0", "+2"], ["", "", "", ".0"]),
    ] as [([String?], [String])])
  func blanksPutPointsBelowEachOther(_ texts: [String?], _ expected: [String]) {
    #expect(aligned(texts) == expected)
  }
}
