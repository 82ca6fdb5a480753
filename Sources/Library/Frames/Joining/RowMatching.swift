/// Rows of two frames that are the same by their keys, each with one of the other.
///
/// Rows with equal keys in one frame are told apart by their order: the first belongs to the first of the other.
package struct RowMatching: Sendable {
  /// Row numbers in both frames, in the order of the new one.
  package private(set) var pairs: [(old: Int, new: Int)] = []
  /// How many rows only the old frame has.
  package private(set) var onlyOld = 0
  /// How many rows only the new frame has.
  package private(set) var onlyNew = 0

  /// - Parameter names: columns of both frames. Values are equal when their texts are; a missing value is an empty text.
  package init(_ old: DataFrame, _ new: DataFrame, on names: [String]) {
    var keys = RowKeys(old: old.rowCount, new: new.rowCount)
    for name in names { keys.tellApart(by: old[name].texts, new[name].texts) }
    // The old rows of each key, a chain in their order.
    var first = [Int32](repeating: -1, count: keys.count)
    var next = [Int32](repeating: -1, count: keys.old.count)
    for row in keys.old.indices.reversed() {
      let key = Int(keys.old[row])
      (next[row], first[key]) = (first[key], Int32(truncatingIfNeeded: row))
    }
    pairs.reserveCapacity(keys.new.count)
    for (row, key) in keys.new.enumerated() {
      let other = Int(first[Int(key)])
      guard other >= 0 else {
        onlyNew += 1
        continue
      }
      pairs.append((other, row))
      first[Int(key)] = next[other]
    }
    onlyOld = keys.old.count - pairs.count
  }
}

/// A number for each row of two frames, the same for rows of equal keys. Texts are looked at once each, however many
/// rows have them.
private struct RowKeys {
  private(set) var old: [Int32]
  private(set) var new: [Int32]
  /// Numbers are below this.
  private(set) var count = 1

  init(old: Int, new: Int) {
    self.old = [Int32](repeating: 0, count: old)
    self.new = [Int32](repeating: 0, count: new)
  }

  /// Parts rows of one number by the texts of one more column.
  mutating func tellApart(by before: Column<String>, _ after: Column<String>) {
    var numberOfText: [String: Int32] = ["": 0]
    let (own, other) = (Self.numbers(before, &numberOfText), Self.numbers(after, &numberOfText))
    guard count > 1 else {
      (old, new, count) = (own, other, numberOfText.count)
      return
    }
    var numberOfPair: [UInt64: Int32] = Dictionary(minimumCapacity: old.count)
    func pair(_ known: Int32, _ further: Int32) -> Int32 {
      let pair = UInt64(UInt32(bitPattern: known)) << 32 | UInt64(UInt32(bitPattern: further))
      if let number = numberOfPair[pair] { return number }
      let number = Int32(truncatingIfNeeded: numberOfPair.count)
      numberOfPair[pair] = number
      return number
    }
    for row in old.indices { old[row] = pair(old[row], own[row]) }
    for row in new.indices { new[row] = pair(new[row], other[row]) }
    count = max(1, numberOfPair.count)
  }

  private static func numbers(_ column: Column<String>, _ known: inout [String: Int32]) -> [Int32] {
    let (codes, texts) = column.categories
    let numbers = texts.map { text -> Int32 in
      if let number = known[text] { return number }
      let number = Int32(truncatingIfNeeded: known.count)
      known[text] = number
      return number
    }
    return codes.map { $0 < 0 ? 0 : numbers[Int($0)] }
  }
}
