/// Stamps discs into pixels: masks for 16 positions within a pixel are made once, then each dot costs a few additions.
///
/// Tens of times faster than filling an arc for each dot, which is what makes clouds of 300,000 dots possible.
struct DiscStamp {
  private static let steps = 4
  /// Pixels along one side of a mask.
  let side: Int
  /// Pixels from the middle of a mask to its rim.
  let reach: Int
  /// Coverage 0...255; one mask after the other, `side * side` bytes each.
  let masks: [UInt8]

  /// - Parameter radius: In pixels.
  init(radius: Double) {
    reach = Int((radius + 0.5).rounded(.up))
    side = 2 * reach + 1
    var masks: [UInt8] = []
    masks.reserveCapacity(side * side * Self.steps * Self.steps)
    let samples = 8
    for phaseY in 0..<Self.steps {
      for phaseX in 0..<Self.steps {
        let centerX = Double(reach) + (Double(phaseX) + 0.5) / Double(Self.steps)
        let centerY = Double(reach) + (Double(phaseY) + 0.5) / Double(Self.steps)
        for row in 0..<side {
          for column in 0..<side {
            var hits = 0
            for sampleY in 0..<samples {
              for sampleX in 0..<samples {
                let x = Double(column) + (Double(sampleX) + 0.5) / Double(samples) - centerX
                let y = Double(row) + (Double(sampleY) + 0.5) / Double(samples) - centerY
                if x * x + y * y <= radius * radius { hits += 1 }
              }
            }
            masks.append(UInt8(hits * 255 / (samples * samples)))
          }
        }
      }
    }
    self.masks = masks
  }

  /// Where the mask for a position within a pixel begins; both coordinates from 0 up to 1.
  func maskStart(_ x: Double, _ y: Double) -> Int {
    let phaseX = min(Self.steps - 1, Int(x * Double(Self.steps)))
    let phaseY = min(Self.steps - 1, Int(y * Double(Self.steps)))
    return (phaseY * Self.steps + phaseX) * side * side
  }

