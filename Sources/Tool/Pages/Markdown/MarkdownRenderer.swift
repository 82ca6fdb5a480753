/// Renders Markdown as HTML. Nothing in it can run code or reach the network: markup is shown as text, addresses are
/// checked, pictures are embedded.
public struct MarkdownRenderer {
  /// What a cross-reference leads to.
  public struct Target: Sendable, Equatable {
    /// The id of an element of the page.
    public var id: String
    /// The text of the link, such as `Figure 3`.
    public var text: String

    /// A target by its id, with the text of links to it.
    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  let targets: [String: Target]
  let isIdentifier: (String) -> Bool
  let images: (String) throws -> [UInt8]
  let highlight: (String) -> HTML
  let isRightToLeft: Bool
  /// A formula, with its dollar signs, as MathML; nil where it is none.
  public var mathematics: (String) -> HTML? = { _ in nil }
  /// Sources as the text names them; nil where there is no bibliography.
  public var citation: (MarkdownCitation) -> HTML? = { _ in nil }

  /// - Parameters:
  ///   - targets: what `@fig-x` leads to, by label.
  ///   - isIdentifier: whether the page has an element with this id; links to others are left out.
  ///   - images: reads a picture by the path that the text names.
  ///   - highlight: sets Swift code with its colors.
  ///   - isRightToLeft: whether the page's language is written from right to left.
  public init(
    targets: [String: Target], isIdentifier: @escaping (String) -> Bool,
    images: @escaping (String) throws -> [UInt8], highlight: @escaping (String) -> HTML, isRightToLeft: Bool = false
  ) {
    self.targets = targets
    self.isIdentifier = isIdentifier
    self.images = images
    self.highlight = highlight
    self.isRightToLeft = isRightToLeft
  }

  /// Blocks in order.
  public func html(_ blocks: [MarkdownBlock]) -> HTML {
    blocks.reduce(into: HTML()) { $0 += html($1) }
  }

  private func html(_ block: MarkdownBlock) -> HTML {
    switch block {
    case .paragraph(let content):
      if case .image(let image)? = content.first, content.count == 1 { return picture(image) }
      return "<p\(direction(content.plainText))>\(html(content))</p>\n"
    case .heading(let heading): return html(heading)
    case .quote(let blocks): return "<blockquote\(direction(blocks))>\(html(blocks))</blockquote>\n"
    case .callout(let callout): return html(callout)
    case .details(let summary, let isOpen, let blocks):
      let title: HTML = summary.isEmpty ? "Details" : html(summary)
      return """
        <details class="aside"\(direction(summary.plainText))\(isOpen ? " open" as HTML : nil)>\
        <summary>\(title)</summary>
        \(html(blocks))</details>

        """
    case .math(let formula): return html(formula)
    case .margin(let blocks): return "<aside class=\"margin\"\(direction(blocks))>\(html(blocks))</aside>\n"
    case .definitions(let items):
      let entries = items.map { item -> HTML in
        let meanings = item.meanings.map { meaning -> HTML in "<dd>\(html(meaning))</dd>\n" }
        return "<dt>\(html(item.term))</dt>\n\(meanings)"
      }
      return "<dl class=\"definitions\"\(direction([block]))>\n\(entries)</dl>\n"
    case .tabs(let tabs): return html(tabs)
    case .list(let list): return html(list)
    case .code(let language, let text):
      let code = language.lowercased() == "swift" ? highlight(text) : HTML(text: text)
      return "<pre class=\"code\" tabindex=\"0\"><code>\(code)</code></pre>\n"
    case .html(let markup): return Self.isComment(markup) ? "" : "<p class=\"markup\">\(markup)</p>\n"
    case .rule: return "<hr>\n"
    case .table(let table): return html(table)
    }
  }

  private func html(_ heading: MarkdownHeading) -> HTML {
    let level = heading.level
    let title = heading.content.plainText
    let direction = self.direction(title)
    guard let id = heading.id else { return "<h\(level)\(direction)>\(html(heading.content))</h\(level)>\n" }
    return """
      <h\(level) id="\(id)"\(direction)>\(html(heading.content)) \
      <a class="anchor" href="#\(id)" aria-label="Link to “\(title)”">#</a></h\(level)>

      """
  }

