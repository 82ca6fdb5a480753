import Frames
import Testing

@testable import Charts

@Suite struct PointMapTests {
  /// Values of PROJ's `+proj=laea +lat_0=52.25 +lon_0=11 +R=1`.
  @Test func theProjectionOfRegionsIsLamberts() {
    let projection = LambertAzimuthal(longitude: 11, latitude: 52.25)
    for (longitude, latitude, x, y) in [
      (11.0, 52.25, 0.0, 0.0), (-9, 38.7, -0.270785370379, -0.199931255377),
      (33, 69.5, 0.133223587779, 0.321614036259), (-20, 64, -0.229200584294, 0.256987484652),
      (60, 0, 0.901519169123, -0.619646543735), (-90, 40, -0.892814550653, 0.604453981369),
    ] {
      let place = projection.project(longitude: longitude, latitude: latitude)
      #expect(abs((place?.x ?? .nan) - x) < 1e-9 && abs((place?.y ?? .nan) - y) < 1e-9, "\(longitude) \(latitude)")
    }
    #expect(projection.project(longitude: -169, latitude: -52.25) == nil)
  }

  private static let places = DataFrame(columns: [
    Column(name: "Place", contents: ["Oslo", "Madrid", "Athens", "Sydney", "nowhere", "lost"]).eraseToAnyColumn(),
    Column(name: "East", doubles: [10.75, -3.7, 23.7, 151.2, 12, .nan]).eraseToAnyColumn(),
    Column(name: "North", doubles: [59.9, 40.4, 38.0, -33.9, 95, 10]).eraseToAnyColumn(),
    Column(name: "Songs", doubles: [4, 25, 9, 16, 1, 1]).eraseToAnyColumn(),
  ])

  @Test func whatHasNoPlaceOrLiesOutsideIsTold() throws {
    let chart = try Chart.pointMap(
      Self.places, longitude: "East", latitude: "North", size: "Songs", label: "Place", region: .europe)
    let drawn = chart.rendered(formats: [.svg])
    #expect(drawn.warnings.map(\.message).contains("2 of 6 rows lack a place on the globe or Songs: not drawn."))
    #expect(drawn.warnings.map(\.message).contains("1 row lies outside of the map."))
    #expect(
      drawn.alternativeText
        == "Map of places, sized by Songs. 3 places. Largest: Madrid (25), Athens (9), Oslo (4). Of 6 rows not shown: 3."
    )
    #expect(chart.dataTable.rowCount == 6)
    #expect(drawn.scene.texts.map(\.string).filter { ["Oslo", "Madrid", "Athens"].contains($0) }.count == 3)
  }

  @Test func areasOfDotsAreInProportion() throws {
    let chart = try Chart.pointMap(Self.places, longitude: "East", latitude: "North", size: "Songs")
    func circles(_ nodes: [SceneNode]) -> [Double] {
      nodes.flatMap { node -> [Double] in
        switch node {
        case .group(let group): group.name == "legend" ? [] : circles(group.nodes)
        case .shape(let shape): if case .circle(_, let radius) = shape.outline { [radius] } else { [] }
        default: []
        }
      }
    }
    let radii = circles(chart.scene().nodes).sorted()
    #expect(radii.count == 4)
    #expect(abs(radii[3] / radii[0] - 2.5) < 1e-9 && abs(radii[2] / radii[1] - 4.0 / 3) < 1e-9)
  }

  @Test func aRegionOfTheWorldTellsWhatItLeavesOut() throws {
    let chart = try Chart.worldMap(
      .value("Country", ["France", "Italy", "Peru"]), .value("Songs", [3, 2, 9]), region: .europe)
    let drawn = chart.rendered(formats: [.svg])
    #expect(drawn.warnings.map(\.message).contains("1 country with a value outside of the map: Peru."))
    #expect(drawn.alternativeText.hasPrefix("Map of Songs. 3 of 249"))
  }

  @Test func aCountrysMiddleLiesInItsLargestPart() throws {
    let world = try World.installed()
    let france = try #require(world["France"]).centroid
    #expect((0...5).contains(france.longitude) && (45...48.5).contains(france.latitude))
  }

  /// A world map is cut in the Bering Strait, not where longitudes begin.
  @Test func placesBeyondTheDateLineAreOnTheMap() throws {
    let chart = try Chart.pointMap(
      longitudes: .value("Longitude", [179.9, -179.9, -172, 188]), latitudes: .value("Latitude", [0.0, 0, -14, -14]))
    let scene = chart.scene(theme: .pinned)
    #expect(scene.warnings.isEmpty)
    #expect(scene.alternativeText.contains("4 places."))
  }
}
