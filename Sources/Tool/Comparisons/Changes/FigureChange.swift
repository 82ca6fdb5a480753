/// A figure before and after: by the data behind it first, as a picture second.
public struct FigureChange: Codable, Sendable, Equatable {
  /// One line, one group of bars or dots.
  public struct Series: Codable, Sendable, Equatable {
    /// The value of the column that tells series apart; nil when there is one series.
    public var name: String?
    /// The column that moved.
    public var column: String
    public var changedCount: Int
    public var pointCount: Int
    public var meanDifference: Double
    public var largestDifference: Double
    /// The largest difference as a share of the column's largest value: what series are ranked by.
    public var weight: Double
  }

  public var name: String
  public var caption: String?
  public var standing: Standing
  /// The data behind the drawing; nil where one has none, or both are the same bytes.
  public var data: TableChange?
  /// Those that moved, furthest first.
  public var series: [Series] = []
  public var picture: PictureChange?

  public init(name: String, caption: String? = nil, standing: Standing) {
    self.name = name
    self.caption = caption
    self.standing = standing
  }
}

/// Two drawings, dot by dot.
public struct PictureChange: Codable, Sendable, Equatable {
  /// Paths in the runs' folders.
  public var old: String
  public var new: String
  /// Pixels that differ visibly, as a share of all; nil where the sizes differ or a file could not be read.
  public var changedShare: Double?
  public var oldSize: PictureSize?
  public var newSize: PictureSize?
}

/// In pixels.
public struct PictureSize: Codable, Sendable, Equatable {
  public var width: Int
  public var height: Int
}
