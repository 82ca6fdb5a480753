import Statistics

/// What the layers of a plot hold, gathered before scales are made.
public struct ChartDomains: Sendable {
  /// How places on the plot come about.
  public enum Coordinates: Hashable, Sendable {
    /// From an x and a y scale, with axes.
    case cartesian
    /// From the layer alone, without axes: maps, trees, radar.
    case free
  }

  /// The values along x.
  public var x = AxisDomain()
  /// The values along y.
  public var y = AxisDomain()
  /// The groups or numbers that colours stand for.
  public var color = ColorDomain()
  /// Names that shapes of dots stand for.
  public var symbol = NameDomain()
  /// Names that dashes stand for.
  public var lineStyle = NameDomain()
  /// Names of what stands side by side within bands.
  public var position = NameDomain()
  /// Numbers that areas of dots stand for.
  public var size = SizeDomain()
  /// How places on the plot come about.
  public var coordinates = Coordinates.cartesian
  /// Width over height that the plot should have; nil to fill the room there is.
  public var aspectRatio: Double?
  /// The height in points that a plot with an aspect ratio does not pass unless asked to.
  public var maximumHeight = 520.0
  /// Texts that layers write at the right of the plot, in ``ChartLayer/annotate(in:on:)``; the layout measures them and
  /// leaves room.
  public var trailingLabels: [String] = []
  /// How many lines these texts take where they stand below the plot, as they do on drawings that they would take too
  /// much of; nil where they belong to rows of the plot and so have to stand beside it.
  public var linesBelow: Int?
  /// Room above the plot that layers draw in with ``ChartLayer/annotate(in:on:)``, in points.
  public var roomAbove = 0.0
  /// Room at the right of the plot, in points.
  public var roomBeside = 0.0
  /// How wide the drawing is, in points.
  public internal(set) var width = 640.0
  /// Whether the chart asks for a logarithmic x axis.
  public internal(set) var isXLogarithmic = false
  /// Whether the chart asks for a logarithmic y axis.
  public internal(set) var isYLogarithmic = false

  /// Whether the drawing is as narrow as a telephone.
  var isNarrow: Bool { width < 440 }
  /// Whether the layers label their series at line ends when asked to, so that no legend is needed; nil while no layer
  /// cares.
  public var labelsLineEnds: Bool?

  /// No values yet.
  public init() {}

  mutating func formUnion(_ other: ChartDomains) {
    x.formUnion(other.x)
    y.formUnion(other.y)
    color.formUnion(other.color)
    symbol.formUnion(other.symbol)
    lineStyle.formUnion(other.lineStyle)
    position.formUnion(other.position)
    size.formUnion(other.size)
    if other.coordinates == .free { coordinates = .free }
    aspectRatio = aspectRatio ?? other.aspectRatio
    maximumHeight = min(maximumHeight, other.maximumHeight)
    trailingLabels += other.trailingLabels
    if let lines = other.linesBelow { linesBelow = max(linesBelow ?? 0, lines) }
    roomAbove = max(roomAbove, other.roomAbove)
    roomBeside = max(roomBeside, other.roomBeside)
    width = other.width
    isXLogarithmic = other.isXLogarithmic
    isYLogarithmic = other.isYLogarithmic
    if let other = other.labelsLineEnds { labelsLineEnds = (labelsLineEnds ?? true) && other }
  }
}

/// The values along one axis.
public struct AxisDomain: Sendable {
  /// The axis title: the first label that was included.
  public var label: String?
  /// What an end of an interval is called: the title where there is nothing but intervals.
  var intervalLabel: String?
  var title: String? { label ?? intervalLabel }
  /// Finite extremes; `minimum` above `maximum` while there are none.
  public private(set) var minimum = Double.infinity
  /// The largest finite number.
  public private(set) var maximum = -Double.infinity
  /// The smallest number above zero, for logarithmic scales.
  public private(set) var smallestPositive = Double.infinity
  /// Distinct names in order of first appearance.
  public private(set) var names: [String] = []
  private var known: Set<String> = []
  /// Whether numbers are seconds since 1970.
  public var isDate = false
  /// Whether all numbers are whole.
  public private(set) var isWhole = true
  /// Whether all dates are the beginnings of days.
  private(set) var areWholeDays = true
  /// Whether the scale should start at zero, as lengths of bars do.
  public var includesZero = false
  /// Whether bars stand on this axis's zero.
  public var hasBaseline = false
  /// Whether the domain ends at round values.
  public var isNice = true
  /// Whether a domain that need not end at round values does so where one is near.
  public var endsAtNearRoundValues = false
  /// Room in points that marks need beyond their values at both ends.
  public var inset = 0.0
  /// Whether every value has a label of its own, as cells of a matrix do; categories then have no gaps between bands
  /// and no grid.
  public var isMatrix = false
  /// Whether the first and the last name stand at the ends of the axis, as suits areas; nil while no layer cares.
  var reachesEnds: Bool?
  /// Whether grid lines help reading values off.
  public var hasGrid = true
  /// Height in points that a row of names asks for; nil for that of one line of text.
  public var rowHeight: Double?
  /// Room in rows that marks need before the first name.
  public var headroom = 0.0
  /// Labels that stand beyond values, outwards from zero.
  public private(set) var overhangs: [(value: Double, text: String)] = []
  /// How the axis writes numbers, unless the chart says otherwise.
  public var format: NumberFormat?
  /// Missing and infinite values seen.
  public private(set) var unusable = 0
  /// Values that a summary of a whole column has left out. The foot says so; a column may well lack some, so that this
  /// is nothing to warn of.
  public private(set) var leftOut = 0
  /// Finite values seen, and those of them that have no place on a logarithmic scale.
  public private(set) var count = 0
  /// Values of zero and below.
  public private(set) var nonPositiveCount = 0

