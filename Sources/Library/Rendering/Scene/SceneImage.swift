/// A picture of few colours in its place: each pixel is an index into paints.
///
/// Both papers share the pixels; only the colours differ.
public struct SceneImage: Sendable, Hashable {
  /// In points.
  public var frame: Rect
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int
  /// Row by row from the top: `width * height` indices into `paints`.
  public var pixels: [UInt8]
  /// At most 256.
  public var paints: [Paint]
  /// What the pixels show, where the picture can be made again at another resolution; nil for a picture that is nothing
  /// but pixels.
  package var dots: CrowdedDots?

  /// A picture from the indices of its pixels.
  public init(frame: Rect, width: Int, height: Int, pixels: [UInt8], paints: [Paint]) {
    precondition(pixels.count == width * height, "\(pixels.count) pixels are not \(width) × \(height).")
    precondition(paints.count <= 256, "A picture has at most 256 paints, not \(paints.count).")
    self.frame = frame
    self.width = width
    self.height = height
    self.pixels = pixels
    self.paints = paints
  }
}

/// What a picture of crowded dots was made from, so that each format has it as fine as suits it.
public enum CrowdedDots: Sendable, Hashable {
  /// How many dots of one colour lie at each place, of which `maximum` have the ramp's last colour.
  case density(SceneDots, ColorRamp, maximum: Double)
  /// Dots of several colours.
  case mixture(SceneDots)

  /// Pixels per point: those of PNG files, and those that paper needs.
  package static let screenScale = 2.0
  package static let printScale = 2.0
}
