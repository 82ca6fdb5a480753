public import Frames

/// Named rows as points in space, which readers turn, zoom, search and choose in the page.
///
///     PointCloud(genres, label: "Genre", x: "PC1", y: "PC2", z: "PC3", by: "Energy", size: "Songs")
///       .details("Energy", "Valence", "Tempo").nouns("genre", "genres")
///
/// It is shown like any other value. Where no script runs, on paper and in exports it is a scatter plot of its first two
/// columns, with a table.
public struct PointCloud: Sendable {
  /// Where the points stand: three columns under a name.
  struct Layout: Sendable {
    var name: String
    var columns: [String]
    /// What lies at the low and the high end of each direction; empty where directions mean nothing.
    var ends: [(low: String, high: String)]
    var remark: String
  }

  let frame: DataFrame
  let label: String
  let size: String?
  var layouts: [Layout]
  var colors: [String]
  var detailNames: [String] = []
  var units: [String: String] = [:]
  var neighborColumns: [String] = []
  var edges: [(Int, Int)] = []
  var landmarks: [String] = []
  var nouns = (one: "row", many: "rows")
  var selectionName = "rows"
  var chosen: [String] = []

  /// - Parameters:
  ///   - frame: a row for each point.
  ///   - label: the column of their names, each of which occurs once.
  ///   - x, y, z: columns of numbers. All three have one scale.
  ///   - color: a column of numbers, or of text with few different ones; readers may choose others with
  ///     ``colors(_:)``. Nil for points of one colour.
  ///   - size: a column of numbers from 0 on, such as counts, which the points' areas go with.
  /// - Precondition: the frame has the columns.
  public init(
    _ frame: DataFrame, label: String, x: String, y: String, z: String, by color: String? = nil, size: String? = nil
  ) {
    self.frame = frame
    self.label = label
    self.size = size
    layouts = [Layout(name: "", columns: [x, y, z], ends: [], remark: "")]
    colors = color.map { [$0] } ?? []
    var known: Set<String> = []
    for (row, name) in frame.texts(label).enumerated() where !known.insert(name).inserted {
      fatalError(
        "Two points are called \"\(name)\", the second in row \(row). Points are found by name: group the rows first.")
    }
    for column in [x, y, z] { _ = frame.numbers(column) }
  }

  /// Columns that readers may colour the points by, beside the first one.
  public func colors(_ columns: String...) -> PointCloud { colors(columns) }

  /// Columns that readers may colour the points by, beside the first one.
  public func colors(_ columns: [String]) -> PointCloud {
    changing { $0.colors += columns.filter { !colors.contains($0) } }
  }

  /// Columns of numbers that are shown of the point at hand.
  public func details(_ columns: String...) -> PointCloud { details(columns) }

  /// Columns of numbers that are shown of the point at hand.
  public func details(_ columns: [String]) -> PointCloud { changing { $0.detailNames += columns } }

  /// The unit that numbers of a column are written with.
  public func unit(_ unit: String, of column: String) -> PointCloud { changing { $0.units[column] = unit } }

  /// Shows the points that are most like the one at hand: the nearest in these columns, each brought to a standard
  /// deviation of 1.
  public func neighbors(by columns: [String]) -> PointCloud { changing { $0.neighborColumns = columns } }

  /// Lines between points, as pairs of rows.
  public func edges(_ pairs: [(Int, Int)]) -> PointCloud {
    precondition(
      pairs.allSatisfy { frame.rowRange.contains($0.0) && frame.rowRange.contains($0.1) }, "edges join rows")
    return changing { $0.edges += pairs }
  }

  /// Names the first layout, and what lies at the ends of its directions.
  /// - Parameter ends: of x, y and z, what lies at the low and the high end; none where directions mean nothing.
  public func layout(
    _ name: String, ends: [(low: String, high: String)] = [], remark: String = ""
  ) -> PointCloud {
    changing { ($0.layouts[0].name, $0.layouts[0].ends, $0.layouts[0].remark) = (name, ends, remark) }
  }

  /// Another place for every point; readers choose between layouts, and the points move from one to the other.
  public func layout(
    _ name: String, x: String, y: String, z: String, ends: [(low: String, high: String)] = [], remark: String = ""
  ) -> PointCloud {
    for column in [x, y, z] { _ = frame.numbers(column) }
    return changing { $0.layouts.append(Layout(name: name, columns: [x, y, z], ends: ends, remark: remark)) }
  }

  /// Points whose names are always shown, as far as there is room.
  public func landmarks(_ names: [String]) -> PointCloud { changing { $0.landmarks = names } }

  /// What one point and several are called, such as `genre` and `genres`.
  public func nouns(_ one: String, _ many: String) -> PointCloud { changing { $0.nouns = (one, many) } }

  /// The name under which widgets of the page share what the reader has chosen, and what is chosen at first.
  public func selection(_ name: String, at first: [String] = []) -> PointCloud {
    changing { ($0.selectionName, $0.chosen) = (name, first) }
  }

  private func changing(_ change: (inout PointCloud) -> Void) -> PointCloud {
    var cloud = self
    change(&cloud)
    return cloud
  }
}

extension DataFrame {
  /// The numbers of the rows.
  fileprivate var rowRange: Range<Int> { 0..<rowCount }
}
