public import Frames

extension Chart {
  /// A number for each country as a colour on a map of equal areas; land without a number is hatched.
  ///
  /// - Parameters:
  ///   - countries: English names or ISO 3166 codes. Names that are not on the map are listed in a warning.
  ///   - values: As many numbers; rows of one country add up.
  ///   - classes: How numbers are sorted into colours.
  ///   - region: The part of the globe that is shown; countries with a number outside of it are counted in a warning.
  ///   - world: The countries, or other regions from a file of their outlines; those that Songbook ships when nil.
  /// - Throws: ``World/Failure``, or `InstalledData.Missing`, when the borders cannot be read.
  public static func worldMap(
    _ countries: PlottableColumn, _ values: PlottableColumn, classes: ColorClasses.Rule = .automatic,
    region: MapRegion = .world, world: World? = nil
  ) throws -> Chart {
    let names = countries.numbers.indices.map { countries.name(at: $0) ?? "" }
    let layer = WorldMapLayer(
      world: try world ?? World.installed(), region: region, label: values.label, names: names, values: values.numbers,
      rule: classes)
    return Chart(layer)
  }

  /// One column of a frame by the countries of another.
  /// - Precondition: The frame has the columns.
  /// - Throws: ``World/Failure``, or `InstalledData.Missing`, when the borders cannot be read.
  public static func worldMap(
    _ frame: DataFrame, country: String, value: String, classes: ColorClasses.Rule = .automatic,
    region: MapRegion = .world
  ) throws -> Chart {
    try worldMap(
      PlottableColumn(names: frame[country]), PlottableColumn(frame[value]), classes: classes, region: region)
  }
}

/// Countries of the world, coloured by classes of a number.
struct WorldMapLayer: ChartLayer, Codable {
  var world: World
  var region: MapRegion
  var label: String
  /// Country names as given with their numbers; NaN where missing.
  var names: [String]
  var values: [Double]
  var classes: ColorClasses
  private var indices: [Int?]
  /// One for each country of the world; rows of one country add up.
  private var numbers: [Double?]
  private var view: MapView { MapView(region) }

  static let noData = "No data"
  /// In points.
  private static let leastSize = 4.0

  init(
    world: World, region: MapRegion, label: String, names: [String], values: [Double], rule: ColorClasses.Rule
  ) {
    self.world = world
    self.region = region
    self.label = label
    self.names = names
    self.values = values
    indices = names.map { world.index(of: $0) }
    numbers = [Double?](repeating: nil, count: world.countries.count)
    for (index, value) in zip(indices, values) where value.isFinite {
      if let index { numbers[index] = (numbers[index] ?? 0) + value }
    }
    classes = ColorClasses(numbers.compactMap { $0 }, rule: rule)
  }

  /// The names in the legend with their paints, from low to high.
  var legend: [(name: String, paint: Paint)] {
    let count = classes.count
    let ramp = ColorRamp.yellowGreenBlue
    let steps = classes.labels.enumerated().map { index, label in
      (label, ramp.paint(at: count == 1 ? 0.6 : 0.15 + 0.8 * Double(index) / Double(count - 1)))
    }
    return steps + [(Self.noData, Self.neutral)]
  }

