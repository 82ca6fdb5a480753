/// A chart for a page: SVG elements that answer, for broad and for narrow screens.
///
/// Colours are not in the elements: the class `f3` is a fill and `s3` a line in the paint with index 3, so that one
/// drawing serves both papers. Texts are real texts in the page's font; those that are long have the length that was
/// measured, so that no font makes them overlap or be cut.
public struct PageDrawing: Sendable {
  /// The drawing at one width.
  public struct Layout: Sendable {
    /// In points.
    public var size: Size
    /// What the `svg` element holds.
    public var content: String
    /// The tips of the marks as ``TipText`` writes them; nil where they are those of the first layout.
    public var tips: String?
  }

  /// The paints of the classes, from index 0 on.
  public private(set) var paints: [Paint] = []
  /// The layouts, the broadest first.
  public private(set) var layouts: [Layout] = []
  /// Pictures and filters that the layouts share, for an `svg` element of their own.
  public private(set) var symbols = ""

  /// Writes layouts of one chart, the broadest first.
  public init(_ scenes: [Scene]) {
    var palette = PagePalette()
    var symbols = PageSymbols()
    var series: [SceneSeries]?
    for (index, scene) in scenes.enumerated() {
      var writer = PageSVGWriter(palette: palette, symbols: symbols, knownSeries: series)
      writer.write(scene.nodes)
      let tips = scene.tips == scenes[0].tips && index > 0 ? nil : TipText.text(of: scene.tips)
      layouts.append(
        Layout(size: scene.size, content: String(decoding: writer.body.bytes, as: UTF8.self), tips: tips))
      (palette, symbols) = (writer.palette, writer.symbols)
      if series == nil { series = writer.series }
    }
    paints = palette.paints
    self.symbols = symbols.text
  }
}

/// Tips as text: blocks parted by an empty line. The first line of a block names the labels, with tabs before and
/// between them; each line below is a tip, its title and values parted by tabs.
public enum TipText {
  /// The text of tips.
  public static func text(of tips: [Tip]) -> String {
    var text = ""
    var labels: [String]?
    for tip in tips {
      let own = tip.values.map(\.label)
      if own != labels {
        if labels != nil { text += "\n\n" }
        text += own.map { "\t" + clean($0) }.joined()
        labels = own
      }
      text += "\n" + clean(tip.title)
      for value in tip.values { text += "\t" + clean(value.text) }
    }
    return text
  }

  static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

/// The paints of a page's drawings in the order in which they are met.
struct PagePalette {
  private(set) var paints: [Paint] = []
  private var indices: [Paint: Int] = [:]

  /// The index of a paint; paints that differ in nothing but an opacity that holds for both papers share one.
  mutating func index(of paint: Paint) -> Int {
    let paint = Self.opacity(of: paint) == nil ? paint : Self.opaque(paint)
    if let known = indices[paint] { return known }
    indices[paint] = paints.count
    paints.append(paint)
    return paints.count - 1
  }

  /// The opacity that is written beside the class; nil where it follows the paper and is part of the colour.
  static func opacity(of paint: Paint) -> Double? {
    paint.light.alpha == paint.dark.alpha ? paint.light.alpha : nil
  }

  private static func opaque(_ paint: Paint) -> Paint {
    var paint = paint
    paint.light.alpha = 1
    paint.dark.alpha = 1
    return paint
  }
}
