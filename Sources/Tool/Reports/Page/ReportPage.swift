import Notebooks
import Pages
import Runs
import Statistics

/// An article as an HTML page.
struct ReportPage {
  let article: Article
  let notebook: Notebook
  let run: Run
  let showsTimes: Bool
  let carriesFiles: Bool
  /// Reads a file of the run.
  let files: (String) throws -> [UInt8]
  let markdown: MarkdownRenderer
  let liveFigures: LiveFigures
  /// What stands before the keys of the run's drawings, where the page shares them with others.
  let figurePrefix: String
  let citations: Citations?
  /// The data of widgets by the paths of their files.
  let widgetBlocks: [String: HTML]

  /// - Parameters:
  ///   - figures: the drawings of this run and others; nil for those of this run alone.
  ///   - figurePrefix: what stands before the keys of this run's drawings.
  init(
    _ report: HTMLReport, figures: LiveFigures? = nil, figurePrefix: String = "",
    files: @escaping (String) throws -> [UInt8], images: @escaping (String) throws -> [UInt8]
  ) {
    var article = report.article
    let citations = report.citations(in: &article)
    self.article = article
    self.citations = citations
    notebook = report.notebook
    run = report.run
    showsTimes = report.showsTimes
    carriesFiles = report.carriesFiles
    self.files = files
    self.figurePrefix = figurePrefix
    widgetBlocks = ReportPage.widgetBlocks(of: report.run, files: files)
    if let figures {
      liveFigures = figures
    } else {
      var own = LiveFigures()
      own.add(figuresOf: report.run, as: figurePrefix, files: files)
      liveFigures = own
    }
    var markdown = MarkdownRenderer(
      targets: article.targets, isIdentifier: article.identifiers.contains, images: images, highlight: highlighted,
      isRightToLeft: Direction.isRightToLeft(language: report.notebook.frontMatter.language))
    if let citations { markdown.citation = citations.html }
    let formulas = report.setFormulas
    markdown.mathematics = { text in
      guard case .mathematics(let content)? = formulas[Formula(text)] else { return nil }
      let isDisplayed: HTML? = text.hasPrefix("$$") ? " display=\"block\"" : nil
      return "<math\(isDisplayed) alttext=\"\(Formula(text).source)\">\(content)</math>"
    }
    self.markdown = markdown
  }

