import Statistics

/// Marks of one kind and look, in columns of one length.
public struct MarkLayer: ChartLayer, Codable {
  typealias Kind = MarkRow.Kind

  private(set) var kind: Kind
  var style = MarkStyle()
  /// Rules that run over the whole plot have no x or no y.
  var channels: MarkChannels<PlottableColumn>
  /// One for each row, or none.
  var annotations: [String] = []
  /// Whether rows are samples of a function: then numbers of series say nothing.
  var isFunction = false
  /// Cells that were given without a finite number: they stay blank.
  var blankCount = 0
  /// Rows of a stack that were not given and count as zero.
  var zeroCount = 0

  var x: PlottableColumn? { channels.x }
  var y: PlottableColumn? { channels.y }
  var xEnd: PlottableColumn? { channels.xEnd }
  var yEnd: PlottableColumn? { channels.yEnd }
  var series: PlottableColumn? { channels.series }
  var color: PlottableColumn? { channels.color }
  var position: PlottableColumn? { channels.position }

  var count: Int { channels.x?.count ?? channels.y?.count ?? channels.angle?.count ?? 0 }

  init(
    kind: Kind, x: PlottableColumn? = nil, y: PlottableColumn? = nil, xEnd: PlottableColumn? = nil,
    yEnd: PlottableColumn? = nil, angle: PlottableColumn? = nil
  ) {
    self.kind = kind
    channels = MarkChannels(x: x, y: y, xEnd: xEnd, yEnd: yEnd, angle: angle)
    let counts = [x, y, xEnd, yEnd, angle].compactMap { $0?.count }
    precondition(Set(counts).count <= 1, "The columns of a plot have different lengths: \(counts).")
  }

  // MARK: Row by row

  init(startingWith row: MarkRow) {
    kind = row.kind
    style = row.style
    channels = row.channels.map(PlottableColumn.init(startingWith:))
    annotations = row.annotation.map { [$0] } ?? []
  }

  /// Whether a mark belongs to this layer: the same kind, look and columns.
  func takes(_ row: MarkRow) -> Bool {
    kind == row.kind && style == row.style && channels.shape == row.channels.shape
      && annotations.isEmpty == (row.annotation == nil)
  }

  mutating func append(_ row: MarkRow) {
    channels.merge(row.channels) { $0.append($1) }
    if let annotation = row.annotation { annotations.append(annotation) }
  }

  /// A modifier around the whole layer; what the layer already has stays.
  mutating func apply(_ outer: MarkModification) {
    let count = count
    style.complete(with: outer.style)
    channels.complete(with: outer.channels) { value in
      var column = PlottableColumn(startingWith: value)
      for _ in 1..<max(count, 1) { column.append(value) }
      return column.selecting(Array(0..<count))
    }
    if annotations.isEmpty, let text = outer.annotation { annotations = Array(repeating: text, count: count) }
  }

  // MARK: Facets

  /// The rows of each name in the facet column, in the order of the names; rows without a name stay out. Nil without a
  /// facet column of names.
  public func facets() -> [(name: String, layer: any ChartLayer)]? {
    guard let facet = channels.facet, facet.isCategorical else { return nil }
    let rows = facet.numbers.rowsOfCodes(count: facet.names.count)
    return zip(facet.names, rows).filter { !$1.isEmpty }.map { name, rows in
      var layer = selecting(rows)
      layer.channels.facet = nil
      return (name, layer)
    }
  }

  /// The layer without a stack along an axis on which lengths do not add up: bars stand side by side, or are dots where
  /// nothing tells them apart; areas are lines. Nil for a layer without a stack there.
  func unstacked(alongX: Bool) -> MarkLayer? {
    guard kind == .bar || kind == .area, isHorizontal == alongX, lengthEnds == nil, style.stacking != .unstacked,
      let bases
    else { return nil }
    var layer = self
    layer.style.stacking = .unstacked
    if kind == .area {
      guard seriesRows().count > 1 || style.stacking == .normalized || style.stacking == .center else { return nil }
      layer.kind = .line
      return layer
    }
    var taken: Set<[Double]> = []
    let isStacked = zip(bases.numbers, position?.numbers ?? bases.numbers).contains {
      !taken.insert([$0, $1]).inserted
    }
    guard isStacked || style.stacking == .normalized || style.stacking == .center else { return nil }
    if position == nil, let color, color.isCategorical {
      layer.channels.position = color
      return layer
    }
    guard isStacked else { return layer }
    layer.kind = .point
    return layer
  }

  /// The rows with these names along an axis; all where they have no names there.
  func selecting(_ names: [String], isX: Bool) -> MarkLayer {
    guard let column = isX ? x : y, column.isCategorical else { return self }
    let known = Set(names)
    return selecting((0..<count).filter { column.name(at: $0).map(known.contains) ?? true })
  }

