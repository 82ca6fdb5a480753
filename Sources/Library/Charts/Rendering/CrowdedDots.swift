/// What a picture of crowded dots was made from, so that each format has it as fine as suits it.
public enum CrowdedDots: Sendable, Hashable {
  /// How many dots of one colour lie at each place, of which `maximum` have the ramp's last colour.
  case density(PointCloud, ColorRamp, maximum: Double)
  /// Dots of several colours.
  case mixture(PointCloud)

  /// Pixels per point: those of PNG files, and those that paper needs.
  static let screenScale = 2.0
  static let printScale = 3.0

  func image(scale: Double) -> SceneImage {
    switch self {
    case .density(let cloud, let ramp, let maximum):
      DotDensity(
        xs: cloud.xs, ys: cloud.ys, radius: cloud.radius, clip: cloud.clip, scale: scale, maximum: maximum
      ).image(ramp)
    case .mixture(let cloud): DotMixture(cloud, scale: scale).image
    }
  }
}
