/// Which rows of a column hold a value: one bit a row, and no bits at all while none is missing.
struct Validity: Sendable, Equatable {
  private(set) var count: Int
  private(set) var missingCount = 0
  /// Bit set: missing. Empty while nothing is missing; else at least as long as the last missing row needs.
  private var missingBits: [UInt64] = []

  init(count: Int = 0) { self.count = count }

  /// - Parameter missing: rows without a value, each named once.
  init(count: Int, missing: some Sequence<Int>) {
    self.count = count
    for row in missing { markMissing(row) }
  }

  @inline(__always)
  func isMissing(_ row: Int) -> Bool {
    let word = row >> 6
    return word < missingBits.count && missingBits[word] & (1 << UInt64(row & 63)) != 0
  }

  mutating func append(missing: Bool) {
    count += 1
    if missing { markMissing(count - 1) }
  }

  mutating func set(_ row: Int, missing: Bool) {
    guard isMissing(row) != missing else { return }
    if missing {
      markMissing(row)
    } else {
      missingBits[row >> 6] &= ~(1 << UInt64(row & 63))
      missingCount -= 1
    }
  }

  mutating func append(contentsOf other: Validity) {
    let start = count
    count += other.count
    guard other.missingCount > 0 else { return }
    for row in other.missingRows { markMissing(start + row) }
  }

  private mutating func markMissing(_ row: Int) {
    let word = row >> 6
    if word >= missingBits.count {
      missingBits.append(contentsOf: repeatElement(0, count: max(word + 1, (count + 63) >> 6) - missingBits.count))
    }
    missingBits[word] |= 1 << UInt64(row & 63)
    missingCount += 1
  }

  /// The bits as they lie in memory, set where a value is missing; behind them none is.
  func withMissingBits<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    missingBits.withUnsafeBufferPointer(body)
  }

  /// The rows without a value, ascending.
  var missingRows: [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(missingCount)
    for (word, bits) in missingBits.enumerated() {
      var rest = bits
      while rest != 0 {
        rows.append(word << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return rows
  }

  func gathering(_ rows: [Int32]) -> Validity {
    var result = Validity(count: rows.count)
    if missingCount == 0 {
      for (position, row) in rows.enumerated() where row < 0 { result.markMissing(position) }
    } else {
      for (position, row) in rows.enumerated() where row < 0 || isMissing(Int(row)) { result.markMissing(position) }
    }
    return result
  }

  static func == (left: Validity, right: Validity) -> Bool {
    left.count == right.count && left.missingCount == right.missingCount && left.missingRows == right.missingRows
  }
}
