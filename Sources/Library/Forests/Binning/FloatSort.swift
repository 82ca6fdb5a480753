/// Numbers in ascending order by their bits: three passes of 11 bits.
enum FloatSort {
  private static let smallEnough = 2048

  static func sorted(_ values: [Float]) -> [Float] {
    guard values.count > smallEnough else { return values.sorted() }
    var keys = values.map(ordered)
    var other = [UInt32](repeating: 0, count: keys.count)
    for shift in [UInt32(0), 11, 22] {
      var positions = [Int](repeating: 0, count: 2048)
      for key in keys { positions[digit(key, shift)] += 1 }
      var sum = 0
      for position in positions.indices { (positions[position], sum) = (sum, sum + positions[position]) }
      keys.withUnsafeBufferPointer { keys in
        other.withUnsafeMutableBufferPointer { other in
          positions.withUnsafeMutableBufferPointer { positions in
            // The positions of a digit start after those of all lower ones and are as many as its keys: each is below
            // keys.count.
            for key in keys {
              let digit = digit(key, shift)
              other[positions[digit]] = key
              positions[digit] &+= 1
            }
          }
        }
      }
      swap(&keys, &other)
    }
    return keys.map(value)
  }

  private static func digit(_ key: UInt32, _ shift: UInt32) -> Int { Int(truncatingIfNeeded: (key >> shift) & 2047) }

  /// Bits that order as the numbers do; -0 as 0.
  private static func ordered(_ value: Float) -> UInt32 {
    let bits = (value + 0).bitPattern
    return bits >> 31 == 0 ? bits | 1 << 31 : ~bits
  }

  private static func value(_ key: UInt32) -> Float {
    Float(bitPattern: key >> 31 == 1 ? key & ~(1 << 31) : ~key)
  }
}
