/// How numbers are written: U+2212 for minus, thousands parted from 1,000 on, never a negative zero.
///
/// Every number keeps its meaning: it is within half a unit of its last digit, never 0 unless it is zero, and never 1,
/// 100 or 100% unless it is that. Numbers that stand together share decimals and a unit only as far as that holds.
public enum NumberFormat: Hashable, Sendable, Codable {
  /// As many decimals as the numbers need; M, B and T from a million on; powers of ten for the very small and very
  /// large.
  case automatic
  /// A number of decimals; more for a number that these would make 0, 1 or 100.
  case decimals(Int)
  /// 0.12 is 12%.
  case percent
  /// The number and its unit: `3 dB`.
  case unit(String)
  /// 1965, without a thousands separator.
  case year
  /// Seconds since 1970 as a date, with the time in UTC to the minute where it is not midnight: `2024-01-31`.
  case date

  /// One number by itself, with about three significant digits.
  public func string(_ value: Double) -> String {
    texts([value], digits: NumberText.usualDigits)[0]
  }

  /// How an axis writes its ticks when values are written like this: round numbers need no decimals that are zero.
  var ofTicks: NumberFormat {
    if case .decimals = self { return .automatic }
    return self
  }

  /// Numbers that stand together: those of an axis with the decimals that tell its steps apart, others with the same
  /// decimals and unit as far as each keeps its meaning.
  /// - Parameter step: The distance between them; 0 when they have none.
  public func strings(_ values: [Double], step: Double) -> [String] {
    step > 0 ? tickTexts(values, step: step) : texts(values, digits: NumberText.usualDigits)
  }

  /// Numbers that a sentence compares: different ones have as many digits as tell them apart, as far as 15 do.
  public func compared(_ values: [Double]) -> [String] {
    func texts(_ digits: Int) -> [String] { values.map { self.texts([$0], digits: digits)[0] } }
    let usual = texts(NumberText.usualDigits)
    guard NumberText.hideDifferences(of: values, in: usual) else { return usual }
    let telling = ((NumberText.usualDigits + 1)...15).first { !NumberText.hideDifferences(of: values, in: texts($0)) }
    // One digit more, so that the difference itself is not rounded to twice its size.
    return telling.map { texts(min($0 + 1, 15)) } ?? usual
  }

  /// - Parameter digits: How many significant digits a number has at least, as far as it needs them.
  private func texts(_ values: [Double], digits: Int) -> [String] {
    switch self {
    case .decimals(let count):
      return values.map { Self.fixed($0, decimals: count + digits - NumberText.usualDigits) }
    case .percent:
      let texts = NumberFormat.automatic.texts(values.map { $0 * 100 }, digits: digits)
      return zip(values, texts).map { $0.isFinite ? $1 + "%" : $1 }
    case .unit(let unit):
      let texts = NumberFormat.automatic.texts(values, digits: digits)
      return zip(values, texts).map { $0.isNaN ? $1 : "\($1)\u{a0}\(unit)" }
    case .year:
      return values.map { value in
        let isWhole = value == value.rounded() && digits == NumberText.usualDigits
        return Self.fixed(value, decimals: isWhole ? 0 : digits - 2, separatesThousands: false)
      }
    case .date: return values.map { $0.isFinite ? CivilTime.text(($0 / 60).rounded() * 60) : NumberText.special($0) }
    case .automatic: return NumberText.together(values, digits: digits)
    }
  }

  /// The values of an axis.
  private func tickTexts(_ values: [Double], step: Double) -> [String] {
    switch self {
    case .decimals(let count):
      let texts = values.map { Self.fixed($0, decimals: count) }
      return NumberText.hideDifferences(of: values, in: texts) ? compared(values) : texts
    case .percent:
      return zip(values, NumberFormat.automatic.tickTexts(values.map { $0 * 100 }, step: step * 100)).map {
        $0.isFinite ? $1 + "%" : $1
      }
    case .unit(let unit):
      return NumberFormat.automatic.tickTexts(values, step: step).map { "\($0)\u{a0}\(unit)" }
    case .year:
      let decimals = NumberText.stepDecimals(values.filter(\.isFinite), step: step)
      return values.map { Self.fixed($0, decimals: $0 == $0.rounded() ? 0 : decimals, separatesThousands: false) }
    case .date: return strings(values, step: 0)
    case .automatic: return NumberText.ticks(values, step: step)
    }
  }

  /// `−12,345.60`
  ///
  /// A number that so many decimals would make 0, 1 or 100, and that is another, has more of them.
  /// - Parameter separatesThousands: Whether thousands are parted, as all numbers have them but years.
  public static func fixed(_ value: Double, decimals: Int, separatesThousands: Bool = true) -> String {
    NumberText.fixed(value, decimals: decimals, separatesThousands: separatesThousands)
  }

  /// A number near a bound that it does not reach, for a cell that has no room for more digits: `>0.99` and `<0.01`, or
  /// the number with these decimals where it does not read as 0 or 1.
  static func bounded(_ value: Double, decimals: Int) -> String { NumberText.bounded(value, decimals: decimals) }

  /// Whether numbers are years, by their label and their range: then their thousands are not parted.
  package static func areYears(_ values: [Double], label: String) -> Bool {
    let finite = values.filter(\.isFinite)
    return !finite.isEmpty && finite.allSatisfy { (1_000...2_200).contains($0) } && namesYears(label)
  }

  /// Whether a label has a word for years in it.
  static func namesYears(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }.map(String.init)
    return words.contains(where: yearWords.contains)
  }

  private static let yearWords: Set<String> = [
    "year", "years", "decade", "decades", "century", "centuries", "born", "died", "founded", "released", "since",
    "until", "jahr", "jahre", "jahrzehnt", "année", "années", "año", "años", "ano", "anos", "anno", "anni", "jaar",
    "år",
    "rok", "год", "年",
  ]

  /// The shortest form that no other number has, without separators: names of categories and cells of data tables.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite else { return NumberText.special(value) }
    if value == value.rounded(), abs(value) < 1e15 { return NumberText.minus("\(Int(value))") }
    return NumberText.minus("\(value)")
  }
}

extension NumberFormat {
  /// A count with what is counted: `1 value`, `12,345 values`.
  /// - Parameter plural: The plural where it is not the noun with an s.
  static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(whole(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count with all its digits: `1,234,567`.
  static func whole(_ count: Int) -> String { fixed(Double(count), decimals: 0) }

  /// A share in whole per cent, for the cells of a chart: `<1%` and `>99%` for what would be rounded to none or all,
  /// `–` where it is not known.
  static func wholePercent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    if share > 0, share < 0.005 { return "<1%" }
    if share < 1, share >= 0.995 { return ">99%" }
    return fixed((share * 100).rounded(), decimals: 0) + "%"
  }
}
