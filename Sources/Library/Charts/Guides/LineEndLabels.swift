/// Names at the ends of lines, moved apart where they would touch.
enum LineEndLabels {
  static let gap = 7.0

  static func draw(_ ends: [SceneBuilder.LineEnd], in area: Rect, width: Double, on scene: inout SceneBuilder) {
    let style = scene.theme.labelStyle.with(weight: .medium)
    let distance = style.size * 1.2
    let sorted = ends.sorted { ($0.point.y, $0.name) < ($1.point.y, $1.name) }
    let positions = separated(
      sorted.map(\.point.y), distance: distance, from: area.minY + style.size * 0.4, to: area.maxY)
    for (end, y) in zip(sorted, positions) {
      let x = area.maxX + gap
      // Dotted and without colour: nothing that could be taken for more of the line.
      if abs(y - end.point.y) > 6 || end.point.x < area.maxX - 6 {
        scene.stroke(
          Path(through: [
            Point(x: end.point.x + 2, y: end.point.y), Point(x: max(area.maxX, end.point.x + 2), y: end.point.y),
            Point(x: x - 2, y: y),
          ]), Stroke(scene.theme.ink(0.35), width: 0.75, dash: [1, 2]))
      }
      let style = style.forName(end.name)
      scene.text(
        scene.shortened(end.name, to: width, style), at: Point(x: x, y: y), baseline: .middle,
        style: style.with(paint: end.paint.readable(on: scene.theme.paper)), key: end.paint)
    }
  }

  /// The nearest places, in order, that are `distance` apart; squeezed where there is no room for all.
  static func separated(_ wanted: [Double], distance: Double, from low: Double, to high: Double) -> [Double] {
    guard wanted.count > 1 else { return wanted.map { min(max($0, low), high) } }
    let distance = min(distance, (high - low) / Double(wanted.count - 1))
    // Blocks of touching labels, each centred on the mean of what its members want.
    var blocks: [(sum: Double, count: Int)] = []
    func top(_ block: (sum: Double, count: Int)) -> Double {
      let center = block.sum / Double(block.count)
      let half = Double(block.count - 1) * distance / 2
      return min(max(center - half, low), high - 2 * half)
    }
    for position in wanted {
      blocks.append((position, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let previous = blocks[blocks.count - 2]
        guard top(previous) + Double(previous.count) * distance > top(last) + 1e-9 else { break }
        blocks.removeLast(2)
        blocks.append((previous.sum + last.sum, previous.count + last.count))
      }
    }
    return blocks.flatMap { block in (0..<block.count).map { top(block) + Double($0) * distance } }
  }
}
