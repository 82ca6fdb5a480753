/// The key to colours: names with swatches in rows, or a ramp with numbers. Stands above the plot, never on data.
struct Legend {
  private struct Entry {
    var name: String
    var paint: Paint
    var x: Double
    var row: Int
  }

  private let title: String
  private var entries: [Entry] = []
  private var rows = 0
  private let symbol: LegendSymbol
  private let color: ColorScale
  private let isRamp: Bool
  private let format: NumberFormat
  private var titleWidth = 0.0
  private static let swatch = 10.0
  private static let rampWidth = 180.0

  /// - Parameter width: entries that do not fit go on the next row.
  init(_ color: ColorScale, domain: ColorDomain, width: Double, builder: SceneBuilder) {
    self.color = color
    title = domain.label ?? ""
    symbol = domain.symbol
    format = domain.format
    isRamp = color.entries.isEmpty
    let style = builder.theme.labelStyle
    titleWidth = title.isEmpty ? 0 : builder.width(title, style.with(weight: .medium)) + 12
    guard !isRamp else { return }
    if titleWidth > width * 0.5 { titleWidth = 0 }
    var x = titleWidth
    for (name, paint) in color.entries {
      let room = width - Self.swatch - 6
      let name = builder.shortened(name, to: room, style)
      let length = Self.swatch + 5 + builder.width(name, style)
      if x + length > width, x > titleWidth {
        x = titleWidth
        rows += 1
      }
      entries.append(Entry(name: name, paint: paint, x: x, row: rows))
      x += length + 14
    }
    rows += 1
  }

  func height(_ theme: Theme) -> Double {
    isRamp ? 12 + theme.lineHeight(theme.labelSize) : Double(rows) * (theme.labelSize * 1.6).rounded()
  }

  func draw(at origin: Point, on scene: inout SceneBuilder) {
    let theme = scene.theme
    let style = theme.labelStyle
    let lineHeight = (theme.labelSize * 1.6).rounded()
    if titleWidth > 0 {
      scene.text(
        title, at: Point(x: origin.x, y: origin.y + (isRamp ? 5 : lineHeight / 2)), baseline: .middle,
        style: style.with(paint: theme.ink, weight: .medium))
    }
    if isRamp {
      drawRamp(at: Point(x: origin.x + titleWidth, y: origin.y), on: &scene)
      return
    }
    for entry in entries {
      let middle = origin.y + (Double(entry.row) + 0.5) * lineHeight
      let left = origin.x + entry.x
      let size = Self.swatch
      switch symbol {
      case .square:
        scene.rectangle(
          Rect(x: left, y: middle - size / 2, width: size, height: size), fill: entry.paint, cornerRadius: 2)
      case .dot: scene.circle(Point(x: left + size / 2, y: middle), radius: 4, fill: entry.paint)
      case .line:
        scene.line(
          from: Point(x: left - 1, y: middle), to: Point(x: left + size + 1, y: middle),
          Stroke(entry.paint, width: 2.25, cap: .round))
      }
    }
    for entry in entries {
      let middle = origin.y + (Double(entry.row) + 0.5) * lineHeight
      scene.text(
        entry.name, at: Point(x: origin.x + entry.x + Self.swatch + 5, y: middle), baseline: .middle, style: style)
    }
  }

  private func drawRamp(at origin: Point, on scene: inout SceneBuilder) {
    let steps = 60
    let width = Self.rampWidth / Double(steps)
    for step in 0..<steps {
      // Each a little wider than its part, so that no paper shines through between two.
      let extra = step < steps - 1 ? 0.4 : 0
      scene.rectangle(
        Rect(x: origin.x + Double(step) * width, y: origin.y, width: width + extra, height: 10),
        fill: color.ramp.paint(at: (Double(step) + 0.5) / Double(steps)))
    }
    let axis = color.axis(from: origin.x, to: origin.x + Self.rampWidth)
    var count = 4
    let style = scene.theme.numberStyle
    while true {
      let values = axis.lower == axis.upper ? [axis.lower] : axis.ticks(count: count)
      let step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
      let labels =
        axis.type.isUniform ? format.strings(values, step: step) : values.map { format.string($0) }
      let places = values.map { axis.position($0) }
      let widths = labels.map { scene.width($0, style) }
      let fits = places.indices.dropFirst().allSatisfy {
        places[$0] - places[$0 - 1] >= (widths[$0] + widths[$0 - 1]) / 2 + 8
      }
      if !fits, count > 1 {
        count -= 1
        continue
      }
      for index in labels.indices where fits || index == 0 {
        // Labels at the ends stay within the figure.
        let left = max(places[index] - widths[index] / 2, origin.x - (titleWidth > 0 ? 8 : 0))
        scene.text(labels[index], at: Point(x: left, y: origin.y + 14), baseline: .top, style: style)
      }
      return
    }
  }
}
