#if canImport(Glibc)
  import Glibc
#endif

/// Colours for numbers, from low to high. Low stands near the paper, on light and on dark paper alike.
public struct ColorRamp: Hashable, Sendable, Codable {
  /// The name in the literature.
  public var name: String
  package var light: [Color]
  package var dark: [Color]
  /// Whether the middle means something, such as zero.
  public var isDiverging: Bool

  /// - Parameters:
  ///   - light, dark: Evenly spaced colours from low to high, at least one.
  public init(name: String, light: [Color], dark: [Color], isDiverging: Bool = false) {
    self.name = name
    self.light = light
    self.dark = dark
    self.isDiverging = isDiverging
  }

  private init(_ name: String, _ light: [UInt32], dark: [UInt32], isDiverging: Bool = false) {
    self.init(
      name: name, light: light.map { Color(hex: $0) }, dark: dark.map { Color(hex: $0) }, isDiverging: isDiverging)
  }

  /// The paint at a fraction from 0 (low) to 1 (high), blended in OKLab.
  public func paint(at fraction: Double) -> Paint {
    Paint(light: Self.color(in: light, at: fraction), dark: Self.color(in: dark, at: fraction))
  }

  /// The ramp without that first part of it, up to two fifths, which has too little contrast to the paper for dots and
  /// lines.
  package func standingOut(from paper: Paint) -> ColorRamp {
    let start = (0...20).map { Double($0) / 50 }.first { fraction in
      let paint = paint(at: fraction)
      return Appearance.allCases.allSatisfy { paint[$0].contrast(with: paper[$0]) >= 1.5 }
    }
    return start == 0 ? self : starting(at: start ?? 0.4)
  }

  /// The ramp without its first part.
  package func starting(at fraction: Double) -> ColorRamp {
    let paints = (0...8).map { paint(at: fraction + (1 - fraction) * Double($0) / 8) }
    return ColorRamp(name: name, light: paints.map(\.light), dark: paints.map(\.dark), isDiverging: isDiverging)
  }

  private static func color(in stops: [Color], at fraction: Double) -> Color {
    guard stops.count > 1 else { return stops.first ?? Color(hex: 0x808080) }
    let position = min(max(fraction.isNaN ? 0 : fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return PerceptualColor(stops[index]).mixed(with: PerceptualColor(stops[index + 1]), position - Double(index)).color
  }

  private static func sequential(_ name: String, _ stops: [UInt32]) -> ColorRamp {
    ColorRamp(name, stops, dark: stops.reversed())
  }

  // ColorBrewer 2 (Cynthia Brewer), matplotlib's perceptually uniform maps (Stéfan van der Walt, Nathaniel Smith),
  // cividis (Jamie Nuñez et al.).
  /// ColorBrewer's Blues.
  public static let blues = ColorRamp(
    "Blues", [0xe3eef9, 0xd0e1f2, 0xb7d4ea, 0x94c4df, 0x6aaed6, 0x4a98c9, 0x2e7ebc, 0x1764ab, 0x084a91, 0x08306b],
    dark: [0x22313f, 0x1d3f5c, 0x1c5079, 0x1f6396, 0x2e7ebc, 0x4a98c9, 0x6aaed6, 0x94c4df, 0xb7d4ea, 0xe3eef9])
  /// ColorBrewer's YlGnBu: the ramp of numbers that ask for no other.
  public static let yellowGreenBlue = ColorRamp(
    "YlGnBu", [0xf2fabc, 0xdaf0b3, 0xb5e1b6, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58],
    dark: [0x20304d, 0x26427a, 0x225ea8, 0x1d91c0, 0x41b6c4, 0x7fcdbb, 0xb5e1b6, 0xdaf0b3, 0xf7fcc4])
  /// matplotlib's viridis, perceptually uniform.
  public static let viridis = ColorRamp(
    "viridis",
    [
      0xfde725, 0xbddf26, 0x7ad151, 0x44bf70, 0x22a884, 0x21918c, 0x2a788e, 0x355f8d, 0x414487, 0x482475, 0x440154,
    ],
    dark: [
      0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151, 0xbddf26, 0xfde725,
    ])
  /// Cividis, which looks the same to most kinds of colour vision.
  public static let cividis = sequential(
    "cividis",
    [
      0xfee838, 0xe5cf52, 0xc8b866, 0xaea371, 0x948e77, 0x7d7c78, 0x666970, 0x4f576c, 0x35456c, 0x083370, 0x00224e,
    ])
  /// matplotlib's magma, perceptually uniform.
  public static let magma = ColorRamp(
    "magma",
    [
      0xfcfdbf, 0xfecf92, 0xfe9f6d, 0xf7705c, 0xde4968, 0xb73779, 0x8c2981, 0x641a80, 0x3b0f70, 0x140e36, 0x000004,
    ],
    // What is darker than the paper would stand out as if it were high.
    dark: [0x44207a, 0x641a80, 0x8c2981, 0xb73779, 0xde4968, 0xf7705c, 0xfe9f6d, 0xfecf92, 0xfcfdbf])
  /// Blue for low, red for high.
  public static let redBlue = ColorRamp(
    "RdBu",
    [
      0x053061, 0x2065ab, 0x4393c3, 0x90c4dd, 0xd1e5f0, 0xf6f7f7, 0xfddbc7, 0xf3a481, 0xd6604d, 0xb1182b, 0x67001f,
    ],
    dark: [
      0x9bd0ff, 0x6fb2f0, 0x4a8ccb, 0x34689b, 0x2c4866, 0x30343b, 0x5f3d3a, 0x94493f, 0xc75d4c, 0xec7f6a, 0xffae98,
    ], isDiverging: true)
  /// Purple for low, orange for high.
  public static let purpleOrange = ColorRamp(
    "PuOr",
    [
      0x2d004b, 0x532687, 0x8073ac, 0xb1aad1, 0xd8daeb, 0xf6f6f7, 0xfee0b6, 0xfcb761, 0xe08214, 0xb25706, 0x7f3b08,
    ],
    dark: [
      0xd3c4ff, 0xb39de8, 0x9078c9, 0x6c579c, 0x473f65, 0x30343b, 0x5a4630, 0x8a5f28, 0xbb7d24, 0xe69d35, 0xffc06b,
    ], isDiverging: true)
}

/// A colour in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020).
package struct PerceptualColor {
  package var lightness: Double
  package var a: Double
  package var b: Double
  package var alpha: Double

  package init(_ color: Color) {
    func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
    let (r, g, b) = (linear(color.red), linear(color.green), linear(color.blue))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    self.b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    alpha = color.alpha
  }

  package func mixed(with other: PerceptualColor, _ amount: Double) -> PerceptualColor {
    var result = self
    result.lightness += (other.lightness - lightness) * amount
    result.a += (other.a - a) * amount
    result.b += (other.b - b) * amount
    result.alpha += (other.alpha - alpha) * amount
    return result
  }

  package var color: Color {
    func cube(_ value: Double) -> Double { value * value * value }
    func gamma(_ value: Double) -> Double {
      let value = min(max(value, 0), 1)
      return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
    }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return Color(
      red: gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      green: gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      blue: gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha: alpha)
  }
}
