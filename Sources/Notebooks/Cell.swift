/// One cell: Swift code, or Markdown written as comments.
public struct Cell: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case code, markdown }

  /// Position in the notebook, from 0.
  public var index: Int
  public var kind: Kind
  public var title: String?
  public var tags: [String]
  public var options: CellOptions
  /// Code without the marker and option lines; Markdown without the comment signs.
  public var body: String
  /// The author's line of the first line of `body`.
  public var bodyStartLine: Int
  /// The whole cell, marker included.
  public var range: SourceRange
  /// The statements of a code cell, in order.
  public var statements: [Statement]
  /// Markdown with `\(...)` in it: expressions that the running analysis fills in.
  public var hasInterpolation: Bool

  public init(
    index: Int, kind: Kind, title: String? = nil, tags: [String] = [], options: CellOptions = CellOptions(),
    body: String, bodyStartLine: Int, range: SourceRange, statements: [Statement] = [], hasInterpolation: Bool = false
  ) {
    self.index = index
    self.kind = kind
    self.title = title
    self.tags = tags
    self.options = options
    self.body = body
    self.bodyStartLine = bodyStartLine
    self.range = range
    self.statements = statements
    self.hasInterpolation = hasInterpolation
  }

  public var label: String? { options.label }
  public var isParameters: Bool { tags.contains("parameters") }
}

/// A top-level statement: where it stands and whether its value is shown.
public struct Statement: Codable, Sendable, Equatable {
  public var range: SourceRange
  /// UTF-8 offsets into the notebook's source.
  public var startOffset: Int
  public var endOffset: Int
  /// The last statement of its cell and an expression whose value is displayed.
  public var isDisplayed: Bool
  /// Names that it brings to the top level: variables, functions, types; extensions under the name they extend.
  public var defines: [String]
  /// Every other name it mentions; an over-approximation.
  public var uses: [String]

  public init(
    range: SourceRange, startOffset: Int, endOffset: Int, isDisplayed: Bool, defines: [String], uses: [String]
  ) {
    self.range = range
    self.startOffset = startOffset
    self.endOffset = endOffset
    self.isDisplayed = isDisplayed
    self.defines = defines
    self.uses = uses
  }
}

/// The `//|` lines of a cell, with Quarto's names.
public struct CellOptions: Codable, Sendable, Equatable {
  public enum CodeFold: String, Codable, Sendable { case fold, show, open }

  /// `label`: the stable identity; figures begin with `fig-`, tables with `tbl-`.
  public var label: String?
  /// `echo`: show the code. Nil follows the front matter.
  public var echo: Bool?
  /// `eval: false` leaves the cell out of the program.
  public var evaluate: Bool = true
  /// `include: false` runs the cell and shows nothing of it.
  public var include: Bool = true
  /// `code-fold`: true, false or show. Nil follows the front matter.
  public var codeFold: CodeFold?
  public var figureCaption: String?
  public var figureAlternativeText: String?
  /// Inches, as in Quarto; 1 inch is 72 points.
  public var figureWidth: Double?
  public var figureHeight: Double?
  public var tableCaption: String?
  public var cache: Bool = false
  /// `error: true`: the cell may fail; the error is shown and the run goes on. Its declarations stay its own.
  public var allowsError: Bool = false
  /// Outputs side by side.
  public var layoutColumns: Int?
  /// `panel: tabset`: outputs behind tabs.
  public var isTabset: Bool = false
  /// Seconds.
  public var timeout: Double?
  public init() {}
}

/// A top-level `let` of the cell tagged `parameters`.
public struct Parameter: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case string, integer, double, boolean, strings, integers, doubles }

  public var name: String
  public var kind: Kind
  /// The literal as written.
  public var defaultLiteral: String
  /// From the doc comment.
  public var help: String
  /// The literal's place, UTF-8 offsets into the source: what an override replaces.
  public var literalStart: Int
  public var literalEnd: Int
  public var line: Int

  public init(
    name: String, kind: Kind, defaultLiteral: String, help: String, literalStart: Int, literalEnd: Int, line: Int
  ) {
    self.name = name
    self.kind = kind
    self.defaultLiteral = defaultLiteral
    self.help = help
    self.literalStart = literalStart
    self.literalEnd = literalEnd
    self.line = line
  }
}
