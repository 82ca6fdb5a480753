/// A file format that charts are drawn in.
public enum ChartFormat: Hashable, Sendable, CaseIterable {
  /// Two pixels per point.
  case png(Appearance)
  /// One page, vectors, embedded fonts; for light paper.
  case pdf
  /// Real text; follows light and dark by itself.
  case svg

  /// The formats of a report's figures.
  public static let allCases: [ChartFormat] = [.png(.light), .png(.dark), .pdf, .svg]
}

extension Scene {
  /// The scene as a file.
  /// - Parameter creationDate: Seconds since 1970, for PDF.
  public func rendered(as format: ChartFormat, creationDate: Int = 0) -> [UInt8] {
    switch format {
    case .png(let appearance): ImageRenderer().png(self, appearance: appearance)
    case .pdf: PDFRenderer(creationDate: creationDate).pdf(self)
    case .svg: SVGWriter.svg(self)
    }
  }
}
