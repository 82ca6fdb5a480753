#if canImport(Glibc)
  import Glibc
#endif

extension MarkLayer {
  func drawPoints(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let allX = places(of: x, on: plot.x, in: plot)
    let allY = places(of: y, on: plot.y, in: plot)
    let areas = channels.symbolSize.map { sizes in sizes.numbers.map { plot.sizes?.area($0) ?? .nan } }
    let rows = (0..<count).filter { allX[$0].isFinite && allY[$0].isFinite && areas?[$0].isNaN != true }
    let xs = rows.count == count ? allX : rows.map { allX[$0] }
    let ys = rows.count == count ? allY : rows.map { allY[$0] }
    let radius = dotRadius
    let reach = radius + 1
    let clip = Rect(
      x: plot.area.x - reach, y: plot.area.y - reach, width: plot.area.width + 2 * reach,
      height: plot.area.height + 2 * reach)
    if showsDensity {
      let density = DotDensity(xs: xs, ys: ys, radius: radius, clip: clip)
      let ramp = DotDensity.ramp(style.foreground ?? plot.color.accent, theme: plot.theme)
      scene.image(density.image(ramp))
      density.drawKey(ramp, in: plot, on: &scene)
    } else if areas != nil || hasShapes(in: plot) {
      drawShapes(rows, allX, allY, areas: areas, in: plot, on: &scene)
    } else {
      let crowding = Self.crowding(xs, ys, radius: radius, area: plot.area)
      let opacity = style.opacity ?? Self.opacity(crowding: crowding, count: xs.count)
      let (paints, colors) = palette(rows, in: plot)
      // Rims keep neighbours apart; among crowds they would hide what is below.
      let hasHalo = count < 500 && style.opacity == nil && crowding <= 2
      scene.points(
        PointCloud(
          xs: xs, ys: ys, colors: colors, paints: paints.map { $0.opacity(opacity) }, radius: radius,
          halo: hasHalo ? Stroke(plot.theme.paper, width: 0.6) : nil, clip: clip))
    }
    annotateSpots(
      rows, allX, allY, radius: { row in areas.map { ($0[row] / .pi).squareRoot() } ?? radius }, in: plot, on: &scene)
  }

  /// Whether dots of one colour are so many that their number at each place is shown, not each dot.
  var showsDensity: Bool {
    kind == .point && count > PointCloud.imageThreshold && color == nil && style.opacity == nil
      && channels.symbol == nil && channels.symbolSize == nil
  }

  /// The paints in use and each row's index into them; numbers are told apart in 64 steps of the ramp.
  func palette(_ rows: [Int], in plot: Plot) -> (paints: [Paint], colors: [UInt8]) {
    guard let color else { return ([style.foreground ?? plot.color.accent], []) }
    if color.isCategorical {
      // A place in the list for each name that rows have, as far as there is room.
      var known: [Paint] = []
      var places = [Int](repeating: -1, count: color.names.count)
      let found = rows.map { row -> Int in
        guard !color.numbers[row].isNaN else { return 255 }
        let name = Int(color.numbers[row])
        if places[name] < 0 {
          places[name] = min(known.count, 255)
          if known.count < 255 { known.append(plot.color.paint(for: color.names[name])) }
        }
        return places[name]
      }
      return (known + [plot.color.missing], found.map { UInt8(min($0, known.count)) })
    }
    let steps = 64
    let ramp = (0..<steps).map { plot.color.ramp.paint(at: Double($0) / Double(steps - 1)) }
    return (
      ramp + [plot.color.missing],
      rows.map { row in
        let fraction = plot.color.fraction(color.numbers[row])
        return fraction.isNaN ? UInt8(steps) : UInt8(min(max(fraction, 0), 1) * Double(steps - 1) + 0.5)
      }
    )
  }

  /// Clear enough that crowded places are not yet full: so density shows as darkness.
  static func opacity(crowding: Double, count: Int) -> Double {
    if crowding <= 2 { return count < 200 ? 1 : 0.85 }
    return min(max(1 - pow(0.06, 1 / crowding), 0.03), 0.8)
  }

  /// How many dots lie on each other in all but the most crowded twentieth of the places that have any.
  static func crowding(_ xs: [Double], _ ys: [Double], radius: Double, area: Rect) -> Double {
    guard area.width > 0, area.height > 0 else { return 1 }
    let cell = max(radius * 1.8, 0.5)
    let columns = Int(area.width / cell) + 1
    let rows = Int(area.height / cell) + 1
    var counts = [Int32](repeating: 0, count: columns * rows)
    for index in xs.indices {
      let column = Int((xs[index] - area.x) / cell)
      let row = Int((ys[index] - area.y) / cell)
      if column >= 0, column < columns, row >= 0, row < rows { counts[row * columns + column] += 1 }
    }
    let occupied = counts.filter { $0 > 0 }.sorted()
    guard !occupied.isEmpty else { return 1 }
    return Double(occupied[min(occupied.count - 1, occupied.count * 95 / 100)])
  }
}
