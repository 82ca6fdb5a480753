/// Writes pixels as TIFF 6.0: true colour on white, packed by deflate, with the resolution.
struct TIFFEncoder {
  /// Pixels per point of paper.
  var scale = 2.0

  /// - Parameter pixels: Premultiplied ARGB, `stride` pixels from row to row.
  func encode(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) -> [UInt8] {
    let packed = ZlibStream.packed(rows(pixels, width: width, height: height, stride: stride), level: .high)
    // The directory stands behind the header, what does not fit into its entries behind it, and the pixels come last.
    let tags: [(tag: Int, type: Int, count: Int, value: Int)] = [
      (256, 4, 1, width), (257, 4, 1, height),
      // Bits of each sample: three numbers, beyond the directory.
      (258, 3, 3, 0),
      // Deflate; red, green and blue.
      (259, 3, 1, 8), (262, 3, 1, 2),
      // One strip, where it begins; three samples; all rows in it; its size.
      (273, 4, 1, 0), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, packed.count),
      // Pixels per inch: two fractions, beyond the directory; samples side by side; the unit is inches.
      (282, 5, 1, 0), (283, 5, 1, 0), (284, 3, 1, 1), (296, 3, 1, 2),
      // Each byte of a row is the difference to that of the pixel before.
      (317, 3, 1, 2),
    ]
    let bits = 8 + 2 + tags.count * 12 + 4
    let resolutions = bits + 6
    let start = resolutions + 16
    var file: [UInt8] = Array("II".utf8) + littleEndian(42, 2) + littleEndian(8, 4) + littleEndian(tags.count, 2)
    for tag in tags {
      let value =
        switch tag.tag {
        case 258: bits
        case 273: start
        case 282: resolutions
        case 283: resolutions + 8
        default: tag.value
        }
      // Numbers of two bytes stand at the left of their four.
      file += littleEndian(tag.tag, 2) + littleEndian(tag.type, 2) + littleEndian(tag.count, 4) + littleEndian(value, 4)
    }
    file += littleEndian(0, 4)
    for _ in 0..<3 { file += littleEndian(8, 2) }
    let dots = Int((72 * scale * 100).rounded())
    for _ in 0..<2 { file += littleEndian(dots, 4) + littleEndian(100, 4) }
    return file + packed
  }

  private func rows(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: width * height * 3) { rows, count in
      var at = 0
      for y in 0..<height {
        var before: (UInt8, UInt8, UInt8) = (0, 0, 0)
        for x in 0..<width {
          let pixel = pixels[y * stride + x]
          // Paper is white where nothing is drawn.
          let rest = UInt32(255) - (pixel >> 24)
          let color = (
            UInt8(truncatingIfNeeded: (pixel >> 16 & 255) + rest), UInt8(truncatingIfNeeded: (pixel >> 8 & 255) + rest),
            UInt8(truncatingIfNeeded: (pixel & 255) + rest)
          )
          rows[at] = color.0 &- before.0
          rows[at + 1] = color.1 &- before.1
          rows[at + 2] = color.2 &- before.2
          before = color
          at += 3
        }
      }
      count = at
    }
  }

  private func littleEndian(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> (8 * $0) & 255) }
  }
}
