import Notebooks
import Pages
import Runs

/// A notebook and its run in the order of reading: figures and tables numbered, cross-references and notes resolved.
///
/// Made from the notebook and the run alone. How it looks is decided by ``ReportPage``; other formats start from the
/// same value.
struct Article: Sendable {
  /// A line of the contents.
  struct Section: Sendable, Equatable {
    var id: String
    var level: Int
    var title: String
  }

  /// A footnote, with the number of times that the text refers to it.
  struct Note: Sendable, Equatable {
    var blocks: [MarkdownBlock]
    var mentions: Int
  }

  var title: String
  /// The subtitle, else the paragraph below the title.
  var standfirst: [MarkdownInline] = []
  /// What the report found, a sentence or two each.
  var findings: [[MarkdownInline]] = []
  var parts: [Part] = []
  /// What the author is told about the run: in its facts, and not where readers read.
  var advice: [Advice] = []
  /// The table of contents.
  var sections: [Section] = []
  /// What `@fig-x` leads to, by label.
  var targets: [String: MarkdownRenderer.Target] = [:]
  /// Footnotes in the order of their numbers, from 1.
  var notes: [Note] = []
  /// Every id of the text that a link may lead to.
  var identifiers = Identifiers()
  /// What a check looks at, with the author's lines.
  var mentions: [MarkdownMention] = []
  /// Ids that the author gave and that something else has, with the author's lines.
  var takenIdentifiers: [(id: String, line: Int)] = []
  /// The keys of the sources that the text cites, each once, in the order of their first mention.
  var citedKeys: [String] = []
  var formulaCount = 0
  var figureCount = 0
  var tableCount = 0

  /// A warning with the cell that it is about.
  struct Advice: Sendable, Equatable {
    var cell: Cell
    var warning: Diagnostic
  }

  /// What the reader sees of one cell.
  struct Part: Sendable, Equatable {
    /// How the code is shown; `unfolded` can be folded by the reader.
    enum Code: Sendable, Equatable { case hidden, folded, unfolded, open }

    var cell: Cell
    var run: CellRun?
    var code: Code
    var items: [Item]
  }

  /// One thing to show.
  enum Item: Sendable, Equatable {
    case prose(Prose)
    case exhibit(Exhibit)
    case headlines([Headline])
    case value(Representation)
    /// What was printed in one go, in the order of printing.
    case stream([Representation])
    case artifact(Output)
    case warning(Diagnostic)
    case problem(Diagnostic, id: String)
    /// Why something that the reader expects is missing: “Not run.”
    case remark(String)
  }

  /// Text of the author, or made by the analysis.
  struct Prose: Sendable, Equatable {
    /// As it was written, with computed numbers filled in.
    var markdown: String
    /// Parsed, with the ids, levels and note numbers that it has in the article; without the article's title.
    var blocks: [MarkdownBlock]
  }

  /// A figure or a table.
  struct Exhibit: Sendable, Equatable {
    enum Kind: String, Sendable { case figure = "Figure", table = "Table" }

    var kind: Kind
    var id: String
    /// Nil for one that has neither caption nor label.
    var number: Int?
    var caption: String?
    /// Nil when the cell that should have made it made none; caption and number are set all the same.
    var output: Output?
    /// Why there is no output.
    var absence: String?
    /// Which part of a figure it is, from `a`; such a part has no number of its own.
    var letter: String?
    /// The parts of a figure that is made of several.
    var parts: [Exhibit] = []

    /// `a` for 0, `b` for 1; numbers where there are more than letters.
    static func letter(_ index: Int) -> String {
      index < 26 ? String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index))) : String(index + 1)
    }

    var name: String? { number.map { "\(kind.rawValue) \($0)" } }
    /// The name in running text, where it does not break over lines.
    var reference: String? { number.map { "\(kind.rawValue)\u{A0}\($0)" } }
  }
}

/// The ids of a page, each given out once.
struct Identifiers: Sendable, Equatable {
  private(set) var taken: Set<String> = []
  /// For ids that were wanted again the last number that was given.
  private var numbers: [String: Int] = [:]

  func contains(_ id: String) -> Bool { taken.contains(id) }

  /// The id itself, or with the first free number behind it.
  mutating func claim(_ wanted: String) -> String {
    if taken.insert(wanted).inserted { return wanted }
    var number = numbers[wanted] ?? 1
    repeat { number += 1 } while !taken.insert("\(wanted)-\(number)").inserted
    numbers[wanted] = number
    return "\(wanted)-\(number)"
  }

  /// An id made of a title's letters and digits, in any script.
  static func slug(_ title: String) -> String {
    let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
    let slug = words.joined(separator: "-")
    // Labels own these beginnings.
    let isReserved = ["fig-", "tbl-", "sec-", "note-", "cell-", "tab-"].contains { slug.hasPrefix($0) }
    return slug.isEmpty ? "section" : isReserved ? "the-" + slug : slug
  }
}
