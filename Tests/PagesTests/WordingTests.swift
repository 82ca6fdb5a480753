import Testing

@testable import Pages

@Suite struct WordingTests {
  @Test(arguments: [
    (0, "0"), (1960, "1,960"), (9999, "9,999"), (10_000, "10,000"), (-1_234_567, "−1,234,567"),
    (.max, "9,223,372,036,854,775,807"), (.min, "−9,223,372,036,854,775,808"),
  ])
  func wholeNumbersHaveTheirThousandsSeparatedFromAThousandOn(_ value: Int, _ expected: String) {
    #expect(Wording.number(value) == expected)
  }

  @Test(arguments: [
    (0.123456, "0.12346"), (-1234.5, "−1,234.5"), (0.999_999_9, "0.9999999"), (100_000, "100,000"),
    (99_999.9, "100,000"), (2.0, "2"), (-0.0, "0"),
    (9.999_999, "10"), (1.5e-7, "1.5×10⁻⁷"), (1e20, "10²⁰"), (-1e-300, "−10⁻³⁰⁰"), (1.796e308, "1.8×10³⁰⁸"),
    (.nan, "NaN"), (-.infinity, "−∞"), (0.000_1, "0.0001"), (123_456.7, "123,457"),
  ])
  func numbersHaveFiveSignificantDigits(_ value: Double, _ expected: String) {
    #expect(Wording.number(value) == expected)
  }

  @Test func exactNumbersHaveAllDigits() {
    #expect(Wording.exact(0.6137254901960784) == "0.6137254901960784")
    #expect(Wording.exact(-323_651) == "−323,651")
    #expect(Wording.exact(-0.5) == "−0.5")
    #expect(Wording.exact(.nan) == "NaN")
  }

  @Test func differencesHaveASign() {
    #expect(Wording.difference(0.5) == "+0.5")
    #expect(Wording.difference(-0.0159414) == "−0.0159")
    #expect(Wording.difference(0) == "0")
  }

  @Test func percentagesHaveTwoSignificantDigits() {
    #expect(Wording.percentageDifference(-0.1234) == "−12%")
    #expect(Wording.percentageDifference(0.0123) == "+1.2%")
    #expect(Wording.percentage(0.5) == "50%")
    #expect(Wording.percentage(0) == "0%")
    #expect(Wording.percentage(0.00001) == "under 0.01%")
    #expect(Wording.percentage(12.5) == "1,250%")
    #expect(Wording.percentage(0.99996) == "over 99.99%")
    #expect(Wording.percentage(0.9996) == "99.96%")
    #expect(Wording.percentage(1) == "100%")
  }

  @Test func countsAgreeWithTheirNouns() {
    #expect(Wording.count(1, "row") == "1 row")
    #expect(Wording.count(0, "row") == "0 rows")
    #expect(Wording.count(323_651, "row") == "323,651 rows")
    #expect(Wording.count(2, "breach", plural: "breaches") == "2 breaches")
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (61_812_345, "61.8 MB"), (999_499, "999 kB"),
    (999_501, "1.0 MB"), (2_000_000_000, "2 GB"), (1_500_000_000, "1.5 GB"), (1 << 30, "1.1 GB"),
    (13_000_000_000_000, "13 TB"),
  ])
  func bytesHaveDecimalUnits(_ count: Int, _ expected: String) {
    #expect(Wording.bytes(count) == expected)
  }

  @Test(arguments: [
    (0, "0 ms"), (0.000_41, "0.4 ms"), (0.001_2, "1 ms"), (0.004, "4 ms"), (0.0994, "99 ms"), (0.0999, "0.10 s"),
    (0.317, "0.32 s"), (0.5, "0.5 s"), (0.3, "0.3 s"), (1.84, "1.8 s"), (1.999, "2.0 s"), (30, "30 s"),
    (59.96, "1 min 0 s"),
    (125.2, "2 min 5 s"), (12_000, "3 h 20 min"), (.infinity, "∞ s"), (.nan, "NaN s"), (-1, "−1 s"),
    (-1e300, "−10³⁰⁰ s"),
  ])
  func timesHaveTheUnitThatPeopleUse(_ seconds: Double, _ expected: String) {
    #expect(Wording.duration(seconds) == expected)
  }

  @Test func datesAreReadable() {
    #expect(Wording.date("2026-11-22T17:04:03Z") == "22 November 2026, 17:04 UTC")
    #expect(Wording.date("yesterday") == "yesterday")
    #expect(Wording.date("2026-13-22T17:04:03Z") == "2026-13-22T17:04:03Z")
  }
}
