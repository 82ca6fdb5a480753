public import Charts
import Frames
import Runs

/// A chart as a figure of the report, with its caption and alternative text.
///
/// Texts given here win over those in the cell's options, and may hold numbers that the analysis computed.
public struct Figure: Displayable, Sendable {
  /// What is drawn.
  public var chart: Chart
  /// The text below the figure; nil for the cell's `fig-cap`, which the first figure of a cell gets.
  public var caption: Markdown?
  /// What the figure shows, for readers who cannot see it; nil for the cell's `fig-alt`, or else the chart's own.
  public var alternativeText: String?

  /// Ink, paper and letters, unless the cell's `fig-theme` says otherwise.
  public var theme: Theme
  /// Of the labels of axes in files for paper, in points; everything else goes with it. Nil for the cell's
  /// `fig-font-size`, or else that of the theme.
  public var fontSize: Double?
  /// What the figure becomes in a page where scripts run; nil for most.
  var widget: LiveForm?
  /// What it shows as a table beside it; nil for most.
  var table: Table?

  /// A figure of a chart. What is nil comes from the options of the cell.
  ///
  ///     Figure(chart.frame(width: .millimeters(85), height: .millimeters(70)), theme: .journal, fontSize: 8)
  public init(
    _ chart: Chart, caption: Markdown? = nil, alternativeText: String? = nil, theme: Theme = .standard,
    fontSize: Double? = nil
  ) {
    self.chart = chart
    self.caption = caption
    self.alternativeText = alternativeText
    self.theme = theme
    self.fontSize = fontSize
  }

  /// Drawings up to this width are legible on telephones as they are, in points: text of 11 points is 9 or more there.
  private static let legibleWidth = Chart.narrowWidth * 11 / 9

  /// Lays the chart out. It is drawn while the analysis goes on, as PNG for light and dark paper, PDF and SVG, and its
  /// data written as CSV. For the report it is a drawing that tells what its marks are, with a layout of its own for
  /// telephones.
  public func show(on page: Page) {
    guard page.session.isSupervised else { return print(chart.alternativeText) }
    let cell = page.session.cell
    let (label, stem, isFirst) = page.name(for: .figure, in: "figures")
    let chart = chart.frame(width: cell?.figureWidth, height: cell?.figureHeight)
    let theme = cell?.figureTheme.flatMap { Theme.named[$0] } ?? theme
    let fontSize = cell?.figureFontSize ?? fontSize
    var scene = chart.scene(theme: theme, fontSize: fontSize, recordsTips: true)
    // A size that was given for paper is one in points, in every format.
    if scene.printScale == nil, cell?.figureWidth != nil || cell?.figureHeight != nil || cell?.figureResolution != nil {
      scene.printScale = 1
    }
    let drawing = scene
    let (date, author) = (page.session.settings?.sourceDate ?? 0, page.session.settings?.author ?? "")
    let resolution = cell?.figureResolution
    var forms: [Representation] = []
    for format in ChartFormat.allCases + (resolution == nil ? [] : [.tiff]) {
      let file = "figures/\(stem)\(format.suffix)"
      // Pages show the dark one, and screens have no use for more pixels.
      let pixels = format == .png(.dark) ? nil : resolution
      page.session.writeLater(to: file) {
        drawing.rendered(as: format, creationDate: date, author: author, resolution: pixels)
      }
      forms.append(Representation(mediaType: format.mediaType, variant: format.variant, file: file))
    }
    let narrow = scene.size.width > Self.legibleWidth ? chart.narrowed().scene(theme: theme, recordsTips: true) : nil
    let live = "figures/\(stem).live.json"
    page.session.writeLater(to: live) { LiveDrawing(PageDrawing([drawing] + (narrow.map { [$0] } ?? []))).json }
    forms.append(Representation(mediaType: LiveDrawing.mediaType, file: live))
    if chart.hasData {
      let file = "figures/\(stem).csv"
      let format = CSVFormat(escapesFormulas: cell?.escapesFormulas ?? false)
      page.session.writeLater(to: file) { format.bytes(of: chart.dataTable) }
      forms.append(Representation(mediaType: "text/csv", file: file))
    }
    if let widget { forms.append(widget.representation(stem, on: page)) }
    let output = Output(
      kind: .figure, label: label, caption: caption?.source ?? (isFirst ? cell?.figureCaption : nil),
      alternativeText: alternativeText ?? (isFirst ? cell?.figureAlternativeText : nil) ?? scene.alternativeText,
      representations: forms, table: table.map { $0.content(rows: $0.frame.rowCount) }, width: scene.size.width,
      height: scene.size.height)
    page.session.show(output)
    for warning in scene.warnings + Self.warnings(ofNarrow: narrow, beside: scene) {
      let diagnostic = Diagnostic(warning: warning.code.rawValue, message: warning.message, hint: warning.hint)
      page.session.send { .warning(cell: $0, warning: diagnostic) }
    }
  }

  /// What is wrong with the drawing for telephones alone.
  private static func warnings(ofNarrow narrow: Scene?, beside wide: Scene) -> [RenderWarning] {
    (narrow?.warnings ?? []).filter { !wide.warnings.contains($0) }.map { warning in
      var warning = warning
      warning.message = "On a telephone's width: \(warning.message)"
      switch warning.code {
      case .shortenedLabel, .thinnedLabels, .omittedLabels, .tooSmall:
        // That drawing cannot be given more room.
        warning.hint = "Shorter names or fewer marks fit there."
      default: break
      }
      return warning
    }
  }
}

extension Double {
  /// A length in points: `.frame(width: .millimeters(85))`.
  public static func millimeters(_ length: Double) -> Double { length / 25.4 * 72 }
  /// A length in points: `.frame(width: .inches(3.3))`.
  public static func inches(_ length: Double) -> Double { length * 72 }
}

extension Chart: Displayable {
  /// Shows the chart as a ``Figure`` without texts of its own.
  public func show(on page: Page) { Figure(self).show(on: page) }

  /// The chart with a caption for the report, Markdown that may hold computed numbers.
  public func figureCaption(_ caption: Markdown) -> Figure { Figure(self, caption: caption) }
}

extension LiveDrawing {
  /// A chart's drawing as the report reads it.
  package init(_ drawing: PageDrawing) {
    func hexadecimal(_ color: Color) -> String {
      let alpha = Int((min(max(color.alpha, 0), 1) * 255).rounded())
      return alpha == 255 ? color.hexadecimal : color.hexadecimal + (alpha < 16 ? "0" : "") + String(alpha, radix: 16)
    }
    self.init(
      colors: drawing.paints.map { Colors(light: hexadecimal($0.light), dark: hexadecimal($0.dark)) },
      layouts: drawing.layouts.map {
        Layout(width: $0.size.width, height: $0.size.height, content: $0.content, tips: $0.tips)
      },
      symbols: drawing.symbols)
  }
}

extension ChartFormat {
  fileprivate var suffix: String {
    switch self {
    case .png(.light): ".png"
    case .png(.dark): "-dark.png"
    case .pdf: ".pdf"
    case .svg: ".svg"
    case .tiff: ".tif"
    }
  }

  fileprivate var mediaType: String {
    switch self {
    case .png: "image/png"
    case .pdf: "application/pdf"
    case .svg: "image/svg+xml"
    case .tiff: "image/tiff"
    }
  }

  fileprivate var variant: Representation.Variant? {
    switch self {
    case .png(.light): .light
    case .png(.dark): .dark
    case .pdf, .svg, .tiff: nil
    }
  }
}
