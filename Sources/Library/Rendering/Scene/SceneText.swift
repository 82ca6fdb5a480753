#if canImport(Glibc)
  import Glibc
#endif

/// How a text looks.
public struct TextStyle: Hashable, Sendable {
  /// How bold letters are, as in CSS.
  public enum Weight: Int, Hashable, Sendable {
    case regular = 400
    case medium = 500
    case semibold = 600
  }

  /// In points.
  public var size: Double
  /// How bold letters are.
  public var weight: Weight
  /// The colour of the letters.
  public var paint: Paint
  /// Digits of one width, so that numbers line up.
  public var tabularFigures: Bool
  /// A rim in this paint that keeps the text readable over data.
  public var halo: Paint?
  /// Whether parts between dollar signs are mathematics in TeX's notation: in what the author of a chart writes, in
  /// names only where all of the name is a formula.
  public var hasMathematics: Bool

  /// A style; letters are regular and proportional by default.
  public init(
    size: Double, weight: Weight = .regular, paint: Paint, tabularFigures: Bool = false, halo: Paint? = nil,
    hasMathematics: Bool = false
  ) {
    self.size = size
    self.weight = weight
    self.paint = paint
    self.tabularFigures = tabularFigures
    self.halo = halo
    self.hasMathematics = hasMathematics
  }

  /// The style for what an author writes: with mathematics between dollar signs.
  public var withMathematics: TextStyle {
    var style = self
    style.hasMathematics = true
    return style
  }

  /// The style for a name, which may come from data: `$\alpha$` is a formula, `US$_2010 to US$_2020` a name with two
  /// dollar signs.
  package func forName(_ name: String) -> TextStyle { MathText.isFormula(name) ? withMathematics : self }

  /// The style with some of its parts changed.
  public func with(paint: Paint? = nil, halo: Paint? = nil, weight: Weight? = nil, size: Double? = nil) -> TextStyle {
    var style = self
    if let paint { style.paint = paint }
    if let halo { style.halo = halo }
    if let weight { style.weight = weight }
    if let size { style.size = size }
    return style
  }
}

/// Which point of a text stands at its position, along the line.
public enum TextAnchor: String, Hashable, Sendable {
  case start, middle, end
}

/// Which line of a text stands at its position, across the line.
public enum TextBaseline: Hashable, Sendable {
  case alphabetic
  /// Half the height of a capital letter.
  case middle
  /// The top of a capital letter.
  case top
}

/// A line of text in its place.
public struct SceneText: Hashable, Sendable {
  /// One line without control characters; in a style with mathematics, as the author wrote it.
  public var string: String
  /// Where the anchor stands, on the alphabetic baseline.
  public var position: Point
  /// Which part of the line stands at the position.
  public var anchor: TextAnchor
  /// How the text looks.
  public var style: TextStyle
  /// Degrees clockwise about the position.
  public var rotation: Double
  /// The measures that the text was laid out with.
  public var metrics: TextMetrics
  /// The paint of the marks that the text names, as in a legend; nil for other texts.
  public var key: Paint?

  /// A line of text with its measures.
  public init(
    string: String, position: Point, anchor: TextAnchor, style: TextStyle, rotation: Double = 0, metrics: TextMetrics
  ) {
    self.string = string
    self.position = position
    self.anchor = anchor
    self.style = style
    self.rotation = rotation
    self.metrics = metrics
  }

  /// The line in parts of one size and height; nil for a line of one look.
  package var runs: [MathText.Run]? {
    guard style.hasMathematics, MathText.isNeeded(for: string) else { return nil }
    return MathText(string).runs
  }

  /// The line as it is read.
  public var readString: String { style.hasMathematics ? MathText.plain(string) : string }

  /// Where the line starts, relative to the position, before rotation.
  package var startOffset: Double {
    switch anchor {
    case .start: 0
    case .middle: -metrics.width / 2
    case .end: -metrics.width
    }
  }

  /// The four corners of the advance width by capital height (plus descenders where there is ink), turned.
  public var corners: [Point] {
    let left = startOffset
    let right = left + metrics.width
    let angle = rotation * .pi / 180
    let (sine, cosine) = (sin(angle), cos(angle))
    let above = metrics.inkTop
    let below = metrics.inkBottom
    return [(left, above), (right, above), (right, below), (left, below)].map { x, y in
      Point(x: position.x + x * cosine - y * sine, y: position.y + x * sine + y * cosine)
    }
  }

  /// The upright rectangle around the text's ink.
  public var bounds: Rect {
    let corners = corners
    return Path(through: corners).bounds ?? Rect(x: position.x, y: position.y, width: 0, height: 0)
  }
}

/// The measures of a line of text in points, without hinting, so that they hold in every format.
public struct TextMetrics: Hashable, Sendable {
  /// How far the line advances.
  public var width: Double
  /// Highest ink relative to the baseline: negative above it.
  public var inkTop: Double
  /// Lowest ink relative to the baseline: positive below it.
  public var inkBottom: Double
  /// Characters that no installed font can draw.
  public var missingGlyphs: Int

  /// Measures in points.
  public init(width: Double, inkTop: Double, inkBottom: Double, missingGlyphs: Int = 0) {
    self.width = width
    self.inkTop = inkTop
    self.inkBottom = inkBottom
    self.missingGlyphs = missingGlyphs
  }
}
