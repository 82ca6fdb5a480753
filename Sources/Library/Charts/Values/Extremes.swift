/// The highest and the lowest of several numbers, with the names of those that share them: what sentences compare.
struct Extremes {
  private let values: [Double]
  /// NaN when no number is finite.
  let highest: Double
  let lowest: Double

  init(_ values: [Double]) {
    self.values = values
    let finite = values.filter(\.isFinite)
    highest = finite.max() ?? .nan
    lowest = finite.min() ?? .nan
  }

  var areEqual: Bool { highest == lowest }

  /// Whether two numbers differ in their last bits only: one number that was computed in two ways.
  static func areOne(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 4 * max(abs(a), abs(b)).ulp }

  /// `soul`, `soul and jazz`, `soul, jazz and 3 more`: the names of all that have this value.
  func names(_ names: [String], at value: Double) -> String {
    var seen: Set<String> = []
    let found = values.indices.filter { values[$0] == value }.map { names[$0] }.filter { seen.insert($0).inserted }
    guard found.count > 2 else { return found.joined(separator: " and ") }
    return "\(found[0]), \(found[1]) and \(NumberFormat.whole(found.count - 2)) more"
  }

  /// `soul (5), jazz (3), pop (2)`; `soul (5); jazz, pop and 3 more (2 each)` where values are equal: those of the
  /// greatest values with all that share one, so that no name is passed over for another of the same value.
  /// - Parameters:
  ///   - count: No further values once this many names are covered.
  ///   - text: What stands behind the name of a value, by its index.
  func leaders(_ names: [String], upTo count: Int = 3, _ text: (Int) -> String) -> String {
    var rest = values.indices.filter { values[$0].isFinite }.sorted { (values[$1], $0) < (values[$0], $1) }[...]
    var parts: [String] = []
    var (covered, hasTies) = (0, false)
    while covered < count, let first = rest.first {
      let tied = rest.prefix { values[$0] == values[first] }
      rest = rest.dropFirst(tied.count)
      covered += tied.count
      if tied.count > 1 { hasTies = true }
      parts.append("\(self.names(names, at: values[first])) (\(text(first))\(tied.count > 1 ? " each" : ""))")
    }
    return parts.joined(separator: hasTies ? "; " : ", ")
  }

  /// `Largest: soul with 5. Smallest: jazz with 2.`, or that all are equal.
  func sentences(
    _ names: [String], format: NumberFormat, highest high: String = "Largest", lowest low: String = "Smallest",
    equal: String = "All are equal"
  )
    -> [String]
  {
    let texts = format.compared([highest, lowest])
    let count = values.count(where: \.isFinite)
    guard count > 0 else { return [] }
    if count == 1 { return ["\(self.names(names, at: highest)): \(texts[0])."] }
    if areEqual { return ["\(equal): \(texts[0])."] }
    return [
      "\(high): \(self.names(names, at: highest)) with \(texts[0]).",
      "\(low): \(self.names(names, at: lowest)) with \(texts[1]).",
    ]
  }
}
