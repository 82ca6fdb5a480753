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

  /// More places than this are thinned: on a drawing they stand closer than a pointer can tell apart.
  private static let maximumCount = 160

  /// The values along a line, one for each point; of very many points every few.
  public init(name: String, paint: Paint, area: Rect, points: [Point], places: [String], values: [String]) {
    self.name = name
    self.paint = paint
    self.area = area
    let step = max(1, (points.count + Self.maximumCount - 1) / Self.maximumCount)
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
