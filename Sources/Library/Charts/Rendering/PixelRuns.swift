/// An image as runs of equal pixels, which is short for charts: most of one is paper.
struct PixelRuns {
  /// The distinct colours, in the order in which they are met.
  private(set) var colors: [UInt32] = []
  /// How many pixels each colour has.
  private(set) var counts: [Int] = []
  /// Index of the colour, shifted left by 16, and one less than the length. No run goes over the end of a row.
  private var runs: [UInt32] = []
  private let width: Int
  private let height: Int

  /// More distinct colours than this come from smooth shades, which a palette would turn into steps.
  private static let maximumColors = 8192
  private static let longest = 1 << 16

  /// Nil when the colours are too many.
  init?(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) {
    self.width = width
    self.height = height
    guard let base = pixels.baseAddress, width > 0 else { return }
    runs.reserveCapacity(width * height / 8)
    // Open addressing over a table four times the distinct colours: at most a quarter full.
    let slots = 4 * Self.maximumColors
    var table = [(color: UInt32, place: Int32)](repeating: (0, -1), count: slots)
    for y in 0..<height {
      let row = base + y * stride
      var x = 0
      while x < width {
        let color = row[x]
        let end = Self.end(of: color, in: row, from: x + 1, to: min(width, x + Self.longest))
        var slot = Int((color &* 2_654_435_769) >> 17)
        while table[slot].place >= 0, table[slot].color != color { slot = (slot + 1) & (slots - 1) }
        if table[slot].place < 0 {
          if colors.count == Self.maximumColors { return nil }
          table[slot] = (color, Int32(colors.count))
          colors.append(color)
          counts.append(0)
        }
        let place = Int(table[slot].place)
        counts[place] += end - x
        runs.append(UInt32(place) << 16 | UInt32(end - x - 1))
        x = end
      }
    }
  }

  /// The first pixel from `start` on that has another colour; `limit` when there is none. Reads no pixel from `limit` on.
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
  /// - Parameter places: the byte for each colour.
  func indexed(by places: [UInt8]) -> [UInt8] {
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
        let place = places[Int(run >> 16)]
        if length == 1 {
          buffer[at] = place
        } else {
          buffer[at..<at + length].initialize(repeating: place)
        }
        at += length
        left -= length
      }
      count = at
    }
  }
}
