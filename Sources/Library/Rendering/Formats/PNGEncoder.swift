/// Writes pixels as PNG: with a palette of at most 256 colours, which is nearly all charts, else as true colour.
///
/// Lossless for at most 64 colours. Of more, those at the rims of letters and lines give way to a frequent one close to
/// them; those of areas stay.
struct PNGEncoder {
  /// Pixels per point of paper; 2 says 144 dpi in the file.
  var scale = 2.0

  /// - Parameter pixels: Premultiplied ARGB as in ``PixelImage``, `stride` pixels from row to row.
  func encode(_ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int) -> [UInt8] {
    if let palette = ImagePalette(pixels, width: width, height: height, stride: stride) {
      return file(
        width: width, height: height, colorType: 3, palette: palette.colors, packed: ZlibStream.packed(palette.rows))
    }
    let opaque = (0..<height).allSatisfy { y in (0..<width).allSatisfy { pixels[y * stride + $0] >> 24 == 255 } }
    let rows = trueColorRows(pixels, width: width, height: height, stride: stride, opaque: opaque)
    return file(
      width: width, height: height, colorType: opaque ? 2 : 6, palette: [], packed: ZlibStream.packed(rows))
  }

  /// The picture on each paper. Only the palettes differ: the pixels are packed once.
  func encode(_ image: SceneImage, appearances: [Appearance]) -> [[UInt8]] {
    let rows = [UInt8](unsafeUninitializedCapacity: (image.width + 1) * image.height) { rows, count in
      var at = 0
      for y in 0..<image.height {
        rows[at] = 0
        at += 1
        for pixel in image.pixels[(y * image.width)..<((y + 1) * image.width)] {
          rows[at] = pixel
          at += 1
        }
      }
      count = at
    }
    let packed = ZlibStream.packed(rows)
    return appearances.map { appearance in
      file(
        width: image.width, height: image.height, colorType: 3,
        palette: image.paints.map { PixelImage.premultiplied($0[appearance]) }, packed: packed)
    }
  }

  /// - Parameters:
  ///   - palette: Premultiplied; empty for true colour.
  ///   - packed: A zlib stream of the rows.
  private func file(width: Int, height: Int, colorType: UInt8, palette: [UInt32], packed: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", bigEndian(width) + bigEndian(height) + [8, colorType, 0, 0, 0], to: &file)
    let pixelsPerMeter = Int((72 * scale / 0.0254).rounded())
    append("pHYs", bigEndian(pixelsPerMeter) + bigEndian(pixelsPerMeter) + [1], to: &file)
    if !palette.isEmpty {
      let colors = palette.map(Self.straight)
      append("PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] }, to: &file)
      if let last = colors.lastIndex(where: { $0.alpha < 255 }) {
        append("tRNS", colors[...last].map(\.alpha), to: &file)
      }
    }
    append("IDAT", packed, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Undoes premultiplication.
  private static func straight(_ pixel: UInt32) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    let alpha = pixel >> 24
    func component(_ shift: UInt32) -> UInt8 {
      let value = pixel >> shift & 255
      return alpha == 255 || alpha == 0 ? UInt8(value) : UInt8(min(255, (value * 255 + alpha / 2) / alpha))
    }
    return (component(16), component(8), component(0), UInt8(alpha))
  }

  /// Filter 0 for every row: charts are flat areas, which deflate packs better as they are.
  private func trueColorRows(
    _ pixels: UnsafeBufferPointer<UInt32>, width: Int, height: Int, stride: Int, opaque: Bool
  ) -> [UInt8] {
    let bytes = opaque ? 3 : 4
    return [UInt8](unsafeUninitializedCapacity: (width * bytes + 1) * height) { rows, count in
      var at = 0
      for y in 0..<height {
        rows[at] = 0
        at += 1
        for x in 0..<width {
          let color = Self.straight(pixels[y * stride + x])
          rows[at] = color.red
          rows[at + 1] = color.green
          rows[at + 2] = color.blue
          if !opaque { rows[at + 3] = color.alpha }
          at += bytes
        }
      }
      count = at
    }
  }

  private func append(_ type: String, _ content: [UInt8], to file: inout [UInt8]) {
    file += bigEndian(content.count)
    let start = file.count
    file += Array(type.utf8)
    file += content
    file += bigEndian(Int(ZlibStream.checksum(file[start...])))
  }

  private func bigEndian(_ value: Int) -> [UInt8] {
    [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
