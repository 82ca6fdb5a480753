/// A colour on light paper and its counterpart on dark paper.
///
/// A scene is laid out once and holds paints; which of the two is shown is decided when it is drawn.
public struct Paint: Hashable, Sendable, Codable {
  public var light: Color
  public var dark: Color

  public init(light: Color, dark: Color) {
    self.light = light
    self.dark = dark
  }

  /// The same colour on both papers.
  public init(_ color: Color) {
    self.init(light: color, dark: color)
  }

  public subscript(appearance: Appearance) -> Color {
    appearance == .light ? light : dark
  }

  public func opacity(_ factor: Double) -> Paint {
    Paint(light: light.opacity(factor), dark: dark.opacity(factor))
  }

  public func mixed(with other: Paint, _ amount: Double) -> Paint {
    Paint(light: light.mixed(with: other.light, amount), dark: dark.mixed(with: other.dark, amount))
  }

  /// Black or white ink, whichever reads better on this paint, for each paper.
  public var readableInk: Paint {
    func ink(on color: Color) -> Color {
      let dark = Theme.standard.ink.light
      return color.contrast(with: dark) >= color.contrast(with: Color(hex: 0xffffff)) ? dark : Color(hex: 0xffffff)
    }
    return Paint(light: ink(on: light), dark: ink(on: dark))
  }
}

/// The paper that a drawing stands on.
public enum Appearance: String, Hashable, Sendable, CaseIterable {
  case light, dark
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  public enum Cap: Hashable, Sendable { case butt, round }

  public var paint: Paint
  /// In points.
  public var width: Double
  /// Lengths of dashes and gaps in points; empty for a solid line.
  public var dash: [Double]
  public var cap: Cap

  public init(_ paint: Paint, width: Double = 1, dash: [Double] = [], cap: Cap = .butt) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}
