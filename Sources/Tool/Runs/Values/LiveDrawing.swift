import FoundationEssentials

/// A figure's drawing for the report: SVG elements that answer, in layouts for broad and for narrow screens.
///
/// It holds no markup that the author's texts could add to: all texts were escaped when it was written.
public struct LiveDrawing: Codable, Sendable, Equatable {
  /// The media type of the representation that holds one.
  public static let mediaType = "application/vnd.songbook.drawing+json"

  /// A colour on light and on dark paper, as CSS writes it.
  public struct Colors: Codable, Sendable, Equatable {
    /// On light paper.
    public var light: String
    /// On dark paper.
    public var dark: String

    /// A colour for each paper.
    public init(light: String, dark: String) {
      self.light = light
      self.dark = dark
    }
  }

  /// The drawing at one width.
  public struct Layout: Codable, Sendable, Equatable {
    /// In points.
    public var width: Double
    /// In points.
    public var height: Double
    /// What the `svg` element holds: the classes `f3` and `s3` fill and stroke with the colours at index 3.
    public var content: String
    /// What the marks are: blocks of lines with tabs, each block with a line of labels first; nil where it is what the
    /// first layout says.
    public var tips: String?

    /// A layout of a size in points.
    public init(width: Double, height: Double, content: String, tips: String? = nil) {
      self.width = width
      self.height = height
      self.content = content
      self.tips = tips
    }
  }

  /// The colours of the classes, from index 0 on.
  public var colors: [Colors]
  /// The layouts, the broadest first.
  public var layouts: [Layout]
  /// Pictures and filters that the layouts refer to, for an `svg` element of their own; mostly empty.
  public var symbols: String

  /// A drawing of layouts, the broadest first.
  public init(colors: [Colors], layouts: [Layout], symbols: String = "") {
    self.colors = colors
    self.layouts = layouts
    self.symbols = symbols
  }

  /// The drawing as a file; empty where it has a number that no file holds, which no drawing has.
  package var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map(Array.init) ?? []
  }

  /// Reads a drawing's file.
  package init(json: [UInt8]) throws {
    self = try JSONDecoder().decode(LiveDrawing.self, from: Data(json))
  }
}
