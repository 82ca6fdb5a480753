#if canImport(Glibc)
  import Glibc
#endif

/// How many dots lie on each pixel: what is shown of a cloud so crowded that its dots cannot be distinguished.
///
/// One pass over the dots; colours come afterwards, on a logarithmic scale, so that a single dot is still seen where
/// thousands lie elsewhere.
package struct DotDensity {
  /// Steps of partly covered pixels at the rims of dots, and of the ramp from one dot to the most.
  private static let rims = 8
  private static let steps = 56

  package let frame: Rect
  private let width: Int
  private let height: Int
  /// 255 for every dot that covers a pixel altogether.
  private let coverage: [UInt32]
  /// The most dots that lie on one pixel, at least 1.
  package let maximum: Double

  /// - Parameters:
  ///   - radius: Of a dot, in points.
  ///   - clip: What is shown; moved outwards to whole pixels.
  ///   - scale: Pixels per point.
  ///   - maximum: What the last colour stands for; nil for the most dots that lie on one pixel.
  package init(
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

  /// - Parameter ramp: From one dot to the most.
  package func image(_ ramp: ColorRamp) -> SceneImage {
    let lowest = ramp.paint(at: 0)
    var paints: [Paint] = []
    for rim in 0...Self.rims { paints.append(lowest.opacity(Double(rim) / Double(Self.rims + 1))) }
    for step in 0..<Self.steps { paints.append(ramp.paint(at: Double(step) / Double(Self.steps - 1))) }
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
  package static func ramp(_ paint: Paint, theme: Theme) -> ColorRamp {
    func tones(_ appearance: Appearance) -> [Color] {
      let color = PerceptualColor(paint[appearance])
      let low = color.mixed(with: PerceptualColor(theme.paper[appearance]), 0.4).color
      let high = color.mixed(with: PerceptualColor(theme.ink[appearance]), 0.75).color
      return [low, paint[appearance], high]
    }
    return ColorRamp(name: "density", light: tones(.light), dark: tones(.dark))
  }
}

extension CrowdedDots {
  /// The picture of the dots.
  /// - Parameter scale: Pixels per point.
  package func image(scale: Double) -> SceneImage {
    switch self {
    case .density(let cloud, let ramp, let maximum):
      DotDensity(
        xs: cloud.xs, ys: cloud.ys, radius: cloud.radius, clip: cloud.clip, scale: scale, maximum: maximum
      ).image(ramp)
    case .mixture(let cloud): DotMixture(cloud, scale: scale).image
    }
  }
}
