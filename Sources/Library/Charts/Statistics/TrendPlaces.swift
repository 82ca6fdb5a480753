/// The distinct values of x, and which of them each row has.
struct TrendPlaces {
  /// Ascending and finite.
  private(set) var distinct: [Double]
  /// For each row an index into `distinct`; -1 where x is not finite.
  private(set) var codes: [Int32]

  init(_ x: [Double]) {
    var slots: [Double: Int32] = [:]
    var found: [Double] = []
    var codes = [Int32](repeating: -1, count: x.count)
    // Whole numbers of a small range, as years are, need no hashing. -1 stands for those not yet seen.
    let reach = 8192
    var table = [Int32](repeating: -1, count: 2 * reach)
    for (row, value) in x.enumerated() where value.isFinite {
      let place = abs(value) < Double(reach) && value == value.rounded() ? Int(value) + reach : -1
      let known = place >= 0 ? table[place] : slots[value] ?? -1
      if known >= 0 {
        codes[row] = known
        continue
      }
      let code = Int32(found.count)
      found.append(value)
      codes[row] = code
      if place >= 0 { table[place] = code } else { slots[value] = code }
    }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var ranks = [Int32](repeating: 0, count: found.count)
    for (rank, code) in order.enumerated() { ranks[code] = Int32(rank) }
    distinct = order.map { found[$0] }
    self.codes = codes.map { $0 < 0 ? -1 : ranks[Int($0)] }
  }

  /// The finite values of y at each place, in the order of the rows.
  func values(of y: [Double]) -> [[Double]] {
    var counts = [Int](repeating: 0, count: distinct.count)
    for (code, value) in zip(codes, y) where code >= 0 && value.isFinite { counts[Int(code)] += 1 }
    var groups = counts.map { count -> [Double] in
      var values: [Double] = []
      values.reserveCapacity(count)
      return values
    }
    for (code, value) in zip(codes, y) where code >= 0 && value.isFinite { groups[Int(code)].append(value) }
    return groups
  }
}
