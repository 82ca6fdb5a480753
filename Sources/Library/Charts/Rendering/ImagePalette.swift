/// The colours of an image, the most frequent first, and each pixel's index with PNG's filter byte before each row.
struct ImagePalette {
  private(set) var colors: [UInt32] = []
  private(set) var rows: [UInt8] = []

  /// So many of the most frequent colours never move: all areas, and most lines and letters.
  private static let kept = 128

  /// Nil when a palette would change the image visibly.
  init?(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) {
    guard let runs = PixelRuns(pixels, width: width, height: height, stride: stride) else { return nil }
    let counts = runs.counts
    let order = counts.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    guard let (colors, places) = Self.chosen(runs.colors, order: order) else { return nil }
    self.colors = colors
    rows = runs.indexed(by: places)
  }

  /// How far each component of a rare colour may move, of 255: as little as makes the colours fit.
  private static let reaches: [Int16] = [0, 3, 7, 11, 15]

  /// At most 256 of the colours, and for each colour which of them stands for it: the nearest, for a rare one.
  /// - Parameter order: the most frequent first.
  private static func chosen(_ found: [UInt32], order: [Int]) -> (colors: [UInt32], places: [UInt8])? {
    let components = found.map { color in
      SIMD4(Int16(color >> 24), Int16(color >> 16 & 255), Int16(color >> 8 & 255), Int16(color & 255))
    }
    rounds: for reach in reaches where reach > 0 || found.count <= 256 {
      var colors: [UInt32] = []
      var chosen: [SIMD4<Int16>] = []
      var places = [UInt8](repeating: 0, count: found.count)
      for (rank, color) in order.enumerated() {
        if rank >= kept, reach > 0, let nearest = nearest(to: components[color], in: chosen, within: reach) {
          places[color] = UInt8(nearest)
          continue
        }
        if colors.count == 256 { continue rounds }
        places[color] = UInt8(colors.count)
        colors.append(found[color])
        chosen.append(components[color])
      }
      return (colors, places)
    }
    return nil
  }

  private static func nearest(to color: SIMD4<Int16>, in chosen: [SIMD4<Int16>], within reach: Int16) -> Int? {
    var best: Int?
    var least = Int16.max
    for (place, other) in chosen.enumerated() {
      let difference = color &- other
      let distances = pointwiseMax(difference, SIMD4(repeating: 0) &- difference)
      guard distances.max() <= reach, distances.wrappedSum() < least else { continue }
      least = distances.wrappedSum()
      best = place
    }
    return best
  }
}
