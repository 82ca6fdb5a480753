/// Names with samples of their lines and a few numbers each, at the right of a plot: a legend that also says what the
/// curves sum up to.
struct CurveKey {
  struct Row {
    var name: String
    var numbers: [String]
    /// Nil for a row without a curve.
    var stroke: Stroke?
    var isStrong = false
  }

  /// Over the columns of numbers.
  var headings: [String]
  var rows: [Row]

  private static let sample = 18.0
  private static let gap = 10.0

  /// Texts as wide as the rows, for the layout to measure.
  var trailingLabels: [String] {
    let widest = headings.indices.map { column in
      ([headings[column]] + rows.map { $0.numbers.count > column ? $0.numbers[column] : "" }).max {
        $0.count < $1.count
      } ?? ""
    }
    return rows.map { "———" + ([$0.name] + widest).joined(separator: "    ") }
  }

  /// The lines of the key with their headings.
  var lineCount: Int { rows.count + 1 }

  /// At the right of the plot, or below where there is too little room.
  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if let area = plot.keyArea {
      draw(in: area, theme: plot.theme, on: &scene)
    } else {
      draw(rightOf: plot.area, room: plot.trailingRoom, theme: plot.theme, on: &scene)
    }
  }

  /// - Parameter room: From the area's right edge to that of the drawing.
  func draw(rightOf area: Rect, room: Double, theme: Theme, on scene: inout SceneBuilder) {
    let gap = SceneBuilder.trailingGap
    draw(in: Rect(x: area.maxX + gap, y: area.minY, width: room - gap, height: area.height), theme: theme, on: &scene)
  }

  func draw(in area: Rect, theme: Theme, on scene: inout SceneBuilder) {
    let style = theme.labelStyle
    let heading = theme.captionStyle
    let number = theme.numberStyle.with(paint: theme.ink(0.85))
    let left = area.minX
    let columns = headings.indices.map { column in
      ([scene.width(headings[column], heading)]
        + rows.map { $0.numbers.count > column ? scene.width($0.numbers[column], number) : 0 }).max() ?? 0
    }
    let numbersWidth = columns.reduce(0) { $0 + $1 + Self.gap }
    let names = area.width - Self.sample - 6 - numbersWidth
    guard names > 12, !rows.isEmpty else { return }
    let widest = min(rows.map { scene.width($0.name, style.with(weight: .semibold)) }.max() ?? 0, names)
    let step = (style.size * 1.5).rounded()
    let fitting = max(1, Int((area.height - step) / step))
    let shown = rows.count <= fitting ? rows[...] : rows.prefix(fitting - 1)

    func edges(_ column: Int) -> Double {
      left + Self.sample + 6 + widest + columns.prefix(column + 1).reduce(0) { $0 + $1 + Self.gap }
    }
    for (column, text) in headings.enumerated() {
      scene.text(text, at: Point(x: edges(column), y: area.minY), anchor: .end, baseline: .top, style: heading)
    }
    for (index, row) in shown.enumerated() {
      let middle = area.minY + step * (Double(index) + 1.5)
      if let stroke = row.stroke {
        scene.line(from: Point(x: left, y: middle), to: Point(x: left + Self.sample, y: middle), stroke)
      }
      let text = scene.shortened(row.name, to: names, style.with(weight: row.isStrong ? .semibold : .regular))
      let paint = row.stroke == nil ? theme.ink(0.65) : theme.ink(0.9)
      scene.text(
        text, at: Point(x: left + Self.sample + 6, y: middle), baseline: .middle,
        style: style.with(paint: paint, weight: row.isStrong ? .semibold : .regular))
      for (column, text) in row.numbers.enumerated() {
        scene.text(
          text, at: Point(x: edges(column), y: middle), anchor: .end, baseline: .middle,
          style: row.stroke == nil ? number.with(paint: theme.ink(0.65)) : number)
      }
    }
    if shown.count < rows.count {
      let middle = area.minY + step * (Double(shown.count) + 1.5)
      scene.text(
        scene.shortened("\(rows.count - shown.count) more", to: names, style),
        at: Point(x: left + Self.sample + 6, y: middle), baseline: .middle, style: style.with(paint: theme.ink(0.65)))
      scene.warn(
        RenderWarning(
          .thinnedLabels, "\(rows.count - shown.count) curves are not named.", hint: "Give the chart more height."))
    }
  }
}
