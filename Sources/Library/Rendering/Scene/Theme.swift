/// Ink, paper and type: everything else about how charts look is made from these.
public struct Theme: Hashable, Sendable {
  /// The colour of texts and lines.
  public var ink: Paint
  /// The colour behind everything.
  public var paper: Paint
  /// The colour of marks that have no group.
  public var accent: Paint
  /// Families in order of preference, as in CSS.
  public var fontFamily: String
  /// In points.
  public var titleSize: Double
  /// In points.
  public var subtitleSize: Double
  /// Axes, legends, labels on marks.
  public var labelSize: Double
  /// Notes at the foot and small labels, in points.
  public var captionSize: Double
  /// How much ink labels have: 1 is all of it.
  public var labelInk: Double
  /// Whether charts are drawn for small figures on paper: titles of axes stand in the middle and without arrows, and
  /// titles of legends give way where they would cost the data a row.
  public var isForPrint: Bool

  /// A theme; what is not given is that of the standard theme.
  public init(
    ink: Paint = Paint(light: Color(hex: 0x1b1e23), dark: Color(hex: 0xe8eaed)),
    paper: Paint = Paint(light: Color(hex: 0xffffff), dark: Color(hex: 0x1b1e23)),
    accent: Paint = Palette.categorical(count: 1)[0],
    fontFamily: String = "Inter, \"Noto Sans\", \"DejaVu Sans\", sans-serif",
    titleSize: Double = 16, subtitleSize: Double = 12.5, labelSize: Double = 11, captionSize: Double = 10,
    labelInk: Double = 0.75, isForPrint: Bool = false
  ) {
    self.ink = ink
    self.paper = paper
    self.accent = accent
    self.fontFamily = fontFamily
    self.titleSize = titleSize
    self.subtitleSize = subtitleSize
    self.labelSize = labelSize
    self.captionSize = captionSize
    self.labelInk = labelInk
    self.isForPrint = isForPrint
  }

  /// The theme of all charts that ask for no other.
  public static let standard = Theme()

  /// For printed journals: black on white, in the letters that they ask for, Helvetica or Arial or what stands in for
  /// them.
  public static let journal = Theme(
    ink: Paint(Color(hex: 0x000000)), paper: Paint(Color(hex: 0xffffff)),
    fontFamily: "Helvetica, Arial, \"Liberation Sans\", \"Noto Sans\", \"DejaVu Sans\", sans-serif",
    titleSize: 12, subtitleSize: 11, labelInk: 1, isForPrint: true)

  /// The themes that have names, by these.
  public static let named = ["standard": standard, "journal": journal]

  /// The ink thinned with paper: 1 is ink, 0 is paper. Opaque, so that images keep few colours.
  public func ink(_ amount: Double) -> Paint { paper.mixed(with: ink, amount) }

  /// Titles of charts.
  public var titleStyle: TextStyle { TextStyle(size: titleSize, weight: .semibold, paint: ink) }
  /// Subtitles of charts.
  public var subtitleStyle: TextStyle { TextStyle(size: subtitleSize, paint: ink(labelInk)) }
  /// Names on axes, in legends and on marks.
  public var labelStyle: TextStyle { TextStyle(size: labelSize, paint: ink(labelInk)) }
  /// Labels of quantitative axes.
  public var numberStyle: TextStyle { TextStyle(size: labelSize, paint: ink(labelInk), tabularFigures: true) }
  /// Titles of panels.
  public var panelTitleStyle: TextStyle { TextStyle(size: labelSize, weight: .semibold, paint: ink) }
  /// Notes at the foot and small labels.
  public var captionStyle: TextStyle { TextStyle(size: captionSize, paint: ink(isForPrint ? labelInk : 0.65)) }

  /// Lines across the plot at an axis's marks.
  public var grid: Stroke {
    Stroke(
      Paint(light: paper.light.mixed(with: ink.light, 0.1), dark: paper.dark.mixed(with: ink.dark, 0.13)), width: 1)
  }
  /// The line that bars stand on, and axes of categories.
  public var baseline: Stroke { Stroke(ink(0.55), width: 1) }

  /// Height of the y axis's title, with a gap for the topmost label of the axis.
  package var axisTitleHeight: Double { labelSize * 1.75 }

  /// Distance between two lines of text of a size.
  public func lineHeight(_ size: Double) -> Double { (size * 1.3).rounded() }
}

extension Paint {
  /// The ink of texts.
  public static let primary = Theme.standard.ink
  /// Ink thinned with paper, for what stands back.
  public static let secondary = Theme.standard.ink(0.6)
  /// The colour of marks that have no group.
  public static let accent = Theme.standard.accent

  /// Dark or white ink, whichever reads better on this paint, for each paper.
  ///
  /// The ratio of WCAG 2 prefers dark ink on mid blues, where eyes read white ink more easily. So the perceived contrast
  /// decides, unless the ratio of the better ink is below 3, which WCAG asks of large text.
  public var readableInk: Paint {
    func ink(on color: Color) -> Color {
      let (dark, white) = (Theme.standard.ink.light, Color(hex: 0xffffff))
      let better = color.perceivedContrast(of: white) >= color.perceivedContrast(of: dark) ? white : dark
      if color.contrast(with: better) >= 3 { return better }
      return color.contrast(with: dark) >= color.contrast(with: white) ? dark : white
    }
    return Paint(light: ink(on: light), dark: ink(on: dark))
  }
}
