/// How many points fall into each hexagon of a honeycomb.
///
/// The honeycomb is that of D. B. Carr and others, "Scatterplot matrix techniques for large N", JASA 82 (1987): two
/// grids of centers, one shifted by half a step; every point belongs to the nearest of both. Edges and counts are those
/// of matplotlib's `hexbin`.
public struct HexagonBins: Hashable, Sendable, Codable {
  /// A hexagon that holds points.
  public struct Bin: Hashable, Sendable, Codable {
    /// Its center, in units of x.
    public var x: Double
    /// Its center, in units of y.
    public var y: Double
    /// How many points lie in it.
    public var count: Int

    /// A hexagon with its center and its number of points.
    public init(x: Double, y: Double, count: Int) {
      self.x = x
      self.y = y
      self.count = count
    }
  }

  /// Hexagons with points, row by row from below.
  public var bins: [Bin] = []
  /// How many hexagons stand side by side.
  public var columns: Int
  /// How many rows of hexagons the first grid has; with the second there are twice as many.
  public var rows: Int
  /// The width of a hexagon, in units of x.
  public var width = 0.0
  /// The distance of two rows of the same grid, in units of y; a hexagon is two thirds of it high.
  public var rowDistance = 0.0
  /// Points left out because x or y is missing or infinite: a hexagon cannot hold them.
  public var missing: Int

  /// How many points lie in all hexagons.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }
  /// The fullest hexagon; nil when there are none.
  public var fullest: Bin? { bins.max { $0.count < $1.count } }

  /// Counts that were made elsewhere.
  /// - Precondition: there are columns and rows, and hexagons have a size when there are any.
  public init(bins: [Bin], columns: Int, rows: Int, width: Double, rowDistance: Double, missing: Int = 0) {
    precondition(columns > 0 && rows > 0, "hexagons stand in one column and one row at least")
    precondition(bins.isEmpty || (width > 0 && rowDistance > 0), "hexagons have a width and a height")
    self.bins = bins
    self.columns = columns
    self.rows = rows
    self.width = width
    self.rowDistance = rowDistance
    self.missing = missing
  }

  /// - Parameters:
  ///   - x: as many as y.
  ///   - y: as many as x.
  ///   - columns: Hexagons side by side over the range of x.
  ///   - rows: Rows of one of the two grids over the range of y.
  public init(x: [Double], y: [Double], columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    let pairs = zip(x, y).lazy.filter { $0.isFinite && $1.isFinite }
    var (lowX, highX, lowY, highY) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    var count = 0
    for (x, y) in pairs {
      lowX = min(lowX, x)
      highX = max(highX, x)
      lowY = min(lowY, y)
      highY = max(highY, y)
      count += 1
    }
    missing = max(x.count, y.count) - count
    guard count > 0 else { return }
    let (across, upwards) = Self.spans(x: lowX...highX, y: lowY...highY, columns: self.columns, rows: self.rows)
    (width, rowDistance) = (across.step, upwards.step)

    let (first, second) = (self.columns + 1, self.columns)
    var even = [Int](repeating: 0, count: first * (self.rows + 1))
    var odd = [Int](repeating: 0, count: second * self.rows)
    for (x, y) in pairs {
      let (u, v) = (across.steps(to: x), upwards.steps(to: y))
      let (evenU, evenV) = (u.rounded(.toNearestOrEven), v.rounded(.toNearestOrEven))
      let (oddU, oddV) = (u.rounded(.down), v.rounded(.down))
      let (a, b, c, d) = (u - evenU, v - evenV, u - oddU - 0.5, v - oddV - 0.5)
      if a * a + 3 * b * b < c * c + 3 * d * d {
        even[Int(evenV) * first + Int(evenU)] += 1
      } else {
        odd[Int(oddV) * second + Int(oddU)] += 1
      }
    }
    fill(across, upwards, even: { even[$1 * first + $0] }, odd: { odd[$1 * second + $0] })
  }

  /// Points counted elsewhere in the cells of the two grids.
  /// - Parameters:
  ///   - even: how many points a cell of the first grid holds, by its column and its row.
  ///   - odd: the same of the second grid.
  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int, missing: Int,
    even: (Int, Int) -> Int, odd: (Int, Int) -> Int
  ) {
    self.init(bins: [], columns: max(1, columns), rows: max(1, rows), width: 1, rowDistance: 1, missing: missing)
    let (across, upwards) = Self.spans(x: x, y: y, columns: self.columns, rows: self.rows)
    (width, rowDistance) = (across.step, upwards.step)
    fill(across, upwards, even: even, odd: odd)
  }

  /// Across, the padding keeps the greatest value inside the last step of the second grid.
  package static func spans(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int
  ) -> (across: Span, upwards: Span) {
    (
      Span(from: x.lowerBound, to: x.upperBound, steps: columns, padding: 1e-9),
      Span(from: y.lowerBound, to: y.upperBound, steps: rows, padding: 0)
    )
  }

  private mutating func fill(_ across: Span, _ upwards: Span, even: (Int, Int) -> Int, odd: (Int, Int) -> Int) {
    for row in 0...rows {
      for column in 0...columns {
        let count = even(column, row)
        if count > 0 {
          bins.append(Bin(x: across.value(Double(column)), y: upwards.value(Double(row)), count: count))
        }
      }
      guard row < rows else { continue }
      for column in 0..<columns {
        let count = odd(column, row)
        if count > 0 {
          bins.append(Bin(x: across.value(Double(column) + 0.5), y: upwards.value(Double(row) + 0.5), count: count))
        }
      }
    }
  }

  /// A range in equal steps. Halves of all numbers are kept, whose differences do not overflow.
  package struct Span {
    package let low: Double
    package let halfStep: Double

    var step: Double { halfStep * 2 }

    /// - Parameter padding: a part of the range on both sides. Across, it keeps the greatest value inside the last step
    ///   of the second grid; upwards that value is always nearest to the first.
    init(from lower: Double, to upper: Double, steps: Int, padding: Double) {
      var (low, high) = (lower / 2, upper / 2)
      if high - low < max(abs(low), abs(high)) * 1e-12 || low == high {
        let room = low == 0 ? 0.25 : abs(low) * 0.1
        (low, high) = (low - room, high + room)
      }
      let padding = padding * (high - low)
      self.low = low - padding
      halfStep = (high + padding - self.low) / Double(steps)
    }

    @inline(__always)
    func steps(to value: Double) -> Double { (value / 2 - low) / halfStep }
    func value(_ steps: Double) -> Double { (steps * halfStep + low) * 2 }
  }
}
