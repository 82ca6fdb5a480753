import Notebooks
import Pages
import Runs

/// What the formats other than the page are made of: the article, and where the files of its run are.
struct ExportSource {
  let article: Article
  let notebook: Notebook
  let run: Run
  let citations: Citations?
  /// Reads a file of the run.
  let files: (String) throws -> [UInt8]
  /// Reads a picture that the author's Markdown names.
  let images: (String) throws -> [UInt8]

  init(_ report: HTMLReport, files: @escaping (String) throws -> [UInt8], images: @escaping (String) throws -> [UInt8])
  {
    var article = report.article
    citations = report.citations(in: &article)
    self.article = article
    notebook = report.notebook
    run = report.run
    self.files = files
    self.images = images
  }

  /// A writer of the article's texts.
  func writer(_ flavor: MarkdownWriter.Flavor) -> MarkdownWriter {
    var writer = MarkdownWriter(flavor, targets: article.targets)
    if let citations { writer.citation = citations.text }
    return writer
  }

  /// What went wrong, in a sentence or two; nil for a run that came to its end.
  var failure: String? {
    guard run.status != .ok else { return nil }
    guard run.status != .notCompiled, let cell = run.failedCell(in: notebook) else {
      let errors = run.diagnostics.filter { $0.severity == .error }.map { "\($0.location): \($0.message)" }
      let reason =
        run.status == .notCompiled
        ? "The program does not compile, so nothing was run." : "The run was ended before it was done."
      return ([reason] + errors).joined(separator: "\n")
    }
    let verb = cell.status == .timedOut ? "ran out of time" : cell.status == .crashed ? "crashed" : "failed"
    let message = cell.problem.map { ": \($0.message)" } ?? "."
    return "\(cell.name.startingSentence) \(verb)\(message)"
  }

  // MARK: Exhibits

  /// The picture of a figure for light paper; nil where there is none that can be read.
  func picture(of output: Output, isDark: Bool = false) -> [UInt8]? {
    let pictures = output.representations.filter { $0.mediaType == "image/png" }
    let form = pictures.first { ($0.variant == .dark) == isDark }
    return form?.file.flatMap { try? files($0) }
  }

  /// What stands for a figure where it cannot be seen.
  func alternativeText(_ exhibit: Article.Exhibit) -> String {
    exhibit.output?.alternativeText ?? exhibit.caption ?? exhibit.name ?? "Figure without a description"
  }

  /// `**Figure 3.** Loudness follows energy.`; nil for what has neither number nor caption.
  func caption(_ exhibit: Article.Exhibit, _ writer: MarkdownWriter) -> String? {
    let content = exhibit.caption.map { text -> [MarkdownInline] in
      let content = MarkdownDocument(text, isSmart: false).runningText
      return content.isEmpty ? [.text(text)] : content
    }
    let text = content.map(writer.oneLine) ?? ""
    let name = exhibit.letter.map { "(\($0))" } ?? exhibit.name.map { $0 + (text.isEmpty ? "" : ".") }
    let parts = [name.map { "**\($0)**" }, text.isEmpty ? nil : text].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Rows that are shown at first, where a table has many more.
  static let firstRows = 15
  /// Tables up to this many rows are shown whole.
  static let shortTable = 20

  /// The part of a table that is read at a glance.
  func beginning(of table: TableContent) -> TableContent {
    var table = table
    if table.rows.count > Self.shortTable { table.rows = Array(table.rows.prefix(Self.firstRows)) }
    return table
  }

  /// How much of a table is shown, where that is not all.
  func notice(_ shown: TableContent) -> String? {
    shown.rows.count >= shown.totalRows
      ? nil : "\(Wording.number(shown.rows.count)) of \(Wording.count(shown.totalRows, "row"))."
  }

  // MARK: Other outputs

  /// `**323,651** rows · **4,472** genres`
  func text(_ headlines: [Headline], _ writer: MarkdownWriter) -> String {
    headlines.map { headline in
      let note = headline.note.map { " (\(writer.escaped($0, isLineStart: false)))" } ?? ""
      return "**\(writer.escaped(headline.value, isLineStart: false))** "
        + writer.escaped(headline.label, isLineStart: false) + note
    }.joined(separator: " · ")
  }

  /// The text of a form, from the run's folder where it is not in the record.
  func text(_ form: Representation) -> String {
    if let text = form.text { return text }
    return form.file.flatMap { try? files($0) }.map { String(decoding: $0, as: UTF8.self) } ?? "(could not be read)"
  }

  /// How much of a text is shown, where that is not all.
  func notice(_ form: Representation, shown: String) -> String? {
    guard let total = form.totalBytes, total > shown.utf8.count else { return nil }
    let rest = form.file.map { "; all of it is in \($0) of the run's folder" } ?? ""
    return "The first \(Wording.bytes(shown.utf8.count)) of \(Wording.bytes(total)) are shown\(rest)."
  }

  /// `Model: model.bin, 12 kB`
  func text(ofArtifact output: Output) -> String {
    let form = output.representations.first
    let name = output.label ?? form?.file?.split(separator: "/").last.map(String.init) ?? "file"
    let size = form?.totalBytes.map { ", \(Wording.bytes($0))" } ?? ""
    return name + size + (output.caption.map { ": \($0)" } ?? "")
  }
}

extension HTMLReport {
  /// The citations of an article, whose list then has its ids.
  func citations(in article: inout Article) -> Citations? {
    bibliography.map {
      Citations(
        $0, style: notebook.frontMatter.citationStyle ?? .authorYear, keys: article.citedKeys,
        identifiers: &article.identifiers)
    }
  }
}
