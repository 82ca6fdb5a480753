/// A parsed analysis: cells in order, front matter and parameters. Everything knows where in the author's file it stands.
public struct Notebook: Codable, Sendable, Equatable {
  /// The file's name without `.swift`: `exploration`.
  public var name: String
  /// The path as the user gave it; diagnostics quote it.
  public var path: String
  public var source: String
  public var frontMatter: FrontMatter
  public var cells: [Cell]
  public var parameters: [Parameter]

  public init(
    name: String, path: String, source: String, frontMatter: FrontMatter = FrontMatter(), cells: [Cell] = [],
    parameters: [Parameter] = []
  ) {
    self.name = name
    self.path = path
    self.source = source
    self.frontMatter = frontMatter
    self.cells = cells
    self.parameters = parameters
  }

  /// The front matter's title, else the first Markdown heading, else the name.
  public var title: String {
    if let title = frontMatter.title { return title }
    for cell in cells where cell.kind == .markdown {
      for line in cell.body.split(separator: "\n") where line.hasPrefix("# ") { return String(line.dropFirst(2)) }
    }
    return name
  }
}

/// The YAML block at the top of the file.
public struct FrontMatter: Codable, Sendable, Equatable {
  public var title: String?
  public var subtitle: String?
  public var author: String?
  /// The document's language, for the HTML `lang` attribute.
  public var language: String = "en"
  /// Compile with `-O`, for analyses with hot loops of their own.
  public var optimize: Bool = false
  /// Fold code unless a cell says otherwise.
  public var codeFold: Bool = true
  /// Show code unless a cell says otherwise.
  public var echo: Bool = true
  public init() {}
}

/// A part of the author's file, lines and columns from 1, columns in UTF-8 bytes, `end` exclusive.
public struct SourceRange: Codable, Sendable, Equatable {
  public var startLine: Int
  public var startColumn: Int
  public var endLine: Int
  public var endColumn: Int
  public init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }
}
