import Notebooks
import Pages
import Runs

/// An article as an HTML page.
struct ReportPage {
  let article: Article
  let notebook: Notebook
  let run: Run
  let showsTimes: Bool
  /// Reads a file of the run.
  let files: (String) throws -> [UInt8]
  let markdown: MarkdownRenderer
  let liveFigures: LiveFigures

  init(_ report: HTMLReport, files: @escaping (String) throws -> [UInt8], images: @escaping (String) throws -> [UInt8])
  {
    let article = Article(notebook: report.notebook, run: report.run)
    self.article = article
    notebook = report.notebook
    run = report.run
    showsTimes = report.showsTimes
    self.files = files
    liveFigures = LiveFigures(report.run, files: files)
    markdown = MarkdownRenderer(
      targets: article.targets, isIdentifier: article.identifiers.contains, images: images, highlight: highlighted,
      isRightToLeft: Direction.isRightToLeft(language: report.notebook.frontMatter.language))
  }

  func html() -> HTML {
    var body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page">
      \(contents)<main id="text">
      \(header)\(banner)
      """
    for part in article.parts { body += html(part) }
    body += notes
    body += about
    body += """
      </main>
      </div>

      """
    return HTMLDocument(
      title: article.title, language: notebook.frontMatter.language, generator: "Songbook \(run.environment.songbook)",
      styles: [HTMLDocument.sharedStyle] + (liveFigures.isEmpty ? [] : [liveFigures.style]),
      scripts: [InlineScript(PackageResources.report_js)]
        + (liveFigures.isEmpty ? [] : [InlineScript(PackageResources.charts_js)]), body: body
    ).html()
  }

  private var header: HTML {
    let direction = markdown.direction(article.standfirst.plainText)
    let standfirst: HTML? =
      article.standfirst.isEmpty
      ? nil : "<p class=\"standfirst\"\(direction)>\(markdown.html(article.standfirst))</p>\n"
    let facts = byline.map { fact -> HTML in "<span>\(fact)</span> " }
    return """
      <header>
      <h1\(markdown.direction(article.title))>\(markdown.html(MarkdownInline.splitReferences(article.title)))</h1>
      \(standfirst)<p class="byline">\(facts)</p>
      </header>

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

  private var contents: HTML {
    guard !article.sections.isEmpty else { return "" }
    let entries = article.sections.filter { $0.level <= 3 }.map { section -> HTML in
      let direction = markdown.direction(section.title)
      return "<li class=\"level-\(section.level)\"\(direction)><a href=\"#\(section.id)\">\(section.title)</a></li>\n"
    }
    let notes: HTML? = article.notes.isEmpty ? nil : "<li class=\"level-2\"><a href=\"#notes\">Notes</a></li>\n"
    return """
      <nav aria-labelledby="contents"><p id="contents">Contents</p>
      <ol>
      \(entries)\(notes)<li class="level-2"><a href="#about-this-run">About this run</a></li>
      </ol></nav>

      """
  }

  private var notes: HTML {
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