  /// Draws a cloud, clipped to its rectangle.
  static func draw(
    _ cloud: SceneDots, appearance: Appearance, scale: Double,
    on pixels: UnsafeMutableBufferPointer<UInt32>, width: Int, height: Int, stride: Int
  ) {
    let clip = (
      left: max(0, Int((cloud.clip.minX * scale).rounded())),
      top: max(0, Int((cloud.clip.minY * scale).rounded())),
      right: min(width, Int((cloud.clip.maxX * scale).rounded())),
      bottom: min(height, Int((cloud.clip.maxY * scale).rounded()))
    )
    guard clip.left < clip.right, clip.top < clip.bottom, !cloud.paints.isEmpty else { return }
    let disc = DiscStamp(radius: cloud.radius * scale)
    let ring = cloud.halo.map { (DiscStamp(radius: (cloud.radius + $0.width) * scale), Ink($0.paint[appearance])) }
    let inks = cloud.paints.map { Ink($0[appearance]) }
    for dot in cloud.xs.indices {
      let x = cloud.xs[dot] * scale
      let y = cloud.ys[dot] * scale
      let ink = inks[cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])]
      if let (stamp, ink) = ring { stamp.stamp(x, y, ink, on: pixels, clip: clip, stride: stride) }
      disc.stamp(x, y, ink, on: pixels, clip: clip, stride: stride)
    }
  }

  // `clip` lies within the buffer, whose rows are `stride` pixels apart: indices below stay inside it.
  private func stamp(
    _ x: Double, _ y: Double, _ ink: Ink, on pixels: UnsafeMutableBufferPointer<UInt32>,
    clip: (left: Int, top: Int, right: Int, bottom: Int), stride: Int
  ) {
    guard
      x > Double(clip.left - reach - 1), x < Double(clip.right + reach + 1), y > Double(clip.top - reach - 1),
      y < Double(clip.bottom + reach + 1)
    else { return }
    let pixelX = Int(x.rounded(.down))
    let pixelY = Int(y.rounded(.down))
    let mask = maskStart(x - Double(pixelX), y - Double(pixelY))
    let columns = max(clip.left, pixelX - reach)..<max(clip.left, min(clip.right, pixelX + reach + 1))
    masks.withUnsafeBufferPointer { masks in
      for row in max(clip.top, pixelY - reach)..<max(clip.top, min(clip.bottom, pixelY + reach + 1)) {
        let maskRow = mask + (row - pixelY + reach) * side - pixelX + reach
        for column in columns {
          let coverage = UInt32(masks[maskRow + column])
          if coverage == 0 { continue }
          let index = row * stride + column
          pixels[index] = ink.over(pixels[index], coverage: coverage)
        }
      }
    }
  }

  /// A colour that is laid over premultiplied pixels. Two components share a number, 16 bits each, and are worked on
  /// together.
  private struct Ink {
    let alpha: UInt32
    let redAndBlue: UInt32
    let alphaAndGreen: UInt32

    init(_ color: Color) {
      func byte(_ component: Double) -> UInt32 { UInt32((component * 255).rounded()) }
      alpha = byte(color.alpha)
      redAndBlue = byte(color.red) << 16 | byte(color.blue)
      alphaAndGreen = 255 << 16 | byte(color.green)
    }

    /// - Parameter coverage: How much of the pixel is covered, up to 255.
    func over(_ pixel: UInt32, coverage: UInt32) -> UInt32 {
      let opacity = (coverage * alpha + 127) / 255
      let rest = 255 - opacity
      let first = Self.divided(redAndBlue &* opacity &+ (pixel & 0x00FF_00FF) &* rest)
      let second = Self.divided(alphaAndGreen &* opacity &+ (pixel >> 8 & 0x00FF_00FF) &* rest)
      return second << 8 | first
    }

    /// Both halves, up to 255 times 255, divided by 255 and rounded to the nearest.
    private static func divided(_ halves: UInt32) -> UInt32 {
      let sum = halves &+ 0x0080_0080
      return (sum &+ (sum >> 8 & 0x00FF_00FF)) >> 8 & 0x00FF_00FF
    }
  }
}

extension DiscStamp {
  /// How much of each pixel all dots together cover, 255 for every dot that covers it altogether.
  /// - Parameter left, top: the first pixel, counted from the scene's origin.
  func coverage(
    xs: [Double], ys: [Double], scale: Double, left: Double, top: Double, width: Int, height: Int
  ) -> [UInt32] {
    // A rim of two reaches around the picture: a dot whose middle lies within one reach of it needs no clipping.
    let rim = 2 * reach
    let stride = width + 2 * rim
    var padded = [UInt32](repeating: 0, count: stride * (height + 2 * rim))
    let side = side
    padded.withUnsafeMutableBufferPointer { sums in
      masks.withUnsafeBufferPointer { masks in
        for dot in xs.indices {
          let x = xs[dot] * scale - left
          let y = ys[dot] * scale - top
          guard x >= -Double(reach), y >= -Double(reach), x < Double(width + reach), y < Double(height + reach) else {
            continue
          }
          let pixelX = Int(x.rounded(.down))
          let pixelY = Int(y.rounded(.down))
          var mask = maskStart(x - Double(pixelX), y - Double(pixelY))
          // The first row and column are at least rim - 2 * reach = 0; the last lie as far inside the other end.
          var row = (pixelY + rim - reach) * stride + pixelX + rim - reach
          for _ in 0..<side {
            for column in 0..<side { sums[row + column] &+= UInt32(masks[mask + column]) }
            mask += side
            row += stride
          }
        }
      }
    }
    return [UInt32](unsafeUninitializedCapacity: width * height) { buffer, count in
      for y in 0..<height {
        let start = (y + rim) * stride + rim
        for x in 0..<width { buffer[y * width + x] = padded[start + x] }
      }
      count = width * height
    }
  }
}
