public import Runs

/// One cell: Swift code, or Markdown written as comments.
public struct Cell: Codable, Sendable, Equatable {
  /// Code or Markdown, as in the record of a run.
  public typealias Kind = CellRun.Kind

  /// Position in the notebook, from 0.
  public var index: Int
  /// Whether the cell is code or Markdown.
  public var kind: Kind
  /// The title on the marker line; nil when the cell has none.
  public var title: String?
  /// The tags of the marker line and of the `tags` option; `parameters` marks the parameters cell.
  public var tags: [String]
  /// The options of the `//|` lines; those not written have their defaults.
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

  /// A cell made from its parts. By default it has no title, no tags, no options and no statements.
  /// - Parameters:
  ///   - index: position in the notebook, from 0.
  ///   - body: code without the marker and option lines, or Markdown without the comment signs.
  ///   - bodyStartLine: the author's line of the first line of `body`, from 1.
  ///   - range: the whole cell, marker included.
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

  /// The stable identity that the author gave the cell.
  public var label: String? { options.label }
  /// How the cell is called.
  public var name: CellName {
    CellName(label: label, title: title, line: range.startLine, isText: kind == .markdown)
  }
  /// Whether its top-level `let`s are the notebook's parameters.
  public var isParameters: Bool { tags.contains("parameters") }
  /// Whether the values of its constants are cached for later runs. What a cell that may fail defines is its own, and
  /// of no use to others.
  public var keepsValues: Bool { options.cache == true && !options.allowsError }
}