  private func html(_ formula: MarkdownFormula) -> HTML {
    guard let mathematics = mathematics(formula.text) else {
      let id: HTML? = formula.label.map { " id=\"\($0)\"" }
      return "<p class=\"math\"\(id)>\(formula.text)</p>\n"
    }
    let id: HTML? = formula.label.map { " id=\"\($0)\"" }
    let number: HTML? = formula.number.map { "<span>(\($0))</span>" }
    let name: HTML = formula.number.map { "Equation \($0)" } ?? "Formula"
    return
      "<div class=\"formula\"\(id) tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">\(mathematics)\(number)</div>\n"
  }

  /// Radio buttons and nothing else, so that it works without a script; on paper all panels follow each other.
  private func html(_ tabs: MarkdownTabs) -> HTML {
    let panels = tabs.tabs.enumerated().map { index, tab -> HTML in
      let id = "\(tabs.id)-\(index + 1)"
      return """
        <div class="tab"><input type="radio" name="\(tabs.id)" id="\(id)"\(index == 0 ? " checked" as HTML : nil)>\
        <label for="\(id)">\(html(tab.title))</label>
        <div class="panel"><p class="tab-name">\(html(tab.title))</p>\(html(tab.blocks))</div></div>

        """
    }
    return "<div class=\"tabs\" role=\"group\" aria-label=\"Views\">\n\(panels)</div>\n"
  }

  private func html(_ list: MarkdownList) -> HTML {
    let items = list.items.map { item -> HTML in
      let task: HTML? = item.isDone.map {
        "<span class=\"task\" role=\"img\" aria-label=\"\($0 ? "done" : "to do")\">\($0 ? "☑" : "☐")</span> "
      }
      var content = HTML()
      for block in item.blocks {
        if case .paragraph(let inlines) = block, list.isTight {
          content += html(inlines)
        } else {
          content += html(block)
        }
      }
      return item.isDone == nil ? "<li>\(content)</li>\n" : "<li class=\"todo\">\(task)\(content)</li>\n"
    }
    let direction = self.direction(list.items.flatMap(\.blocks))
    guard let start = list.start else { return "<ul\(direction)>\n\(items)</ul>\n" }
    let first: HTML? = start == 1 ? nil : " start=\"\(start)\""
    return "<ol\(first)\(direction)>\n\(items)</ol>\n"
  }

  private func html(_ table: MarkdownTable) -> HTML {
    func row(_ cells: [[MarkdownInline]], _ tag: HTML) -> HTML {
      let cells = cells.enumerated().map { column, cell -> HTML in
        let alignment = table.alignments.indices.contains(column) ? table.alignments[column] : .none
        let attribute: HTML =
          alignment == .right ? " class=\"number\"" : alignment == .center ? " class=\"center\"" : ""
        return "<\(tag)\(attribute)\(direction(cell.plainText))>\(html(cell))</\(tag == "td" ? "td" : "th")>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    let rows = table.rows.map { row($0, "td") }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
      <thead>\(row(table.header, "th scope=\"col\""))</thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private func html(_ callout: MarkdownCallout) -> HTML {
    let kind = callout.kind.rawValue
    let name = kind.prefix(1).uppercased() + kind.dropFirst()
    let title: HTML = callout.title.isEmpty ? HTML(text: name) : html(callout.title)
    // A screen reader is told the kind, which others see by its color.
    let hidden: HTML? = callout.title.isEmpty ? nil : "<span class=\"unseen\">\(name): </span>"
    let direction = self.direction([.paragraph(callout.title)] + callout.blocks)
    return """
      <div class="callout \(kind)" role="note"\(direction)><p><b>\(hidden)\(title)</b></p>
      \(html(callout.blocks))</div>

      """
  }

  /// `dir="auto"` where a text may be set in another direction than the page: it then goes by its own letters.
  public func direction(_ text: String) -> HTML? {
    isRightToLeft || Direction.holdsRightToLeft(text) ? " dir=\"auto\"" : nil
  }

  /// The direction of what holds blocks: `auto` does not look into elements that have a direction of their own.
  private func direction(_ blocks: [MarkdownBlock]) -> HTML? {
    let text = blocks.plainText
    guard direction(text) != nil, let first = Direction.first(of: text) else { return nil }
    return " dir=\"\(first)\""
  }

  static func isComment(_ markup: String) -> Bool {
    let trimmed = markup.drop(while: \.isWhitespace)
    return trimmed.hasPrefix("<!--") && trimmed.last(where: { !$0.isWhitespace }) == ">"
      && trimmed.firstRange(of: "-->").map { trimmed[$0.upperBound...].allSatisfy(\.isWhitespace) } == true
  }
}
