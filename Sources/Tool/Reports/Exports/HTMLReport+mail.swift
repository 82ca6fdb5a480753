import Notebooks
import Pages
import Runs

extension HTMLReport {
  /// The report as a page for mail: no scripts, no style sheet, no drawings but pictures, on light paper. Programs for
  /// mail drop the rest.
  /// - Parameters:
  ///   - files: reads a file of the run.
  ///   - images: reads a picture that the author's Markdown names.
  public func mailPage(
    files: @escaping (String) throws -> [UInt8], images: @escaping (String) throws -> [UInt8]
  ) -> [UInt8] {
    MailPage(ExportSource(self, files: files, images: images)).html().bytes
  }
}

private struct MailPage {
  private let source: ExportSource
  private let markdown: MarkdownRenderer
  private let texts: MarkdownWriter

  /// In pixels: what programs for mail show without scrolling.
  private static let width = 640.0

  init(_ source: ExportSource) {
    self.source = source
    texts = source.writer(.jupyter)
    var markdown = MarkdownRenderer(
      targets: source.article.targets, isIdentifier: source.article.identifiers.contains, images: source.images,
      highlight: { HTML(text: $0) },
      isRightToLeft: Direction.isRightToLeft(language: source.notebook.frontMatter.language))
    if let citations = source.citations { markdown.citation = citations.html }
    self.markdown = markdown
  }

  func html() -> HTML {
    let article = source.article
    let notebook = source.notebook
    let language = notebook.frontMatter.language
    let standfirst: HTML? =
      article.standfirst.isEmpty ? nil : "<p class=\"standfirst\">\(markdown.html(article.standfirst))</p>\n"
    let author: HTML? = notebook.frontMatter.author.map { "<p class=\"quiet\">\($0)</p>\n" }
    let failure: HTML? = source.failure.map { "<p class=\"problem\"><b>\($0)</b></p>\n" }
    var body: HTML = """
      <h1>\(markdown.html(MarkdownInline.splitReferences(article.title)))</h1>
      \(standfirst)\(author)\(failure)
      """
    if !article.findings.isEmpty {
      let items = article.findings.map { finding -> HTML in "<li>\(markdown.html(finding))</li>\n" }
      body += "<h2>Key findings</h2>\n<ul>\n\(items)</ul>\n"
    }
    for part in article.parts {
      if part.code == .open || part.code == .unfolded { body += "<pre class=\"code\">\(part.cell.body)</pre>\n" }
      for item in part.items { body += html(item) }
    }
    if !article.notes.isEmpty {
      let notes = article.notes.enumerated().map { index, note -> HTML in
        "<li id=\"note-\(index + 1)\">\(blocks(note.blocks))</li>\n"
      }
      body += "<h2>Notes</h2>\n<ol>\n\(notes)</ol>\n"
    }
    if let citations = source.citations, !citations.isEmpty {
      body += "<h2>References</h2>\n\(citations.list(markdown))\n"
    }
    // Styles stand in the elements; nothing else may be loaded or run.
    let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    let direction: HTML? = Direction.isRightToLeft(language: language) ? " dir=\"rtl\"" : nil
    return """
      <!doctype html>
      <html lang="\(language)"\(direction)>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Songbook \(source.run.environment.songbook)">
      <title>\(article.title)</title>
      </head>
      <body style="margin: 0; background: #ffffff">
      <main style="max-width: \(Int(Self.width))px; margin: 0 auto; padding: 16px; color: #1c1f24; \
      font: 16px/1.5 Georgia, serif">
      \(MailStyle.inlined(body))</main>
      </body>
      </html>

      """
  }

  // MARK: Items

  private func html(_ item: Article.Item) -> HTML {
    switch item {
    case .prose(let prose): return blocks(prose.blocks)
    case .exhibit(let exhibit): return html(exhibit)
    case .headlines(let headlines):
      let cells = headlines.map { headline -> HTML in
        let note: HTML? = headline.note.map { " (\($0))" }
        return "<li><b>\(headline.value)</b> \(headline.label)\(note)</li>\n"
      }
      return "<ul>\n\(cells)</ul>\n"
    case .value(let form): return printed(form)
    case .stream(let forms): return forms.reduce(into: HTML()) { $0 += printed($1) }
    case .artifact(let output): return "<p class=\"quiet\">\(source.text(ofArtifact: output))</p>\n"
    case .warning(let warning):
      let hint: HTML? = warning.hint.map { " \($0)" }
      return "<p class=\"warning\"><b>\(warning.message)</b>\(hint)</p>\n"
    case .problem(let problem, let id):
      let line: HTML? = problem.sourceLine.map { "<pre>\($0)</pre>\n" }
      return "<p id=\"\(id)\" class=\"problem\"><b>\(problem.message)</b></p>\n\(line)"
    case .remark(let text): return "<p class=\"quiet\">\(text)</p>\n"
    }
  }

