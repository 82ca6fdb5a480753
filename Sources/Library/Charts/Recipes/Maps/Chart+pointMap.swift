public import Frames

extension Chart {
  /// A dot for each place on a map of equal areas, over land in grey.
  ///
  /// - Parameters:
  ///   - longitudes: Degrees east of Greenwich, from -180 to 180, or to 360 where they are all counted eastwards.
  ///   - latitudes: Degrees north of the equator, from -90 to 90. Rows without a place on the globe, and those outside
  ///     of the region, are not drawn, and a warning counts them.
  ///   - sizes: Numbers that the areas of dots stand for; nil for dots of one size.
  ///   - groups: Names with a colour each, or numbers along a ramp; nil for one colour.
  ///   - labels: A name beside each dot, as far as there is room for it; nil for none.
  ///   - region: The part of the globe that is shown.
  ///   - world: The land; that which Songbook ships when nil.
  /// - Throws: ``World/Failure``, or `InstalledData.Missing`, when the land cannot be read.
  public static func pointMap(
    longitudes: PlottableColumn, latitudes: PlottableColumn, sizes: PlottableColumn? = nil,
    by groups: PlottableColumn? = nil, labels: PlottableColumn? = nil, region: MapRegion = .world, world: World? = nil
  ) throws -> Chart {
    Chart(
      PointMapLayer(
        world: try world ?? World.installed(), region: region, longitudes: longitudes, latitudes: latitudes,
        sizes: sizes, groups: groups, labels: labels))
  }

  /// A dot for each row of a frame on a map.
  /// - Precondition: The frame has the columns.
  /// - Throws: ``World/Failure``, or `InstalledData.Missing`, when the land cannot be read.
  public static func pointMap(
    _ frame: DataFrame, longitude: String, latitude: String, size: String? = nil, by group: String? = nil,
    label: String? = nil, region: MapRegion = .world
  ) throws -> Chart {
    try pointMap(
      longitudes: PlottableColumn(frame[longitude]), latitudes: PlottableColumn(frame[latitude]),
      sizes: size.map { PlottableColumn(frame[$0]) }, by: group.map { PlottableColumn(groups: frame[$0]) },
      labels: label.map { PlottableColumn(names: frame[$0]) }, region: region)
  }
}

/// Dots at places of the globe.
struct PointMapLayer: ChartLayer, Codable {
  var world: World
  var region: MapRegion
  var longitudes: PlottableColumn
  var latitudes: PlottableColumn
  var sizes: PlottableColumn?
  var groups: PlottableColumn?
  var labels: PlottableColumn?

  private var view: MapView { MapView(region) }

  /// Whether a row has a place on the globe, and whether what decides on its size is there.
  private func isUsable(_ row: Int) -> Bool {
    guard !longitudes.isCategorical, !latitudes.isCategorical else { return false }
    let (longitude, latitude) = (longitudes.numbers[row], latitudes.numbers[row])
    guard (-180...360).contains(longitude), (-90...90).contains(latitude) else { return false }
    return sizes.map { $0.numbers[row].isFinite } ?? true
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio = view.width / view.height
    domains.maximumHeight = 480
    domains.labelsLineEnds = false
    let usable = (0..<longitudes.count).filter(isUsable)
    if let sizes { domains.size.include(sizes.selecting(usable)) }
    if let groups { domains.color.include(groups.selecting(usable)) }
  }

  /// The rows that are drawn with their places; large dots first, so that none is hidden by a larger one.
  private func dots(in plot: Plot) -> [(row: Int, point: Point, radius: Double)] {
    let view = view
    let clip = view.clip(in: plot.area) ?? plot.area.inset(by: -1)
    return (0..<longitudes.count).filter(isUsable).compactMap { row -> (row: Int, point: Point, radius: Double)? in
      guard
        let point = view.place(
          longitude: view.turned(longitudes.numbers[row]), latitude: latitudes.numbers[row], in: plot.area),
        clip.contains(Rect(x: point.x, y: point.y, width: 0, height: 0), tolerance: 0.01)
      else { return nil }
      let radius = sizes.flatMap { sizes in plot.sizes.map { $0.radius(sizes.numbers[row]) } } ?? 3.5
      return (row, point, radius)
    }.sorted { ($1.radius, $0.row) < ($0.radius, $1.row) }
  }

  private func tip(at row: Int) -> Tip {
    let number = NumberFormat.automatic
    func value(_ column: PlottableColumn) -> Tip.Value {
      Tip.Value(column.label, column.isCategorical ? column.text(at: row) : number.string(column.numbers[row]))
    }
    let name = labels?.name(at: row) ?? ""
    let values = [groups, sizes].compactMap { $0 }.map(value)
    return Tip(name, name.isEmpty || values.isEmpty ? values + [value(longitudes), value(latitudes)] : values)
  }

