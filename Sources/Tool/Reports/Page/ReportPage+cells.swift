import Notebooks
import Pages
import Runs

extension ReportPage {
  /// A cell: what it showed, and its code behind one quiet word.
  func html(_ part: Article.Part) -> HTML { HTML.joined(pieces(part), by: "") }

  /// The same piece by piece: what stands for itself, and can be left out alone.
  func pieces(_ part: Article.Part) -> [HTML] {
    let code = code(part)
    if part.code == .open, let code { return [code] + outputs(part, code: nil) }
    return outputs(part, code: code)
  }

  /// - Parameter code: what folds the code away; it stands with the first output that has a row for it.
  private func outputs(_ part: Article.Part, code: HTML?) -> [HTML] {
    let options = part.cell.options
    if options.isTabset, part.items.count(where: \.isArrangeable) > 1 { return [tabs(part) + alone(code)] }
    let isGroup = part.items.contains { $0.exhibits.contains { !$0.parts.isEmpty } }
    if let columns = options.layoutColumns, columns > 1, !isGroup {
      let cells = part.items.map { item -> HTML in "<div>\(html(item))</div>\n" }
      return ["<div class=\"grid columns-\(min(columns, 6))\">\n\(cells)</div>\n\(alone(code))"]
    }
    let place = part.items.firstIndex { !$0.exhibits.isEmpty } ?? part.items.firstIndex(where: \.isMade)
    let items = part.items.enumerated().map { index, item in
      let isPlace = index == place
      let shown = html(item, code: isPlace ? code : nil)
      return isPlace && item.exhibits.isEmpty ? shown + alone(code) : shown
    }
    return place == nil ? items + [alone(code, isBare: true)] : items
  }

  /// Code that no figure or table has a row for.
  /// - Parameter isBare: whether the cell shows nothing; its code is then seen where the reader asks for all of it.
  private func alone(_ code: HTML?, isBare: Bool = false) -> HTML {
    code.map { "<div class=\"tools alone\(isBare ? " bare" as HTML : nil)\">\($0)</div>\n" } ?? ""
  }

  /// The row under a figure or a table.
  func tools(code: HTML?, actions: HTML?) -> HTML? {
    if code == nil, actions == nil { return nil }
    let actions: HTML? = actions.map { "<div class=\"actions\">\($0)</div>" }
    return "<div class=\"tools\">\(code)\(actions)</div>\n"
  }

