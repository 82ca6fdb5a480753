import Testing

@testable import Charts

@Suite struct NumberFormatTests {
  @Test(arguments: [
    ([0.25, 1.4, 12, 250_000], ["0.25", "1.4", "12", "250,000"]), ([3_000_000, 900, 1], ["3M", "900", "1"]),
    ([2.5e9, 4e6, 12_000], ["2.5B", "4M", "12,000"]),
    ([1, 200, 0.5, 100, 1.5, 900], ["1", "200", "0.5", "100", "1.5", "900"]),
    ([0.04, 0.0004, 4e-6], ["0.04", "0.0004", "4×10⁻⁶"]), ([12.5, 0.004, 0.0001], ["12.5", "0.004", "0.0001"]),
    ([0.4, 2_000_000, 900, 3_000_000], ["0.4", "2M", "900", "3M"]), ([1, 1e9], ["1", "1B"]),
    ([12.5, 3.25], ["12.50", "3.25"]), ([0.5, 0.25, 0], ["0.50", "0.25", "0.00"]),
    ([1_500_000, 800_000], ["1.5M", "0.8M"]),
    ([1234, 5], ["1,234", "5"]), ([99.96, 50], ["99.96", "50.00"]), ([0.9997, 0.5], ["0.9997", "0.5000"]),
    ([-1.4, -250_000], ["\u{2212}1.4", "\u{2212}250,000"]), ([1e16, 5], ["10¹⁶", "5"]),
  ]) func numbersTogetherKeepTheirMeaning(values: [Double], texts: [String]) {
    #expect(NumberFormat.automatic.strings(values, step: 0) == texts)
  }

  @Test func onlyWhatIsAllIsWrittenAsAll() {
    #expect(NumberFormat.percent.strings([0.9996, 0.9999, 1, 0], step: 0) == ["99.96%", "99.99%", "100%", "0%"])
    #expect(NumberFormat.percent.string(0.99999) == "99.999%")
    #expect(NumberFormat.percent.string(1) == "100%")
    #expect(NumberFormat.percent.string(0.00001) == "0.001%")
    #expect(NumberFormat.automatic.string(0.9997) == "0.9997")
    #expect(NumberFormat.automatic.string(0.999_999_999_999_9) == "1")
    #expect(NumberFormat.fixed(0.9997, decimals: 3) == "0.9997")
    #expect(NumberFormat.fixed(99.96, decimals: 1) == "99.96")
    #expect(NumberFormat.fixed(0.000_4, decimals: 2) == "0.0004")
    #expect(NumberFormat.fixed(-0.000_004, decimals: 2) == "\u{2212}4×10⁻⁶")
    #expect(NumberFormat.decimals(2).string(0.004) == "0.004")
    #expect(NumberFormat.unit("%").string(99.96) == "99.96\u{a0}%")
    #expect(NumberFormat.wholePercent(0.99999) == ">99%")
    #expect(NumberFormat.wholePercent(0.00001) == "<1%")
  }

  @Test(arguments: [
    (0.9996, ">0.99"), (-0.9996, "<\u{2212}0.99"), (0.0004, "<0.01"), (-0.0004, ">\u{2212}0.01"), (0, "0.00"),
    (1, "1.00"), (-1, "\u{2212}1.00"), (0.456, "0.46"), (-0.456, "\u{2212}0.46"), (Double.nan, "–"),
  ]) func cellsSayWhatIsNearABound(value: Double, text: String) {
    #expect(NumberFormat.bounded(value, decimals: 2) == text)
  }

