extension MarkLayer {
  func drawPoints(in plot: Plot, on scene: inout SceneBuilder) {
    guard let x, let y else { return }
    let allX = places(of: x, on: plot.x, in: plot)
    let allY = places(of: y, on: plot.y, in: plot)
    let areas = channels.symbolSize.map { sizes in sizes.numbers.map { plot.sizes?.area($0) ?? .nan } }
    let rows = (0..<count).filter { allX[$0].isFinite && allY[$0].isFinite && areas?[$0].isNaN != true }
    let xs = rows.count == count ? allX : rows.map { allX[$0] }
    let ys = rows.count == count ? allY : rows.map { allY[$0] }
    let radius = dotRadius(count: max(count, plot.crowd?.count ?? 0))
    let reach = radius + 1
    let clip = Rect(
      x: plot.area.x - reach, y: plot.area.y - reach, width: plot.area.width + 2 * reach,
      height: plot.area.height + 2 * reach)
    if showsDensity {
      let density = DotDensity(xs: xs, ys: ys, radius: radius, clip: clip)
      let ramp = DotDensity.ramp(style.foreground ?? plot.color.accent, theme: plot.theme)
      var image = density.image(ramp)
      image.dots = .density(
        PointCloud(xs: xs, ys: ys, paints: [], radius: radius, clip: clip), ramp, maximum: density.maximum)
      scene.image(image)
      density.drawKey(ramp, in: plot, on: &scene)
    } else if areas != nil || hasShapes(in: plot) {
      drawShapes(rows, allX, allY, areas: areas, in: plot, on: &scene)
    } else {
      let crowd = plot.crowd ?? DotCrowd(xs: xs, ys: ys, radius: radius, area: plot.area, readsColors: color != nil)
      let opacity = style.opacity ?? crowd.opacity
      let (paints, colors) = palette(rows, in: plot)
      scene.points(
        PointCloud(
          xs: xs, ys: ys, colors: colors, paints: paints.map { $0.opacity(opacity) }, radius: radius,
          halo: style.opacity == nil && crowd.hasHalos ? Stroke(plot.theme.paper, width: 0.6) : nil, clip: clip))
    }
    annotateSpots(
      rows, allX, allY, radius: { row in areas.map { ($0[row] / .pi).squareRoot() } ?? radius }, in: plot, on: &scene)
  }

  /// How the layer's plain dots crowd; nil for what is not drawn as such.
  func crowd(in plot: Plot) -> DotCrowd? {
    guard kind == .point, let x, let y, !showsDensity, channels.symbolSize == nil, !hasShapes(in: plot) else {
      return nil
    }
    let places = zip(self.places(of: x, on: plot.x, in: plot), self.places(of: y, on: plot.y, in: plot))
      .filter { $0.isFinite && $1.isFinite }
    return DotCrowd(
      xs: places.map(\.0), ys: places.map(\.1), radius: dotRadius(count: count), area: plot.area,
      readsColors: color != nil)
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
}
