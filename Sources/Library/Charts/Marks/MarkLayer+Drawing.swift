extension MarkLayer {
  public func draw(in plot: Plot, on scene: inout SceneBuilder) {
    switch kind {
    case .bar: drawBars(in: plot, on: &scene)
    case .line: drawLines(in: plot, on: &scene)
    case .area: drawAreas(in: plot, on: &scene)
    case .point: drawPoints(in: plot, on: &scene)
    case .rule: drawRules(in: plot, on: &scene)
    case .rectangle: drawRectangles(in: plot, on: &scene)
    case .sector: drawSectors(in: plot, on: &scene)
    case .text: drawTexts(in: plot, on: &scene)
    }
  }

  /// The paint of a row's mark, without opacity.
  func paint(at row: Int, in plot: Plot) -> Paint {
    guard let color else { return style.foreground ?? plot.color.accent }
    if let name = color.name(at: row) { return plot.color.paint(for: name) }
    return color.isCategorical ? plot.color.missing : plot.color.paint(for: color.numbers[row])
  }

  func fill(at row: Int, in plot: Plot) -> Paint {
    let paint = paint(at: row, in: plot)
    return style.opacity.map { paint.opacity($0) } ?? paint
  }

  /// Rows of each line or area: of each series, colour name and line style, or of each of their combinations. Rows without a name stay out.
  func seriesRows() -> [(name: String?, rows: [Int])] {
    let parts = [series, color?.isCategorical == true ? color : nil, channels.lineStyle].compactMap { $0 }
    guard let column = parts.first else { return [(nil, Array(0..<count))] }
    if parts.dropFirst().allSatisfy({ $0.numbers == column.numbers }) {
      guard column.isCategorical else {
        let groups = Dictionary(grouping: 0..<count) { column.numbers[$0] }
        return groups.keys.filter { !$0.isNaN }.sorted().map { (nil, groups[$0] ?? []) }
      }
      var rows = [[Int]](repeating: [], count: column.names.count)
      for row in 0..<count where !column.numbers[row].isNaN { rows[Int(column.numbers[row])].append(row) }
      return zip(column.names, rows).filter { !$1.isEmpty }.map { ($0, $1) }
    }
    var places: [[Double]: Int] = [:]
    var groups: [(name: String?, rows: [Int])] = []
    for row in 0..<count where !column.numbers[row].isNaN {
      let key = parts.map { $0.numbers[row].isNaN ? -.infinity : $0.numbers[row] }
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((color?.name(at: row) ?? column.name(at: row), [row]))
      }
    }
    return groups
  }

  /// How far each row's mark stands from the middle of its band, and the width that it has there; nil when nothing stands side by side.
  func slots(in width: Double, _ plot: Plot) -> (offsets: [Double], width: Double)? {
    guard let position, plot.positions.names.count > 1 else { return nil }
    let count = Double(plot.positions.names.count)
    let slot = width / count
    let offsets = (0..<self.count).map { row -> Double in
      guard let name = position.groupName(at: row), let index = plot.positions.index(of: name) else { return 0 }
      return (Double(index) - (count - 1) / 2) * slot
    }
    return (offsets, slot)
  }

  /// Places of rows along a scale, side by side where they share a band.
  func places(of column: PlottableColumn, on scale: PositionScale, in plot: Plot) -> [Double] {
    let places = scale.positions(of: column)
    guard let width = scale.bandwidth, let (offsets, _) = slots(in: width, plot) else { return places }
    return zip(places, offsets).map { $0 + $1 }
  }
}
