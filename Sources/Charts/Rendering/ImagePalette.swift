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

  /// At most 256 of the colours, and for each colour which of them stands for it.
  /// - Parameter order: the most frequent first.
  private static func chosen(_ found: [UInt32], order: [Int]) -> (colors: [UInt32], places: [UInt8])? {
    // The larger the cubes that rare colours are gathered in, the farther one may move: by less than 4, 8, 16 of 255.
    rounds: for bits in [UInt32(0), 2, 3, 4] {
      let cube = ((UInt32(0xff) >> bits) << bits) &* 0x0101_0101
      var colors: [UInt32] = []
      var places = [UInt8](repeating: 0, count: found.count)
      var cubes: [UInt32: UInt8] = [:]
      for (rank, color) in order.enumerated() {
        let key = found[color] & cube
        let known = cubes[key]
        if rank >= kept, let known {
          places[color] = known
          continue
        }
        if colors.count == 256 { continue rounds }
        places[color] = UInt8(colors.count)
        if known == nil { cubes[key] = UInt8(colors.count) }
        colors.append(found[color])
      }
      return (colors, places)
    }
    return nil
  }
}
