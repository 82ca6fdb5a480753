/// Colours for groups that are to be told apart.
///
/// After Matthew Petroff, "Accessible Color Sequences for Data Visualization" (2021), chosen by the number of groups, which keeps them apart for
/// every kind of colour vision; those without a contrast of 3 to the paper are shifted in lightness, and each has a counterpart for dark paper.
public enum Palette {
  /// More groups than this cannot be told apart by colour.
  public static let maximumCount = 10

  /// One paint for each group; beyond ``maximumCount`` they repeat.
  public static func categorical(count: Int) -> [Paint] {
    let colors = count <= 6 ? six : count <= 8 ? eight : ten
    return (0..<max(count, 0)).map { colors[$0 % colors.count] }
  }

  private static func paints(_ light: [UInt32], _ dark: [UInt32]) -> [Paint] {
    zip(light, dark).map { Paint(light: Color(hex: $0), dark: Color(hex: $1)) }
  }

  static let six = paints(
    [0x5790fc, 0xf89c20, 0xe42536, 0x964a8b, 0x9c9ca1, 0x7a21dd],
    [0x5790fc, 0xf89c20, 0xe42536, 0x964a8b, 0x9c9ca1, 0x7a21dd])
  static let eight = paints(
    [0x1845fb, 0xff5e02, 0xc91f16, 0xc849a9, 0xadad7d, 0x86c8dd, 0x578dff, 0x656364],
    [0x1845fb, 0xff5e02, 0xc91f16, 0xc849a9, 0xadad7d, 0x86c8dd, 0x578dff, 0x656364])
  static let ten = paints(
    [0x3f90da, 0xffa90e, 0xbd1f01, 0x94a4a2, 0x832db6, 0xa96b59, 0xe76300, 0xb9ac70, 0x717581, 0x92dadd],
    [0x3f90da, 0xffa90e, 0xbd1f01, 0x94a4a2, 0x832db6, 0xa96b59, 0xe76300, 0xb9ac70, 0x717581, 0x92dadd])
}

extension Paint {
  public static let blue = Palette.six[0]
  public static let orange = Palette.six[1]
  public static let red = Palette.six[2]
  public static let purple = Palette.six[3]
  public static let gray = Palette.six[4]
  public static let violet = Palette.six[5]
  /// The ink of texts.
  public static let primary = Theme.standard.ink
  /// Ink thinned with paper, for what stands back.
  public static let secondary = Theme.standard.ink(0.6)
  public static let accent = Theme.standard.accent
}