  private func paint(at row: Int, in plot: Plot) -> Paint {
    guard let groups else { return plot.color.accent }
    if let name = groups.name(at: row) { return plot.color.paint(for: name) }
    return groups.isCategorical ? plot.color.missing : plot.color.paint(for: groups.numbers[row])
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let view = view
    let clip = view.clip(in: plot.area)
    scene.group("sea", clip: clip) { $0.fill(view.sea(in: plot.area), plot.theme.ink(0.035)) }
    var land = Path()
    for country in world.countries {
      land.append(rings: country.rings.compactMap { MapOutlines.ring($0, view, in: plot.area) })
    }
    scene.group("countries", clip: clip) { scene in
      scene.path(land, fill: plot.theme.ink(0.13), stroke: Stroke(plot.theme.paper, width: 0.5))
    }
    let dots = dots(in: plot)
    scene.group("places") { scene in
      for dot in dots {
        scene.answering(tip(at: dot.row)) {
          $0.circle(
            dot.point, radius: dot.radius, fill: paint(at: dot.row, in: plot).opacity(0.75),
            stroke: Stroke(plot.theme.paper, width: 0.75))
        }
      }
    }
    if let labels {
      let style = plot.theme.labelStyle.with(paint: plot.theme.ink, halo: plot.theme.paper)
      let boxes = dots.map {
        Rect(x: $0.point.x - $0.radius, y: $0.point.y - $0.radius, width: $0.radius * 2, height: $0.radius * 2)
      }
      for dot in dots {
        guard let name = labels.name(at: dot.row) else { continue }
        let (x, y, gap) = (dot.point.x, dot.point.y, dot.radius + 3)
        scene.label(
          name, style: style,
          at: [
            LabelPlace(Point(x: x + gap, y: y), anchor: .start), LabelPlace(Point(x: x - gap, y: y), anchor: .end),
            LabelPlace(Point(x: x, y: y - gap), baseline: .alphabetic),
            LabelPlace(Point(x: x, y: y + gap), baseline: .top),
          ], within: view.frame(in: plot.area), keepingOff: boxes)
      }
    }
    warn(drawn: dots.count, on: &scene)
  }

  private func warn(drawn: Int, on scene: inout SceneBuilder) {
    let usable = (0..<longitudes.count).count(where: isUsable)
    let (unusable, outside) = (longitudes.count - usable, usable - drawn)
    if unusable > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.whole(unusable)) of \(NumberFormat.count(longitudes.count, "row")) "
            + "\(unusable == 1 ? "lacks" : "lack") a place on the globe\(sizes.map { " or \($0.label)" } ?? ""): not drawn.",
          hint: "Longitudes run from -180 to 180 or from 0 to 360 degrees, latitudes from -90 to 90."))
    }
    if outside > 0 {
      scene.warn(
        RenderWarning(.outsideDomain, "\(NumberFormat.count(outside, "row lies", "rows lie")) outside of the map."))
    }
    if longitudes.count == 0 { scene.warn(RenderWarning(.noData, "There are no places to draw.")) }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let drawn = dots(in: plot).map(\.row).sorted()
    var findings = ["\(NumberFormat.count(drawn.count, "place"))."]
    if let sizes, !drawn.isEmpty {
      if let labels {
        let values = drawn.map { sizes.numbers[$0] }
        let texts = NumberFormat.automatic.compared(values)
        let names = drawn.map { labels.name(at: $0) ?? "–" }
        findings.append("Largest: \(Extremes(values).leaders(names) { texts[$0] }).")
      } else {
        let ranked = drawn.map { sizes.numbers[$0] }.sorted(by: >).prefix(3)
        findings.append("Largest: \(NumberFormat.automatic.compared(Array(ranked)).joined(separator: ", ")).")
      }
    }
    let left = longitudes.count - drawn.count
    if left > 0 {
      findings.append("Of \(NumberFormat.count(longitudes.count, "row")) not shown: \(NumberFormat.whole(left)).")
    }
    let kind = "Map of places" + (sizes.map { ", sized by \($0.label)" } ?? "")
    return LayerDescription(kind: kind + (groups.map { ", coloured by \($0.label)" } ?? ""), findings: findings)
  }

  var data: [DataPart] {
    [DataPart("Places", [labels, groups].compactMap { $0 } + [longitudes, latitudes] + (sizes.map { [$0] } ?? []))]
  }
}

/// Outlines of land on a drawing.
enum MapOutlines {
  /// Vertices are moved to multiples of this many points, the same for both neighbours of a border, and repeated ones
  /// are dropped: finer detail cannot be seen and would double the size of the file.
  static let grain = 0.5

  /// A ring of places as points; nil for what lies outside of a region's map, or on the other side of the globe.
  static func ring(_ ring: [CountryOutline.Place], _ view: MapView, in area: Rect) -> [Point]? {
    var points: [Point] = []
    for vertex in ring {
      guard let place = view.place(longitude: vertex.longitude, latitude: vertex.latitude, in: area) else { continue }
      let point = Point(x: (place.x / grain).rounded() * grain, y: (place.y / grain).rounded() * grain)
      if points.last != point { points.append(point) }
    }
    guard let first = points.first else { return nil }
    if let clip = view.clip(in: area), let bounds = Path(through: points).bounds, !bounds.intersects(clip) {
      return nil
    }
    // An island smaller than the grain keeps its place as a speck.
    guard points.count < 3 else { return points }
    return [(0, 0), (1, 0), (1, 1), (0, 1)].map { Point(x: first.x + $0 * 0.5, y: first.y + $1 * 0.5) }
  }
}

extension CountryOutline {
  /// The middle of the country's largest part, weighted by area: where a dot can stand for it.
  public var centroid: Place {
    if let dot { return dot }
    var best = (area: 0.0, place: rings.first?.first ?? Place(longitude: 0, latitude: 0))
    for ring in rings {
      var (area, x, y) = (0.0, 0.0, 0.0)
      for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        let cross = start.longitude * end.latitude - end.longitude * start.latitude
        area += cross
        x += (start.longitude + end.longitude) * cross
        y += (start.latitude + end.latitude) * cross
      }
      if abs(area) > abs(best.area) {
        best = (area, Place(longitude: x / (3 * area), latitude: y / (3 * area)))
      }
    }
    return best.place
  }
}