  @Test func sentencesTellDifferentNumbersApart() {
    #expect(
      NumberFormat.automatic.compared([1_000_000, 1_000_000.000_005]) == ["1,000,000", "1,000,000.000005"])
    #expect(NumberFormat.automatic.compared([0.03, 0.030_04]) == ["0.03", "0.03004"])
    #expect(NumberFormat.percent.compared([0.5, 0.500_02]) == ["50%", "50.002%"])
    #expect(NumberFormat.decimals(1).compared([0.51, 0.52]) == ["0.510", "0.520"])
    #expect(NumberFormat.automatic.compared([0.1 + 0.2, 0.3]) == ["0.3", "0.3"])
    #expect(NumberFormat.automatic.compared([5, 5]) == ["5", "5"])
    #expect(NumberFormat.year.compared([1960, 1960.5]) == ["1960", "1960.5"])
  }

  @Test func yearsHaveNoSeparatorsAndOthersDo() {
    #expect(NumberFormat.year.strings([1999, 2000], step: 1) == ["1999", "2000"])
    #expect(NumberFormat.year.strings([2001, 2001.5], step: 0.5) == ["2001", "2001.5"])
    #expect(NumberFormat.automatic.strings([0, 500, 1_000], step: 500) == ["0", "500", "1,000"])
    #expect(NumberFormat.areYears([1960, 2020], label: "First year"))
    #expect(!NumberFormat.areYears([1960, 2020], label: "Songs"))
    #expect(!NumberFormat.areYears([960, 2020], label: "Year"))
    #expect(NumberFormat.count(1_234_567, "row") == "1,234,567 rows")
  }

  /// What is written reads back within half a unit of its last digit, and is 0, 1 or 100 only where the number is.
  @Test func whatIsWrittenReadsBack() throws {
    var random = SplitMix(state: 7)
    let formats: [NumberFormat] = [.automatic, .percent, .decimals(0), .decimals(2), .unit("dB"), .year]
    for round in 0..<4_000 {
      let values = (0..<(1 + Int(random.next() % 6))).map { _ in random.number() }
      let format = formats[round % formats.count]
      for (value, text) in zip(values, format.strings(values, step: 0)) { try check(value, text, format) }
      for (value, text) in zip(values, format.compared(values)) { try check(value, text, format) }
      if format == .automatic {
        let texts = format.compared(values)
        for (a, first) in zip(values, texts) {
          for (b, second) in zip(values, texts) where abs(a - b) > abs(a) * 1e-13 { #expect(first != second) }
        }
      }
    }
  }

  private func check(_ value: Double, _ text: String, _ format: NumberFormat) throws {
    let (read, unit) = try #require(ReadNumber.read(text), "“\(text)” is no number")
    let scaled = format == .percent ? value * 100 : value
    let slack = abs(scaled) * 1e-12
    #expect(abs(read - scaled) <= unit / 2 * (1 + 1e-9) + slack, "\(value) is written \(text)")
    #expect((read == 0) == (value == 0), "\(value) is written \(text)")
    if [1, 100].contains(abs(read)), abs(abs(scaled) - abs(read)) < abs(read) * 0.01 {
      #expect(abs(abs(scaled) - abs(read)) <= 1e-9 * abs(read), "\(value) is written \(text)")
    }
    if format == .automatic || format == .percent {
      #expect(abs(read - scaled) <= abs(scaled) * 0.0101, "\(value) is written \(text)")
    }
  }
}

/// A number read from a text as people read it, with the value of its last digit.
enum ReadNumber {
  static func read(_ text: String) -> (value: Double, unit: Double)? {
    var text = text.replacing("\u{2212}", with: "-").replacing(",", with: "")
    if let end = text.firstIndex(of: "\u{a0}") { text = String(text[..<end]) }
    if text.hasSuffix("%") { text.removeLast() }
    var scale = 1.0
    for (suffix, factor) in [("T", 1e12), ("B", 1e9), ("M", 1e6)] where text.hasSuffix(suffix) {
      text.removeLast()
      scale = factor
    }
    let digits: [Character: Character] = [
      "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    ]
    if let power = text.firstIndex(where: { digits[$0] != nil }) {
      guard let exponent = Int(String(text[power...].map { digits[$0] ?? $0 })) else { return nil }
      var mantissa = String(text[..<power].dropLast(2))
      if mantissa.hasSuffix("×") { mantissa.removeLast() }
      if mantissa.isEmpty || mantissa == "-" { mantissa += "1" }
      let decimals = mantissa.split(separator: ".").dropFirst().first?.count ?? 0
      guard let value = Double("\(mantissa)e\(exponent)"), let unit = Double("1e\(exponent - decimals)") else {
        return nil
      }
      return (value, unit)
    }
    guard let value = Double(text) else { return nil }
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    guard let unit = Double("1e\(-decimals)") else { return nil }
    return (value * scale, unit * scale)
  }
}

/// Numbers that look random and are the same everywhere: Steele, Lea and Flood, 2014.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// Of any size, often near 0, 1 or 100, often whole or with few digits.
  mutating func number() -> Double {
    let sign: Double = next() % 4 == 0 ? -1 : 1
    switch next() % 8 {
    case 0: return 0
    case 1: return sign * (unit() * 20).rounded()
    case 2: return sign * (1 - unit() * 1e-3)
    case 3: return sign * (100 - unit() * 0.1)
    case 4: return sign * unit() * 1e-4
    case 5: return sign * (unit() * 1e7).rounded()
    case 6: return sign * unit() * [1e-6, 1, 1e3, 1e6, 1e9, 1e13, 1e17][Int(next() % 7)]
    default: return sign * (unit() * 1000).rounded() / 1000
    }
  }
}
