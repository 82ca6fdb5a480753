/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// The form of a line's ends.
  public enum Cap: Hashable, Sendable { case butt, round }

  /// The colour of the line.
  public var paint: Paint
  /// In points.
  public var width: Double
  /// Lengths of dashes and gaps in points; empty for a solid line.
  public var dash: [Double]
  /// The form of the line's ends.
  public var cap: Cap

  /// A line of a paint and a width in points, solid or dashed.
  public init(_ paint: Paint, width: Double = 1, dash: [Double] = [], cap: Cap = .butt) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}

extension Stroke {
  /// Dashes in the order in which they are given to names. Gaps are wide enough for thin lines on small screens.
  package static let dashes: [[Double]] = [[], [6, 3], [2, 2.5], [9, 3, 2, 3], [12, 4], [5, 2, 1.5, 2, 1.5, 2]]

  /// Dashes for names that have the same colour as others before them.
  package static func dash(ofRound round: Int) -> [Double] { dashes[round % dashes.count] }
}
