/// What a reader learns on pointing at a mark: what it is, and its values as printed texts.
public struct Tip: Hashable, Sendable {
  /// A value with the name of what it measures.
  public struct Value: Hashable, Sendable {
    /// What is measured.
    public var label: String
    /// The value as it is printed.
    public var text: String

    /// A printed value.
    public init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// What the mark is, such as the name of a bar; empty where its values say it.
  public var title: String
  /// The values of the mark.
  public var values: [Value]

  /// What a mark is, and its values.
  public init(_ title: String, _ values: [Value] = []) {
    self.title = title
    self.values = values
  }

  /// Whether there is nothing to read.
  public var isEmpty: Bool { title.isEmpty && values.isEmpty }
}

/// A part of a scene that has no look and that a page answers for.
public enum SceneTarget: Hashable, Sendable {
  /// A place that stands for a mark, with the index of its tip.
  case area(Rect, tip: Int)
  /// The values along a line.
  case series(SceneSeries)
  /// How many dots lie in each cell of a crowded cloud.
  case grid(SceneGrid)
  /// A histogram that shows how a range of another is spread over its bins.
  case link(SceneLink)
}

/// A histogram among linked ones, of which a reader picks a range.
public struct SceneLink: Hashable, Sendable {
  /// The number of the histogram among all that are linked.
  public var number: Int
  /// What is measured.
  public var name: String
  /// What is counted.
  public var countName: String
  /// The colour of the bars.
  public var paint: Paint
  /// The plot.
  public var area: Rect
  /// Where the ends of the bins are along x, in points from the left.
  public var positions: [Double]
  /// The ends of the bins as printed.
  public var edges: [String]
  /// How many rows are in each bin.
  public var counts: [Int]
  /// How many drawn bars each bin is as wide as: a bar of its mean height has its area.
  public var widths: [Int]
  /// Where no row stands along y, in points from the top.
  public var floor: Double
  /// How high a drawn bar is for each row, in points.
  public var unit: Double
  /// The counts of all pairs of histograms, as in `PairCounts`; with the first histogram only.
  public var tables: [[Int]]?

  /// A histogram with all that is needed to draw parts of its bars.
  public init(
    number: Int, name: String, countName: String, paint: Paint, area: Rect, positions: [Double], edges: [String],
    counts: [Int], widths: [Int], floor: Double, unit: Double, tables: [[Int]]?
  ) {
    self.number = number
    self.name = name
    self.countName = countName
    self.paint = paint
    self.area = area
    self.positions = positions
    self.edges = edges
    self.counts = counts
    self.widths = widths
    self.floor = floor
    self.unit = unit
    self.tables = tables
  }
}

/// The values along a line: they are read off all lines of a plot at one place.
public struct SceneSeries: Hashable, Sendable {
  /// What the line stands for.
  public var name: String
  /// The colour of the line.
  public var paint: Paint
  /// The plot that the line lies in.
  public var area: Rect
  /// Where the values stand, in points.
  public var points: [Point]
  /// What the places along the axis are, as printed.
  public var places: [String]
  /// The values at the places, as printed.
  public var values: [String]

  /// More places than this are thinned, and those that are closer than this: no pointer tells them apart. In points.
  private static let maximumCount = 160
  private static let leastDistance = 2.0

  /// The values along a line, one for each point; of very many points every few.
  public init(name: String, paint: Paint, area: Rect, points: [Point], places: [String], values: [String]) {
    self.name = name
    self.paint = paint
    self.area = area
    let xs = points.lazy.map(\.x)
    let width = (xs.max() ?? 0) - (xs.min() ?? 0)
    // Lines that go upwards have no width.
    let most = width < 1 ? Self.maximumCount : min(Self.maximumCount, max(2, Int(width / Self.leastDistance)))
    let step = max(1, (points.count + most - 1) / most)
    let kept = points.indices.filter { $0 % step == 0 || $0 == points.count - 1 }
    self.points = kept.map { points[$0] }
    self.places = kept.map { places[$0] }
    self.values = kept.map { values[$0] }
  }
}

/// How many dots of a cloud lie in each cell of a grid over its plot.
public struct SceneGrid: Hashable, Sendable {
  /// The ends of the cells along one axis.
  public struct Axis: Hashable, Sendable {
    /// What is measured.
    public var label: String
    /// The ends as printed, one more than there are cells; from the left, or from the top.
    public var edges: [String]

    /// An axis of so many cells as there are printed ends, less one.
    public init(label: String, edges: [String]) {
      self.label = label
      self.edges = edges
    }
  }

  /// The plot.
  public var area: Rect
  /// The columns of cells.
  public var x: Axis
  /// The rows of cells.
  public var y: Axis
  /// Row by row from the top.
  public private(set) var counts: [Int]

  /// Counts dots at places in points.
  public init(area: Rect, x: Axis, y: Axis, xs: [Double], ys: [Double]) {
    self.area = area
    self.x = x
    self.y = y
    let (columns, rows) = (max(x.edges.count - 1, 1), max(y.edges.count - 1, 1))
    counts = [Int](repeating: 0, count: columns * rows)
    guard area.width > 0, area.height > 0 else { return }
    let (across, down) = (Double(columns) / area.width, Double(rows) / area.height)
    for index in xs.indices {
      let (column, row) = ((xs[index] - area.x) * across, (ys[index] - area.y) * down)
      // The dots of the largest values stand on the far edge.
      guard column >= 0, row >= 0, column <= Double(columns), row <= Double(rows) else { continue }
      counts[min(Int(row), rows - 1) * columns + min(Int(column), columns - 1)] += 1
    }
  }
}
