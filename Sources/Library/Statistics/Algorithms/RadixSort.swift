/// Sorting of row numbers by 64-bit keys, byte by byte from the lowest: stable, and linear in the number of rows.
package enum RadixSort {
  private struct Entry {
    var key: UInt64
    var row: Int32
  }

  /// A key for each number, in the order of the numbers: see ``Swift/Double/orderedBits``.
  package static func keys(of values: [Double]) -> [UInt64] { values.map(\.orderedBits) }

  /// The rows in ascending order of their keys; rows with equal keys stay in order.
  /// - Parameter keys: by row number.
  package static func sorted(_ rows: [Int32], by keys: [UInt64]) -> [Int32] {
    var entries = rows.map { Entry(key: keys[Int($0)], row: $0) }
    if entries.count < 500 {
      // Swift's sort is stable.
      entries.sort { $0.key < $1.key }
      return entries.map(\.row)
    }
    var histograms = [Int](repeating: 0, count: 8 * 256)
    for entry in entries {
      var key = entry.key
      for byte in 0..<8 {
        histograms[byte << 8 | Int(key & 255)] += 1
        key >>= 8
      }
    }
    var scratch = entries
    for byte in 0..<8 {
      var starts = [Int](repeating: 0, count: 256)
      var start = 0
      var isConstant = false
      for value in 0..<256 {
        starts[value] = start
        start += histograms[byte << 8 | value]
        if histograms[byte << 8 | value] == entries.count { isConstant = true }
      }
      // A byte that is the same in all keys decides nothing.
      if isConstant { continue }
      let shift = UInt64(byte * 8)
      entries.withUnsafeBufferPointer { source in
        // Every entry is moved to a position of its own: the starts add up to the number of entries.
        scratch.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            for entry in source {
              let value = Int(entry.key >> shift & 255)
              target[starts[value]] = entry
              starts[value] += 1
            }
          }
        }
      }
      swap(&entries, &scratch)
    }
    return entries.map(\.row)
  }
}

extension Double {
  /// A number that orders as the doubles do: -0 and 0 are one, NaN comes last.
  @inline(__always)
  var orderedBits: UInt64 {
    if self != self { return .max }
    let bits = (self + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}
