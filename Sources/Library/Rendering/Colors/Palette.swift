/// Colours that distinguish groups.
///
/// The hues of Matthew Petroff, "Accessible Color Sequences for Data Visualization" (2021), by the number of groups. On
/// light paper his colours were moved as little as gives a contrast of 3 to the paper and a distance in OKLab of 0.10
/// between any two for every kind of colour vision. On dark paper each name keeps its hue; lightness and chroma were
/// searched for the same contrast and distance, without full saturation, which glares on dark paper.
public enum Palette {
  /// More groups than this cannot be distinguished by colour.
  public static let maximumCount = 10

  /// One paint for each group; beyond ``maximumCount`` they repeat.
  public static func categorical(count: Int) -> [Paint] {
    let colors = count <= 6 ? six : count <= 8 ? eight : ten
    return (0..<max(count, 0)).map { colors[$0 % colors.count] }
  }

  /// A paint for each of a report's names, to be given to every chart that has some of them: one name then has one
  /// colour throughout.
  ///
  ///     let paints = Palette.paints(for: genres)
  ///     Chart.trends(songs, x: "Year", y: "Energy", by: "Genre").chartForegroundStyleScale(paints: paints)
  ///
  /// A chart by itself gives colours in the order of its own names: what it draws depends on its data alone, and so can
  /// be kept between runs. Beyond ``maximumCount`` names the colours repeat.
  public static func paints(for names: [String]) -> [String: Paint] {
    Dictionary(zip(names, categorical(count: names.count)), uniquingKeysWith: { first, _ in first })
  }

  private static func paints(_ light: [UInt32], _ dark: [UInt32]) -> [Paint] {
    zip(light, dark).map { Paint(light: Color(hex: $0), dark: Color(hex: $1)) }
  }

  package static let six = paints(
    [0x1a96fe, 0xd67e05, 0xbc1811, 0x75226c, 0x917191, 0x6b0ce0],
    [0x6cb5ff, 0xf29734, 0xdf6354, 0xad61a3, 0xb793b5, 0x8d73e4])
  package static let eight = paints(
    [0x183ffb, 0xf6680d, 0x830508, 0xb027a9, 0x746552, 0x46a298, 0xa97df3, 0x21475c],
    [0x587fdf, 0xcc5714, 0xed7b6d, 0xa2639c, 0xe1caac, 0x1bb4ab, 0xbb99fb, 0xa4dafe])
  package static let ten = paints(
    [0x18469b, 0xde7811, 0xd62803, 0x5a70a4, 0x8732d7, 0x9e5663, 0x9b1008, 0x9c937f, 0x5a3f54, 0x279ece],
    [0x82aeff, 0xf29956, 0xbc4022, 0x5e62af, 0x9a7ec7, 0x97556e, 0xd06e5f, 0xe1d1ad, 0xc1a1b4, 0x71dcff])
}

extension Paint {
  /// The first colour of six groups.
  public static let blue = Palette.six[0]
  /// The second colour of six groups.
  public static let orange = Palette.six[1]
  /// The third colour of six groups.
  public static let red = Palette.six[2]
  /// The fourth colour of six groups.
  public static let purple = Palette.six[3]
  /// The fifth colour of six groups.
  public static let gray = Palette.six[4]
  /// The sixth colour of six groups.
  public static let violet = Palette.six[5]
}
