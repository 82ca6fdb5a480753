/// Many texts in one array of UTF-8, each found by its number.
struct TextPool: Sendable, Equatable {
  /// All texts, one behind the other; each is valid UTF-8.
  private(set) var bytes: [UInt8]
  /// Where each text starts, and behind them where the last one ends.
  private(set) var offsets: [Int]

  init() {
    bytes = []
    offsets = [0]
  }

  init(bytes: [UInt8], offsets: [Int]) {
    self.bytes = bytes
    self.offsets = offsets
  }

  var count: Int { offsets.count - 1 }

  subscript(index: Int) -> String {
    withUTF8(index) { String(decoding: $0, as: UTF8.self) }
  }

  @inline(__always)
  func withUTF8<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[offsets[index]..<offsets[index + 1]]))
    }
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  mutating func reserveCapacity(texts: Int, bytes: Int) {
    offsets.reserveCapacity(texts + 1)
    self.bytes.reserveCapacity(bytes)
  }

  /// The position of each text when all are sorted by their code points, which is the order of their UTF-8.
  func ranks() -> [Int32] {
    let order = sortedIndices()
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, index) in order.enumerated() { ranks[Int(index)] = Int32(rank) }
    return ranks
  }

  func sortedIndices() -> [Int32] {
    bytes.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        // The first eight bytes, big-endian, decide most comparisons without touching the pool.
        var entries: [(prefix: UInt64, index: Int32)] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
          var prefix: UInt64 = 0
          let end = offsets[index + 1]
          for position in offsets[index]..<offsets[index] + 8 {
            prefix = prefix << 8 | (position < end ? UInt64(bytes[position]) : 0)
          }
          entries.append((prefix, Int32(index)))
        }
        entries.sort { one, other in
          if one.prefix != other.prefix { return one.prefix < other.prefix }
          let left = bytes[offsets[Int(one.index)]..<offsets[Int(one.index) + 1]]
          let right = bytes[offsets[Int(other.index)]..<offsets[Int(other.index) + 1]]
          return left.lexicographicallyPrecedes(right)
        }
        return entries.map(\.index)
      }
    }
  }
}
