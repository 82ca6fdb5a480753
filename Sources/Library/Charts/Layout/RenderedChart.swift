import Statistics

/// A chart's files, with its alternative text and warnings.
public struct RenderedChart: Sendable {
  /// The drawing that the files show.
  public let scene: Scene
  private var files: [ChartFormat: [UInt8]] = [:]

  /// In points.
  public var width: Double { scene.size.width }
  /// In points.
  public var height: Double { scene.size.height }
  /// What the drawing shows, as text.
  public var alternativeText: String { scene.alternativeText }
  /// What had to be shortened, left out or could not be drawn.
  public var warnings: [RenderWarning] { scene.warnings }

  /// The bytes of a file that was asked for.
  public subscript(format: ChartFormat) -> [UInt8]? { files[format] }

  init(_ scene: Scene, formats: [ChartFormat], creationDate: Int, author: String, resolution: Double?) {
    self.scene = scene
    let files = Parallel.map(formats.count) {
      scene.rendered(as: formats[$0], creationDate: creationDate, author: author, resolution: resolution)
    }
    for (format, bytes) in zip(formats, files) { self.files[format] = bytes }
  }
}

extension Chart {
  /// Lays the chart out.
  /// - Parameters:
  ///   - size: In points; nil for what ``frame(width:height:)`` and the data ask for.
  ///   - fontSize: Of the labels of axes on paper, in points; all else is larger or smaller in the same proportion, lines
  ///     and symbols too. Nil for that of the theme.
  ///   - recordsTips: Whether marks have tips, for a ``PageDrawing``.
  public func scene(
    size: Size? = nil, theme: Theme = .standard, fontSize: Double? = nil, recordsTips: Bool = false
  ) -> Scene {
    // The chart is laid out larger than it will be, so that its texts have room as on a page.
    let scale = fontSize.map { min(max($0, 1), 200) / theme.labelSize }
    var chart = self
    var size = size
    if let scale {
      size = size.map { Size(width: $0.width / scale, height: $0.height / scale) }
      chart = chart.with {
        $0.width = $0.width.map { $0 / scale }
        $0.height = $0.height.map { $0 / scale }
      }
    }
    var layout = ChartLayout(chart, theme: theme, size: size, recordsTips: recordsTips)
    var (scene, descriptions) = layout.scene()
    scene.printScale = scale
    let description = AlternativeText(self, descriptions: descriptions)
    scene.title = description.title
    scene.alternativeText = settings.alternativeText ?? description.text
    return scene
  }

  /// Lays the chart out once and draws it in several formats, on all cores.
  /// - Parameters:
  ///   - size: In points; nil for what ``frame(width:height:)`` and the data ask for.
  ///   - fontSize: Of the labels of axes, in points; nil for that of the theme. See ``scene(size:theme:fontSize:recordsTips:)``.
  ///   - resolution: Pixels per inch of PNG and TIFF; nil for two pixels per point, in TIFF for 600.
  ///   - author: The author that PDF files name; empty for none.
  ///   - creationDate: Seconds since 1970, written into PDF files; the same date gives the same bytes.
  public func rendered(
    formats: [ChartFormat] = ChartFormat.allCases, size: Size? = nil, theme: Theme = .standard,
    fontSize: Double? = nil, resolution: Double? = nil, author: String = "", creationDate: Int = 0
  ) -> RenderedChart {
    let scene = scene(size: size, theme: theme, fontSize: fontSize)
    return RenderedChart(
      scene, formats: formats, creationDate: creationDate, author: author, resolution: resolution)
  }

  /// What the chart shows, as text made from its scales and data.
  public var alternativeText: String { scene().alternativeText }
}

extension Chart {
  /// The width of drawings for telephones, in points: what these have beside their margins, so that text is as large as
  /// the page's.
  public static let narrowWidth = 350.0

  /// The chart for a drawing as narrow as a telephone.
  ///
  /// Panels go into fewer rows, keys below plots, axes have fewer ticks. A height that was asked for stays for several
  /// panels to the chart, and shrinks less than the width for a single one.
  public func narrowed(to width: Double = narrowWidth) -> Chart {
    let hasPanels = splitPanels.count > 1
    return with {
      if let height = $0.height {
        $0.height = hasPanels ? nil : height * max(width / ($0.width ?? 640), 0.75)
      }
      $0.width = width
      $0.isForTelephone = true
    }
  }
}
