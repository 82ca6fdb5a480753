/// The colours of an image, the most frequent first, and each pixel's index with PNG's filter byte before each row.
struct ImagePalette {
  private(set) var colors: [UInt32] = []
  private(set) var rows: [UInt8] = []

  /// More distinct colours than this come from smooth shades, which a palette would turn into steps.
  private static let maximumDistinct = 8192
  /// So many of the most frequent colours never move: all areas, and most lines and letters.
  private static let kept = 128

  /// Nil when a palette would change the image visibly.
  init?(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) {
    // Open addressing over a table four times the distinct colours: at most a quarter full.
    let slots = 4 * Self.maximumDistinct
    var keys = [UInt32](repeating: 0, count: slots)
    var places = [Int32](repeating: -1, count: slots)
    var found: [UInt32] = []
    var counts: [Int] = []
    var overflow = false
    let indices = [UInt16](unsafeUninitializedCapacity: width * height) { indices, count in
      var at = 0
      var lastPixel: UInt32 = 0
      var lastPlace = -1
      search: for y in 0..<height {
        let row = y * stride
        for x in 0..<width {
          let pixel = pixels[row + x]
          if pixel != lastPixel || lastPlace < 0 {
            var slot = Int((pixel &* 2_654_435_769) >> 17)
            while places[slot] >= 0, keys[slot] != pixel { slot = (slot + 1) & (slots - 1) }
            if places[slot] < 0 {
              if found.count == Self.maximumDistinct {
                overflow = true
                break search
              }
              keys[slot] = pixel
              places[slot] = Int32(found.count)
              found.append(pixel)
              counts.append(0)
            }
            lastPixel = pixel
            lastPlace = Int(places[slot])
          }
          counts[lastPlace] += 1
          indices[at] = UInt16(truncatingIfNeeded: lastPlace)
          at += 1
        }
      }
      count = at
    }
    if overflow { return nil }
    let order = found.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    guard let (colors, places8) = Self.chosen(found, order: order) else { return nil }
    self.colors = colors
    rows = [UInt8](unsafeUninitializedCapacity: (width + 1) * height) { rows, count in
      var at = 0
      for y in 0..<height {
        rows[at] = 0
        for x in 0..<width { rows[at + 1 + x] = places8[Int(indices[y * width + x])] }
        at += width + 1
      }
      count = at
    }
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
