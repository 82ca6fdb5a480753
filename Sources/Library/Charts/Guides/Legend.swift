/// The key to colours, shapes, dashes and sizes: names in rows, or a ramp with numbers. Stands above the plot, never on
/// data.
struct Legend {
  /// What stands beside a name.
  enum Glyph {
    case square(Paint)
    case line(Paint, dash: [Double])
    case symbol(BasicChartSymbolShape, Paint)
    case disc(radius: Double, Paint)
  }

  struct Key {
    var name: String
    var glyph: Glyph
  }

  /// One variable with its keys.
  struct Block {
    enum Content {
      case keys([Key])
      case ramp(ColorScale, NumberFormat, missing: Bool)
    }
    var title: String
    var content: Content
  }

  private struct Placed {
    var key: Key
    /// From the legend's upper left corner to the glyph's left edge and the middle of the line.
    var x: Double
    var y: Double
    var glyphWidth: Double
  }

  static let swatch = 10.0
  static let rampWidth = 180.0
  private(set) var height = 0.0
  private var titles: [(text: String, y: Double)] = []
  private var placed: [Placed] = []
  private var ramps: [(scale: ColorScale, format: NumberFormat, x: Double, y: Double, width: Double)] = []

  /// - Parameter width: What does not fit goes on the next row.
  init(_ blocks: [Block], width: Double, builder: SceneBuilder) {
    for block in blocks {
      if height > 0 { height += 3 }
      add(block, width: width, builder: builder)
    }
  }

  private mutating func add(_ block: Block, width: Double, builder: SceneBuilder) {
    let theme = builder.theme
    let style = theme.labelStyle
    let medium = style.with(weight: .medium).withMathematics
    let row = (theme.labelSize * 1.6).rounded()
    var title = builder.shortened(block.title, to: width, medium)
    if theme.isForPrint, !title.isEmpty, case .keys(let keys) = block.content {
      let beside = builder.width(title, medium) + 12
      let isBeside = beside <= width * 0.4
      let withTitle = Self.rows(keys, width: isBeside ? width - beside : width, builder) + (isBeside ? 0 : 1)
      if Self.rows(keys, width: width, builder) < withTitle { title = "" }
    }
    let titleWidth = title.isEmpty ? 0 : builder.width(title, medium) + 12
    let isStacked: Bool
    switch block.content {
    case .keys: isStacked = titleWidth > width * 0.4
    case .ramp: isStacked = titleWidth + Self.rampWidth > width
    }
    var start = titleWidth
    if !title.isEmpty {
      // The title stands level with the first row beside it.
      let middle: Double
      switch block.content {
      case _ where isStacked: middle = row / 2
      case .ramp: middle = 5
      case .keys(let keys): middle = Self.rowHeight(keys, atLeast: row) / 2
      }
      titles.append((title, height + middle))
      if isStacked {
        height += row
        start = 0
      }
    }
    switch block.content {
    case .keys(let keys): add(keys, from: start, width: width, row: row, builder: builder)
    case .ramp(let scale, let format, let missing):
      ramps.append((scale, format, start, height, min(Self.rampWidth, width - start)))
      if missing {
        let key = Key(name: "no value", glyph: .square(scale.missing))
        let x = start + min(Self.rampWidth, width - start) + 18
        if x + Self.swatch + 5 + builder.width(key.name, style) <= width {
          placed.append(Placed(key: key, x: x, y: height + 5, glyphWidth: Self.swatch))
        }
      }
      height += 12 + theme.lineHeight(theme.labelSize)
    }
  }

  /// Between two keys.
  private static func gap(_ builder: SceneBuilder) -> Double { builder.theme.isForPrint ? 10 : 14 }

  /// How many rows the keys take.
  private static func rows(_ keys: [Key], width: Double, _ builder: SceneBuilder) -> Int {
    var (rows, x) = (1, 0.0)
    for key in keys {
      let length = key.glyph.width + 5 + min(builder.width(key.name, builder.theme.labelStyle), width)
      if x + length > width, x > 0 { (rows, x) = (rows + 1, 0) }
      x += length + gap(builder)
    }
    return rows
  }

  private static func rowHeight(_ keys: [Key], atLeast row: Double) -> Double {
    max(row, ((keys.map { $0.glyph.height }.max() ?? 0) + 5).rounded())
  }

  private mutating func add(_ keys: [Key], from start: Double, width: Double, row: Double, builder: SceneBuilder) {
    let style = builder.theme.labelStyle
    let row = Self.rowHeight(keys, atLeast: row)
    var x = start
    for key in keys {
      var key = key
      let glyph = key.glyph.width
      let style = style.forName(key.name)
      key.name = builder.shortened(key.name, to: width - start - glyph - 6, style)
      let length = glyph + 5 + builder.width(key.name, style)
      if x + length > width, x > start {
        x = start
        height += row
      }
      placed.append(Placed(key: key, x: x, y: height + row / 2, glyphWidth: glyph))
      x += length + Self.gap(builder)
    }
    if !keys.isEmpty { height += row }
  }

