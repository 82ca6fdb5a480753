/// The classes of a map side by side, from low to high, and land without a number apart from them.
struct MapLegend {
  var title: String
  var classes: [(name: String, paint: Paint)]
  var noData: (name: String, paint: Paint)

  /// Room above the map, in points.
  static let height = 38.0
  private static let swatch = 10.0
  private static let gap = 14.0

  func draw(in area: Rect, on scene: inout SceneBuilder) {
    let theme = scene.theme
    let style = theme.numberStyle
    let heading = theme.labelStyle.with(paint: theme.ink, weight: .medium).withMathematics
    let last = max(scene.width(noData.name, style), 26)
    let widths = classes.map { max(scene.width($0.name, style) + 10, 30) }
    let all = widths.reduce(0, +) + (classes.isEmpty ? 0 : Self.gap) + last
    let titleWidth = scene.width(title, heading) + 12
    let isBeside = titleWidth + all <= area.width
    if isBeside {
      scene.text(title, at: Point(x: area.minX, y: area.minY + Self.swatch / 2), baseline: .middle, style: heading)
    }
    var x = area.minX + (isBeside ? titleWidth : 0)
    // Where there is no room for all names, only the first and the last are written.
    let fits = x + all <= area.maxX
    let narrow = (area.maxX - x - last - Self.gap) / Double(max(classes.count, 1))
    for (index, part) in classes.enumerated() {
      let width = fits ? widths[index] : max(narrow, 4)
      scene.rectangle(
        Rect(x: x, y: area.minY, width: width - 0.5, height: Self.swatch), fill: part.paint)
      let isEnd = index == 0 || index == classes.count - 1
      if fits || (isEnd && scene.width(part.name, style) <= (classes.count > 1 ? narrow * 2 : narrow)) {
        let anchor: TextAnchor = fits ? .middle : index == 0 ? .start : .end
        let position = fits ? x + width / 2 : index == 0 ? x : x + width
        scene.text(
          part.name, at: Point(x: position, y: area.minY + Self.swatch + 5), anchor: anchor, baseline: .top,
          style: style)
      }
      x += width
    }
    if !classes.isEmpty { x += Self.gap }
    let box = Rect(x: x, y: area.minY, width: 26, height: Self.swatch)
    scene.rectangle(box, fill: noData.paint)
    let corners = [
      Point(x: box.minX, y: box.minY), Point(x: box.maxX, y: box.minY), Point(x: box.maxX, y: box.maxY),
      Point(x: box.minX, y: box.maxY),
    ]
    scene.stroke(Hatching.lines(through: [corners]), Hatching.stroke(theme))
    scene.text(noData.name, at: Point(x: x, y: area.minY + Self.swatch + 5), baseline: .top, style: style)
  }
}

/// Slanting lines that fill an outline: this distinguishes missing values from low ones even without colours.
enum Hatching {
  /// From one line to the next, along x.
  private static let step = 6.0

  static func stroke(_ theme: Theme) -> Stroke { Stroke(theme.ink(0.2), width: 0.6) }

  /// The parts of rising diagonals that lie inside closed rings; holes come from the even-odd rule.
  static func lines(through rings: [[Point]]) -> Path {
    // On a diagonal x + y is the same; x - y is the position along it.
    var crossings: [Int: [Double]] = [:]
    for ring in rings where ring.count > 2 {
      for (index, start) in ring.enumerated() {
        let end = ring[(index + 1) % ring.count]
        let (from, to) = (start.x + start.y, end.x + end.y)
        guard from != to else { continue }
        // Half-open, so that a line through a corner crosses once.
        let first = Int((min(from, to) / step).rounded(.up))
        let last = Int((max(from, to) / step).rounded(.up)) - 1
        guard first <= last else { continue }
        for line in first...last {
          let share = (Double(line) * step - from) / (to - from)
          let (low, high) = (start.x - start.y, end.x - end.y)
          crossings[line, default: []].append(low + (high - low) * share)
        }
      }
    }
    var path = Path()
    for line in crossings.keys.sorted() {
      let positions = (crossings[line] ?? []).sorted()
      var parts: [(Double, Double)] = []
      for index in stride(from: 0, to: positions.count - 1, by: 2) {
        let (start, end) = (positions[index], positions[index + 1])
        // A border that two countries share does not break the line.
        if let last = parts.last, start - last.1 < 0.05 {
          parts[parts.count - 1].1 = end
        } else {
          parts.append((start, end))
        }
      }
      let sum = Double(line) * step
      for (start, end) in parts where end - start > 0.5 {
        path.addLine(
          from: Point(x: (sum + start) / 2, y: (sum - start) / 2), to: Point(x: (sum + end) / 2, y: (sum - end) / 2))
      }
    }
    return path
  }
}
