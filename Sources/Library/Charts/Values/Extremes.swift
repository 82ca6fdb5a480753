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
    let found = values.indices.filter { values[$0] == value }.map { names[$0] }
    guard found.count > 2 else { return found.joined(separator: " and ") }
    return "\(found[0]), \(found[1]) and \(NumberFormat.whole(found.count - 2)) more"
  }

  /// `Largest: soul with 5. Smallest: jazz with 2.`, or that all are equal.
  func sentences(
    _ names: [String], format: NumberFormat, highest high: String = "Largest", lowest low: String = "Smallest"
  )
    -> [String]
  {
    let texts = format.compared([highest, lowest])
    let count = values.count(where: \.isFinite)
    guard count > 0 else { return [] }
    if count == 1 { return ["\(self.names(names, at: highest)): \(texts[0])."] }
    if areEqual { return ["All are equal: \(texts[0])."] }
    return [
      "\(high): \(self.names(names, at: highest)) with \(texts[0]).",
      "\(low): \(self.names(names, at: lowest)) with \(texts[1]).",
    ]
  }
}
