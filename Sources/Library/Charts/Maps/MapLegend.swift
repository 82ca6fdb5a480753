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
    let heading = theme.labelStyle.with(paint: theme.ink, weight: .medium)
    let last = max(scene.width(noData.name, style), 26)
    let widths = classes.map { max(scene.width($0.name, style) + 10, 30) }
    let all = widths.reduce(0, +) + (classes.isEmpty ? 0 : Self.gap) + last
    let titleWidth = scene.width(title, heading) + 12
    let isBeside = titleWidth + all <= area.width
    if isBeside {
      scene.text(title, at: Point(x: area.minX, y: area.minY + Self.swatch / 2), baseline: .middle, style: heading)
    }
    var x = area.minX + (isBeside ? titleWidth : 0)
    // Where there is no room for all names, the first and the last are told.
    let fits = x + all <= area.maxX
    let narrow = (area.maxX - x - last - Self.gap) / Double(max(classes.count, 1))
    for (index, part) in classes.enumerated() {
      let width = fits ? widths[index] : max(narrow, 4)
      scene.rectangle(
        Rect(x: x, y: area.minY, width: width - 0.5, height: Self.swatch), fill: part.paint)
      let isEnd = index == 0 || index == classes.count - 1
      if fits || (isEnd && scene.width(part.name, style) <= (classes.count > 1 ? narrow * 2 : narrow)) {
        let anchor: TextAnchor = fits ? .middle : index == 0 ? .start : .end
        let place = fits ? x + width / 2 : index == 0 ? x : x + width
        scene.text(
          part.name, at: Point(x: place, y: area.minY + Self.swatch + 5), anchor: anchor, baseline: .top, style: style)
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
