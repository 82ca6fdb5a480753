/// What becomes of an axis with more categories than can be read: the top ones stay, the others share one place.
///
/// Lengths of bars may be means as well as counts, so they are not added up for the others: a line shows their range.
struct CategoryFolding {
  /// More names than this are folded, to this many and one for the rest.
  static let limit = 60
  static let kept = 40
  /// Rows and columns of a matrix stand closer.
  static let matrixLimit = 200

  let isX: Bool
  /// The names that stay, the most important first.
  let names: [String]
  let otherCount: Int
  let othersName: String

  private static func bases(of layer: MarkLayer, isX: Bool) -> PlottableColumn? {
    let column = isX ? layer.x : layer.y
    return column?.isCategorical == true ? column : nil
  }

  /// Nil when there is nothing to fold: few names, names that the chart asks for, or layers other than marks.
  init?(_ layers: [any ChartLayer], isX: Bool, settings: AxisSettings) {
    let marks = layers.compactMap { $0 as? MarkLayer }
    guard settings.names == nil, marks.count == layers.count else { return nil }
    let isMatrix = marks.contains { $0.kind == .rectangle && $0.xEnd == nil && $0.yEnd == nil }
    let bars = marks.filter { $0.kind == .bar }
    var weights: [String: Double] = [:]
    var names: [String] = []
    for column in marks.compactMap({ Self.bases(of: $0, isX: isX) }) {
      for name in column.usedNames where weights.updateValue(0, forKey: name) == nil { names.append(name) }
    }
    guard names.count > (isMatrix ? Self.matrixLimit : Self.limit) else { return nil }
    // Where there are bars, only their lengths count.
    for layer in bars.isEmpty ? marks : bars {
      guard let column = Self.bases(of: layer, isX: isX) else { continue }
      let lengths = layer.kind == .bar ? layer.lengths?.numbers : nil
      var sums = [Double](repeating: 0, count: column.names.count)
      for (row, code) in column.numbers.enumerated() where !code.isNaN {
        let weight = lengths.map { abs($0[row]) } ?? 1
        if weight.isFinite { sums[Int(code)] += weight }
      }
      for (name, sum) in zip(column.names, sums) where sum > 0 { weights[name, default: 0] += sum }
    }
    let order = names.indices.sorted {
      (weights[names[$1]] ?? 0, $0) < (weights[names[$0]] ?? 0, $1)
    }
    let kept = order.prefix(isMatrix ? Self.matrixLimit / 2 : Self.kept)
    self.isX = isX
    self.names = (bars.isEmpty ? kept.sorted() : Array(kept)).map { names[$0] }
    otherCount = names.count - kept.count
    othersName = NumberFormat.count(otherCount, "other")
  }

  /// The layers with the others in their place, and how many marks have none there.
  func folded(_ layers: [any ChartLayer]) -> (layers: [any ChartLayer], left: Int) {
    let kept = Set(names)
    var result: [any ChartLayer] = []
    var left = 0
    for case let layer as MarkLayer in layers {
      guard let column = Self.bases(of: layer, isX: isX) else {
        result.append(layer)
        continue
      }
      let isKept = column.names.map(kept.contains)
      let rows = (0..<layer.count).filter { !column.numbers[$0].isNaN && isKept[Int(column.numbers[$0])] }
      switch layer.kind {
      case .point:
        var moved = layer
        let codes = column.names.indices.map { isKept[$0] ? $0 : column.names.count }
        let folded = PlottableColumn.value(
          column.label, codes: column.numbers.map { $0.isNaN ? -1 : codes[Int($0)] },
          names: column.names + [othersName])
        if isX { moved.channels.x = folded } else { moved.channels.y = folded }
        result.append(moved)
      case .bar:
        result.append(layer.selecting(rows))
        if let others = others(of: layer, column, isKept) { result.append(others) }
      case .line, .area, .rule, .rectangle, .text, .sector:
        result.append(layer.selecting(rows))
        left += layer.count - rows.count
      }
    }
    return (result, left)
  }

  /// The range of the others' lengths; of the sums where bars are stacked.
  private func others(of layer: MarkLayer, _ column: PlottableColumn, _ isKept: [Bool]) -> OtherCategoriesLayer? {
    guard let lengths = layer.lengthEnds ?? layer.lengths else { return nil }
    var sums: [Int: Double] = [:]
    for row in 0..<layer.count where !column.numbers[row].isNaN && lengths.numbers[row].isFinite {
      let name = Int(column.numbers[row])
      if !isKept[name] { sums[name, default: 0] += lengths.numbers[row] }
    }
    guard let low = sums.values.min(), let high = sums.values.max(), low.isFinite, high.isFinite else { return nil }
    return OtherCategoriesLayer(
      name: othersName, label: lengths.label, low: low, high: high, isHorizontal: layer.isHorizontal)
  }
}

/// The range of all bars that have no place of their own.
struct OtherCategoriesLayer: ChartLayer {
  var name: String
  var label: String
  var low: Double
  var high: Double
  var isHorizontal: Bool

  private func text(_ format: NumberFormat) -> String {
    let texts = format.compared([low, high])
    return low == high ? "each \(texts[0])" : "\(texts[0]) to \(texts[1])"
  }

  func contribute(to domains: inout ChartDomains) {
    let length: WritableKeyPath<ChartDomains, AxisDomain> = isHorizontal ? \.x : \.y
    domains[keyPath: length].include(low, isValue: false)
    domains[keyPath: length].include(high, isValue: false)
    if isHorizontal { domains.x.includeOverhang(at: high, text: text(domains.x.format ?? .automatic)) }
    if isHorizontal { domains.y.include(name: name) } else { domains.x.include(name: name) }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let lengths) = isHorizontal ? plot.x : plot.y,
      case .band(let bands) = isHorizontal ? plot.y : plot.x
    else { return }
    let (start, end, middle) = (lengths.footPosition(low), lengths.footPosition(high), bands.position(name))
    guard start.isFinite, end.isFinite, middle.isFinite else { return }
    let half = min(bands.bandwidth / 2, 4)
    func point(_ length: Double, _ base: Double) -> Point {
      isHorizontal ? Point(x: length, y: base) : Point(x: base, y: length)
    }
    var path = Path()
    path.addLine(from: point(start, middle), to: point(end, middle))
    for place in [start, end] { path.addLine(from: point(place, middle - half), to: point(place, middle + half)) }
    scene.stroke(path, Stroke(plot.theme.ink(0.5), width: 1.5))
    let style = plot.theme.numberStyle.with(paint: plot.theme.ink(0.65))
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let place =
      isHorizontal
      ? LabelPlace(Point(x: max(start, end) + 6, y: middle), anchor: .start)
      : LabelPlace(Point(x: middle, y: min(start, end) - 5), baseline: .alphabetic)
    scene.label(text(format), style: style, at: [place], isOptional: true)
  }

  func finding(_ format: NumberFormat) -> String { "\(name): \(text(format))." }
}
