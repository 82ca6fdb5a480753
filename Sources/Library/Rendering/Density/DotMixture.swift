#if canImport(Glibc)
  import Glibc
#endif

/// What is shown of a crowded cloud in several colours: at each place the colour that most of its dots have, the fuller
/// the more dots there are.
///
/// Dots drawn one over the other would show the colour that came last. Each colour is stamped once for both papers.
package struct DotMixture {
  /// Colours that are kept: each takes several of a picture's 256 paints.
  private static let maximumColors = 28

  private let frame: Rect
  private let width: Int
  private let height: Int
  private let paints: [Paint]
  private let leastOpacity: Double
  /// The paint with the most dots on each pixel.
  private var strongest: [UInt8]
  /// All dots together; 255 for every dot that covers a pixel altogether.
  private var coverage: [UInt32]

  /// - Parameter scale: Pixels per point.
  package init(_ cloud: SceneDots, scale: Double = CrowdedDots.screenScale) {
    let left = (cloud.clip.minX * scale).rounded(.down)
    let top = (cloud.clip.minY * scale).rounded(.down)
    width = max(1, Int((cloud.clip.maxX * scale).rounded(.up) - left))
    height = max(1, Int((cloud.clip.maxY * scale).rounded(.up) - top))
    frame = Rect(
      x: left / scale, y: top / scale, width: Double(width) / scale, height: Double(height) / scale)
    let groups = Self.groups(cloud)
    paints = groups.map(\.paint)
    leastOpacity = cloud.leastOpacity
    strongest = [UInt8](repeating: 0, count: width * height)
    coverage = [UInt32](repeating: 0, count: width * height)
    var most = [UInt32](repeating: 0, count: width * height)
    let stamp = DiscStamp(radius: cloud.radius * scale)
    for (index, group) in groups.enumerated() {
      let sums = stamp.coverage(
        xs: group.dots.map { cloud.xs[$0] }, ys: group.dots.map { cloud.ys[$0] }, scale: scale, left: left, top: top,
        width: width, height: height)
      for pixel in sums.indices where sums[pixel] > 0 {
        coverage[pixel] &+= sums[pixel]
        if sums[pixel] > most[pixel] {
          most[pixel] = sums[pixel]
          strongest[pixel] = UInt8(index)
        }
      }
    }
  }

  /// The dots of each paint. Neighbours on a long scale of colours go together.
  private static func groups(_ cloud: SceneDots) -> [(paint: Paint, dots: [Int])] {
    var distinct: [Paint] = []
    let known = cloud.paints.map { paint -> Int in
      if let index = distinct.firstIndex(of: paint) { return index }
      distinct.append(paint)
      return distinct.count - 1
    }
    let count = min(distinct.count, maximumColors)
    guard count > 0 else { return [] }
    var groups = (0..<count).map { index in
      (paint: distinct[(index * distinct.count + distinct.count / 2) / count], dots: [Int]())
    }
    for dot in cloud.xs.indices {
      let index = known[cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])]
      groups[index * count / distinct.count].dots.append(dot)
    }
    return groups
  }

  package var image: SceneImage {
    // The first paint is clear; then each colour in as many steps of opacity as there is room for.
    let steps = paints.isEmpty ? 1 : 255 / paints.count
    let shades = paints.flatMap { paint in
      (1...steps).map { step in
        let full = Paint(light: Self.opaque(paint.light), dark: Self.opaque(paint.dark))
        return full.opacity(Double(step) / Double(steps))
      }
    }
    // Dots that let light through cover the more the more of them there are. In units of 1/8 of a dot; beyond 8,192
    // dots nothing changes.
    let rest = 1 - min(max(paints.first?.light.alpha ?? 1, 0.01), 1)
    let least = max(1 - rest, leastOpacity)
    let table = (0...(1 << 16)).map { eighths -> Int in
      let dots = Double(eighths) / 8
      let opacity = dots < 1 ? dots * least : max(least, 1 - pow(rest, dots))
      return Int((opacity * Double(steps)).rounded())
    }
    let pixels = coverage.indices.map { pixel -> UInt8 in
      let step = table[min((Int(coverage[pixel]) * 8 + 127) / 255, 1 << 16)]
      return step == 0 ? 0 : UInt8(Int(strongest[pixel]) * steps + step)
    }
    return SceneImage(
      frame: frame, width: width, height: height, pixels: pixels,
      paints: [Paint(Color(hex: 0, alpha: 0))] + shades)
  }

  private static func opaque(_ color: Color) -> Color {
    var color = color
    color.alpha = 1
    return color
  }
}
