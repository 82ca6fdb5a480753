/// Marks of one kind and look, in columns of one length.
public struct MarkLayer: ChartLayer {
  typealias Kind = MarkRow.Kind

  let kind: Kind
  var style = MarkStyle()
  /// Nil for rules that run over the whole plot.
  var x: PlottableColumn?
  var y: PlottableColumn?
  var xEnd: PlottableColumn?
  var yEnd: PlottableColumn?
  var series: PlottableColumn?
  var color: PlottableColumn?
  var position: PlottableColumn?
  var facet: PlottableColumn?
  /// One for each row, or none.
  var annotations: [String] = []

  var count: Int { x?.count ?? y?.count ?? 0 }

  init(
    kind: Kind, x: PlottableColumn?, y: PlottableColumn?, xEnd: PlottableColumn? = nil, yEnd: PlottableColumn? = nil
  ) {
    self.kind = kind
    self.x = x
    self.y = y
    self.xEnd = xEnd
    self.yEnd = yEnd
    let counts = [x, y, xEnd, yEnd].compactMap { $0?.count }
    precondition(Set(counts).count <= 1, "The columns of a plot have different lengths: \(counts).")
  }

  // MARK: Row by row

  init(startingWith row: MarkRow) {
    kind = row.kind
    style = row.style
    x = row.x.map(PlottableColumn.init(startingWith:))
    y = row.y.map(PlottableColumn.init(startingWith:))
    xEnd = row.xEnd.map(PlottableColumn.init(startingWith:))
    yEnd = row.yEnd.map(PlottableColumn.init(startingWith:))
    series = row.series.map(PlottableColumn.init(startingWith:))
    color = row.color.map(PlottableColumn.init(startingWith:))
    position = row.position.map(PlottableColumn.init(startingWith:))
    facet = row.facet.map(PlottableColumn.init(startingWith:))
    annotations = row.annotation.map { [$0] } ?? []
  }

  /// Whether a mark belongs to this layer: the same kind, look and columns.
  func takes(_ row: MarkRow) -> Bool {
    kind == row.kind && style == row.style && (x == nil) == (row.x == nil) && (y == nil) == (row.y == nil)
      && (xEnd == nil) == (row.xEnd == nil) && (yEnd == nil) == (row.yEnd == nil)
      && (series == nil) == (row.series == nil) && (color == nil) == (row.color == nil)
      && (position == nil) == (row.position == nil) && (facet == nil) == (row.facet == nil)
      && annotations.isEmpty == (row.annotation == nil)
  }

  mutating func append(_ row: MarkRow) {
    func add(_ value: PlottableValue?, to column: inout PlottableColumn?) {
      if let value { column?.append(value) }
    }
    add(row.x, to: &x)
    add(row.y, to: &y)
    add(row.xEnd, to: &xEnd)
    add(row.yEnd, to: &yEnd)
    add(row.series, to: &series)
    add(row.color, to: &color)
    add(row.position, to: &position)
    add(row.facet, to: &facet)
    if let annotation = row.annotation { annotations.append(annotation) }
  }

  /// A modifier around the whole layer; what the layer already has stays.
  mutating func apply(_ outer: MarkModification) {
    func column(_ value: PlottableValue) -> PlottableColumn {
      var column = PlottableColumn(startingWith: value)
      for _ in 1..<max(count, 1) { column.append(value) }
      return column.selecting(Array(0..<count))
    }
    style.complete(with: outer.style)
    color = color ?? outer.color.map(column)
    position = position ?? outer.position.map(column)
    facet = facet ?? outer.facet.map(column)
    if annotations.isEmpty, let text = outer.annotation { annotations = Array(repeating: text, count: count) }
  }

  // MARK: Facets

  public func facets() -> [(name: String, layer: any ChartLayer)]? {
    guard let facet, facet.isCategorical else { return nil }
    var rows = [[Int]](repeating: [], count: facet.names.count)
    for row in 0..<count where !facet.numbers[row].isNaN { rows[Int(facet.numbers[row])].append(row) }
    return zip(facet.names, rows).filter { !$1.isEmpty }.map { ($0, selecting($1)) }
  }

  private func selecting(_ rows: [Int]) -> MarkLayer {
    var layer = self
    layer.facet = nil
    layer.x = x?.selecting(rows)
    layer.y = y?.selecting(rows)
    layer.xEnd = xEnd?.selecting(rows)
    layer.yEnd = yEnd?.selecting(rows)
    layer.series = series?.selecting(rows)
    layer.color = color?.selecting(rows)
    layer.position = position?.selecting(rows)
    layer.annotations = annotations.isEmpty ? [] : rows.map { annotations[$0] }
    return layer
  }

  public var dataColumns: [PlottableColumn] {
    var columns = [facet, color?.label == x?.label || color?.label == y?.label ? nil : color, series, x, xEnd, y, yEnd]
      .compactMap { $0 }
    var seen: [String: Int] = [:]
    for index in columns.indices {
      let label = columns[index].label
      seen[label, default: 0] += 1
      if let times = seen[label], times > 1 { columns[index].label = "\(label) \(times)" }
    }
    return columns
  }
}
