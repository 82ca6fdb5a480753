#if canImport(Glibc)
  import Glibc
#endif

/// An sRGB colour, components from 0 to 1.
public struct Color: Hashable, Sendable, Codable {
  /// From 0 to 1.
  public var red: Double
  /// From 0 to 1.
  public var green: Double
  /// From 0 to 1.
  public var blue: Double
  /// How opaque the colour is, from 0 to 1.
  public var alpha: Double

  /// A colour from its components, each from 0 to 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// `Color(hex: 0x3f90da)`
  public init(hex: UInt32, alpha: Double = 1) {
    self.init(
      red: Double(hex >> 16 & 0xff) / 255, green: Double(hex >> 8 & 0xff) / 255, blue: Double(hex & 0xff) / 255,
      alpha: alpha)
  }

  /// The colour with its alpha times a factor.
  public func opacity(_ factor: Double) -> Color {
    var color = self
    color.alpha *= factor
    return color
  }

  /// A plain blend of the components; `amount` 0 gives this colour, 1 the other.
  public func mixed(with other: Color, _ amount: Double) -> Color {
    Color(
      red: red + (other.red - red) * amount, green: green + (other.green - green) * amount,
      blue: blue + (other.blue - blue) * amount, alpha: alpha + (other.alpha - alpha) * amount)
  }

  /// What this colour looks like on opaque paper.
  public func over(_ paper: Color) -> Color {
    var shown = paper.mixed(with: self, alpha)
    shown.alpha = 1
    return shown
  }

  /// Relative luminance as WCAG 2 defines it, 0 for black to 1 for white.
  public var luminance: Double {
    func linear(_ component: Double) -> Double {
      component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio of WCAG 2, from 1 to 21.
  public func contrast(with other: Color) -> Double {
    let a = luminance
    let b = other.luminance
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// How well text of another colour reads on this one, from 0 to about 106: the lightness contrast of APCA 0.1.9 (A.
  /// Somers, the method proposed for WCAG 3), without its sign.
  public func perceivedContrast(of text: Color) -> Double {
    func lightness(_ color: Color) -> Double {
      let sum =
        0.2126729 * pow(color.red, 2.4) + 0.7151522 * pow(color.green, 2.4) + 0.0721750 * pow(color.blue, 2.4)
      return sum < 0.022 ? sum + pow(0.022 - sum, 1.414) : sum
    }
    let (paper, ink) = (lightness(self), lightness(text))
    let contrast =
      paper > ink ? (pow(paper, 0.56) - pow(ink, 0.57)) * 1.14 : (pow(ink, 0.62) - pow(paper, 0.65)) * 1.14
    return contrast < 0.1 ? 0 : (contrast - 0.027) * 100
  }

  /// `#3f90da`, without the alpha.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    var text = "#"
    for component in [red, green, blue] {
      let value = Int((min(max(component, 0), 1) * 255).rounded())
      text.append(digits[value >> 4])
      text.append(digits[value & 15])
    }
    return text
  }
}
