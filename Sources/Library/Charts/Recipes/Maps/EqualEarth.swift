#if canImport(Glibc)
  import Glibc
#endif

/// The Equal Earth projection: areas keep their proportions, and continents look much as on a globe.
///
/// B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
/// Information Science 33 (2019).
public struct EqualEarth: Hashable, Sendable {
  /// The longitude in the middle of the map, in degrees. At 11° east the edge of the map runs through the Bering
  /// strait, and no country is cut in two.
  public var centralMeridian: Double

  /// The projection about a meridian, in degrees east.
  public init(centralMeridian: Double = 11) {
    self.centralMeridian = centralMeridian
  }

  private static let a1 = 1.340264
  private static let a2 = -0.081106
  private static let a3 = 0.000893
  private static let a4 = 0.003796

  /// Where a place stands on a globe of radius 1; y grows northwards.
  /// - Parameters:
  ///   - longitude: Degrees east. Up to half a turn from the central meridian on either side; others are not wrapped
  ///     around, so that outlines stay whole.
  ///   - latitude: Degrees north, -90...90.
  public func project(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
    let lambda = (longitude - centralMeridian) * .pi / 180
    let theta = asin(3.0.squareRoot() / 2 * sin(min(max(latitude, -90), 90) * .pi / 180))
    let t2 = theta * theta
    let t6 = t2 * t2 * t2
    let slope = Self.a1 + 3 * Self.a2 * t2 + t6 * (7 * Self.a3 + 9 * Self.a4 * t2)
    let x = 2 * 3.0.squareRoot() / 3 * lambda * cos(theta) / slope
    let y = theta * (Self.a1 + Self.a2 * t2 + t6 * (Self.a3 + Self.a4 * t2))
    return (x, y)
  }
}
