/// A file format that charts are drawn in.
public enum ChartFormat: Hashable, Sendable, CaseIterable {
  /// Two pixels per point.
  case png(Appearance)
  /// One page, vectors, embedded fonts; for light paper.
  case pdf
  /// Real text; follows light and dark by itself.
  case svg
  /// For publishers that ask for pixels; for light paper.
  case tiff

  /// The formats of a report's figures.
  public static let allCases: [ChartFormat] = [.png(.light), .png(.dark), .pdf, .svg]
}

extension Scene {
  /// The scene as a file.
  /// - Parameters:
  ///   - creationDate: Seconds since 1970, for PDF.
  ///   - author: The author that PDF files name; empty for none.
  ///   - resolution: Pixels in an inch of paper, for PNG and TIFF; nil for two pixels per point of the drawing, in TIFF
  ///     for 600. What is more than ``largestImage`` pixels wide or high has as many as that.
  public func rendered(
    as format: ChartFormat, creationDate: Int = 0, author: String = "", resolution: Double? = nil
  ) -> [UInt8] {
    switch format {
    case .png(let appearance): ImageRenderer(scale: pixelScale(resolution) ?? 2).png(self, appearance: appearance)
    case .pdf: PDFRenderer(creationDate: creationDate, author: author).pdf(self)
    case .svg: SVGWriter.svg(self)
    case .tiff: ImageRenderer(scale: pixelScale(resolution ?? 600) ?? 2).tiff(self)
    }
  }

  /// The most pixels that an image can have on a side.
  public static let largestImage = 32_000.0

  /// Pixels per point of the drawing.
  private func pixelScale(_ resolution: Double?) -> Double? {
    guard let resolution else { return nil }
    let most = Scene.largestImage / max(size.width, size.height, 1)
    return min(resolution / 72 * (printScale ?? 1), most)
  }
}
