import Notebooks
import Pages
import Runs

extension Article {
  init(notebook: Notebook, run: Run) {
    var builder = ArticleBuilder(notebook: notebook, run: run)
    self = builder.build()
  }
}

/// Makes an article in one pass over the cells, in the order of reading.
struct ArticleBuilder {
  let notebook: Notebook
  let runs: [Int: CellRun]
  /// The cell that ended the run, if one did.
  let failedCell: CellRun?
  var article: Article
  /// How many levels the author's headings move down, so that the page has one first-level heading: its title.
  private let headingShift: Int
  private var lastLevel = 1
  private var awaitsTitle = true
  private let isSmart: Bool

  init(notebook: Notebook, run: Run) {
    self.notebook = notebook
    runs = Dictionary(run.cells.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    failedCell = run.failedCell(in: notebook)
    article = Article(title: notebook.title)
    isSmart = notebook.frontMatter.language.hasPrefix("en")
    for reserved in ["about-this-run", "run-times", "notes", "contents", "text"] {
      _ = article.identifiers.claim(reserved)
    }
    let title = notebook.title
    let firstLevel = notebook.cells.filter { $0.kind == .markdown }.flatMap { Self.firstLevelHeadings(in: $0.body) }
    headingShift = firstLevel.dropFirst(firstLevel.first == title ? 1 : 0).isEmpty ? 0 : 1
  }

  mutating func build() -> Article {
    let visible = notebook.cells.map { (cell: $0, run: runs[$0.index]) }.filter {
      $0.cell.options.include || $0.run?.problem != nil
    }
    claimLabels(visible.map(\.cell))
    for (cell, run) in visible { article.parts.append(part(cell, run)) }
    if let subtitle = notebook.frontMatter.subtitle { article.standfirst = inlines(of: subtitle) }
    return article
  }

  func inlines(of text: String) -> [MarkdownInline] {
    MarkdownDocument(text, isSmart: isSmart).blocks.flatMap { block -> [MarkdownInline] in
      if case .paragraph(let content) = block { content } else { [] }
    }
  }

  private static func firstLevelHeadings(in markdown: String) -> [String] {
    MarkdownDocument(markdown, isSmart: false).blocks.compactMap { block in
      if case .heading(let heading) = block, heading.level == 1 { heading.content.plainText } else { nil }
    }
  }

  // MARK: Prose

  /// Markdown with its headings and footnotes made part of the article.
  mutating func prose(_ markdown: String) -> Article.Item {
    let document = MarkdownDocument(markdown, isSmart: isSmart)
    let firstNote = article.notes.count
    article.notes += document.notes.map { Article.Note(blocks: $0, mentions: 0) }
    var blocks: [MarkdownBlock] = []
    var isAfterTitle = false
    for block in document.blocks {
      switch block {
      case .heading(let heading):
        let isTitle = awaitsTitle && heading.level == 1 && heading.content.plainText == notebook.title
        awaitsTitle = false
        isAfterTitle = isTitle
        if !isTitle { blocks.append(.heading(placed(heading, firstNote: firstNote))) }
        continue
      case .paragraph(let content) where isAfterTitle && notebook.frontMatter.subtitle == nil:
        article.standfirst = numbered(content, firstNote: firstNote)
      default: blocks.append(numbered(block, firstNote: firstNote))
      }
      isAfterTitle = false
    }
    for number in document.notes.indices {
      article.notes[firstNote + number].blocks = document.notes[number].map { numbered($0, firstNote: firstNote) }
    }
    return .prose(Article.Prose(markdown: markdown, blocks: blocks))
  }

  /// A heading with its id and a level that follows the one before without a gap.
  private mutating func placed(_ heading: MarkdownHeading, firstNote: Int) -> MarkdownHeading {
    var heading = heading
    heading.level = min(max(heading.level + headingShift, 2), lastLevel + 1, 6)
    lastLevel = heading.level
    let title = heading.content.plainText
    let label = heading.id
    let id = article.identifiers.claim(label ?? Identifiers.slug(title))
    heading.id = id
    heading.content = numbered(heading.content, firstNote: firstNote)
    article.sections.append(Article.Section(id: id, level: heading.level, title: title))
    if let label, article.targets[label] == nil {
      article.targets[label] = MarkdownRenderer.Target(id: id, text: "“\(title)”")
    }
    return heading
  }
}

extension ArticleBuilder {
  /// The content with its footnotes numbered through the whole article and every mention counted.
  mutating func numbered(_ content: [MarkdownInline], firstNote: Int) -> [MarkdownInline] {
    content.map { inline in
      switch inline {
      case .note(let number, _):
        let index = firstNote + number - 1
        guard article.notes.indices.contains(index) else { return inline }
        article.notes[index].mentions += 1
        return .note(index + 1, mention: article.notes[index].mentions)
      case .emphasis(let content): return .emphasis(numbered(content, firstNote: firstNote))
      case .strong(let content): return .strong(numbered(content, firstNote: firstNote))
      case .strikethrough(let content): return .strikethrough(numbered(content, firstNote: firstNote))
      case .link(let url, let title, let content):
        return .link(url: url, title: title, content: numbered(content, firstNote: firstNote))
      case .text, .reference, .softBreak, .lineBreak, .code, .html, .image: return inline
      }
    }
  }

  mutating func numbered(_ block: MarkdownBlock, firstNote: Int) -> MarkdownBlock {
    switch block {
    case .paragraph(let content): return .paragraph(numbered(content, firstNote: firstNote))
    case .quote(let blocks): return .quote(blocks.map { numbered($0, firstNote: firstNote) })
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map { numbered($0, firstNote: firstNote) }
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { numbered($0, firstNote: firstNote) }
      table.rows = table.rows.map { row in row.map { numbered($0, firstNote: firstNote) } }
      return .table(table)
    // Inside quotes, lists and notes a heading is no section of the article.
    case .heading(let heading): return .paragraph([.strong(numbered(heading.content, firstNote: firstNote))])
    case .code, .html, .rule: return block
    }
  }
}

extension Run {
  /// The first cell that failed and is not allowed to.
  func failedCell(in notebook: Notebook) -> CellRun? {
    let allowed = Set(notebook.cells.filter(\.options.allowsError).map(\.index))
    return cells.first { cell in
      switch cell.status {
      case .crashed, .timedOut: true
      case .failed: !allowed.contains(cell.index)
      case .ok, .cached, .skipped, .notRun: false
      }
    }
  }
}