  // MARK: Drawing

  func draw(at origin: Point, on scene: inout SceneBuilder) {
    let style = scene.theme.labelStyle
    for title in titles {
      scene.text(
        title.text, at: Point(x: origin.x, y: origin.y + title.y), baseline: .middle,
        style: style.with(paint: scene.theme.ink, weight: .medium).withMathematics)
    }
    for ramp in ramps {
      Self.drawRamp(
        ramp.scale, ramp.format, at: Point(x: origin.x + ramp.x, y: origin.y + ramp.y), width: ramp.width,
        isIndented: ramp.x > 0, on: &scene)
    }
    for item in placed {
      item.key.glyph.draw(at: Point(x: origin.x + item.x + item.glyphWidth / 2, y: origin.y + item.y), on: &scene)
    }
    for item in placed {
      scene.text(
        item.key.name, at: Point(x: origin.x + item.x + item.glyphWidth + 5, y: origin.y + item.y), baseline: .middle,
        style: style.forName(item.key.name), key: item.key.glyph.paint)
    }
  }

  private static func drawRamp(
    _ color: ColorScale, _ format: NumberFormat, at origin: Point, width: Double, isIndented: Bool,
    on scene: inout SceneBuilder
  ) {
    let steps = 60
    let part = width / Double(steps)
    for step in 0..<steps {
      // Each a little wider than its part, so that no paper shines through between two.
      let extra = step < steps - 1 ? 0.4 : 0
      scene.rectangle(
        Rect(x: origin.x + Double(step) * part, y: origin.y, width: part + extra, height: 10),
        fill: color.ramp.paint(at: (Double(step) + 0.5) / Double(steps)))
    }
    let axis = color.axis(from: origin.x, to: origin.x + width)
    var count = 4
    let style = scene.theme.numberStyle
    while true {
      let values = axis.lower == axis.upper ? [axis.lower] : axis.ticks(count: count)
      let step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
      let labels =
        axis.type.isUniform ? format.strings(values, step: step) : values.map { format.string($0) }
      let positions = values.map { origin.x + color.fraction($0) * width }
      let widths = labels.map { scene.width($0, style) }
      let fits = positions.indices.dropFirst().allSatisfy {
        positions[$0] - positions[$0 - 1] >= (widths[$0] + widths[$0 - 1]) / 2 + 8
      }
      if !fits, count > 1 {
        count -= 1
        continue
      }
      for index in labels.indices where (fits || index == 0) && positions[index].isFinite {
        // Labels at the ends stay within the figure.
        let left = max(positions[index] - widths[index] / 2, origin.x - (isIndented ? 8 : 0))
        scene.text(labels[index], at: Point(x: left, y: origin.y + 14), baseline: .top, style: style)
      }
      return
    }
  }
}

extension Legend.Glyph {
  var width: Double {
    switch self {
    case .square, .symbol: Legend.swatch
    case .line(_, let dash): dash.isEmpty ? Legend.swatch + 2 : 26
    case .disc(let radius, _): max(Legend.swatch, 2 * radius)
    }
  }

  var height: Double {
    if case .disc(let radius, _) = self { 2 * radius } else { Legend.swatch }
  }

  /// The colour of the marks that the key names; nil where it is not their colour that it names.
  var paint: Paint? {
    switch self {
    case .square(let paint), .line(let paint, _), .symbol(_, let paint): paint
    case .disc: nil
    }
  }

  func draw(at center: Point, on scene: inout SceneBuilder) {
    switch self {
    case .square(let paint):
      let half = Legend.swatch / 2
      scene.rectangle(
        Rect(x: center.x - half, y: center.y - half, width: 2 * half, height: 2 * half), fill: paint, cornerRadius: 2)
    case .line(let paint, let dash):
      let half = width / 2
      scene.line(
        from: Point(x: center.x - half, y: center.y), to: Point(x: center.x + half, y: center.y),
        Stroke(paint, width: 2.25, dash: dash, cap: dash.isEmpty ? .round : .butt))
    case .symbol(.circle, let paint): scene.circle(center, radius: 4, fill: paint)
    case .symbol(let shape, let paint): scene.fill(shape.path(at: center, area: 50), paint)
    case .disc(let radius, let paint):
      scene.circle(center, radius: radius, fill: paint.opacity(0.25), stroke: Stroke(paint, width: 1))
    }
  }
}
