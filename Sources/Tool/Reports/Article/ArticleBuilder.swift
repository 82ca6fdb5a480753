import Notebooks
import Pages
import Runs

extension Article {
  /// - Parameter includes: the texts of the files that the author's text includes, by path.
  init(notebook: Notebook, run: Run, includes: [String: String] = [:]) {
    var builder = ArticleBuilder(notebook: notebook, run: run, includes: includes)
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
  /// Bytes of text that the page has room for: more than a reader takes in, and no more than is set in seconds.
  private var room = 8_000_000
  let isSmart: Bool
  /// The footnotes and addresses of links that the texts of Markdown cells define, by label; of several the first.
  private var definitions: [String: (cell: Int, definition: MarkdownDefinitions.Definition)] = [:]
  /// How many texts the analysis made.
  private var madeTexts = 0
  /// The numbers of notes, from 0, by where they are defined and their label.
  private var noteNumbers: [NoteName: Int] = [:]

  /// Two texts may have notes of one label.
  private struct NoteName: Hashable {
    /// The index of the cell that defines it; nil for a text that the analysis made.
    var cell: Int?
    /// Tells such texts apart.
    var text = 0
    var label: String
  }

  private let includes: [String: String]

  init(notebook: Notebook, run: Run, includes: [String: String]) {
    self.notebook = notebook
    self.includes = includes
    runs = Dictionary(run.cells.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    failedCell = run.failedCell(in: notebook)
    article = Article(title: notebook.title)
    isSmart = notebook.frontMatter.language.hasPrefix("en")
    // What the page and its messages have.
    for reserved in [
      "about-this-run", "run-times", "notes", "contents", "text", "failure", "key-findings", "references",
    ] {
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
    for (cell, run) in visible where cell.kind == .markdown {
      let text = IncludedText(markdown(of: cell, run), files: includes)
      for var definition in MarkdownDefinitions(text.markdown).definitions
      where definitions[definition.label] == nil {
        definition.line = text.lines[definition.line - 1] + 1
        definitions[definition.label] = (cell.index, definition)
      }
    }
    for (cell, run) in visible { article.parts.append(part(cell, run)) }
    if let subtitle = notebook.frontMatter.subtitle {
      let document = MarkdownDocument(subtitle, isSmart: isSmart)
      article.standfirst = document.runningText
      article.mentions += document.mentions.map { $0.onLine(1) }
    }
    return article
  }

  private static func firstLevelHeadings(in markdown: String) -> [String] {
    MarkdownDocument(markdown, isSmart: false).blocks.compactMap { block in
      if case .heading(let heading) = block, heading.level == 1 { heading.content.plainText } else { nil }
    }
  }

  // MARK: Prose

  /// Markdown with its headings and footnotes made part of the article.
  /// - Parameters:
  ///   - cell: the cell that shows it.
  ///   - isOwn: whether it is the cell's own text, line by line, and not one that the analysis made.
  mutating func prose(_ markdown: String, of cell: Cell, isOwn: Bool) -> Article.Item {
    let included = IncludedText(markdown, files: isOwn ? includes : [:])
    let size = included.markdown.utf8.count
    guard size <= room else {
      return .remark("A text of \(Wording.bytes(size)) is left out: the page has no room for more.")
    }
    room -= size
    let text = completed(included, of: cell, isOwn: isOwn)
    let document = MarkdownDocument(text.markdown, isSmart: isSmart)
    article.mentions += document.mentions.map { $0.onLine(text.line($0.line)) }
    let count = article.notes.count
    let numbers = document.notes.map { noteNumber(of: $0, in: text) }
    var blocks: [MarkdownBlock] = []
    var isAfterTitle = false
    for block in document.blocks {
      switch block {
      case .heading(let heading):
        let isTitle = awaitsTitle && heading.level == 1 && heading.content.plainText == notebook.title
        awaitsTitle = false
        isAfterTitle = isTitle
        if !isTitle { blocks.append(.heading(placed(heading, numbers, line: text.line(heading.line)))) }
        continue
      case .paragraph(let content) where isAfterTitle && notebook.frontMatter.subtitle == nil:
        article.standfirst = numbered(content, numbers)
      default: blocks.append(numbered(block, numbers))
      }
      isAfterTitle = false
    }
    for (note, number) in zip(document.notes, numbers) where number >= count {
      article.notes[number].blocks = note.blocks.map { numbered($0, numbers) }
    }
    return .prose(Article.Prose(markdown: markdown, blocks: blocks))
  }

  /// A text with what it refers to and other cells define.
  private struct CompletedText {
    var markdown: String
    /// The author's line of each line.
    var lines: [Int]
    /// Where each note that another cell defines stands.
    var origins: [String: Int] = [:]
    /// Where all others do.
    var own: NoteName

    func line(_ number: Int) -> Int { lines.isEmpty ? 1 : lines[min(max(number, 1), lines.count) - 1] }
  }

  private mutating func completed(_ included: IncludedText, of cell: Cell, isOwn: Bool) -> CompletedText {
    let markdown = included.markdown
    if !isOwn { madeTexts += 1 }
    var text = CompletedText(
      markdown: markdown,
      lines: included.lines.map {
        isOwn ? min(cell.bodyStartLine + $0, cell.range.lastLine) : cell.range.startLine
      },
      own: isOwn ? NoteName(cell: cell.index, label: "") : NoteName(cell: nil, text: madeTexts, label: ""))
    guard !definitions.isEmpty, markdown.utf8.contains(UInt8(ascii: "[")),
      // What stands behind a block of code without an end is code.
      MarkdownLines.literal(in: markdown + "\n\ntext").last == false
    else { return text }
    var known = Set(MarkdownDefinitions(markdown).definitions.map(\.label))
    var wanted = MarkdownDefinitions.labels(in: markdown).subtracting(known)
    // A definition may refer to others.
    while !wanted.isEmpty {
      var more: Set<String> = []
      for label in wanted.sorted() {
        guard let (index, definition) = definitions[label], known.insert(label).inserted else { continue }
        text.markdown += "\n\n" + definition.lines.joined(separator: "\n")
        let start = notebook.cells[index].bodyStartLine + definition.line - 1
        text.lines += [start] + definition.lines.indices.map { start + $0 }
        text.origins[label] = index
        more.formUnion(MarkdownDefinitions.labels(in: definition.lines.joined(separator: "\n")))
      }
      wanted = more.subtracting(known)
    }
    return text
  }

  /// The number of a note, from 0. A note that other cells refer to as well has one.
  private mutating func noteNumber(of note: MarkdownNote, in text: CompletedText) -> Int {
    var name = text.own
    if let cell = text.origins["^" + note.label] { name = NoteName(cell: cell, label: "") }
    name.label = note.label
    if let number = noteNumbers[name] { return number }
    let number = article.notes.count
    noteNumbers[name] = number
    article.notes.append(Article.Note(blocks: [], mentions: 0))
    return number
  }

  /// A heading with its id and a level that follows the one before without a gap.
  private mutating func placed(_ heading: MarkdownHeading, _ numbers: [Int], line: Int) -> MarkdownHeading {
    var heading = heading
    heading.level = min(max(heading.level + headingShift, 2), lastLevel + 1, 6)
    lastLevel = heading.level
    let title = heading.content.plainText
    let label = heading.id
    if let label, article.identifiers.contains(label) { article.takenIdentifiers.append((label, line)) }
    let id = article.identifiers.claim(label ?? Identifiers.slug(title))
    heading.id = id
    heading.content = numbered(heading.content, numbers)
    article.sections.append(Article.Section(id: id, level: heading.level, title: title))
    if let label, article.targets[label] == nil {
      article.targets[label] = MarkdownRenderer.Target(id: id, text: "“\(title)”")
    }
    return heading
  }
}

extension ArticleBuilder {
  /// The content with its footnotes numbered through the whole article and every mention counted.
  /// - Parameter numbers: the article's number, from 0, of each of the text's notes.
  mutating func numbered(_ content: [MarkdownInline], _ numbers: [Int]) -> [MarkdownInline] {
    content.map { inline in
      switch inline {
      case .note(let number, _):
        guard numbers.indices.contains(number - 1) else { return inline }
        let index = numbers[number - 1]
        article.notes[index].mentions += 1
        return .note(index + 1, mention: article.notes[index].mentions)
      case .emphasis(let content): return .emphasis(numbered(content, numbers))
      case .strong(let content): return .strong(numbered(content, numbers))
      case .strikethrough(let content): return .strikethrough(numbered(content, numbers))
      case .link(let url, let title, let content):
        return .link(url: url, title: title, content: numbered(content, numbers))
      case .element(let element, let title, let content):
        return .element(element, title: title, content: numbered(content, numbers))
      case .citation(let citation):
        for item in citation.items where !article.citedKeys.contains(item.key) { article.citedKeys.append(item.key) }
        return inline
      case .image(let image): return .image(placed(image))
      case .text, .reference, .softBreak, .lineBreak, .code, .html, .math: return inline
      }
    }
  }

  mutating func numbered(_ block: MarkdownBlock, _ numbers: [Int]) -> MarkdownBlock {
    switch block {
    case .paragraph(let content): return .paragraph(numbered(content, numbers))
    case .quote(let blocks): return .quote(blocks.map { numbered($0, numbers) })
    case .callout(var callout):
      callout.title = numbered(callout.title, numbers)
      callout.blocks = callout.blocks.map { numbered($0, numbers) }
      return .callout(callout)
    case .details(let summary, let isOpen, let blocks):
      return .details(
        summary: numbered(summary, numbers), isOpen: isOpen, blocks: blocks.map { numbered($0, numbers) })
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map { numbered($0, numbers) }
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { numbered($0, numbers) }
      table.rows = table.rows.map { row in row.map { numbered($0, numbers) } }
      return .table(table)
    // Inside quotes, lists and notes a heading is no section of the article.
    case .heading(let heading): return .paragraph([.strong(numbered(heading.content, numbers))])
    case .margin(let blocks): return .margin(blocks.map { numbered($0, numbers) })
    case .definitions(var items):
      for index in items.indices {
        items[index].term = numbered(items[index].term, numbers)
        items[index].meanings = items[index].meanings.map { numbered($0, numbers) }
      }
      return .definitions(items)
    case .tabs(var tabs):
      tabs.id = article.identifiers.claim("tab-text")
      for index in tabs.tabs.indices {
        tabs.tabs[index].title = numbered(tabs.tabs[index].title, numbers)
        tabs.tabs[index].blocks = tabs.tabs[index].blocks.map { numbered($0, numbers) }
      }
      return .tabs(tabs)
    case .math(let formula): return .math(placed(formula))
    case .code, .html, .rule: return block
    }
  }

  /// A formula with its number, where it has a label.
  private mutating func placed(_ formula: MarkdownFormula) -> MarkdownFormula {
    guard let label = formula.label else { return formula }
    var formula = formula
    article.formulaCount += 1
    formula.number = article.formulaCount
    formula.label = article.identifiers.claim(label)
    if article.targets[label] == nil {
      article.targets[label] = MarkdownRenderer.Target(
        id: formula.label ?? label, text: "Equation\u{A0}\(article.formulaCount)")
    }
    return formula
  }

  /// A picture with the id that it asks for, and the number of a figure where its label is one.
  private mutating func placed(_ image: MarkdownImage) -> MarkdownImage {
    guard let label = image.id else { return image }
    var image = image
    image.id = article.identifiers.claim(label)
    guard label.hasPrefix("fig-"), article.targets[label] == nil else { return image }
    article.figureCount += 1
    image.name = "Figure \(article.figureCount)"
    article.targets[label] = MarkdownRenderer.Target(id: image.id ?? label, text: "Figure\u{A0}\(article.figureCount)")
    return image
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
