/// Names side by side, each with a band of equal width.
public struct BandScale: Hashable, Sendable {
  public let names: [String]
  public let rangeStart: Double
  public let rangeEnd: Double
  /// The part of each step that stays free between bands, 0 to 1.
  public let gap: Double
  /// Whether the first and the last name stand at the ends of the range, not half a step within it.
  public let reachesEnds: Bool
  private let places: [String: Int]

  public init(
    names: [String], rangeStart: Double = 0, rangeEnd: Double = 1, gap: Double = 0.14, reachesEnds: Bool = false
  ) {
    self.names = names
    self.reachesEnds = reachesEnds && names.count > 1
    self.rangeStart = rangeStart
    self.rangeEnd = rangeEnd
    self.gap = gap
    places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// From the middle of a band to the middle of the next, in points; negative where the range runs backwards.
  public var step: Double { (rangeEnd - rangeStart) / Double(max(reachesEnds ? names.count - 1 : names.count, 1)) }
  public var bandwidth: Double { abs(step) * (1 - gap) }

  public func index(of name: String) -> Int? { places[name] }

  /// The middle of a band; NaN for an unknown name.
  public func position(_ name: String) -> Double {
    places[name].map { position(index: $0) } ?? .nan
  }

  public func position(index: Int) -> Double {
    rangeStart + (Double(index) + (reachesEnds ? 0 : 0.5)) * step
  }
}

/// Where values stand along one direction of a plot.
public enum PositionScale: Hashable, Sendable {
  case continuous(ContinuousScale)
  case band(BandScale)

  /// Places for all rows of a column, in points; NaN where there is none.
  public func positions(of column: PlottableColumn) -> [Double] {
    switch self {
    case .continuous(let scale):
      if column.isCategorical { return column.numbers.map { _ in .nan } }
      return column.numbers.map { scale.position($0) }
    case .band(let scale):
      let places = column.names.map { scale.position($0) }
      if column.isCategorical { return column.numbers.map { $0.isNaN ? .nan : places[Int($0)] } }
      return column.numbers.map { scale.position(NumberFormat.plain($0)) }
    }
  }

  public func position(_ value: PlottableValue) -> Double {
    switch (self, value.content) {
    case (.continuous(let scale), .number(let number)), (.continuous(let scale), .date(let number)):
      scale.position(number)
    case (.band(let scale), .category(let name)): scale.position(name)
    case (.band(let scale), .number(let number)): scale.position(NumberFormat.plain(number))
    default: .nan
    }
  }

  /// The band's width in points; nil for continuous scales.
  public var bandwidth: Double? {
    if case .band(let scale) = self { scale.bandwidth } else { nil }
  }

  /// Whether both hold the same numbers, evenly.
  func hasSameDomain(as other: PositionScale) -> Bool {
    guard case .continuous(let a) = self, case .continuous(let b) = other else { return false }
    return a.type == .linear && b.type == .linear && a.lower == b.lower && a.upper == b.upper
  }

  public var isContinuous: Bool {
    if case .continuous = self { true } else { false }
  }

  public var start: Double {
    switch self {
    case .continuous(let scale): scale.rangeStart
    case .band(let scale): scale.rangeStart
    }
  }
  public var end: Double {
    switch self {
    case .continuous(let scale): scale.rangeEnd
    case .band(let scale): scale.rangeEnd
    }
  }
}
