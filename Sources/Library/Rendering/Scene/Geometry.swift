/// A place on the drawing, in points from its upper left corner; y grows downwards.
public struct Point: Hashable, Sendable, Codable {
  /// From the left edge of the drawing.
  public var x: Double
  /// From the top edge of the drawing.
  public var y: Double

  /// A place.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Width and height in points.
public struct Size: Hashable, Sendable {
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// A size.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle in points.
public struct Rect: Hashable, Sendable {
  /// From the left edge of the drawing.
  public var x: Double
  /// From the top edge of the drawing.
  public var y: Double
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// A rectangle with its upper left corner at a place.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The rectangle between two opposite corners, in any order.
  public init(_ a: Point, _ b: Point) {
    self.init(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
  }

  /// The left edge.
  public var minX: Double { x }
  /// The top edge.
  public var minY: Double { y }
  /// The right edge.
  public var maxX: Double { x + width }
  /// The bottom edge.
  public var maxY: Double { y + height }
  /// Half-way between the left and the right edge.
  public var midX: Double { x + width / 2 }
  /// Half-way between the top and the bottom edge.
  public var midY: Double { y + height / 2 }
  /// The middle.
  public var center: Point { Point(x: midX, y: midY) }

  /// Smaller by `amount` on every side, never with a negative size; larger where it is negative.
  public func inset(by amount: Double) -> Rect {
    Rect(
      x: min(x + amount, midX), y: min(y + amount, midY), width: max(width - 2 * amount, 0),
      height: max(height - 2 * amount, 0))
  }

  /// Whether another rectangle lies within this one, apart from a tolerance in points.
  public func contains(_ other: Rect, tolerance: Double = 0) -> Bool {
    other.minX >= minX - tolerance && other.maxX <= maxX + tolerance && other.minY >= minY - tolerance
      && other.maxY <= maxY + tolerance
  }

  /// Whether more than an edge is shared.
  public func intersects(_ other: Rect) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rect) -> Rect {
    let left = min(minX, other.minX)
    let top = min(minY, other.minY)
    return Rect(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
