/// Markdown as a tree: GitHub's flavour with footnotes, as cmark-gfm reads it.
struct MarkdownDocument: Sendable, Equatable {
  var blocks: [MarkdownBlock]
  /// The footnotes that the text refers to, in the order of their numbers, from 1.
  var notes: [[MarkdownBlock]] = []
}

enum MarkdownBlock: Sendable, Equatable {
  case paragraph([MarkdownInline])
  case heading(MarkdownHeading)
  case quote([MarkdownBlock])
  case list(MarkdownList)
  case code(language: String, text: String)
  /// Markup as it was written. It is shown as text.
  case html(String)
  case rule
  case table(MarkdownTable)
}

struct MarkdownHeading: Sendable, Equatable {
  var level: Int
  /// From `{#sec-x}` at its end; every heading has one once it stands in an article.
  var id: String?
  var content: [MarkdownInline]
}

struct MarkdownList: Sendable, Equatable {
  struct Item: Sendable, Equatable {
    var blocks: [MarkdownBlock]
    /// `[x]` and `[ ]`.
    var isDone: Bool?
  }
  /// The first number; nil for bullets.
  var start: Int?
  /// Items without space between them.
  var isTight: Bool
  var items: [Item]
}

struct MarkdownTable: Sendable, Equatable {
  enum Alignment: Sendable { case none, left, center, right }
  var alignments: [Alignment]
  var header: [[MarkdownInline]]
  var rows: [[[MarkdownInline]]]
}

enum MarkdownInline: Sendable, Equatable {
  case text(String)
  /// `@fig-x`.
  case reference(String)
  case softBreak
  case lineBreak
  case code(String)
  case html(String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case strikethrough([MarkdownInline])
  case link(url: String, title: String, content: [MarkdownInline])
  case image(url: String, title: String, content: [MarkdownInline])
  /// A footnote's number, and which mention of it this is, both from 1.
  case note(Int, mention: Int)
}

extension [MarkdownInline] {
  /// The words alone.
  var plainText: String {
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
