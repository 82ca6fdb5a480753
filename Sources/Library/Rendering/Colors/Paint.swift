/// A colour on light paper and its counterpart on dark paper.
///
/// A scene is laid out once and holds paints; which of the two is shown is decided when it is drawn.
public struct Paint: Hashable, Sendable, Codable {
  /// On light paper.
  public var light: Color
  /// On dark paper.
  public var dark: Color

  /// A colour for each paper.
  public init(light: Color, dark: Color) {
    self.light = light
    self.dark = dark
  }

  /// The same colour on both papers.
  public init(_ color: Color) {
    self.init(light: color, dark: color)
  }

  /// The colour on a paper.
  public subscript(appearance: Appearance) -> Color {
    appearance == .light ? light : dark
  }

  /// The paint with both alphas times a factor.
  public func opacity(_ factor: Double) -> Paint {
    Paint(light: light.opacity(factor), dark: dark.opacity(factor))
  }

  /// A plain blend of the components; `amount` 0 gives this paint, 1 the other.
  public func mixed(with other: Paint, _ amount: Double) -> Paint {
    Paint(light: light.mixed(with: other.light, amount), dark: dark.mixed(with: other.dark, amount))
  }
}

/// The paper that a drawing stands on.
public enum Appearance: String, Hashable, Sendable, CaseIterable {
  case light, dark
}

extension Paint {
  /// The paint, moved towards black or white until text in it reads well: a contrast of 4.5.
  package func readable(on paper: Paint) -> Paint {
    func readable(_ color: Color, _ paper: Color) -> Color {
      var opaque = color
      opaque.alpha = 1
      let target = paper.luminance > 0.4 ? Color(hex: 0x000000) : Color(hex: 0xffffff)
      for step in 0...20 {
        let candidate = opaque.mixed(with: target, Double(step) / 20)
        if candidate.contrast(with: paper) >= 4.5 { return candidate }
      }
      return target
    }
    return Paint(light: readable(light, paper.light), dark: readable(dark, paper.dark))
  }
}
