/// Which rows a tree is grown from.
struct Bootstrap {
  /// How often each row was drawn; 0 for rows out of the bag. More than 255 copies, which no bootstrap of any size ever
  /// comes near, count as 255.
  let copies: [UInt8]
  /// Rows drawn at least once.
  let distinctCount: Int

  /// As many draws with replacement as there are rows, or each row once.
  init(rowCount: Int, settings: ForestSettings, random: inout RandomStream) {
    guard settings.bootstrap else {
      copies = [UInt8](repeating: 1, count: rowCount)
      distinctCount = rowCount
      return
    }
    var copies = [UInt8](repeating: 0, count: rowCount)
    for _ in 0..<rowCount {
      let row = random.next(below: rowCount)
      if copies[row] < .max { copies[row] += 1 }
    }
    distinctCount = copies.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
    self.copies = copies
  }
}

/// Pseudo-random numbers: SplitMix64 (Steele, Lea and Flood 2014). The same everywhere, whatever the width of `Int`.
struct RandomStream {
  private var state: UInt64

  /// Streams of one seed are independent of each other.
  init(seed: UInt64, stream: UInt64) {
    state = RandomStream.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ RandomStream.mixed(stream &+ 0xD1B5_4A32_D192_ED03)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return RandomStream.mixed(state)
  }

  /// A number in `0..<bound`, each equally likely (Lemire 2019).
  /// - Parameter bound: 1 to 2^32 - 1.
  mutating func next(below bound: Int) -> Int {
    let bound = UInt64(truncatingIfNeeded: bound)
    var product = (next() >> 32) &* bound
    if product & 0xFFFF_FFFF < bound {
      let rest = (1 << 32) % bound
      while product & 0xFFFF_FFFF < rest { product = (next() >> 32) &* bound }
    }
    return Int(truncatingIfNeeded: product >> 32)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
