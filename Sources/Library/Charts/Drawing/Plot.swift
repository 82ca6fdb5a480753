/// The place and the scales that layers draw with.
public struct Plot: Sendable {
  /// The data's rectangle, inside axes and titles.
  public let area: Rect
  /// Room at the right of the area for what ``ChartLayer/annotate(in:on:)`` writes, in points.
  public let trailingRoom: Double
  /// Where a key stands that has no room at the right of the area; nil where it has.
  public let keyArea: Rect?
  /// Where values stand along x.
  public let x: PositionScale
  /// Where values stand along y.
  public let y: PositionScale
  /// The paints of names and numbers.
  public let color: ColorScale
  /// Shapes, dashes, places side by side and areas, for the names and numbers that they stand for.
  let symbols: NameScale<BasicChartSymbolShape>
  let dashes: NameScale<[Double]>
  let positions: NameScale<Int>
  let sizes: SizeScale?
  /// Ink, paper and type.
  public let theme: Theme
  /// Titles of the axes, as far as there are any.
  public let xLabel: String
  /// The title of the y axis; empty where it has none.
  public let yLabel: String
  /// The name of the colour's variable.
  public let colorLabel: String
  /// The panel's title, when there are several panels.
  public let facet: String?
  /// Whether series are named at the ends of their lines: layers call ``SceneBuilder/lineEnd(_:at:paint:)``.
  public let labelsLineEnds: Bool
  /// How each axis writes numbers.
  public let xFormat: NumberFormat
  /// How the y axis writes numbers.
  public let yFormat: NumberFormat
  /// How dots crowd in the fullest of several panels, so that they look alike in all; nil for a single plot.
  var crowd: DotCrowd?
  /// What another layer draws above the area takes this much, in points.
  var roomAbove = 0.0

  /// The dashes of a name's line: those that stand for it, or those that help its colour where there are more names
  /// than colours.
  public func dash(for name: String) -> [Double] {
    dashes[name] ?? Stroke.dash(ofRound: color.round(of: name))
  }

  /// The shape of a name's dots, as ``dash(for:)``.
  public func symbol(for name: String) -> BasicChartSymbolShape {
    symbols[name] ?? BasicChartSymbolShape.ofRound(color.round(of: name))
  }
}
