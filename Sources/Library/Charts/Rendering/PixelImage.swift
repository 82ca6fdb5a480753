/// Pixels of 32 bits, premultiplied ARGB in native order, rows without gaps: what Cairo calls ARGB32.
struct PixelImage {
  let width: Int
  let height: Int
  var pixels: [UInt32]

  /// The picture in the colours of one paper.
  init(_ image: SceneImage, appearance: Appearance) {
    width = image.width
    height = image.height
    let colors = image.paints.map { Self.premultiplied($0[appearance]) }
    pixels = image.pixels.map { colors[Int($0)] }
  }

  static func premultiplied(_ color: Color) -> UInt32 {
    func component(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * color.alpha * 255).rounded()) }
    let alpha = UInt32((color.alpha * 255).rounded())
    return alpha << 24 | component(color.red) << 16 | component(color.green) << 8 | component(color.blue)
  }
}
