#if canImport(Glibc)
  import Glibc
#endif

/// How many dots lie on each pixel: what is shown of a cloud so crowded that its dots cannot be told apart.
///
/// One pass over the dots; colours come afterwards, on a logarithmic scale, so that a single dot is still seen where thousands lie elsewhere.
struct DotDensity {
  /// Steps of partly covered pixels at the rims of dots, and of the ramp from one dot to the most.
  private static let rims = 8
  private static let steps = 56

  let frame: Rect
  private let width: Int
  private let height: Int
  /// 255 for every dot that covers a pixel altogether.
  private let coverage: [UInt32]
  /// The most dots that lie on one pixel, at least 1.
  let maximum: Double

  /// - Parameters:
  ///   - radius: of a dot, in points.
  ///   - clip: what is shown; moved outwards to whole pixels.
  ///   - scale: pixels per point.
  ///   - maximum: what the last colour stands for; nil for the most dots that lie on one pixel.
  init(
    xs: [Double], ys: [Double], radius: Double, clip: Rect, scale: Double = CrowdedDots.screenScale,
    maximum: Double? = nil
  ) {
    let left = (clip.minX * scale).rounded(.down)
    let top = (clip.minY * scale).rounded(.down)
    width = max(1, Int((clip.maxX * scale).rounded(.up) - left))
    height = max(1, Int((clip.maxY * scale).rounded(.up) - top))
    frame = Rect(
      x: left / scale, y: top / scale, width: Double(width) / scale, height: Double(height) / scale)
    coverage = DiscStamp(radius: radius * scale)
      .coverage(xs: xs, ys: ys, scale: scale, left: left, top: top, width: width, height: height)
    self.maximum = maximum ?? max(1, Double(coverage.max() ?? 0) / 255)
  }

  /// - Parameter ramp: from one dot to the most.
  func image(_ ramp: ColorRamp) -> SceneImage {
    let lowest = ramp.paint(at: 0)
    let paints =
      (0...Self.rims).map { lowest.opacity(Double($0) / Double(Self.rims + 1)) }
      + (0..<Self.steps).map { ramp.paint(at: Double($0) / Double(Self.steps - 1)) }
    // Indices for coverages in units of 1/8 of a dot, beyond which no step of the ramp is finer.
    let reach = log(maximum)
    let table = (0...Int(maximum * 8 + 1)).map { eighths -> UInt8 in
      let dots = Double(eighths) / 8
      if dots < 1 { return UInt8(dots * Double(Self.rims + 1)) }
      let fraction = reach > 0 ? min(1, log(dots) / reach) : 0
      return UInt8(Self.rims + 1 + Int((fraction * Double(Self.steps - 1)).rounded()))
    }
    return SceneImage(
      frame: frame, width: width, height: height,
      pixels: coverage.map { table[min((Int($0) * 8 + 127) / 255, table.count - 1)] }, paints: paints)
  }

  /// Tones of one colour: from paler than it, over itself, to close to ink.
  static func ramp(_ paint: Paint, theme: Theme) -> ColorRamp {
    func tones(_ appearance: Appearance) -> [Color] {
      let color = PerceptualColor(paint[appearance])
      let low = color.mixed(with: PerceptualColor(theme.paper[appearance]), 0.4).color
      let high = color.mixed(with: PerceptualColor(theme.ink[appearance]), 0.75).color
      return [low, paint[appearance], high]
    }
    return ColorRamp(name: "density", light: tones(.light), dark: tones(.dark))
  }
}

extension DotDensity {
  /// A strip of the colours with what they stand for, above the right end of the plot, where there is room beside the axis title.
  func drawKey(_ ramp: ColorRamp, in plot: Plot, on scene: inout SceneBuilder) {
    let style = plot.theme.numberStyle
    let most = NumberFormat.automatic.string(maximum.rounded(.down))
    let words = "\(most) dots on one spot"
    let (bar, gap) = (72.0, 6.0)
    let end = plot.area.maxX
    let start = end - scene.width(words, style) - bar - 2 * gap - scene.width("1", style)
    let top = plot.area.minY - ChartLayout.axisTitleHeight(plot.theme)
    guard maximum >= 2, plot.facet == nil, start > plot.area.midX, top > 0 else { return }
    scene.group("density") { scene in
      let baseline = top + style.size * 0.728
      scene.text(words, at: Point(x: end, y: baseline), anchor: .end, style: style)
      let barEnd = (end - scene.width(words, style) - gap).rounded(.down)
      let pieces = 24
      for piece in 0..<pieces {
        let left = barEnd - bar + bar * Double(piece) / Double(pieces)
        scene.rectangle(
          Rect(x: left, y: baseline - 8, width: bar / Double(pieces), height: 8),
          fill: ramp.paint(at: Double(piece) / Double(pieces - 1)))
      }
      scene.text("1", at: Point(x: barEnd - bar - gap, y: baseline), anchor: .end, style: style)
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