  /// No values yet.
  public init() {}

  /// Whether any finite number was included.
  public var hasNumbers: Bool { minimum <= maximum }

  /// Adds a number; a missing or infinite one is counted.
  /// - Parameter isValue: Whether it is a value of the data that is counted, and not the foot of a bar or a summary.
  public mutating func include(_ value: Double, isValue: Bool = true) {
    guard value.isFinite else {
      if isValue { unusable += 1 }
      return
    }
    reach(to: value)
    if isWhole, value != value.rounded() { isWhole = false }
    guard isValue else { return }
    count += 1
    if value <= 0 { nonPositiveCount += 1 }
  }

  /// Makes room up to a number that is nothing to read off, such as half a bar's width beyond its middle.
  mutating func reach(to value: Double) {
    if value < minimum { minimum = value }
    if value > maximum { maximum = value }
    if value > 0, value < smallestPositive { smallestPositive = value }
  }

  /// Whether the numbers are years: whole ones of the centuries that data have, not lengths from zero.
  var areYears: Bool {
    guard hasNumbers, minimum >= 1_000, maximum <= 2_200, !includesZero, !hasBaseline, !isDate else { return false }
    return isWhole || NumberFormat.namesYears(title ?? "")
  }

  /// Adds a name, unless it is known.
  public mutating func include(name: String) {
    if known.insert(name).inserted { names.append(name) }
  }

  /// Adds the values of a column, whose label names the axis unless it has a name.
  public mutating func include(_ column: PlottableColumn) {
    label = label ?? column.label
    includeValues(of: column)
  }

  /// Values that do not name the axis as long as others do.
  mutating func include(interval column: PlottableColumn) {
    intervalLabel = intervalLabel ?? column.label
    includeValues(of: column)
  }

  /// Says that numbers are dates, and whether they are whole days.
  mutating func includeDates(of columns: [PlottableColumn], where isDrawn: [Bool]? = nil) {
    isDate = true
    areWholeDays = areWholeDays && columns.allSatisfy { $0.numbers.areMultiples(of: 86_400, where: isDrawn) }
  }

  private mutating func includeValues(of column: PlottableColumn) {
    if column.kind == .date { includeDates(of: [column]) }
    if column.isCategorical {
      for name in column.usedNames { include(name: name) }
      unusable += column.numbers.missingCount
    } else {
      include(ValueExtent(column.numbers))
    }
  }

  private mutating func include(_ extent: ValueExtent) {
    unusable += extent.unusable
    guard extent.count > 0 else { return }
    minimum = min(minimum, extent.minimum)
    maximum = max(maximum, extent.maximum)
    smallestPositive = min(smallestPositive, extent.smallestPositive)
    isWhole = isWhole && extent.isWhole
    count += extent.count
    nonPositiveCount += extent.nonPositiveCount
  }

  /// Adds the values of those rows that are drawn; missing values of all rows are counted.
  /// - Parameter isDrawn: nil where all rows are.
  mutating func include(_ column: PlottableColumn, where isDrawn: [Bool]?) {
    guard let isDrawn, column.kind != .category else { return include(column) }
    label = label ?? column.label
    let extent = ValueExtent(column.numbers, where: isDrawn)
    if column.kind == .date { includeDates(of: [column], where: isDrawn) }
    include(extent)
  }

  /// Counts values that are missing or infinite, for the note at the foot.
  mutating func includeMissing(_ count: Int) { leftOut += count }

  /// Asks for room beyond a value, so that a label there stays inside the plot.
  public mutating func includeOverhang(at value: Double, text: String) {
    if value.isFinite { overhangs.append((value, text)) }
  }

  mutating func formUnion(_ other: AxisDomain) {
    label = label ?? other.label
    intervalLabel = intervalLabel ?? other.intervalLabel
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    smallestPositive = min(smallestPositive, other.smallestPositive)
    for name in other.names { include(name: name) }
    isDate = isDate || other.isDate
    isWhole = isWhole && other.isWhole
    areWholeDays = areWholeDays && other.areWholeDays
    includesZero = includesZero || other.includesZero
    hasBaseline = hasBaseline || other.hasBaseline
    isNice = isNice && other.isNice
    endsAtNearRoundValues = endsAtNearRoundValues || other.endsAtNearRoundValues
    inset = max(inset, other.inset)
    isMatrix = isMatrix || other.isMatrix
    if let other = other.reachesEnds { reachesEnds = (reachesEnds ?? true) && other }
    hasGrid = hasGrid && other.hasGrid
    headroom = max(headroom, other.headroom)
    if let height = other.rowHeight { rowHeight = max(rowHeight ?? 0, height) }
    overhangs += other.overhangs
    format = format ?? other.format
    unusable += other.unusable
    leftOut += other.leftOut
    count += other.count
    nonPositiveCount += other.nonPositiveCount
  }
}
