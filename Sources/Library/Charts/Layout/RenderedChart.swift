import Statistics

/// A file format that charts are drawn in.
public enum ChartFormat: Hashable, Sendable, CaseIterable {
  /// Two pixels per point.
  case png(Appearance)
  /// One page, vectors, embedded fonts; for light paper.
  case pdf
  /// Real text; follows light and dark by itself.
  case svg

  public static let allCases: [ChartFormat] = [.png(.light), .png(.dark), .pdf, .svg]
}

/// A chart's files, with the words that go with them.
public struct RenderedChart: Sendable {
  public let scene: Scene
  private var files: [ChartFormat: [UInt8]] = [:]

  /// In points.
  public var width: Double { scene.size.width }
  public var height: Double { scene.size.height }
  public var alternativeText: String { scene.alternativeText }
  public var warnings: [RenderWarning] { scene.warnings }

  /// The bytes of a file that was asked for.
  public subscript(format: ChartFormat) -> [UInt8]? { files[format] }

  init(_ scene: Scene, formats: [ChartFormat], creationDate: Int) {
    self.scene = scene
    let files = Parallel.map(formats.count) { scene.rendered(as: formats[$0], creationDate: creationDate) }
    for (format, bytes) in zip(formats, files) { self.files[format] = bytes }
  }
}

extension Scene {
  /// The scene as a file.
  /// - Parameter creationDate: seconds since 1970, for PDF.
  public func rendered(as format: ChartFormat, creationDate: Int = 0) -> [UInt8] {
    switch format {
    case .png(let appearance): ImageRenderer().png(self, appearance: appearance)
    case .pdf: PDFRenderer(creationDate: creationDate).pdf(self)
    case .svg: SVGWriter.svg(self)
    }
  }
}

extension Chart {
  /// Lays the chart out.
  /// - Parameter size: in points; nil for what ``frame(width:height:)`` and the data ask for.
  public func scene(size: Size? = nil, theme: Theme = .standard) -> Scene {
    var layout = ChartLayout(self, theme: theme, size: size)
    var (scene, descriptions) = layout.scene()
    let words = AlternativeText(self, descriptions: descriptions)
    scene.title = words.title
    scene.alternativeText = settings.alternativeText ?? words.text
    return scene
  }

  /// Lays the chart out once and draws it in several formats, on all cores.
  /// - Parameter creationDate: seconds since 1970, written into PDF files; the same date gives the same bytes.
  public func rendered(
    formats: [ChartFormat] = ChartFormat.allCases, size: Size? = nil, theme: Theme = .standard, creationDate: Int = 0
  ) -> RenderedChart {
    RenderedChart(scene(size: size, theme: theme), formats: formats, creationDate: creationDate)
  }

  /// What the chart shows, in words made from its scales and data.
  public var alternativeText: String { scene().alternativeText }
}

extension Chart {
  /// The width of drawings for telephones, in points: what these have beside their margins, so that text is as large as the page's.
  public static let narrowWidth = 350.0

  /// The chart for a drawing as narrow as a telephone.
  ///
  /// Panels go into fewer rows, keys below plots, axes have fewer ticks. A height that was asked for stays for several panels to the chart, and shrinks
  /// less than the width for a single one.
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
