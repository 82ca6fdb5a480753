/// The groups or numbers that colours stand for.
public struct ColorDomain: Sendable {
  /// The title of the legend; the first label that was included.
  public var label: String?
  /// Distinct names in order of first appearance.
  public private(set) var names: [String] = []
  /// How much each name stands for: rows, or the length of bars.
  private(set) var weights: [Double] = []
  private var indices: [String: Int] = [:]
  /// All numbers, for classes of equal size.
  private(set) var numbers: [[Double]] = []
  /// Whether rows have no number.
  public private(set) var hasMissing = false
  /// The smallest finite number; above `maximum` while there is none.
  public private(set) var minimum = Double.infinity
  /// The largest finite number.
  public private(set) var maximum = -Double.infinity
  /// The smallest number above zero, for logarithmic ramps.
  private(set) var smallestPositive = Double.infinity
  /// Ends of the scale, where the layer knows better than its values: -1 and 1 for correlations.
  public var bounds: ClosedRange<Double>?
  /// The ramp that suits the values, unless the chart says otherwise.
  public var ramp: ColorRamp?
  /// Logarithmic ramps show counts over orders of magnitude.
  public var type = ScaleType.linear
  /// How the legend writes numbers.
  public var format = NumberFormat.automatic
  /// Whether a legend is needed to read the colours. Layers that write values or names on their marks need none.
  public var wantsLegend = true
  /// What a legend entry looks like.
  public var symbol = LegendSymbol.square

  /// No values yet.
  public init() {}

  /// Whether any finite number was included.
  public var hasNumbers: Bool { minimum <= maximum }

  /// Adds a number; NaN where it is missing.
  public mutating func include(_ value: Double) {
    if numbers.isEmpty { numbers.append([]) }
    numbers[numbers.count - 1].append(value)
    extend(value)
  }

  /// Says that marks without a name are drawn.
  mutating func includeMissing() { hasMissing = true }

  private mutating func extend(_ value: Double) {
    guard value.isFinite else {
      hasMissing = true
      return
    }
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    if value > 0 { smallestPositive = min(smallestPositive, value) }
  }

  /// - Parameter weight: How much the name stands for; when there are more names than colours, those that stand for
  ///   most get colours of their own.
  public mutating func include(name: String, weight: Double = 1) {
    let weight = weight.isFinite ? abs(weight) : 0
    if let index = indices[name] {
      weights[index] += weight
    } else {
      indices[name] = names.count
      names.append(name)
      weights.append(weight)
    }
  }

  /// Adds the names or numbers of a column, whose label is the legend's title unless it has one.
  public mutating func include(_ column: PlottableColumn) {
    include(column, weights: nil)
  }

  /// - Parameter weights: How much each row stands for; nil for rows that count alike.
  mutating func include(_ column: PlottableColumn, weights: [Double]?) {
    label = label ?? column.label
    if column.isCategorical {
      var sums = [Double](repeating: 0, count: column.names.count)
      for (row, number) in column.numbers.enumerated() where !number.isNaN {
        let weight = weights.map { abs($0[row]) } ?? 1
        sums[Int(number)] += weight.isFinite ? weight : 0
      }
      let used = Set(column.usedNames)
      for (name, sum) in zip(column.names, sums) where used.contains(name) { include(name: name, weight: sum) }
    } else {
      numbers.append(column.numbers)
      for number in column.numbers { extend(number) }
    }
  }

  mutating func formUnion(_ other: ColorDomain) {
    label = label ?? other.label
    for (name, weight) in zip(other.names, other.weights) { include(name: name, weight: weight) }
    numbers += other.numbers
    hasMissing = hasMissing || other.hasMissing
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    smallestPositive = min(smallestPositive, other.smallestPositive)
    bounds = bounds ?? other.bounds
    ramp = ramp ?? other.ramp
    if other.type != .linear { type = other.type }
    if other.format != .automatic { format = other.format }
    wantsLegend = wantsLegend && other.wantsLegend
    if other.symbol != .square { symbol = other.symbol }
  }
}

/// What stands beside a name in a legend.
public enum LegendSymbol: Hashable, Sendable {
  case square, line, dot
}