  private func printed(_ form: Representation) -> HTML {
    let text = source.text(form)
    let notice: HTML? = source.notice(form, shown: text).map { "<p class=\"quiet\">\($0)</p>\n" }
    return "<pre>\(TerminalText.plain(text))</pre>\n\(notice)"
  }

  private func html(_ exhibit: Article.Exhibit) -> HTML {
    let caption = caption(exhibit)
    if !exhibit.parts.isEmpty {
      return "<div id=\"\(exhibit.id)\">\n\(exhibit.parts.map(html))\(caption)</div>\n"
    }
    guard let output = exhibit.output else {
      return "<div id=\"\(exhibit.id)\">\(caption)<p class=\"quiet\">\(exhibit.absence ?? "Not made.")</p></div>\n"
    }
    switch exhibit.kind {
    case .figure: return "<div id=\"\(exhibit.id)\">\(picture(exhibit, output))\n\(caption)</div>\n"
    case .table:
      guard let table = output.table else { return caption ?? "" }
      let shown = source.beginning(of: table)
      let rows = HTML(markup: Array(shown.plainHTML(notice: source.notice(shown)).utf8))
      return """
        <div id="\(exhibit.id)">\(caption)<div class="scroll" tabindex="0" role="group" aria-label="\(exhibit.name ?? "Table")">
        \(rows)</div></div>

        """
    }
  }

  private func caption(_ exhibit: Article.Exhibit) -> HTML? {
    let content = exhibit.caption.map { text -> [MarkdownInline] in
      let content = MarkdownDocument(text, isSmart: false).runningText
      return content.isEmpty ? [.text(text)] : content
    }
    let name: HTML? = (exhibit.letter.map { "(\($0))" } ?? exhibit.name.map { $0 + "." }).map { "<b>\($0)</b> " }
    if name == nil && content == nil { return nil }
    let place: HTML = exhibit.kind == .table ? "caption above" : "caption"
    return "<p class=\"\(place)\">\(name)\(content.map(markdown.html))</p>\n"
  }

  private func picture(_ exhibit: Article.Exhibit, _ output: Output) -> HTML {
    guard let picture = source.picture(of: output) else { return "<p class=\"quiet\">The figure has no picture.</p>" }
    var size = HTML()
    if let width = output.width, let height = output.height, width > 0 {
      let shown = min(width, Self.width)
      // The height as well: what is too wide for a telephone keeps its shape by the style.
      size = " width=\"\(Int(shown.rounded()))\" height=\"\(Int((height * shown / width).rounded()))\""
    }
    return """
      <img src="\(HTML(dataOf: picture, mediaType: "image/png"))"\(size) alt="\(source.alternativeText(exhibit))">
      """
  }

  // MARK: Texts

  private func blocks(_ blocks: [MarkdownBlock]) -> HTML {
    Self.flattened(blocks).reduce(into: HTML()) { result, block in
      guard case .heading(let heading) = block else { return result += markdown.html([block]) }
      let id: HTML? = heading.id.map { " id=\"\($0)\"" }
      result += "<h\(heading.level)\(id)>\(markdown.html(heading.content))</h\(heading.level)>\n"
    }
  }

  /// Without what opens and closes, and without margins: in mail everything is seen, one after the other.
  private static func flattened(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
    blocks.flatMap { block -> [MarkdownBlock] in
      switch block {
      case .details(let summary, _, let blocks): return [.paragraph([.strong(summary)])] + flattened(blocks)
      case .tabs(let tabs): return tabs.tabs.flatMap { [.paragraph([.strong($0.title)])] + flattened($0.blocks) }
      case .margin(let blocks), .quote(let blocks): return [.quote(flattened(blocks))]
      case .callout(var callout):
        callout.blocks = flattened(callout.blocks)
        return [.callout(callout)]
      case .list(var list):
        for index in list.items.indices { list.items[index].blocks = flattened(list.items[index].blocks) }
        return [.list(list)]
      default: return [block]
      }
    }
  }
}
