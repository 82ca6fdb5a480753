public import Runs

/// One cell: Swift code, or Markdown written as comments.
public struct Cell: Codable, Sendable, Equatable {
  public typealias Kind = CellRun.Kind

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
