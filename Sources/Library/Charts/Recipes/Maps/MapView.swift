#if canImport(Glibc)
  import Glibc
#endif

/// The part of the globe that a map shows.
public enum MapRegion: Hashable, Sendable, Codable {
  /// All land but Antarctica.
  case world
  /// What lies between these degrees: east of Greenwich, and north of the equator.
  case degrees(longitudes: ClosedRange<Double>, latitudes: ClosedRange<Double>)

  /// From Iceland to the Ural, from Crete to the North Cape.
  public static let europe = degrees(longitudes: -11...33, latitudes: 34.5...70)
  /// From Morocco to the Cape.
  public static let africa = degrees(longitudes: -18...52, latitudes: -35.5...38)
  /// From Turkey to Japan.
  public static let asia = degrees(longitudes: 35...145, latitudes: -10...55)
  /// From Alaska to Panama.
  public static let northAmerica = degrees(longitudes: -130 ... -60, latitudes: 8...62)
  /// From Colombia to Tierra del Fuego.
  public static let southAmerica = degrees(longitudes: -82 ... -34, latitudes: -56...13)
}

/// Where places of the globe are on a drawing, on a map of equal areas: Equal Earth for the world, Lambert's azimuthal
/// projection about the middle of a region.
struct MapView: Hashable, Sendable {
  private enum Projection: Hashable {
    case equalEarth(EqualEarth)
    case azimuthal(LambertAzimuthal)
  }

  let region: MapRegion
  private let projection: Projection
  /// In units of the globe's radius; y grows northwards.
  private let left: Double
  private let right: Double
  private let bottom: Double
  private let top: Double

  /// Land of the world is drawn between these latitudes: Antarctica is left out.
  private static let worldLatitudes = -56.5...84.0

  init(_ region: MapRegion) {
    self.region = region
    switch region {
    case .world:
      let equalEarth = EqualEarth()
      projection = .equalEarth(equalEarth)
      right = equalEarth.project(longitude: equalEarth.centralMeridian + 180, latitude: 0).x
      left = -right
      bottom = equalEarth.project(longitude: 0, latitude: Self.worldLatitudes.lowerBound).y
      top = equalEarth.project(longitude: 0, latitude: Self.worldLatitudes.upperBound).y
    case .degrees(let longitudes, let latitudes):
      let south = max(latitudes.lowerBound, -90)
      let north = min(latitudes.upperBound, 90)
      let azimuthal = LambertAzimuthal(
        longitude: (longitudes.lowerBound + longitudes.upperBound) / 2, latitude: (south + north) / 2)
      projection = .azimuthal(azimuthal)
      let steps = (0...24).map { Double($0) / 24 }
      func along(_ low: Double, _ high: Double, _ part: Double) -> Double { low + (high - low) * part }
      let border = steps.flatMap { part -> [(Double, Double)] in
        let longitude = along(longitudes.lowerBound, longitudes.upperBound, part)
        let latitude = along(south, north, part)
        return [
          (longitude, south), (longitude, north), (longitudes.lowerBound, latitude), (longitudes.upperBound, latitude),
        ]
      }.compactMap { azimuthal.project(longitude: $0.0, latitude: $0.1) }
      // A single place is no region: a degree around it is.
      let least = 0.01
      let (xs, ys) = (border.map(\.x), border.map(\.y))
      left = min(xs.min() ?? 0, -least)
      right = max(xs.max() ?? 0, least)
      bottom = min(ys.min() ?? 0, -least)
      top = max(ys.max() ?? 0, least)
    }
  }

  var width: Double { right - left }
  var height: Double { top - bottom }

  /// Where a place stands; nil for what the projection cannot show, the other side of the globe.
  func place(longitude: Double, latitude: Double, in area: Rect) -> Point? {
    let projected: (x: Double, y: Double)?
    switch projection {
    case .equalEarth(let equalEarth): projected = equalEarth.project(longitude: longitude, latitude: latitude)
    case .azimuthal(let azimuthal): projected = azimuthal.project(longitude: longitude, latitude: latitude)
    }
    guard let projected else { return nil }
    let scale = min(area.width / width, area.height / height)
    return Point(
      x: area.center.x + (projected.x - (left + right) / 2) * scale,
      y: area.center.y - (projected.y - (top + bottom) / 2) * scale)
  }

  /// A longitude as the map counts it: a world map runs from its edge in the west to that in the east, which is not
  /// where the numbers begin.
  func turned(_ longitude: Double) -> Double {
    guard case .equalEarth(let equalEarth) = projection else { return longitude }
    let west = equalEarth.centralMeridian - 180
    return longitude - 360 * ((longitude - west) / 360).rounded(.down)
  }

  /// The part of an area that the map fills.
  func frame(in area: Rect) -> Rect {
    let scale = min(area.width / width, area.height / height)
    return Rect(
      x: area.center.x - width * scale / 2, y: area.center.y - height * scale / 2, width: width * scale,
      height: height * scale)
  }

  /// What land and marks are cut to: nothing for the world, whose edge is curved.
  func clip(in area: Rect) -> Rect? { region == .world ? nil : frame(in: area) }

  /// The globe between the latitudes that are shown, with its curved edges, or the frame of a region.
  func sea(in area: Rect) -> Path {
    guard case .equalEarth(let equalEarth) = projection else {
      var path = Path()
      path.addRect(frame(in: area))
      return path
    }
    let (low, high) = (Self.worldLatitudes.lowerBound, Self.worldLatitudes.upperBound)
    let steps = (0...40).map { low + (high - low) * Double($0) / 40 }
    let middle = equalEarth.centralMeridian
    let west = steps.compactMap { place(longitude: middle - 180, latitude: $0, in: area) }
    let east = steps.reversed().compactMap { place(longitude: middle + 180, latitude: $0, in: area) }
    return Path(through: west + east, closed: true)
  }
}

/// Lambert's azimuthal equal-area projection about a place: areas keep their proportions, and what lies near the place
/// looks as on a globe.
struct LambertAzimuthal: Hashable, Sendable {
  /// The place in the middle, in degrees.
  var longitude: Double
  var latitude: Double

  /// Where a place stands on a globe of radius 1; y grows northwards. Nil from 120° away on, where land is so long that
  /// its outline would lie across the middle.
  ///
  /// J. P. Snyder, "Map projections: a working manual", USGS Professional Paper 1395 (1987), page 182.
  func project(longitude: Double, latitude: Double) -> (x: Double, y: Double)? {
    let lambda = (longitude - self.longitude) * .pi / 180
    let (phi, middle) = (latitude * .pi / 180, self.latitude * .pi / 180)
    let nearness = sin(middle) * sin(phi) + cos(middle) * cos(phi) * cos(lambda)
    guard nearness > -0.5 else { return nil }
    let scale = (2 / (1 + nearness)).squareRoot()
    return (
      scale * cos(phi) * sin(lambda), scale * (cos(middle) * sin(phi) - sin(middle) * cos(phi) * cos(lambda))
    )
  }
}
