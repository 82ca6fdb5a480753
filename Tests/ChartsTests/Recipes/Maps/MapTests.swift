import Charts
import Frames
import Testing

@Suite struct MapTests {
  /// Values of the authors' formulas, computed with PROJ's `+proj=eqearth +R=1`.
  @Test func projectionKeepsAreas() {
    let projection = EqualEarth(centralMeridian: 0)
    #expect(agree(projection.project(longitude: 0, latitude: 90).y, 1.3173627591574, tolerance: 1e-9))
    #expect(agree(projection.project(longitude: 180, latitude: 0).x, 2.7066299836960, tolerance: 1e-9))
    // Small cells keep the area they have on the globe, wherever they lie.
    for latitude in stride(from: -80.0, through: 80, by: 20) {
      for longitude in [-170.0, -30, 0, 95] {
        let size = 0.01
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
          projection.project(longitude: longitude + $0 * size, latitude: latitude + $1 * size)
        }
        let area =
          (0..<4).reduce(0.0) {
            $0 + corners[$1].x * corners[($1 + 1) % 4].y - corners[($1 + 1) % 4].x * corners[$1].y
          } / 2
        let radians = Double.pi / 180
        let expected = size * radians * (sine(latitude + size) - sine(latitude))
        #expect(abs(area / expected - 1) < 1e-3, "\(longitude) \(latitude)")
      }
    }
  }

  /// The series of the sine, enough for a quarter turn.
  private func sine(_ degrees: Double) -> Double {
    let x = degrees * .pi / 180
    var (term, sum) = (x, x)
    for n in 1...14 {
      term *= -x * x / Double(2 * n * (2 * n + 1))
      sum += term
    }
    return sum
  }

  @Test func countriesAreFoundByCodesAndNames() throws {
    let world = try World.installed()
    // ISO 3166-1 without Antarctica, with Kosovo.
    #expect(world.countries.count == 249)
    #expect(world["COK"]?.dot != nil && world["Guernsey"]?.alpha2 == "GG")
    // No dot lies beyond the edges of a map about the eleventh meridian.
    #expect(world.countries.compactMap(\.dot).allSatisfy { $0.longitude >= -169 && $0.longitude <= 191 })
    for name in ["FRA", "fr", "France"] { #expect(world[name]?.alpha3 == "FRA") }
    #expect(world["NO"]?.alpha3 == "NOR")
    #expect(world["Kosovo"]?.alpha2 == "XK")
    #expect(world["côte d’ivoire"]?.alpha3 == "CIV")
    #expect(world["Cote d'Ivoire"]?.alpha3 == "CIV")
    #expect(world["United States of America"]?.alpha2 == "US")
    #expect(world["Czech Republic"]?.name == "Czechia")
    #expect(world["Atlantis"] == nil)
    #expect(world["Antarctica"] == nil)
    #expect(world["Singapore"]?.dot != nil)
    // Lesotho is a hole in South Africa; Russia is not cut by the 180th meridian.
    #expect((world["South Africa"]?.rings.count ?? 0) >= 2)
    let russia = try #require(world["RUS"])
    #expect(russia.rings.joined().map(\.longitude).max() ?? 0 > 185)
    for country in world.countries {
      #expect(country.alpha3.count == 3 && country.alpha2.count == 2)
      #expect((country.dot == nil) != country.rings.isEmpty)
    }
  }

  @Test func brokenFilesAreToldWithTheirLine() {
    #expect(throws: World.Failure.unreadable(path: "nowhere.csv")) { try World(contentsOf: "nowhere.csv") }
    #expect(throws: World.Failure.self) { try World(contentsOf: #filePath) }
  }

  @Test func classesHoldEveryValue() {
    let counts: [Double] = [1, 1, 2, 3, 7, 12, 40, 41, 170, 310]
    let logarithmic = ColorClasses(counts)
    #expect(logarithmic.lower == [1, 3, 10, 30, 100, 300])
    #expect(logarithmic.labels == ["1–2", "3–9", "10–29", "30–99", "100–299", "300–310"])
    let quantiles = ColorClasses(counts, rule: .quantiles(5))
    #expect(quantiles.count <= 5)
    #expect(ColorClasses([0, 0, 1, 50]).lower.first == 0)
    for classes in [logarithmic, quantiles, ColorClasses(counts, rule: .equalIntervals(4))] {
      for value in counts { #expect(classes.index(of: value) != nil) }
      #expect(classes.labels.count == classes.count && Set(classes.labels).count == classes.count)
    }
    #expect(ColorClasses([]).count == 0)
    #expect(ColorClasses([.nan]).index(of: 3) == nil)
    #expect(ColorClasses([4, 4]).labels == ["4"])
    #expect(ColorClasses([0.1, 0.2, 0.31], rule: .equalIntervals(2)).index(of: 0.31) != nil)
    #expect(ColorClasses([-3, 5], rule: .equalIntervals(2)).labels.allSatisfy { !$0.contains("-") })
  }

  @Test func mapsTellTheTopCountriesAndWhatIsNotOnThem() throws {
    let chart = try Chart.worldMap(
      .value("Country", ["FR", "Japan", "Atlantis", "Japan"]), .value("Genres", [3, 40, 2, 1]))
    #expect(chart.alternativeText.contains("highest: Japan (41), France (3)"))
    #expect(chart.alternativeText.contains("Not on the map: Atlantis."))
    #expect(chart.scene().warnings.contains { $0.message.contains("Atlantis") })
    #expect(chart.scene().texts.map(\.string).contains("No data"))
    #expect(chart.dataTable["ISO 3166"].texts.values.contains("JPN"))
  }
}
