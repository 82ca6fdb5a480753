/// The place and the scales that layers draw with.
public struct Plot: Sendable {
  /// The data's rectangle, inside axes and titles.
  public let area: Rect
  public let x: PositionScale
  public let y: PositionScale
  public let color: ColorScale
  public let theme: Theme
  /// Titles of the axes, as far as there are any.
  public let xLabel: String
  public let yLabel: String
  /// The name of the colour's variable.
  public let colorLabel: String
  /// The panel's title, when there are several panels.
  public let facet: String?
  /// Whether series are named at the ends of their lines: tell ``SceneBuilder/lineEnd(_:at:paint:)``.
  public let labelsLineEnds: Bool
  /// How each axis writes numbers.
  public let xFormat: NumberFormat
  public let yFormat: NumberFormat
}
