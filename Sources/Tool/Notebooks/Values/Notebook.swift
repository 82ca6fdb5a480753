public import Runs

/// A parsed analysis: cells in order, front matter and parameters. Everything knows where in the author's file it
/// stands.
public struct Notebook: Codable, Sendable, Equatable {
  /// The file's name without `.swift`: `exploration`.
  public var name: String
  /// The path as the user gave it; diagnostics quote it.
  public var path: String
  /// The text of the file, without a byte order mark. Offsets of statements and parameters point into it.
  public var source: String
  /// The settings at the top of the file; defaults where there are none.
  public var frontMatter: FrontMatter
  /// The files that the front matter names in `sources`, in order.
  public var sharedSources: [SharedSource]
  /// All cells, in the file's order.
  public var cells: [Cell]
  /// The parameters that the first cell tagged `parameters` declares, in order.
  public var parameters: [Parameter]

  /// A notebook made from its parts; nothing is read or checked. By default it has no cells and no parameters.
  /// - Parameters:
  ///   - name: the file's name without `.swift`.
  ///   - path: the path as the user gave it.
  ///   - source: the text of the file.
  public init(
    name: String, path: String, source: String, frontMatter: FrontMatter = FrontMatter(),
    sharedSources: [SharedSource] = [], cells: [Cell] = [], parameters: [Parameter] = []
  ) {
    self.name = name
    self.path = path
    self.source = source
    self.frontMatter = frontMatter
    self.sharedSources = sharedSources
    self.cells = cells
    self.parameters = parameters
  }

  /// Nothing in the file runs or is shown: it has no cell markers, and functions and types alone.
  public var isDeclarationsOnly: Bool {
    guard let cell = cells.first, cells.count == 1 else { return false }
    return cell.kind == .code && cell.title == nil && frontMatter == FrontMatter() && !cell.statements.isEmpty
      && cell.statements.allSatisfy(\.isInert) && cell.statements.contains(where: \.isDeferred)
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

/// What reading a file gave: the notebook as far as it could be understood, and everything that is wrong or doubtful,
/// in the file's order.
public struct ParsedNotebook: Codable, Sendable, Equatable {
  /// The notebook as far as it could be understood.
  public var notebook: Notebook
  /// Errors and warnings, in the file's order.
  public var diagnostics: [Diagnostic]

  /// A result made from its parts.
  public init(notebook: Notebook, diagnostics: [Diagnostic]) {
    self.notebook = notebook
    self.diagnostics = diagnostics
  }

  /// A notebook with errors must not be run.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// How texts name their sources.
public enum CitationStyle: String, Codable, Sendable, CaseIterable {
  /// (Breiman 2001)
  case authorYear = "author-year"
  /// [1]
  case numeric
}

/// The YAML block at the top of the file.
public struct FrontMatter: Codable, Sendable, Equatable {
  /// `title`: the title of the report. Nil by default; see ``Notebook/title`` for what stands in for it.
  public var title: String?
  /// `subtitle`: the sentence under the title. Nil by default.
  public var subtitle: String?
  /// `author`: one name, or several joined by commas. Nil by default.
  public var author: String?
  /// The document's language, for the HTML `lang` attribute.
  public var language: String = "en"
  /// `bibliography`: files with the sources that the text cites, BibTeX or CSL JSON, relative to the analysis.
  /// Nil by default.
  public var bibliography: [String]?
  /// `citations`: how the text names them. Nil, the default, is by author and year.
  public var citationStyle: CitationStyle?
  /// Compile with `-O`, for analyses with hot loops of their own.
  public var optimize: Bool = false
  /// Fold code unless a cell says otherwise.
  public var codeFold: Bool = true
  /// Show code unless a cell says otherwise.
  public var echo: Bool = true
  /// `sources`: Swift files, and folders of them, that are compiled with the analysis. Paths are relative to its
  /// folder.
  public var sources: [String] = []
  /// Begin with a small picture of each figure that leads to it, and set short code beside its figure.
  public var thumbnails: Bool = false
  /// The front matter of a file without one: every key has its default.
  public init() {}
}
