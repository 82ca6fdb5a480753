#if canImport(Glibc)
  import Glibc
#endif

/// Lines and curves, possibly in several closed parts. Holes come from the even-odd rule.
public struct Path: Hashable, Sendable {
  /// A step of an outline.
  public enum Element: Hashable, Sendable {
    case move(Point)
    case line(Point)
    /// A cubic Bézier curve.
    case curve(to: Point, control1: Point, control2: Point)
    case close
  }

  /// The steps, in order.
  public private(set) var elements: [Element] = []

  /// Nothing yet.
  public init() {}

  /// Straight lines through the points, open or closed.
  public init(through points: some Sequence<Point>, closed: Bool = false) {
    for point in points {
      elements.append(elements.isEmpty ? .move(point) : .line(point))
    }
    if closed, !elements.isEmpty { elements.append(.close) }
  }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { elements.isEmpty }

  /// Starts a new part at a place.
  public mutating func move(to point: Point) { elements.append(.move(point)) }
  /// A straight line on from the last place.
  public mutating func line(to point: Point) { elements.append(.line(point)) }
  /// A straight line back to the start of the part, which ends it.
  public mutating func close() { elements.append(.close) }
  /// A cubic Bézier curve on from the last place.
  public mutating func curve(to end: Point, control1: Point, control2: Point) {
    elements.append(.curve(to: end, control1: control1, control2: control2))
  }

  /// Adds the outlines of another path.
  public mutating func append(_ other: Path) { elements += other.elements }

  /// Adds closed rings, each as a new part.
  package mutating func append(rings: some Sequence<[Point]>) {
    for ring in rings where !ring.isEmpty {
      append(lines: ring)
      close()
    }
  }

  /// Adds an open line through points, as a new part.
  package mutating func append(lines points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
  }

  /// Adds a straight line as a new part.
  public mutating func addLine(from start: Point, to end: Point) {
    move(to: start)
    line(to: end)
  }

  /// Adds an upright rectangle as a new part.
  public mutating func addRect(_ rect: Rect) {
    move(to: Point(x: rect.minX, y: rect.minY))
    line(to: Point(x: rect.maxX, y: rect.minY))
    line(to: Point(x: rect.maxX, y: rect.maxY))
    line(to: Point(x: rect.minX, y: rect.maxY))
    close()
  }

  /// A circle from four Bézier quarters, off by less than 0.03 % of the radius.
  public mutating func addCircle(center: Point, radius: Double) {
    addArc(center: center, radius: radius, from: 0, to: 2 * .pi)
    close()
  }

  /// An arc with angles in radians, clockwise on the drawing from three o'clock; starts a new part.
  public mutating func addArc(
    center: Point, radius: Double, from start: Double, to end: Double, connected: Bool = false
  ) {
    let pieces = max(1, Int((abs(end - start) / (.pi / 2)).rounded(.up)))
    let step = (end - start) / Double(pieces)
    let reach = 4 / 3 * tan(step / 4) * radius
    func at(_ angle: Double) -> Point {
      Point(x: center.x + radius * cos(angle), y: center.y + radius * sin(angle))
    }
    let first = at(start)
    elements.append(connected && !elements.isEmpty ? .line(first) : .move(first))
    for piece in 0..<pieces {
      let a = start + Double(piece) * step
      let b = a + step
      let from = at(a)
      let to = at(b)
      curve(
        to: to, control1: Point(x: from.x - reach * sin(a), y: from.y + reach * cos(a)),
        control2: Point(x: to.x + reach * sin(b), y: to.y - reach * cos(b)))
    }
  }

  /// The smallest upright rectangle around all end and control points; nil when there are none.
  public var bounds: Rect? {
    var lowX = Double.infinity
    var lowY = Double.infinity
    var highX = -Double.infinity
    var highY = -Double.infinity
    func include(_ point: Point) {
      lowX = min(lowX, point.x)
      highX = max(highX, point.x)
      lowY = min(lowY, point.y)
      highY = max(highY, point.y)
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): include(point)
      case .curve(let end, let control1, let control2):
        include(end)
        include(control1)
        include(control2)
      case .close: break
      }
    }
    guard lowX <= highX else { return nil }
    return Rect(x: lowX, y: lowY, width: highX - lowX, height: highY - lowY)
  }
}
