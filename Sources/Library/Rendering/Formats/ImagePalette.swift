/// The colours of an image, the most frequent first, and each pixel's index with PNG's filter byte before each row.
struct ImagePalette {
  private(set) var colors: [UInt32] = []
  private(set) var rows: [UInt8] = []

  /// Images of no more colours stay as they are.
  private static let exactCount = 64
  /// A colour with so many pixels in rows of several belongs to an area: it means something and never moves.
  private static let areaPixels = 200

  /// Nil when a palette would change the image visibly.
  init?(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) {
    guard let runs = PixelRuns(pixels, width: width, height: height, stride: stride) else { return nil }
    let counts = runs.counts
    let order = counts.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    var kept = runs.pixelsInRows.map { $0 >= Self.areaPixels }
    // Of many areas the largest: there are 256 places.
    for color in order.filter({ kept[$0] }).dropFirst(128) { kept[color] = false }
    let areas = order.reduce(0) { $0 + (kept[$1] ? counts[$1] : 0) }
    let isMostlyAreas = areas * 4 >= width * height * 3
    guard
      let (colors, indices) = Self.chosen(
        runs.colors, order: order, kept: kept, reaches: Self.reaches + (isMostlyAreas ? Self.farReaches : []))
    else { return nil }
    self.colors = colors
    rows = runs.indexed(by: indices)
  }

  /// How far each component of another colour may move, of 255: less than is seen at a rim.
  private static let reaches: [Int16] = [16]
  /// How far at the rims of areas and of lines that cross, where all else is a few colours: as true colour the file would
  /// be several times as large.
  private static let farReaches: [Int16] = [23, 31, 47]

  /// At most 256 of the colours, and for each colour which of them stands for it: the nearest, for a rare one.
  /// - Parameters:
  ///   - order: The most frequent first.
  ///   - kept: Which colours never move.
  private static func chosen(
    _ found: [UInt32], order: [Int], kept: [Bool], reaches: [Int16]
  ) -> (colors: [UInt32], indices: [UInt8])? {
    let components = found.map { color in
      SIMD4(Int16(color >> 24), Int16(color >> 16 & 255), Int16(color >> 8 & 255), Int16(color & 255))
    }
    rounds: for reach in found.count <= exactCount ? [0] : reaches {
      var colors: [UInt32] = []
      var chosen: [SIMD4<Int16>] = []
      var indices = [UInt8](repeating: 0, count: found.count)
      for color in order {
        if !kept[color], reach > 0, let nearest = nearest(to: components[color], in: chosen, within: reach) {
          indices[color] = UInt8(nearest)
          continue
        }
        if colors.count == 256 { continue rounds }
        indices[color] = UInt8(colors.count)
        colors.append(found[color])
        chosen.append(components[color])
      }
      return (colors, indices)
    }
    return nil
  }

  private static func nearest(to color: SIMD4<Int16>, in chosen: [SIMD4<Int16>], within reach: Int16) -> Int? {
    var best: Int?
    var least = Int16.max
    for (index, other) in chosen.enumerated() {
      let difference = color &- other
      let distances = pointwiseMax(difference, SIMD4(repeating: 0) &- difference)
      guard distances.max() <= reach, distances.wrappedSum() < least else { continue }
      least = distances.wrappedSum()
      best = index
    }
    return best
  }
}

/// An image as runs of equal pixels, which is short for charts: most of one is paper.
struct PixelRuns {
  /// The distinct colours, in the order in which they are met.
  private(set) var colors: [UInt32] = []
  /// How many pixels each colour has.
  private(set) var counts: [Int] = []
  /// How many of them are in rows of at least six, as in areas and not at rims.
  private(set) var pixelsInRows: [Int] = []
  /// Index of the colour, shifted left by 16, and one less than the length. No run goes over the end of a row.
  private var runs: [UInt32] = []
  private let width: Int
  private let height: Int

  /// More distinct colours than this come from smooth shades, which a palette would turn into steps.
  private static let maximumColors = 65_536
  private static let longest = 1 << 16

  /// Nil when the colours are too many.
  init?(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) {
    self.width = width
    self.height = height
    guard let base = pixels.baseAddress, width > 0 else { return }
    runs.reserveCapacity(width * height / 8)
    // Open addressing over a table that is at most a quarter full: small at first, as most images have few colours.
    var bits: UInt32 = 10
    var table = [(color: UInt32, index: Int32)](repeating: (0, -1), count: 1 << bits)
    func slot(of color: UInt32) -> Int {
      var slot = Int((color &* 2_654_435_769) >> (32 - bits))
      while table[slot].index >= 0, table[slot].color != color { slot = (slot + 1) & (table.count - 1) }
      return slot
    }
    for y in 0..<height {
      let row = base + y * stride
      var x = 0
      while x < width {
        let color = row[x]
        let end = Self.end(of: color, in: row, from: x + 1, to: min(width, x + Self.longest))
        let place = slot(of: color)
        var index = Int(table[place].index)
        if index < 0 {
          if colors.count == Self.maximumColors { return nil }
          index = colors.count
          table[place] = (color, Int32(index))
          colors.append(color)
          counts.append(0)
          pixelsInRows.append(0)
          if 4 * colors.count > table.count {
            bits += 1
            table = Array(repeating: (0, -1), count: 1 << bits)
            for (index, color) in colors.enumerated() { table[slot(of: color)] = (color, Int32(index)) }
          }
        }
        counts[index] += end - x
        if end - x >= 6 { pixelsInRows[index] += end - x }
        runs.append(UInt32(index) << 16 | UInt32(end - x - 1))
        x = end
      }
    }
  }

  /// The first pixel from `start` on that has another colour; `limit` when there is none. Reads no pixel from `limit`
  /// on.
  private static func end(of color: UInt32, in row: UnsafePointer<UInt32>, from start: Int, to limit: Int) -> Int {
    var x = start
    guard x < limit, row[x] == color else { return x }
    let two = UInt64(color) << 32 | UInt64(color)
    let bytes = UnsafeRawPointer(row)
    while x + 8 <= limit {
      let a = bytes.loadUnaligned(fromByteOffset: 4 * x, as: UInt64.self) ^ two
      let b = bytes.loadUnaligned(fromByteOffset: 4 * x + 8, as: UInt64.self) ^ two
      let c = bytes.loadUnaligned(fromByteOffset: 4 * x + 16, as: UInt64.self) ^ two
      let d = bytes.loadUnaligned(fromByteOffset: 4 * x + 24, as: UInt64.self) ^ two
      if a | b | c | d != 0 { break }
      x += 8
    }
    while x < limit, row[x] == color { x += 1 }
    return x
  }

  /// Each pixel as one byte, with PNG's filter byte, 0, before each row.
  /// - Parameter indices: The byte for each colour.
  func indexed(by indices: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: (width + 1) * height) { buffer, count in
      // The runs of a row fill exactly its `width` bytes.
      var at = 0
      var left = 0
      for run in runs {
        if left == 0 {
          buffer[at] = 0
          at += 1
          left = width
        }
        let length = Int(run & 0xffff) + 1
        let index = indices[Int(run >> 16)]
        if length == 1 {
          buffer[at] = index
        } else {
          buffer[at..<at + length].initialize(repeating: index)
        }
        at += length
        left -= length
      }
      count = at
    }
  }
}