  private func code(_ part: Article.Part) -> HTML? {
    if part.code == .hidden { return nil }
    var body = part.cell.body[...]
    while body.last?.isWhitespace == true { body.removeLast() }
    while body.first?.isNewline == true { body.removeFirst() }
    let code: HTML = "<pre class=\"code\" tabindex=\"0\"><code>\(highlighted(String(body)))</code></pre>"
    if part.code == .open { return code + "\n" }
    let name = part.cell.name.given ?? (part.cell.isParameters ? "Parameters" : nil)
    let subject: HTML? = name.map { "<span class=\"unseen\"> of \($0)</span>" }
    return """
      <details class="code"\(part.code == .unfolded ? " open" as HTML : nil)><summary>Code\(subject)\
      <span class="place">\(fileName):\(part.cell.range.startLine)</span></summary>\(code)</details>
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
    let others = part.items.filter { !$0.isArrangeable }.map { html($0) }
    let title = part.cell.name.given ?? "Views"
    return "<div class=\"tabs\" role=\"group\" aria-label=\"\(title)\">\n\(panels)</div>\n\(others)"
  }

  /// `By decade` for `fig-genres-by-decade` in the cell `fig-genres`, else the figure's name.
  private func tabTitle(_ item: Article.Item, of cell: Cell, _ number: Int) -> String {
    guard case .exhibit(let exhibit) = item else { return "View \(number)" }
    let names = cell.options.figureSubcaptions ?? []
    if names.indices.contains(number - 1) { return names[number - 1] }
    if let label = exhibit.output?.label, let own = cell.label, label.hasPrefix(own + "-") {
      let title = label.dropFirst(own.count + 1).split(separator: "-").joined(separator: " ")
      if Int(title) == nil, !title.isEmpty { return title.prefix(1).uppercased() + title.dropFirst() }
    }
    return exhibit.name ?? "View \(number)"
  }

  func html(_ item: Article.Item, code: HTML? = nil) -> HTML {
    switch item {
    case .prose(let prose): return markdown.html(prose.blocks)
    case .exhibit(let exhibit):
      if !exhibit.parts.isEmpty { return group(exhibit, code: code) }
      guard let output = exhibit.output else {
        return """
          <figure id="\(exhibit.id)" class="absent"><figcaption>\(caption(exhibit))</figcaption>\
          <p>\(exhibit.absence ?? "Not made.")</p>\(tools(code: code, actions: nil))</figure>

          """
      }
      return exhibit.kind == .figure
        ? figure(exhibit, output, code: code) : table(exhibit, output, code: code)
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

  /// A figure that is made of several: as many side by side as the cell says, else two.
  private func group(_ exhibit: Article.Exhibit, code: HTML?) -> HTML {
    let columns = min(max(columns(of: exhibit), 1), 6)
    let parts = exhibit.parts.map { part -> HTML in
      part.output.map { figure(part, $0, code: nil) } ?? ""
    }
    let caption = caption(exhibit)
    let head: HTML? = caption.isEmpty ? nil : "<figcaption>\(caption)</figcaption>\n"
    return """
      <figure id="\(exhibit.id)" class="group">\(head)<div class="grid columns-\(columns)">
      \(parts)</div>
      \(tools(code: code, actions: nil))</figure>

      """
  }

  private func columns(of exhibit: Article.Exhibit) -> Int {
    let part = article.parts.first { $0.items.flatMap(\.exhibits).contains { $0.id == exhibit.id } }
    return part?.cell.options.layoutColumns ?? 2
  }

  /// What the figure or table shows, where its caption begins with it in bold; then “Figure 3.” and the rest, whose
  /// Markdown and references work.
  func caption(_ exhibit: Article.Exhibit) -> HTML {
    var content: [MarkdownInline] = []
    if let text = exhibit.caption {
      content = MarkdownDocument(text, isSmart: false).runningText
      if content.isEmpty { content = [.text(text)] }
    }
    let finding = content.takeFinding()
    let headline: HTML? = finding.map { "<b class=\"finding\">\(markdown.html($0))</b>" }
    if let letter = exhibit.letter {
      return "<span><b>(\(letter))</b> \(markdown.html(content))</span>"
    }
    let name: HTML? = exhibit.name.map { "<span class=\"label\">\($0)\(content.isEmpty ? "" : ".")</span> " }
    return name == nil && content.isEmpty ? headline ?? "" : "\(headline)<span>\(name)\(markdown.html(content))</span>"
  }
}

extension [MarkdownInline] {
  /// Takes what begins the text in bold, without a full stop at its end.
  fileprivate mutating func takeFinding() -> [MarkdownInline]? {
    guard case .strong(var finding)? = first else { return nil }
    removeFirst()
    if case .text(let text)? = finding.last, text.last == "." {
      finding[finding.count - 1] = .text(String(text.dropLast()))
    }
    if case .text(let text)? = first {
      let rest = text.drop { $0 == " " || $0 == "." }
      if rest.isEmpty { removeFirst() } else { self[0] = .text(String(rest)) }
    } else if case .softBreak? = first {
      removeFirst()
    }
    return finding
  }
}

extension Article.Item {
  /// The figures and tables in it.
  var exhibits: [Article.Exhibit] {
    if case .exhibit(let exhibit) = self { [exhibit] } else { [] }
  }

  /// Whether the code made it for readers to look at.
  fileprivate var isMade: Bool {
    switch self {
    case .value, .stream, .headlines, .artifact, .exhibit: true
    case .prose, .warning, .problem, .remark: false
    }
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
