/// Steele, Lea and Flood's SplitMix64: a small generator whose numbers are the same on every machine, and which can
/// begin anywhere, so that any song, tree or resample can be made without those before it.
///
/// Source: "Fast splittable pseudorandom number generators", OOPSLA 2014.
@frozen public struct SplitMix64: RandomNumberGenerator, Sendable {
  public static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

  @usableFromInline var state: UInt64

  /// The stream of a seed.
  @inlinable public init(_ seed: UInt64) { state = seed }

  /// The stream for one of many things that the same seed gives: a song, a genre.
  public init(seed: UInt64, stream: UInt64, index: Int) {
    state = Self.scrambled(Self.scrambled(seed &+ stream &* Self.increment) &+ UInt64(bitPattern: Int64(index)))
  }

  /// The finalizer: numbers that differ in one bit give numbers that differ in about half of theirs.
  @inlinable public static func scrambled(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// The next number, each of 2⁶⁴ as likely.
  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.scrambled(state)
  }

  /// 0 to below `bound`, which is at most 2³².
  @inlinable public mutating func next(below bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

  /// 0 to below 1.
  @inlinable public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True this often.
  /// - Parameter probability: from 0 to 1.
  public mutating func chance(_ probability: Double) -> Bool { nextUnit() < probability }

  /// One of the choices, each as likely.
  /// - Precondition: there is one.
  public mutating func pick<Element>(_ choices: [Element]) -> Element { choices[next(below: choices.count)] }

  /// The elements in a random order, each order as likely as any other (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    var elements = Array(elements)
    for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, next(below: last + 1)) }
    return elements
  }

  /// Nearly standard normal: the sum of twelve uniform numbers (Irwin and Hall), which needs additions only and so no
  /// mathematics library, whose last digits differ between machines.
  public mutating func nextNormal() -> Double {
    var sum: UInt64 = 0
    for _ in 0..<3 {
      let bits = next()
      sum += (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48)
    }
    return (Double(sum) + 6) / 65536 - 6
  }
}
