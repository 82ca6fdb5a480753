/// What happens to a label that would leave the plot.
public struct AnnotationOverflowResolution: Hashable, Sendable, Codable {
  public enum Strategy: Hashable, Sendable, Codable {
    /// What suits the mark: the scale makes room beyond bars, other labels are moved.
    case automatic
    /// The label moves inside the plot.
    case fit
    /// The scale reaches further, so that the label has room.
    case padScale
    /// The label stays where it is.
    case disabled
  }

  public var x: Strategy
  public var y: Strategy

  public init(x: Strategy = .automatic, y: Strategy = .automatic) {
    self.x = x
    self.y = y
  }

  public static let automatic = AnnotationOverflowResolution()
  public static let fit = AnnotationOverflowResolution(x: .fit, y: .fit)
  public static let padScale = AnnotationOverflowResolution(x: .padScale, y: .padScale)
  public static let disabled = AnnotationOverflowResolution(x: .disabled, y: .disabled)
}
