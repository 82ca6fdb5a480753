import Frames

/// A figure before and after: by the data behind it first, as a picture second.
public struct FigureChange: Codable, Sendable, Equatable {
  /// One line, one group of bars or dots.
  public struct Series: Codable, Sendable, Equatable {
    /// The value of the column that names the series; nil when there is one series.
    public var name: String?
    /// The column that moved.
    public var column: String
    /// How many points differ.
    public var changedCount: Int
    /// How many points both runs have.
    public var pointCount: Int
    /// New less old, averaged over the points that both runs have.
    public var meanDifference: Double
    /// The difference that is largest in size, with its sign.
    public var largestDifference: Double
    /// The largest difference as a share of the column's largest value: what series are ranked by.
    public var weight: Double
  }

  /// The label, else the cell and the position in it.
  public var name: String
  /// The caption in the new run, else in the old.
  public var caption: String?
  /// What became of the figure.
  public var kind: ChangeKind
  /// The data behind the drawing; nil where one has none, or both are the same bytes.
  public var data: TableChange?
  /// Those that moved, furthest first.
  public var series: [Series] = []
  /// How the drawings differ; nil when they do not, or one has none.
  public var picture: PictureChange?

  private enum CodingKeys: String, CodingKey {
    case name, caption, data, series, picture
    case kind = "standing"
  }

  /// A change that holds nothing but its kind.
  public init(name: String, caption: String? = nil, kind: ChangeKind) {
    self.name = name
    self.caption = caption
    self.kind = kind
  }
}

/// Two drawings, dot by dot.
public struct PictureChange: Codable, Sendable, Equatable {
  /// Paths in the runs' folders.
  public var old: String
  /// The drawing in the new run.
  public var new: String
  /// Pixels that differ visibly, as a share of all; nil where the sizes differ or a file could not be read.
  public var changedShare: Double?
  /// The size in the old run; nil where the file could not be read.
  public var oldSize: PictureSize?
  /// The size in the new run.
  public var newSize: PictureSize?
}

extension FigureChange.Series {
  /// Which series moved, and by how much. Series are named by the text column with the fewest different values, at
  /// least 2 and at most a third of the rows; points are matched as ``RowAlignment`` matches rows.
  static func moved(_ old: DataFrame, _ new: DataFrame) -> [FigureChange.Series] {
    let rows = RowAlignment(old, new)
    let groups = seriesColumn(of: new).flatMap { old.containsColumn($0) ? new[keyed: $0].texts : nil }
    var found: [FigureChange.Series] = []
    for name in new.columnNames where old.containsColumn(name) && !rows.keyColumns.contains(name) {
      let before = old[keyed: name], after = new[keyed: name]
      guard before.isNumeric, after.isNumeric, let one = before.doubles, let other = after.doubles else { continue }
      var sums: [String: (changed: Int, points: Int, sum: Double, largest: Double)] = [:]
      var scale = 0.0
      for row in rows.pairs {
        let from = one[row.old], to = other[row.new]
        guard from.isFinite, to.isFinite else { continue }
        scale = max(scale, abs(from), abs(to))
        var entry = sums[groups?[row.new] ?? ""] ?? (0, 0, 0, 0)
        entry.points += 1
        if from != to {
          entry.changed += 1
          entry.sum += to - from
          if abs(to - from) > abs(entry.largest) { entry.largest = to - from }
        }
        sums[groups?[row.new] ?? ""] = entry
      }
      for (group, entry) in sums where entry.changed > 0 {
        found.append(
          FigureChange.Series(
            name: groups == nil ? nil : group, column: name, changedCount: entry.changed, pointCount: entry.points,
            meanDifference: entry.sum / Double(entry.points), largestDifference: entry.largest,
            weight: abs(entry.largest) / scale))
      }
    }
    return found.sorted { ($1.weight, $0.name ?? "", $0.column) < ($0.weight, $1.name ?? "", $1.column) }
  }

  private static func seriesColumn(of frame: DataFrame) -> String? {
    var best: (name: String, count: Int)?
    for column in frame.columns where column.type == .string {
      let texts = column.texts
      let count = Set((0..<frame.rowCount).lazy.map { texts[$0] }).count
      if count >= 2, count * 3 <= frame.rowCount, count < best?.count ?? .max { best = (column.name, count) }
    }
    return best?.name
  }
}
