import Foundation
import Testing

@testable import Frames

/// Numbers are read to the same bits as strtod reads them.
@Suite struct DecimalNumbers {
  private func parsed(_ text: String) -> (value: Double, length: Int) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 32)
    let number = bytes.withUnsafeBufferPointer { DecimalNumber($0.baseAddress!, point: 46) }
    return (number.value, number.length)
  }

  private func check(_ text: String) {
    let (value, length) = parsed(text)
    #expect(length == text.utf8.count, "\(text)")
    #expect(value.bitPattern == strtod(text, nil).bitPattern, "\(text)")
  }

  @Test func shortestDigitsOfRandomNumbers() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<8_000 {
      let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      if value.isFinite { check(value.description) }
      check(Double.random(in: 0...1, using: &generator).description)
      check(Double(Float.random(in: -60...250, using: &generator)).description)
    }
  }

  @Test func randomDigitsAndExponents() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<8_000 {
      let digits = UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0...60, using: &generator)
      let exponent = Int.random(in: -70...70, using: &generator)
      check("\(digits)e\(exponent)")
      let zeros = String(repeating: "0", count: Int.random(in: 0...25, using: &generator))
      check("0.\(zeros)\(digits)")
    }
  }

  /// Numbers half way between two doubles, and their neighbours.
  @Test func halfWayCases() {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<3_000 {
      let whole = UInt64.random(in: 1 << 53...1 << 62, using: &generator)
      let spacing = UInt64(Double(whole).ulp)
      let half = whole / spacing * spacing + spacing / 2
      for near in [half - 1, half, half + 1] {
        check("\(near)")
        check("\(near)e-5")
        check("\(near)00e-2")
      }
    }
  }

  @Test(arguments: [
    "0", "-0", "0.0", "1", "-1.5", "1e5", "1E-5", "9007199254740993", "1e22", "1e23", "123456789012345678901234567890",
    "0.000000000000000000000000000000000000001", "1.7976931348623157e308", "2e308", "4.9e-324", "1e-400",
    "0.14400000000000002", "5.", ".5", "00012.50",
  ])
  func knownCases(text: String) { check(text) }

  @Test(arguments: ["", "-", ".", "e5", "x", "1e", "1e+", "-."])
  func noNumbers(text: String) { #expect(parsed(text).length == 0) }

  @Test func aNumberEndsWhereItEnds() {
    #expect(parsed("1.5,2").length == 3)
    #expect(parsed("12abc").length == 2)
    #expect(parsed("1.2.3").length == 3)
  }
}
