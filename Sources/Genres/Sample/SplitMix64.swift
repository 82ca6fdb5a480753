/// Steele, Lea and Flood's SplitMix64: a small generator whose numbers are the same on every machine, and which can begin anywhere, so that any
/// song can be made without those before it.
///
/// Source: "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: Sendable {
  static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// The stream for one of many things that the same seed gives: a song, a genre.
  init(seed: UInt64, stream: UInt64, index: Int) {
    state = Self.scrambled(Self.scrambled(seed &+ stream &* Self.increment) &+ UInt64(bitPattern: Int64(index)))
  }

  static func scrambled(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.scrambled(state)
  }

  /// 0 to below `bound`.
  mutating func next(below bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

  /// 0 to below 1.
  mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { nextUnit() < probability }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[next(below: choices.count)] }

  /// Nearly standard normal: the sum of twelve uniform numbers (Irwin and Hall), which needs additions only and so no mathematics library, whose
  /// last digits differ between machines.
  mutating func nextNormal() -> Double {
    var sum: UInt64 = 0
    for _ in 0..<3 {
      let bits = next()
      sum += (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48)
    }
    return (Double(sum) + 6) / 65536 - 6
  }
}