  func selecting(_ rows: [Int]) -> MarkLayer {
    var layer = self
    layer.channels = channels.map { $0.selecting(rows) }
    layer.annotations = annotations.isEmpty ? [] : rows.map { annotations[$0] }
    return layer
  }

  /// One part with a column for each channel; a channel with the label of an axis or of another one is left out.
  public var data: [DataPart] {
    // A colour, symbol or series that repeats an axis or another channel is one column.
    let axes = [channels.angle, channels.x, channels.xEnd, channels.y, channels.yEnd].compactMap { $0 }
    var columns = [channels.facet].compactMap { $0 }
    for column in [
      channels.color, channels.series, channels.position, channels.symbol, channels.symbolSize, channels.lineStyle,
    ] {
      if let column, !(axes + columns).contains(where: { $0.label == column.label }) { columns.append(column) }
    }
    columns += axes
    if !annotations.isEmpty { columns.append(.value("Text", annotations)) }
    var seen: [String: Int] = [:]
    for index in columns.indices {
      let label = columns[index].label
      seen[label, default: 0] += 1
      if let times = seen[label], times > 1 { columns[index].label = "\(label) \(times)" }
    }
    return [DataPart(kind.pluralName, columns)]
  }
}

extension MarkLayer {
  /// Draws the marks into `plot.area`, each kind in its own way.
  public func draw(in plot: Plot, on scene: inout SceneBuilder) {
    warnAboutMissing(on: &scene)
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

  /// Rows that have a place but lack what decides on their look, and what is drawn of them.
  private func warnAboutMissing(on scene: inout SceneBuilder) {
    func warn(_ column: PlottableColumn?, _ consequence: String) {
      // Rows that have a place, and those of them that have a value as well.
      guard let column else { return }
      let places = [x, y].compactMap { $0?.numbers }
      guard let isWhole = [Double].completeRows(of: places + [column.numbers]) else { return }
      let isPlaced = [Double].completeRows(of: places)
      let lacking = (0..<count).count { !isWhole[$0] && isPlaced?[$0] ?? true }
      guard lacking > 0 else { return }
      let rows = NumberFormat.automatic.string(Double(lacking)) + " of " + NumberFormat.count(count, "row")
      scene.warn(RenderWarning(.unusableValues, "\(rows) without \(column.label): \(consequence)."))
    }
    let areJoined = kind == .line || kind == .area
    if kind == .point {
      warn(channels.symbolSize, "not drawn")
      warn(channels.symbol, "drawn as circles")
    }
    if areJoined {
      let parts = [series, color?.isCategorical == true ? color : nil, channels.lineStyle].compactMap { $0 }
      warn(parts.first, "in no \(kind == .line ? "line" : "area")")
    } else {
      warn(color, "drawn in grey")
    }
    warn(position, "drawn in the middle of their band")
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

  /// Rows of each line or area: of each series, colour name and line style, or of each of their combinations. Rows
  /// without a name stay out.
  func seriesRows() -> [(name: String?, rows: [Int])] {
    let parts = [series, color?.isCategorical == true ? color : nil, channels.lineStyle].compactMap { $0 }
    guard let column = parts.first else { return [(nil, Array(0..<count))] }
    if parts.dropFirst().allSatisfy({ $0.numbers == column.numbers }) {
      guard column.isCategorical else {
        let groups = Dictionary(grouping: 0..<count) { column.numbers[$0] }
        return groups.keys.filter { !$0.isNaN }.sorted().map { (nil, groups[$0] ?? []) }
      }
      let rows = column.numbers.rowsOfCodes(count: column.names.count)
      return zip(column.names, rows).filter { !$1.isEmpty }.map { ($0, $1) }
    }
    var indices: [[Double]: Int] = [:]
    var groups: [(name: String?, rows: [Int])] = []
    for row in 0..<count where !column.numbers[row].isNaN {
      let key = parts.map { $0.numbers[row].isNaN ? -.infinity : $0.numbers[row] }
      if let index = indices[key] {
        groups[index].rows.append(row)
      } else {
        indices[key] = groups.count
        groups.append((color?.name(at: row) ?? column.name(at: row), [row]))
      }
    }
    return groups
  }

  /// How far each row's mark stands from the middle of its band, and the width that it has there; nil when nothing
  /// stands side by side.
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
  func positions(of column: PlottableColumn, on scale: PositionScale, in plot: Plot) -> [Double] {
    let positions = scale.positions(of: column)
    guard let width = scale.bandwidth, let (offsets, _) = slots(in: width, plot) else { return positions }
    return zip(positions, offsets).map { $0 + $1 }
  }
}
