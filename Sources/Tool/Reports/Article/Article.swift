import Notebooks
import Runs

/// A run set in the order of reading: every figure and table numbered, every place that can be pointed at known by its id.
///
/// Made from the notebook and the run alone; how it looks is decided by the page.
struct Article: Sendable, Equatable {
  /// A line of the contents.
  struct Section: Sendable, Equatable {
    var id: String
    var level: Int
    var title: String
  }

  /// What `@fig-x` leads to, and what it says: "Figure 3".
  struct Target: Sendable, Equatable {
    var id: String
    var text: String
  }

  /// A footnote, with the number of times that the text refers to it.
  struct Note: Sendable, Equatable {
    var blocks: [MarkdownBlock]
    var mentions: Int
  }

  var title: String
  var standfirst: [MarkdownInline] = []
  var parts: [Part] = []
  var sections: [Section] = []
  var targets: [String: Target] = [:]
  var notes: [Note] = []
  /// Every id of the text that a link may lead to.
  var identifiers = Identifiers()
  var figureCount = 0
  var tableCount = 0

  /// One cell, as far as the reader sees it.
  struct Part: Sendable, Equatable {
    enum Code: Sendable, Equatable { case hidden, folded, unfolded, open }

    var cell: Cell
    var run: CellRun?
    var code: Code
    var items: [Item]
  }

  /// One thing to show.
  enum Item: Sendable, Equatable {
    case prose([MarkdownBlock])
    case exhibit(Exhibit)
    case headlines([Headline])
    case value(Representation)
    case stream(Representation)
    case artifact(Output)
    case warning(Warning)
    case problem(Problem, id: String)
    /// Something that the reader would otherwise look for: "Not run".
    case remark(String)
  }

  /// A figure or a table.
  struct Exhibit: Sendable, Equatable {
    enum Kind: String, Sendable { case figure = "Figure", table = "Table" }

    var kind: Kind
    var id: String
    /// Nil for one that has neither caption nor label.
    var number: Int?
    var caption: String?
    /// Nil when the cell that should have made it made none; `caption` and number stand nevertheless.
    var output: Output?
    /// Why there is no output.
    var absence: String?

    var name: String? { number.map { "\(kind.rawValue) \($0)" } }
  }
}

/// Ids handed out once each.
struct Identifiers: Sendable, Equatable {
  private var taken: Set<String> = []

  func contains(_ id: String) -> Bool { taken.contains(id) }

  /// The id itself, or with the first free number behind it.
  mutating func claim(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(wanted)-\(number)"
      number += 1
    }
    return id
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
