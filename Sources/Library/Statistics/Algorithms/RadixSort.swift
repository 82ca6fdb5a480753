/// Sorting of row numbers by 64-bit keys, digit by digit from the lowest: stable, and linear in the number of rows.
package enum RadixSort {
  private struct Entry {
    var key: UInt64
    var row: Int32
  }

  /// A key for each number, in the order of the numbers: see ``Swift/Double/orderedBits``.
  package static func keys(of values: [Double]) -> [UInt64] { values.map(\.orderedBits) }

  private static let digitBits = 11
  private static let digits = 1 << digitBits

  /// The rows in ascending order of their keys; rows with equal keys stay in order.
  /// - Parameter keys: by row number.
  package static func sorted(_ rows: [Int32], by keys: [UInt64]) -> [Int32] {
    // Halves are sorted at the same time and merged; what comes out does not depend on how many there are.
    let parts = rows.count < 100_000 ? 1 : 2
    let sorted = Parallel.map(parts, work: rows.count) { part in
      sort(rows[rows.count * part / parts..<rows.count * (part + 1) / parts], keys)
    }
    guard parts == 2 else { return sorted[0].map(\.row) }
    return merged(sorted[0], sorted[1])
  }

  private static func merged(_ one: [Entry], _ other: [Entry]) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: one.count + other.count) { rows, count in
      one.withUnsafeBufferPointer { one in
        other.withUnsafeBufferPointer { other in
          var (left, right) = (0, 0)
          while left < one.count, right < other.count {
            let isLeft = one[left].key <= other[right].key
            rows[count] = isLeft ? one[left].row : other[right].row
            left &+= isLeft ? 1 : 0
            right &+= isLeft ? 0 : 1
            count &+= 1
          }
          for place in left..<one.count {
            rows[count] = one[place].row
            count += 1
          }
          for place in right..<other.count {
            rows[count] = other[place].row
            count += 1
          }
        }
      }
    }
  }

  private static func sort(_ rows: ArraySlice<Int32>, _ keys: [UInt64]) -> [Entry] {
    var entries = rows.map { Entry(key: keys[Int($0)], row: $0) }
    if entries.count < 500 {
      // Swift's sort is stable.
      entries.sort { $0.key < $1.key }
      return entries
    }
    let passes = (64 + digitBits - 1) / digitBits
    var histograms = [Int](repeating: 0, count: passes * digits)
    for entry in entries {
      var key = entry.key
      for pass in 0..<passes {
        histograms[pass * digits + Int(key & UInt64(digits - 1))] += 1
        key >>= UInt64(digitBits)
      }
    }
    var scratch = entries
    for pass in 0..<passes {
      var starts = [Int](repeating: 0, count: digits)
      var start = 0
      var isConstant = false
      for value in 0..<digits {
        starts[value] = start
        start += histograms[pass * digits + value]
        if histograms[pass * digits + value] == entries.count { isConstant = true }
      }
      // A digit that is the same in all keys decides nothing.
      if isConstant { continue }
      let shift = UInt64(pass * digitBits)
      entries.withUnsafeBufferPointer { source in
        // Every entry is moved to a position of its own: the starts add up to the number of entries.
        scratch.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            for entry in source {
              let value = Int(entry.key &>> shift & UInt64(digits - 1))
              target[starts[value]] = entry
              starts[value] &+= 1
            }
          }
        }
      }
      swap(&entries, &scratch)
    }
    return entries
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