  /// Land without a number is hatched on a grey that no class has, on either paper.
  private static let neutral = Paint(light: Color(hex: 0xe9eaed), dark: Color(hex: 0x33373e))

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    let view = view
    domains.aspectRatio = view.width / (view.height + view.width * MapLegend.height / 620)
    domains.color.label = label
    domains.color.wantsLegend = false
    domains.labelsLineEnds = false
    for (name, _) in legend { domains.color.include(name: name) }
  }

  // MARK: Drawing

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if let note = classes.note { scene.warn(RenderWarning(.tooManyGroups, note)) }
    MapLegend(title: label, classes: legend.dropLast().map { $0 }, noData: legend[legend.count - 1])
      .draw(in: plot.area, on: &scene)
    let area = mapArea(in: plot)
    let view = view
    let clip = view.clip(in: area)
    scene.group("sea", clip: clip) { $0.fill(view.sea(in: area), plot.theme.ink(0.035)) }

    var land = [Path](repeating: Path(), count: legend.count)
    var dots: [(point: Point, number: Int, country: Int)] = []
    var countries = [Path](repeating: Path(), count: world.countries.count)
    // Land without a number.
    var blank: [[Point]] = []
    for (index, country) in world.countries.enumerated() {
      let number = numbers[index].flatMap { classes.index(of: $0) }
      var places: [Point] = []
      for points in country.rings.compactMap({ MapOutlines.ring($0, view, in: area) }) {
        land[number ?? classes.count].append(rings: [points])
        countries[index].append(rings: [points])
        if number == nil { blank.append(points) } else { places += points }
      }
      // A country of which one could not see the colour has a dot as well.
      if let number, let bounds = Path(through: places).bounds, max(bounds.width, bounds.height) < Self.leastSize {
        dots.append((bounds.center, number, index))
      }
      if let dot = country.dot, let number,
        let place = view.place(longitude: dot.longitude, latitude: dot.latitude, in: area)
      {
        dots.append((place, number, index))
      }
    }
    let paints = legend.map(\.paint)
    let border = Stroke(plot.theme.paper, width: 0.5)
    scene.group("countries", clip: clip) { scene in
      for number in (0...classes.count).reversed() {
        // In a page each country answers for itself.
        let members = scene.recordsTips ? countries.indices.filter { self.number($0) == number } : []
        for country in members {
          scene.answering(tip(of: country)) { $0.path(countries[country], fill: paints[number], stroke: border) }
        }
        if members.isEmpty { scene.path(land[number], fill: paints[number], stroke: border) }
        if number == classes.count { scene.stroke(Hatching.lines(through: blank), Hatching.stroke(plot.theme)) }
      }
      for (point, number, country) in dots {
        scene.answering(tip(of: country)) {
          $0.circle(point, radius: 2.5, fill: paints[number], stroke: Stroke(plot.theme.ink(0.45), width: 0.5))
        }
      }
    }
    let outside = namesOutside(in: plot)
    if !outside.isEmpty {
      scene.warn(
        RenderWarning(
          .outsideDomain,
          "\(NumberFormat.count(outside.count, "country", "countries")) with a value outside of the map: "
            + "\(RenderWarning.list(outside))."))
    }
    if !strangers.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues, "Not on the map: \(strangers.joined(separator: ", ")).",
          hint: "Use English names or ISO 3166 codes of countries."))
    }
  }

  /// The class of a country's number; the one behind all others where it has none.
  private func number(_ country: Int) -> Int { numbers[country].flatMap { classes.index(of: $0) } ?? classes.count }

  private func tip(of country: Int) -> Tip {
    Tip(
      world.countries[country].name,
      [Tip.Value(label, numbers[country].map { NumberFormat.automatic.string($0) } ?? "no data")])
  }

  private func mapArea(in plot: Plot) -> Rect {
    Rect(
      x: plot.area.x, y: plot.area.y + MapLegend.height, width: plot.area.width,
      height: max(plot.area.height - MapLegend.height, 1))
  }

  /// Names of countries with a number of which no part lies within the region.
  private func namesOutside(in plot: Plot) -> [String] {
    let area = mapArea(in: plot)
    let view = view
    guard let clip = view.clip(in: area) else { return [] }
    return zip(world.countries, numbers).filter { country, number in
      guard number != nil else { return false }
      let dot = country.dot.flatMap { view.place(longitude: $0.longitude, latitude: $0.latitude, in: area) }
      if let dot { return !clip.contains(Rect(dot, dot)) }
      return !country.rings.contains { MapOutlines.ring($0, view, in: area) != nil }
    }.map(\.0.name)
  }

  // MARK: Data

  /// Names with a number that no country bears.
  private var strangers: [String] {
    zip(indices, zip(names, values)).filter { $0.0 == nil && $0.1.1.isFinite }.map { $0.1.0 }
  }

  var data: [DataPart] {
    let order = values.indices.sorted { values[$0] > values[$1] || (!values[$0].isNaN && values[$1].isNaN) }
    let codes = order.map { indices[$0].map { world.countries[$0].alpha3 } ?? "" }
    return [
      DataPart(
        "Countries",
        [
          .value("Country", order.map { names[$0] }), .value("ISO 3166", codes),
          .value(label, order.map { values[$0] }),
        ])
    ]
  }

  func describe(in plot: Plot) -> LayerDescription {
    let ranked = zip(world.countries, numbers).compactMap { country, value in value.map { (country.name, $0) } }
      .sorted { $0.1 > $1.1 }
    var findings: [String] = []
    if ranked.isEmpty {
      findings.append("No country has a value.")
    } else {
      let texts = NumberFormat.automatic.compared(ranked.map(\.1))
      let top = Extremes(ranked.map(\.1)).leaders(ranked.map(\.0)) { texts[$0] }
      findings.append(
        "\(ranked.count) of \(world.countries.count) countries and territories \(ranked.count == 1 ? "has" : "have") a value; highest: \(top)."
      )
    }
    if !strangers.isEmpty {
      findings.append("Not on the map: \(strangers.joined(separator: ", ")).")
    }
    let outside = namesOutside(in: plot)
    if !outside.isEmpty { findings.append("Outside of the map: \(RenderWarning.list(outside)).") }
    return LayerDescription(kind: region == .world ? "World map of \(label)" : "Map of \(label)", findings: findings)
  }
}
