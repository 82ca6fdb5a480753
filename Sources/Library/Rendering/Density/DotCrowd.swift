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

  /// How many places of about the size of a dot have dots.
  package static func placeCount(xs: [Double], ys: [Double], radius: Double, area: Rect) -> Int {
    DotCells(xs: xs, ys: ys, radius: radius, area: area).counts.count { $0 > 0 }
  }

  private static func crowding(_ xs: [Double], _ ys: [Double], radius: Double, area: Rect) -> Double {
    let occupied = DotCells(xs: xs, ys: ys, radius: radius, area: area).counts.filter { $0 > 0 }.sorted()
    guard !occupied.isEmpty else { return 1 }
    return Double(occupied[min(occupied.count - 1, occupied.count * 95 / 100)])
  }
}

/// Squares about as large as a dot, and how many dots lie on each.
private struct DotCells {
  var counts: [Int32] = []
  /// The square of each dot; -1 outside the area.
  var cells: [Int32] = []

  init(xs: [Double], ys: [Double], radius: Double, area: Rect) {
    guard area.width > 0, area.height > 0 else {
      cells = xs.map { _ in -1 }
      return
    }
    let cell = max(radius * 1.8, 0.5)
    let columns = Int(area.width / cell) + 1
    let rows = Int(area.height / cell) + 1
    counts = [Int32](repeating: 0, count: columns * rows)
    cells.reserveCapacity(xs.count)
    for index in xs.indices {
      let column = Int((xs[index] - area.x) / cell)
      let row = Int((ys[index] - area.y) / cell)
      let isInside = column >= 0 && column < columns && row >= 0 && row < rows
      cells.append(isInside ? Int32(row * columns + column) : -1)
      if isInside { counts[row * columns + column] += 1 }
    }
  }
}

/// The opacity of each dot among clear ones: where few lie on each other they are fuller, so that a lone dot beside a
/// crowd is seen as well as the crowd.
package struct DotShades {
  /// How dark a place with any dot is at least, from 0 to 1.
  package static let leastInk = 0.55

  /// What dots among crowds have.
  private let opacity: Double
  /// How many dots lie on the place of each, that included.
  private let crowds: [Int32]

  package init(xs: [Double], ys: [Double], radius: Double, area: Rect, opacity: Double) {
    self.opacity = opacity
    guard opacity < Self.leastInk else {
      crowds = []
      return
    }
    let cells = DotCells(xs: xs, ys: ys, radius: radius, area: area)
    crowds = cells.cells.map { $0 < 0 ? 1 : cells.counts[Int($0)] }
  }

  /// The paints in as many shades as there is need and room for, and each dot's index into them.
  /// - Parameter colors: Empty where there is one paint.
  package func applied(to paints: [Paint], _ colors: [UInt8]) -> (paints: [Paint], colors: [UInt8]) {
    guard !crowds.isEmpty else { return (paints.map { $0.opacity(opacity) }, colors) }
    // So many dots on each other are dark enough by themselves.
    let enough = log(1 - Self.leastInk) / log(1 - opacity)
    let room = max(1, 255 / max(paints.count, 1) - 1)
    let count = min(max(1, Int(log2(enough).rounded(.up))), room)
    // Shade i is for places with at least limits[i] dots, the last for crowds.
    let limits = (0..<count).map { pow(enough, Double($0) / Double(count)).rounded(.up) }
    let shades = limits.map { max(opacity, 1 - pow(1 - Self.leastInk, 1 / $0)) } + [opacity]
    let shaded = shades.flatMap { shade in paints.map { $0.opacity(shade) } }
    let indices = crowds.indices.map { dot -> UInt8 in
      let crowd = Double(crowds[dot])
      let shade = crowd >= enough ? count : max(0, (limits.lastIndex { $0 <= crowd }) ?? 0)
      return UInt8(shade * paints.count + (colors.isEmpty ? 0 : Int(colors[dot])))
    }
    return (shaded, indices)
  }
}
