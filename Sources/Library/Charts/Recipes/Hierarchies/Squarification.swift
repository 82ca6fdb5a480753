/// Rectangles of given areas that fill a rectangle and are as square as can be: M. Bruls, K. Huizing and J. J. van
/// Wijk, "Squarified Treemaps" (2000).
enum Squarification {
  /// - Parameter values: Descending, not below zero; their areas are in proportion.
  /// - Returns: A rectangle for each value; of no area for zero.
  static func rects(for values: [Double], in area: Rect) -> [Rect] {
    let total = values.reduce(0, +)
    guard total > 0, total.isFinite, area.width > 0, area.height > 0 else {
      return values.map { _ in Rect(x: area.x, y: area.y, width: 0, height: 0) }
    }
    let scale = area.width * area.height / total
    var rects: [Rect] = []
    var free = area
    var start = 0
    while start < values.count {
      let side = min(free.width, free.height)
      var end = start + 1
      var sum = values[start] * scale
      var worst = worstRatio(values[start] * scale, values[start] * scale, sum, side)
      while end < values.count {
        let next = values[end] * scale
        let ratio = worstRatio(values[start] * scale, next, sum + next, side)
        if ratio > worst { break }
        worst = ratio
        sum += next
        end += 1
      }
      let isLast = end == values.count
      let isUpright = free.width >= free.height
      let thickness = side > 0 ? min(isLast ? .infinity : sum / side, isUpright ? free.width : free.height) : 0
      var position = isUpright ? free.minY : free.minX
      for value in values[start..<end] {
        let length = sum > 0 ? side * (value * scale / sum) : 0
        rects.append(
          isUpright
            ? Rect(x: free.minX, y: position, width: thickness, height: length)
            : Rect(x: position, y: free.minY, width: length, height: thickness))
        position += length
      }
      free =
        isUpright
        ? Rect(x: free.x + thickness, y: free.y, width: max(free.width - thickness, 0), height: free.height)
        : Rect(x: free.x, y: free.y + thickness, width: free.width, height: max(free.height - thickness, 0))
      start = end
    }
    return rects
  }

  /// The greatest ratio of sides in a row of areas from `largest` to `least` along a side.
  private static func worstRatio(_ largest: Double, _ least: Double, _ sum: Double, _ side: Double) -> Double {
    guard least > 0, sum > 0 else { return .infinity }
    let (sides, sums) = (side * side, sum * sum)
    return max(sides * largest / sums, sums / (sides * least))
  }
}
