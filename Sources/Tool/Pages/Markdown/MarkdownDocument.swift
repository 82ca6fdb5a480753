/// Markdown as a tree: GitHub's flavor with footnotes, as cmark-gfm reads it.
public struct MarkdownDocument: Sendable, Equatable {
  /// Paragraphs, headings, lists and so on, in order.
  public var blocks: [MarkdownBlock]
  /// The footnotes that the text refers to, in the order of their numbers, from 1.
  public var notes: [MarkdownNote] = []
  /// What may lead nowhere or is not shown as it may be meant, with lines of the text.
  public var mentions: [MarkdownMention] = []

  /// The text of all paragraphs, for places that have room for running text alone.
  public var runningText: [MarkdownInline] {
    let paragraphs = blocks.compactMap { block in
      if case .paragraph(let content) = block {
        content
      } else if case .math(let formula) = block {
        [.math(formula.text)]
      } else {
        nil
      }
    }
    return Array(paragraphs.joined(separator: [MarkdownInline.text(" ")]))
  }
}

/// A footnote.
public struct MarkdownNote: Sendable, Equatable {
  /// `x` of `[^x]`, in small letters.
  public var label: String
  /// What it says.
  public var blocks: [MarkdownBlock]
}

/// Something in a text that a check looks at.
public struct MarkdownMention: Sendable, Equatable {
  /// What it is.
  public enum Kind: Sendable, Equatable {
    /// A link, by its address.
    case link(String)
    /// A picture, by its address.
    case picture(String)
    /// `@fig-x`, by its label.
    case reference(String)
    /// `[^x]` without a definition.
    case lostNote(String)
    /// Markup that is shown as text.
    case markup(String)
    /// A formula as it was written, its dollar signs included.
    case formula(String)
    /// A source that is cited, by its key; without brackets, in text, it may be the name of an account.
    case citation(String, isInText: Bool)
    /// What other tools read as more than text: what becomes of it here, and what to write instead.
    case unsupported(String, hint: String)
  }
  /// What it is.
  public var kind: Kind
  /// From 1; of the text that was read.
  public var line: Int

  /// The same on another line: that of the file which the text was taken from.
  public func onLine(_ line: Int) -> MarkdownMention { MarkdownMention(kind: kind, line: line) }
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
  /// GitHub's `> [!NOTE]` and Quarto's `::: {.callout-note}`.
  case callout(MarkdownCallout)
  /// `<details>`: what stands behind its summary is shown when the reader asks for it.
  case details(summary: [MarkdownInline], isOpen: Bool, blocks: [MarkdownBlock])
  /// A formula that stands by itself.
  case math(MarkdownFormula)
  /// A note beside the text.
  case margin([MarkdownBlock])
  /// Terms with what they mean.
  case definitions([MarkdownDefinition])
  /// Quarto's `::: {.panel-tabset}`.
  case tabs(MarkdownTabs)
  /// A thematic break.
  case rule
  /// A table.
  case table(MarkdownTable)
}

/// A formula that stands by itself.
public struct MarkdownFormula: Sendable, Equatable {
  /// As it was written, its dollar signs included.
  public var text: String
  /// From `{#eq-x}` behind it; nil where none is given.
  public var label: String?
  /// In the order of the labelled formulas, from 1; nil until they are counted.
  public var number: Int?
}

/// A term with what it means, as Pandoc writes it: the term, then lines that begin with a colon.
public struct MarkdownDefinition: Sendable, Equatable {
  /// What is explained.
  public var term: [MarkdownInline]
  /// One for each colon.
  public var meanings: [[MarkdownInline]]
}

/// Parts of a text of which one is seen at a time; on paper one follows the other.
public struct MarkdownTabs: Sendable, Equatable {
  /// A part with its name.
  public struct Tab: Sendable, Equatable {
    /// The heading that begins it.
    public var title: [MarkdownInline]
    /// What stands below the heading.
    public var blocks: [MarkdownBlock]
  }
  /// The parts in order.
  public var tabs: [Tab]
  /// The beginning of the parts' ids; empty until ids are given.
  public var id = ""
}