  func html() -> HTML {
    var body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page\(notebook.frontMatter.thumbnails ? " gallery" : "")">
      \(header)\(contents)<main id="text">
      \(thumbnails)
      """
    for part in Parallel.map(article.parts.count, { html(article.parts[$0]) }) { body += part }
    body += notes
    body += references
    body += about
    body += widgetProgram ?? ""
    body += """
      </main>
      </div>

      """
    var document = HTMLDocument(
      title: article.title, language: notebook.frontMatter.language, generator: "Songbook \(run.environment.songbook)",
      styles: [HTMLDocument.sharedStyle] + (liveFigures.isEmpty ? [] : [liveFigures.style]) + widgetStyles,
      scripts: scripts(for: body),
      body: body)
    document.usesWebAssembly = widgetKinds.contains(where: \.runsWebAssembly)
    return document.html()
  }

  /// Those that the page has use for.
  func scripts(for body: HTML) -> [InlineScript] {
    let items = article.parts.flatMap(\.items).flatMap(\.exhibits).flatMap { [$0] + $0.parts }
    let tables = items.compactMap { $0.output?.table }
    let hasHelp =
      !article.notes.isEmpty || citations?.isEmpty == false
      || tables.contains { $0.columns.contains { $0.help != nil } }
    var scripts: [InlineScript] = []
    if !article.sections.isEmpty { scripts.append(.contents) }
    if article.parts.contains(where: { $0.code == .folded || $0.code == .unfolded }) { scripts.append(.code) }
    if items.contains(where: { $0.kind == .figure && $0.output != nil && $0.output?.liveFile == nil }) {
      scripts.append(InlineScript(PackageResources.figures_js))
    }
    scripts += liveFigures.scripts()
    if body.contains("application/gzip") { scripts.append(InlineScript(PackageResources.data_js)) }
    if !tables.isEmpty { scripts.append(.tables) }
    if hasHelp { scripts.append(.help) }
    return scripts + widgetScripts
  }

  private var header: HTML {
    let facts = byline.map { fact -> HTML in "<span>\(fact)</span> " }
    return """
      <header>
      \(title)<p class="byline">\(facts)</p>
      \(banner)\(findings)</header>

      """
  }

  /// The title, and what stands below it.
  var title: HTML {
    let direction = markdown.direction(article.standfirst.plainText)
    let standfirst: HTML? =
      article.standfirst.isEmpty
      ? nil : "<p class=\"standfirst\"\(direction)>\(markdown.html(article.standfirst))</p>\n"
    return """
      <h1\(markdown.direction(article.title))>\(markdown.html(MarkdownInline.splitReferences(article.title)))</h1>
      \(standfirst)
      """
  }

  var findings: HTML? {
    guard !article.findings.isEmpty else { return nil }
    let items = article.findings.map { finding -> HTML in
      "<li\(markdown.direction(finding.plainText))>\(markdown.html(finding))</li>\n"
    }
    return """
      <section class="findings" aria-labelledby="key-findings"><h2 id="key-findings">Key findings</h2>
      <ul>
      \(items)</ul></section>

      """
  }

  private var byline: [String] {
    var facts: [String] = []
    if let author = notebook.frontMatter.author { facts.append(author) }
    for input in run.inputs.prefix(2) {
      let name = input.path.split(separator: "/").last.map(String.init) ?? input.path
      facts.append(input.rows.map { "\(name), \(Wording.count($0, "row"))" } ?? name)
    }
    var exhibits: [String] = []
    if article.figureCount > 0 { exhibits.append(Wording.count(article.figureCount, "figure")) }
    if article.tableCount > 0 { exhibits.append(Wording.count(article.tableCount, "table")) }
    if !exhibits.isEmpty { facts.append(exhibits.joined(separator: ", ")) }
    return facts.isEmpty ? [notebook.name] : facts
  }

  var contents: HTML {
    guard !article.sections.isEmpty else { return "" }
    let entries = article.sections.filter { $0.level <= 3 }.map { section -> HTML in
      let direction = markdown.direction(section.title)
      return "<li class=\"level-\(section.level)\"\(direction)><a href=\"#\(section.id)\">\(section.title)</a></li>\n"
    }
    let notes: HTML? = article.notes.isEmpty ? nil : "<li class=\"level-2\"><a href=\"#notes\">Notes</a></li>\n"
    let sources: HTML? =
      citations?.isEmpty == false ? "<li class=\"level-2\"><a href=\"#references\">References</a></li>\n" : nil
    return """
      <nav aria-label="Contents"><details class="contents" open><summary id="contents">Contents</summary>
      <ol>
      \(entries)\(notes)\(sources)<li class="level-2"><a href="#about-this-run">About this run</a></li>
      </ol></details></nav>

      """
  }

  var references: HTML {
    guard let citations, !citations.isEmpty else { return "" }
    return """
      <section class="notes references" aria-labelledby="references"><h2 id="references">References</h2>
      \(citations.list(markdown))</section>

      """
  }

  var notes: HTML {
    guard !article.notes.isEmpty else { return "" }
    let items = article.notes.enumerated().map { index, note -> HTML in
      let back = (0..<note.mentions).map { mention -> HTML in
        """
         <a href="#\(MarkdownRenderer.mentionIdentifier(index + 1, mention + 1))" \
        aria-label="Back to the text, note \(index + 1), mention \(mention + 1)">↩</a>
        """
      }
      return "<li id=\"note-\(index + 1)\">\(markdown.html(note.blocks))\(back)</li>\n"
    }
    return
      "<section class=\"notes\" aria-labelledby=\"notes\"><h2 id=\"notes\">Notes</h2>\n<ol>\n\(items)</ol></section>\n"
  }
}
