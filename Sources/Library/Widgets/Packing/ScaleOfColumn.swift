/// How a page writes and draws the numbers of a column.
struct ScaleOfColumn: Encodable {
  var name: String
  var unit: String
  var decimals: Int
  /// The least and the greatest number that is known.
  var low: Double
  var high: Double
  var mean: Double

  init(_ name: String, _ values: [Double], unit: String = "") {
    self.name = name
    self.unit = unit
    let known = values.filter(\.isFinite)
    low = known.min() ?? 0
    high = known.max() ?? 0
    mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
    let areWhole = known.allSatisfy { $0 == $0.rounded() }
    let range = max(abs(low), abs(high))
    decimals = areWhole || range >= 100 ? 0 : range >= 10 ? 1 : range >= 0.2 ? 2 : 4
  }
}
