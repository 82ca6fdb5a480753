import Statistics

extension AnyColumn {
  /// A number for each row that orders as the values do, and is equal only for equal values. Rows with missing values
  /// get 0, as may others.
  func orderedKeys() -> [UInt64] {
    switch self {
    case .double(let column): RadixSort.keys(of: column.doubles)
    case .integer(let column): column.denseValues.map { UInt64(bitPattern: Int64($0)) ^ 1 << 63 }
    case .boolean(let column): column.denseValues.map { $0 ? 1 : 0 }
    case .date(let column): column.denseValues.map { UInt64($0.ordinal) }
    case .timestamp(let column): Timestamp.orderedKeys(column.denseValues)
    case .timeOfDay(let column): column.denseValues.map { UInt64($0.nanoseconds) }
    case .duration(let column): Duration.orderedKeys(column.denseValues)
    case .string(let column): column.storage.orderedKeys()
    }
  }
}

extension TextStorage {
  /// The position of each row's text among the texts in use, sorted by code point; 0 where it is missing.
  fileprivate func orderedKeys() -> [UInt64] {
    let pool = self.pool
    if orderedCount > 0 {
      // Categories in their order, other texts behind them.
      let rest = pool.sortedIndices().filter { $0 >= orderedCount }
      var places = (0..<pool.count).map { UInt64($0) }
      for (place, number) in rest.enumerated() { places[Int(number)] = UInt64(orderedCount + place) }
      return codes.map { $0 < 0 ? 0 : places[Int($0)] }
    }
    var ranks = [UInt64](repeating: 0, count: pool.count)
    var used = TextPool()
    var numbers: [Int32] = []
    for code in codes where code >= 0 && ranks[Int(code)] == 0 {
      ranks[Int(code)] = 1
      numbers.append(code)
      pool.withUTF8(Int(code)) { used.append($0) }
    }
    for (rank, index) in used.sortedIndices().enumerated() { ranks[Int(numbers[Int(index)])] = UInt64(rank) }
    return codes.map { $0 < 0 ? 0 : ranks[Int($0)] }
  }
}

extension Timestamp {
  fileprivate static func orderedKeys(_ values: [Timestamp]) -> [UInt64] {
    // Within 272 years of 1970 seconds and nanoseconds fit side by side; beyond that ranks take their place.
    if values.allSatisfy({ abs($0.secondsSince1970) < 1 << 33 }) {
      return values.map { UInt64($0.secondsSince1970 + 1 << 33) << 30 | UInt64($0.nanosecond) }
    }
    return ranks(of: values)
  }
}

extension Duration {
  fileprivate static func orderedKeys(_ values: [Duration]) -> [UInt64] {
    // Within 292 years, and of whole nanoseconds, as nearly all are.
    let limit = Duration.seconds(9_000_000_000)
    let fits = values.allSatisfy { abs($0) < limit && $0.components.attoseconds % 1_000_000_000 == 0 }
    guard fits else { return ranks(of: values) }
    return values.map {
      let (seconds, attoseconds) = $0.components
      return UInt64(bitPattern: seconds * 1_000_000_000 + attoseconds / 1_000_000_000) ^ 1 << 63
    }
  }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }

private func ranks<Value: Comparable>(of values: [Value]) -> [UInt64] {
  var ranks = [UInt64](repeating: 0, count: values.count)
  var rank: UInt64 = 0
  var last: Value?
  for row in values.indices.sorted(by: { values[$0] < values[$1] }) {
    if let last, last < values[row] { rank += 1 }
    last = values[row]
    ranks[row] = rank
  }
  return ranks
}
