/// The numbers that areas of dots stand for.
public struct SizeDomain: Sendable, Hashable {
  /// The title of the legend; the first label that was included.
  public var label: String?
  /// The smallest finite number; above `maximum` while there is none.
  public private(set) var minimum = Double.infinity
  /// The largest finite number.
  public private(set) var maximum = -Double.infinity
  /// Dots that are drawn.
  public private(set) var count = 0
  /// Rows without a number.
  public private(set) var missing = 0
  /// How the legend writes numbers.
  public var format = NumberFormat.automatic

  /// No numbers yet.
  public init() {}

  /// Whether any finite number was included.
  public var hasNumbers: Bool { minimum <= maximum }

  /// Adds the finite numbers of a column; names have no size.
  public mutating func include(_ column: PlottableColumn) {
    label = label ?? column.label
    guard !column.isCategorical else { return }
    missing += column.numbers.count { !$0.isFinite }
    for number in column.numbers where number.isFinite {
      minimum = min(minimum, number)
      maximum = max(maximum, number)
      count += 1
    }
  }

  mutating func formUnion(_ other: SizeDomain) {
    label = label ?? other.label
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    count += other.count
    missing += other.missing
    if other.format != .automatic { format = other.format }
  }
}

/// Areas of dots for numbers. Areas are in proportion to values from zero on; values that go below zero start at the
/// smallest area.
struct SizeScale: Sendable {
  let label: String
  let format: NumberFormat
  /// In square points.
  let smallest: Double
  let largest: Double
  let lower: Double
  let upper: Double

  init?(_ domain: SizeDomain, range: ClosedRange<Double>?) {
    guard domain.hasNumbers else { return nil }
    label = domain.label ?? ""
    format = domain.format
    let isFromZero = domain.minimum >= 0
    lower = isFromZero ? 0 : domain.minimum
    upper = max(domain.maximum, isFromZero ? .leastNormalMagnitude : domain.minimum)
    largest = range?.upperBound ?? (domain.count > 1_000 ? 120 : domain.count > 150 ? 260 : 520)
    smallest = range?.lowerBound ?? (isFromZero ? 0 : largest / 40)
  }

  /// Never so small that a dot is not seen. NaN where the value is missing.
  func area(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    let fraction = upper > lower ? (value / 2 - lower / 2) / (upper / 2 - lower / 2) : 1
    return max(smallest + (largest - smallest) * min(max(fraction, 0), 1), 3)
  }

  func radius(_ value: Double) -> Double { (area(value) / .pi).squareRoot() }

  /// Round values for the legend, from the least to the most.
  var keys: [Double] {
    let axis = ContinuousScale(lower: lower, upper: upper)
    let ticks = axis.ticks(count: 5).filter { $0 > lower || lower < 0 }
    guard let last = ticks.last else { return [upper] }
    // About a sixth and a half of the largest: areas that can be distinguished.
    let reach = last - lower
    let chosen = [0.16, 0.45].compactMap { part in
      ticks.min { abs($0 - lower - part * reach) < abs($1 - lower - part * reach) }
    }
    return Set(chosen + [last]).sorted()
  }
}
