/// Names side by side, each with a band of equal width.
public struct BandScale: Hashable, Sendable {
  /// The names in their order along the range.
  public let names: [String]
  /// Where the first band begins, in points.
  public let rangeStart: Double
  /// Where the last band ends, in points.
  public let rangeEnd: Double
  /// The part of each step that stays free between bands, 0 to 1.
  public let gap: Double
  /// Whether the first and the last name stand at the ends of the range, not half a step within it.
  public let reachesEnds: Bool
  private let indices: [String: Int]

  /// Bands for names, in this order, over a range in points.
  public init(
    names: [String], rangeStart: Double = 0, rangeEnd: Double = 1, gap: Double = 0.14, reachesEnds: Bool = false
  ) {
    self.names = names
    self.reachesEnds = reachesEnds && names.count > 1
    self.rangeStart = rangeStart
    self.rangeEnd = rangeEnd
    self.gap = gap
    indices = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// From the middle of a band to the middle of the next, in points; negative where the range runs backwards.
  public var step: Double { (rangeEnd - rangeStart) / Double(max(reachesEnds ? names.count - 1 : names.count, 1)) }
  /// The width of a band without its gap, in points.
  public var bandwidth: Double { abs(step) * (1 - gap) }

  /// Where a name stands among the names, from 0; nil for an unknown name.
  public func index(of name: String) -> Int? { indices[name] }

  /// The middle of a band; NaN for an unknown name.
  public func position(_ name: String) -> Double {
    indices[name].map { position(index: $0) } ?? .nan
  }

  /// The middle of the band of this index, in points.
  public func position(index: Int) -> Double {
    rangeStart + (Double(index) + (reachesEnds ? 0 : 0.5)) * step
  }
}
