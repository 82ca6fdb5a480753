import Frames
import Statistics

/// The lower triangle of a correlation matrix with like variables side by side, and the tree by which they join.
///
/// Each variable's name stands on the diagonal, at the end of its row and the head of its column. The tree grows from
/// the rows to the left.
struct ClusteredCorrelationLayer: ChartLayer, Codable {
  /// In the order of the tree's leaves.
  var matrix: CorrelationMatrix
  /// Of the variables in this order.
  var linkage: Linkage
  var distance: Chart.CorrelationDistance

  private var names: [String] { matrix.names }
  private var size: Int { names.count }
  /// The tree's width in a drawing of this width.
  private static func tree(in width: Double) -> Double { width < 420 ? 56 : 96 }
  /// Below the matrix: the scale of the tree.
  private static let foot = 30.0
  private static let characterWidth = 6.2

  init(_ given: CorrelationMatrix, distance: Chart.CorrelationDistance) {
    self.distance = distance
    let distances = given.coefficients.map { distance == .absolute ? 1 - abs($0) : 1 - $0 }
    let order = Linkage(averageOf: distances, count: given.names.count).leafOrder
    func reordered<Value>(_ values: [Value]) -> [Value] {
      order.flatMap { row in order.map { values[row * order.count + $0] } }
    }
    matrix = CorrelationMatrix(
      names: order.map { given.names[$0] }, method: given.method, coefficients: reordered(given.coefficients),
      counts: reordered(given.counts))
    linkage = Linkage(averageOf: reordered(distances), count: order.count)
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.color.label = "\(matrix.method.name) correlation"
    domains.color.bounds = -1...1
    domains.color.ramp = .redBlue
    domains.color.include(-1)
    domains.color.include(1)
    var cell = CorrelationMatrixLayer.plannedCell(size)
    let room = domains.width - 20
    if domains.isNarrow {
      // A name starts where the cells of its row end.
      for (row, name) in names.enumerated() where row > 0 {
        let free = room - Self.tree(in: room) - 8 - min(Double(name.count) * Self.characterWidth, room * 0.3)
        cell = min(cell, max(free / Double(row), 4))
      }
    }
    let names = names.enumerated().map { Double($0 + 1) * cell + Double($1.count) * Self.characterWidth }
    let width = Self.tree(in: room) + (names.max() ?? 0)
    domains.aspectRatio =
      max(domains.isNarrow ? room : width, min(600, room)) / (Double(max(size, 1)) * cell + Self.foot)
    // As high as lines of names need.
    domains.maximumHeight = max(domains.maximumHeight, Double(size) * CorrelationMatrixLayer.leastRow + Self.foot)
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard size > 1 else {
      CorrelationMatrixLayer.drawNothing(in: plot, on: &scene)
      return
    }
    let style = plot.theme.labelStyle.withMathematics
    let left = plot.area.minX + Self.tree(in: plot.area.width)
    let widths = names.map { scene.width($0, style) }
    // A name at the end of row i starts where its i cells end.
    var cell = (plot.area.height - Self.foot) / Double(size)
    for (row, width) in widths.enumerated() {
      let room = plot.area.maxX - left - 8 - min(width, plot.area.width * 0.3)
      if row > 0 { cell = min(cell, room / Double(row)) }
    }
    cell = max(cell, 4)
    let (named, fitted) = CorrelationMatrixLayer.names(of: names, cell: cell, style: style, on: &scene)
    func middle(_ row: Int) -> Double { plot.area.minY + (Double(row) + 0.5) * cell }
    CorrelationMatrixLayer.drawCells(
      matrix, cell: cell, left: left, columns: { 0..<$0 }, top: plot.area.minY, rows: 0..<size, in: plot, on: &scene)
    for row in named {
      let x = left + Double(row) * cell + 6
      scene.text(
        scene.shortened(names[row], to: plot.area.maxX - x, fitted), at: Point(x: x, y: middle(row)), baseline: .middle,
        style: fitted)
    }
    drawTree(
      left: plot.area.minX + 4, right: left - 5, bottom: plot.area.minY + Double(size) * cell, middle, in: plot,
      on: &scene)
  }

  private func drawTree(
    left: Double, right: Double, bottom: Double, _ middle: (Int) -> Double, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let top = distance == .absolute ? 1.0 : 2.0
    let upper = max(linkage.merges.last?.height ?? 0, distance == .absolute ? 1 : 0.01)
    let scale = ContinuousScale(lower: 0, upper: min(upper, top), rangeStart: right, rangeEnd: left)
    var nodes = (0..<size).map { Point(x: right, y: middle($0)) }
    var path = Path()
    for merge in linkage.merges {
      let (a, b) = (nodes[merge.first], nodes[merge.second])
      let x = scale.position(merge.height)
      path.append(lines: [a, Point(x: x, y: a.y), Point(x: x, y: b.y), b])
      nodes.append(Point(x: x, y: (a.y + b.y) / 2))
    }
    scene.stroke(path, Stroke(plot.theme.ink(0.65), width: 1.25))
    let style = plot.theme.captionStyle
    let axis = bottom + 6
    scene.line(from: Point(x: left, y: axis), to: Point(x: right, y: axis), Stroke(plot.theme.ink(0.35)))
    for value in [0, scale.upper] {
      let x = scale.position(value)
      scene.line(from: Point(x: x, y: axis), to: Point(x: x, y: axis + 3), Stroke(plot.theme.ink(0.35)))
      scene.text(
        NumberFormat.decimals(2).string(value), at: Point(x: x, y: axis + 6),
        anchor: value == 0 ? .end : .start, baseline: .top, style: style)
    }
    scene.text(distance.formula, at: Point(x: right + 12, y: axis + 6), baseline: .top, style: style)
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    var description = CorrelationMatrixLayer(matrix: matrix).describe(in: plot)
    guard size > 1 else { return description }
    description.kind += ", clustered by average linkage of \(distance.formula)"
    let number = NumberFormat.decimals(2)
    if let first = linkage.merges.first, let last = linkage.merges.last, first.second < size {
      description.findings.append(
        "\(names[first.first]) and \(names[first.second]) join first, at \(number.string(first.height)); "
          + "all are joined at \(number.string(last.height)).")
    }
    description.findings.append("From top to bottom: \(names.joined(separator: ", ")).")
    return description
  }

  var data: [DataPart] {
    // A joined group is named by the first of its variables, from top to bottom.
    var first = names
    let joins = linkage.merges.map { merge in
      let pair = [first[merge.first], first[merge.second]].sorted { (ranks[$0] ?? 0) < (ranks[$1] ?? 0) }
      first.append(pair[0])
      return (variable: pair[0], with: pair[1], height: merge.height, size: merge.size)
    }
    return CorrelationMatrixLayer(matrix: matrix).data + [
      DataPart(
        "Joins",
        [
          .value("Variable", joins.map(\.variable)), .value("With", joins.map(\.with)),
          .value("Distance", joins.map(\.height)), .value("Variables joined", joins.map(\.size)),
        ])
    ]
  }

  private var ranks: [String: Int] { Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first }) }
}
