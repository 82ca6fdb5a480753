/// Marks of one kind and look, in columns of one length.
public struct MarkLayer: ChartLayer, Codable {
  typealias Kind = MarkRow.Kind

  let kind: Kind
  var style = MarkStyle()
  /// Rules that run over the whole plot have no x or no y.
  var channels: MarkChannels<PlottableColumn>
  /// One for each row, or none.
  var annotations: [String] = []
  /// Whether rows are samples of a function: then numbers of series say nothing.
  var isFunction = false
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

  public func facets() -> [(name: String, layer: any ChartLayer)]? {
    guard let facet = channels.facet, facet.isCategorical else { return nil }
    var rows = [[Int]](repeating: [], count: facet.names.count)
    for row in 0..<count where !facet.numbers[row].isNaN { rows[Int(facet.numbers[row])].append(row) }
    return zip(facet.names, rows).filter { !$1.isEmpty }.map { name, rows in
      var layer = selecting(rows)
      layer.channels.facet = nil
      return (name, layer)
    }
  }

  func selecting(_ rows: [Int]) -> MarkLayer {
    var layer = self
    layer.channels = channels.map { $0.selecting(rows) }
    layer.annotations = annotations.isEmpty ? [] : rows.map { annotations[$0] }
    return layer
  }

  public var data: [DataPart] {
    // A colour, symbol or series that repeats an axis or another channel is one column.
    let places = [channels.angle, channels.x, channels.xEnd, channels.y, channels.yEnd].compactMap { $0 }
    var columns = [channels.facet].compactMap { $0 }
    for column in [
      channels.color, channels.series, channels.position, channels.symbol, channels.symbolSize, channels.lineStyle,
    ] {
      if let column, !(places + columns).contains(where: { $0.label == column.label }) { columns.append(column) }
    }
    columns += places
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