/// Sources that are cited at one place.
public struct MarkdownCitation: Sendable, Equatable {
  /// One source.
  public struct Item: Sendable, Equatable {
    /// The key of its entry in the bibliography.
    public var key: String
    /// `see` in `[see @key]`.
    public var prefix: String
    /// `p. 3` in `[@key, p. 3]`.
    public var suffix: String
    /// `[-@key]`: the author is named in the sentence.
    public var isWithoutAuthor: Bool
  }
  /// In order.
  public var items: [Item]
  /// Whether it is part of the sentence: `@key` without brackets.
  public var isInText: Bool
  /// As it was written.
  public var source: String
}

/// A paragraph or more that stands out.
public struct MarkdownCallout: Sendable, Equatable {
  /// What it is for.
  public enum Kind: String, Sendable, CaseIterable { case note, tip, important, warning, caution }
  /// What it is for.
  public var kind: Kind
  /// The author's title; empty where the kind serves for one.
  public var title: [MarkdownInline]
  /// What stands in it.
  public var blocks: [MarkdownBlock]
}

/// A heading.
public struct MarkdownHeading: Sendable, Equatable {
  /// 1...6, as written.
  public var level: Int
  /// From `{#sec-x}` at its end; nil where none is given.
  public var id: String?
  /// The title.
  public var content: [MarkdownInline]
  /// The line that it stands on, from 1.
  public var line = 1
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
  /// `[@key]`, and `@key` in a sentence.
  case citation(MarkdownCitation)
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
  /// A picture.
  case image(MarkdownImage)
  /// A formula as it was written, its dollar signs included.
  case math(String)
  /// Harmless markup such as `<sub>`; the title is that of `<abbr>`.
  case element(MarkdownElement, title: String, content: [MarkdownInline])
  /// A footnote's number, and which mention of it this is, both from 1.
  case note(Int, mention: Int)
}

/// A picture.
public struct MarkdownImage: Sendable, Equatable {
  /// Its address as written.
  public var url: String
  /// Empty where none is given.
  public var title: String
  /// The alternative text.
  public var content: [MarkdownInline]
  /// From `{width=50%}` behind it: pixels, or a percentage of the text's width.
  public var width: String?
  /// From `{height=200}`.
  public var height: String?
  /// From `{#id}`.
  public var id: String?
  /// `Figure 3`, where the id is a figure's and has been counted.
  public var name: String?
}

/// Markup that Markdown may hold: elements that do nothing but set text, without attributes.
public enum MarkdownElement: String, Sendable, CaseIterable {
  case sub, sup, kbd, mark, u, small, abbr, ins, del, s, b, i, strong, em, code, samp, q, cite, dfn
  case variable = "var"
}

extension [MarkdownInline] {
  /// The text without its markup.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .html(let text), .math(let text): text
      case .reference(let label): "@" + label
      case .citation(let citation): citation.source
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content): content.plainText
      case .link(_, _, let content), .element(_, _, let content): content.plainText
      case .image(let image): image.content.plainText
      case .note: ""
      }
    }.joined()
  }
}

extension [MarkdownBlock] {
  /// The text without its markup, blocks separated by newlines.
  var plainText: String {
    map { block in
      switch block {
      case .paragraph(let content): content.plainText
      case .heading(let heading): heading.content.plainText
      case .quote(let blocks): blocks.plainText
      case .callout(let callout): callout.title.plainText + "\n" + callout.blocks.plainText
      case .details(let summary, _, let blocks): summary.plainText + "\n" + blocks.plainText
      case .list(let list): list.items.flatMap(\.blocks).plainText
      case .table(let table): (table.header + table.rows.flatMap(\.self)).map(\.plainText).joined(separator: " ")
      case .margin(let blocks): blocks.plainText
      case .definitions(let items):
        items.map { ([$0.term] + $0.meanings).map(\.plainText).joined(separator: " ") }.joined(separator: "\n")
      case .tabs(let tabs): tabs.tabs.map { $0.title.plainText + "\n" + $0.blocks.plainText }.joined(separator: "\n")
      case .code, .html, .math, .rule: ""
      }
    }.joined(separator: "\n")
  }
}
