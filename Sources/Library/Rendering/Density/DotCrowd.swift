#if canImport(Glibc)
  import Glibc
#endif

/// How many dots there are and how they crowd, which decides on how each looks.
package struct DotCrowd: Sendable {
  package var count: Int
  /// How many dots lie on each other in all but the most crowded twentieth of the places that have any.
  package var crowding: Double

  /// Whether dots have colours to be read off, which must not mix.
  package var readsColors: Bool

  package init(xs: [Double], ys: [Double], radius: Double, area: Rect, readsColors: Bool) {
    count = xs.count
    self.readsColors = readsColors
    crowding = Self.crowding(xs, ys, radius: radius, area: area)
  }

  /// Clear enough that crowded places are not yet full: so density shows as darkness.
  package var opacity: Double {
    if readsColors, hasHalos { return 1 }
    if crowding <= 2 { return count < 200 ? 1 : 0.85 }
    return min(max(1 - pow(0.06, 1 / crowding), 0.03), 0.8)
  }

  /// Rims keep neighbours apart; among crowds they would hide what is below.
  package var hasHalos: Bool { count < 500 && crowding <= (readsColors ? 4 : 2) }

  private static func crowding(_ xs: [Double], _ ys: [Double], radius: Double, area: Rect) -> Double {
    guard area.width > 0, area.height > 0 else { return 1 }
    let cell = max(radius * 1.8, 0.5)
    let columns = Int(area.width / cell) + 1
    let rows = Int(area.height / cell) + 1
    var counts = [Int32](repeating: 0, count: columns * rows)
    for index in xs.indices {
      let column = Int((xs[index] - area.x) / cell)
      let row = Int((ys[index] - area.y) / cell)
      if column >= 0, column < columns, row >= 0, row < rows { counts[row * columns + column] += 1 }
    }
    let occupied = counts.filter { $0 > 0 }.sorted()
    guard !occupied.isEmpty else { return 1 }
    return Double(occupied[min(occupied.count - 1, occupied.count * 95 / 100)])
  }
}
