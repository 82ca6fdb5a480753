import Notebooks
import Pages
public import Runs

/// The reports of a matrix as one page with a control for each parameter that varies.
///
/// What is the same at several points stands in the page once. The control is radio buttons, and style sheets show what
/// belongs to the chosen point, so that it can be turned without JavaScript; a script keeps the choice in the address.
public struct ExplorableReport: Sendable {
  /// The report of a point.
  public struct Page: Sendable {
    /// The position of the point in the matrix.
    public var place: Int
    /// Its report.
    public var report: HTMLReport
    /// The folder that holds the files of its run.
    public var folder: RunFolder

    /// The report of a point with its files.
    public init(place: Int, report: HTMLReport, folder: RunFolder) {
      self.place = place
      self.report = report
      self.folder = folder
    }
  }

  /// The points.
  public var matrix: Matrix
  /// The reports of those that have run, in the order of the points.
  public var pages: [Page]

  /// One page of several reports.
  public init(_ matrix: Matrix, pages: [Page]) {
    self.matrix = matrix
    self.pages = pages
  }

  /// The weight that a page may have unless another is given, in bytes.
  public static let usualLimit = 30_000_000

  /// The page in UTF-8.
  /// - Parameters:
  ///   - limit: the most bytes that it may have.
  ///   - images: reads a picture that the author's Markdown names.
  /// - Throws: where there is no report, or the page would be too heavy.
  public func render(limit: Int, images: @escaping (String) throws -> [UInt8]) throws(RunFailure) -> [UInt8] {
    guard !pages.isEmpty else { throw RunFailure("No point has a report, so that there is nothing to explore") }
    var figures = LiveFigures()
    for page in pages {
      figures.add(figuresOf: page.report.run, as: Self.prefix(page)) { try page.folder.file($0) }
    }
    var scripts: [InlineScript] = []
    var sheet = VariantSheet(matrix)
    var first: ReportPage?
    for page in pages {
      let rendered = ReportPage(
        page.report, figures: figures, figurePrefix: Self.prefix(page), files: { try page.folder.file($0) },
        images: images)
      for script in rendered.scripts(for: sheet.add(rendered.pieces(), of: page.place)) where !scripts.contains(script)
      {
        scripts.append(script)
      }
      if first == nil { first = rendered }
      guard sheet.weight <= limit else { throw tooHeavy(limit, "more than \(Wording.bytes(limit))") }
    }
    guard let first else { throw RunFailure("No point has a report") }
    let control = VariantControl(matrix, pages.map { ($0.place, $0.report.run) }, notebook: first.notebook, sheet)
    let draft = document(first, sheet, control, figures, scripts, weight: sheet.weight)
    let page = document(first, sheet, control, figures, scripts, weight: draft.count)
    guard page.count <= limit else { throw tooHeavy(limit, Wording.bytes(page.count)) }
    return page
  }

  private static func prefix(_ page: Page) -> String { "\(page.place)/" }

  private func tooHeavy(_ limit: Int, _ weight: String) -> RunFailure {
    RunFailure(
      "The page with a control would weigh \(weight), and may weigh \(Wording.bytes(limit))",
      hint: "Vary less, show less of what differs, or allow more with --explorable-limit.")
  }

  private func document(
    _ first: ReportPage, _ sheet: VariantSheet, _ control: VariantControl, _ figures: LiveFigures,
    _ scripts: [InlineScript], weight: Int
  ) -> [UInt8] {
    let missing = matrix.points.indices.filter { place in !pages.contains { $0.place == place } }
    let absent: HTML? =
      missing.isEmpty
      ? nil
      : """
      <div class="v \(HTML.joined(missing.map(VariantSheet.name), by: " "))"><p class="remark">This combination has not been run.</p></div>

      """
    let facts = "\(Wording.count(pages.count, "run")) on this page, \(Wording.bytes(weight))"
    let parts = sheet.parts()
    let body: HTML = """
      <a class="skip" href="#text">Skip to the text</a>
      <div class="page explorable">
      <header>
      \(parts[.title] ?? "")<p class="byline"><span>\(facts)</span></p>
      \(parts[.head] ?? "")\(absent)</header>
      \(control.html)\(first.contents)<main id="text">
      \(parts[.body] ?? "")\(parts[.end] ?? "")<section class="facts" aria-labelledby="about-this-run">
      <h2 id="about-this-run">About this run</h2>
      \(parts[.facts] ?? "")</section>
      </main>
      </div>

      """
    return HTMLDocument(
      title: first.article.title, language: first.notebook.frontMatter.language,
      generator: "Songbook \(first.run.environment.songbook)",
      styles: [HTMLDocument.sharedStyle] + (figures.isEmpty ? [] : [figures.style]) + [
        HTMLDocument.shortenedStyle(PackageResources.matrix_css + PackageResources.explorable_css), sheet.style,
      ],
      scripts: scripts + [InlineScript(PackageResources.explorable_js)], body: body
    ).html().bytes
  }
}
