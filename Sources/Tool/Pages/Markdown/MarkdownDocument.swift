/// Markdown as a tree: GitHub's flavor with footnotes, as cmark-gfm reads it.
public struct MarkdownDocument: Sendable, Equatable {
  /// Paragraphs, headings, lists and so on, in order.
  public var blocks: [MarkdownBlock]
  /// The footnotes that the text refers to, in the order of their numbers, from 1.
  public var notes: [[MarkdownBlock]] = []
}

/// A part of a document that stands by itself.
public enum MarkdownBlock: Sendable, Equatable {
  /// Running text.
  case paragraph([MarkdownInline])
  /// A heading of any level.
  case heading(MarkdownHeading)
  /// A block quote.
  case quote([MarkdownBlock])
  /// A list, with bullets or numbered.
  case list(MarkdownList)
  /// A code block; the language is empty where none is named.
  case code(language: String, text: String)
  /// Markup as it was written. It is shown as text.
  case html(String)
  /// A thematic break.
  case rule
  /// A table.
  case table(MarkdownTable)
}

/// A heading.
public struct MarkdownHeading: Sendable, Equatable {
  /// 1...6, as written.
  public var level: Int
  /// From `{#sec-x}` at its end; nil where none is given.
  public var id: String?
  /// The title.
  public var content: [MarkdownInline]
}

/// A list.
public struct MarkdownList: Sendable, Equatable {
  /// A list item.
  public struct Item: Sendable, Equatable {
    /// What stands in it.
    public var blocks: [MarkdownBlock]
    /// Whether a task is done: `[x]` or `[ ]`; nil for an item that is no task.
    public var isDone: Bool?
  }
  /// The first number; nil for bullets.
  public var start: Int?
  /// Whether items have no space between them.
  public var isTight: Bool
  /// The items in order.
  public var items: [Item]
}

/// A table with a header.
public struct MarkdownTable: Sendable, Equatable {
  /// Where the texts of a column stand.
  public enum Alignment: Sendable {
    /// Not given.
    case none
    /// `:--`
    case left
    /// `:-:`
    case center
    /// `--:`
    case right
  }
  /// One for each column.
  public var alignments: [Alignment]
  /// The cells of the header, by column.
  public var header: [[MarkdownInline]]
  /// The cells of the body, by row and column.
  public var rows: [[[MarkdownInline]]]
}

/// A part of running text.
public enum MarkdownInline: Sendable, Equatable {
  /// Plain text.
  case text(String)
  /// A cross-reference by its label: `fig-x` for `@fig-x`.
  case reference(String)
  /// The end of a line in the source.
  case softBreak
  /// A line break that is to be kept.
  case lineBreak
  /// A code span.
  case code(String)
  /// Markup as it was written. It is shown as text.
  case html(String)
  /// `*x*`
  case emphasis([MarkdownInline])
  /// `**x**`
  case strong([MarkdownInline])
  /// `~~x~~`
  case strikethrough([MarkdownInline])
  /// A link; the title is empty where none is given.
  case link(url: String, title: String, content: [MarkdownInline])
  /// A picture; `content` is its alternative text.
  case image(url: String, title: String, content: [MarkdownInline])
  /// A footnote's number, and which mention of it this is, both from 1.
  case note(Int, mention: Int)
}

extension [MarkdownInline] {
  /// The text without its markup.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .html(let text): text
      case .reference(let label): "@" + label
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content): content.plainText
      case .link(_, _, let content), .image(_, _, let content): content.plainText
      case .note: ""
      }
    }.joined()
  }
}
