import Notebooks
import Pages
import Runs

extension ReportPage {
  /// A cell: its code, then what it showed.
  func html(_ part: Article.Part) -> HTML {
    let code = code(part)
    let options = part.cell.options
    if options.isTabset, part.items.count(where: \.isArrangeable) > 1 { return code + tabs(part) }
    // On paper short code and its figure stand on one page.
    func together(_ first: HTML) -> HTML {
      isShort(part) && part.items.first?.isFigure == true
        ? "<div class=\"together\">\n\(code)\(first)</div>\n" : code + first
    }
    if let columns = options.layoutColumns, columns > 1 {
      let cells = part.items.map { item -> HTML in "<div>\(html(item))</div>\n" }
      return together("<div class=\"grid columns-\(min(columns, 6))\">\n\(cells)</div>\n")
    }
    guard let first = part.items.first else { return code }
    return part.items.dropFirst().reduce(together(html(first))) { $0 + html($1) }
  }

  /// Whether the code is shown, and leaves room on a page of paper for a figure.
  private func isShort(_ part: Article.Part) -> Bool {
    (part.code == .open || part.code == .unfolded) && part.cell.body.count(where: \.isNewline) < 30
  }

  private func code(_ part: Article.Part) -> HTML {
    if part.code == .hidden { return "" }
    var body = part.cell.body[...]
    while body.last?.isWhitespace == true { body.removeLast() }
    while body.first?.isNewline == true { body.removeFirst() }
    let code: HTML = "<pre class=\"code\" tabindex=\"0\"><code>\(highlighted(String(body)))</code></pre>"
    if part.code == .open { return code + "\n" }
    let title = part.cell.name.given ?? (part.cell.isParameters ? "Parameters" : "Code")
    return """
      <details class="code"\(part.code == .unfolded ? " open" as HTML : nil)>\
      <summary>\(title) <span>\(fileName):\(part.cell.range.startLine)</span></summary>\(code)</details>

      """
  }

  /// Radio buttons and nothing else, so that it works without a script; on paper all panels follow each other.
  private func tabs(_ part: Article.Part) -> HTML {
    let name = "tab-\(part.cell.index + 1)"
    var count = 0
    let panels = part.items.filter(\.isArrangeable).map { item -> HTML in
      count += 1
      let id = "\(name)-\(count)"
      return """
        <div class="tab"><input type="radio" name="\(name)" id="\(id)"\(count == 1 ? " checked" as HTML : nil)>\
        <label for="\(id)">\(tabTitle(item, of: part.cell, count))</label>
        <div class="panel">\(html(item))</div></div>

        """
    }
    let others = part.items.filter { !$0.isArrangeable }.map(html)
    let title = part.cell.name.given ?? "Views"
    return "<div class=\"tabs\" role=\"group\" aria-label=\"\(title)\">\n\(panels)</div>\n\(others)"
  }

  /// `By decade` for `fig-genres-by-decade` in the cell `fig-genres`, else the figure's name.
  private func tabTitle(_ item: Article.Item, of cell: Cell, _ number: Int) -> String {
    guard case .exhibit(let exhibit) = item else { return "View \(number)" }
    if let label = exhibit.output?.label, let own = cell.label, label.hasPrefix(own + "-") {
      let title = label.dropFirst(own.count + 1).split(separator: "-").joined(separator: " ")
      if Int(title) == nil, !title.isEmpty { return title.prefix(1).uppercased() + title.dropFirst() }
    }
    return exhibit.name ?? "View \(number)"
  }

  func html(_ item: Article.Item) -> HTML {
    switch item {
    case .prose(let prose): return markdown.html(prose.blocks)
    case .exhibit(let exhibit):
      guard let output = exhibit.output else {
        return """
          <figure id="\(exhibit.id)" class="absent"><p>\(exhibit.absence ?? "Not made.")</p>\
          <figcaption><span>\(caption(exhibit))</span></figcaption></figure>

          """
      }
      return exhibit.kind == .figure ? figure(exhibit, output) : table(exhibit, output)
    case .headlines(let headlines):
      let cells = headlines.map { headline -> HTML in
        let note: HTML? = headline.note.map { " <em>\($0)</em>" }
        return "<div><dt>\(headline.label)\(note)</dt><dd>\(headline.value)</dd></div>\n"
      }
      return "<dl class=\"headlines\">\n\(cells)</dl>\n"
    case .value(let form): return value(form)
    case .stream(let forms): return stream(forms)
    case .artifact(let output): return artifact(output)
    case .warning(let warning):
      let hint: HTML? = warning.hint.map { " \($0)" }
      return "<p class=\"warning\"><b>\(warning.message)</b>\(hint)</p>\n"
    case .problem(let problem, let id): return html(problem, id: id)
    case .remark(let text): return "<p class=\"remark\">\(text)</p>\n"
    }
  }

  /// “Figure 3.” and the caption, whose Markdown and references work.
  func caption(_ exhibit: Article.Exhibit) -> HTML {
    let caption: HTML? = exhibit.caption.map { text in
      let content = MarkdownDocument(text, isSmart: false).runningText
      return content.isEmpty ? HTML(text: text) : markdown.html(content)
    }
    let name: HTML? = exhibit.name.map { "<b>\($0)\(caption == nil ? "" : ".")</b> " }
    return "\(name)\(caption)"
  }
}

extension Article.Item {
  fileprivate var isFigure: Bool {
    if case .exhibit(let exhibit) = self { exhibit.kind == .figure } else { false }
  }

  /// Whether the item can share a row or stand behind a tab; messages about the cell do neither.
  fileprivate var isArrangeable: Bool {
    switch self {
    case .exhibit, .prose, .headlines, .value, .stream, .artifact: true
    case .warning, .problem, .remark: false
    }
  }
}

/// Swift code with a class for each kind of token.
func highlighted(_ source: String) -> HTML {
  highlightedTokens(of: source).reduce(into: HTML()) { result, token in
    let kind: HTML? =
      switch token.kind {
      case .keyword, .directive: "k"
      case .attribute: "k"
      case .type: "t"
      case .string: "s"
      case .number: "n"
      case .comment: "c"
      case .argumentLabel: "a"
      case .plain, .operator: nil
      }
    if let kind { result += "<span class=\"\(kind)\">\(token.text)</span>" } else { result.append(text: token.text) }
  }
}
