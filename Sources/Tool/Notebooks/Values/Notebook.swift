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
