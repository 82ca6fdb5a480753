import Notebooks
import Pages
import Runs

/// A report as Markdown, with the files that it names.
public struct MarkdownReport: Sendable {
  /// The text, in GitHub's flavor.
  public var text: String
  /// The contents of the files, by their paths relative to the text.
  public var files: [(path: String, content: [UInt8])]
}

extension HTMLReport {
  /// The report as Markdown in GitHub's flavor: figures in files beside it, for light and dark paper, tables with their
  /// first rows and a link to all of them.
  /// - Parameters:
  ///   - folder: where the files are, relative to the text.
  ///   - files: reads a file of the run.
  ///   - images: reads a picture that the author's Markdown names.
  public func markdown(
    filesIn folder: String, files: @escaping (String) throws -> [UInt8],
    images: @escaping (String) throws -> [UInt8]
  ) -> MarkdownReport {
    let writer = MarkdownReportWriter(ExportSource(self, files: files, images: images), folder: folder)
    let text = writer.text()
    return MarkdownReport(text: text, files: writer.files.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
  }
}

/// A class, because texts put pictures among the files while they are written.
private final class MarkdownReportWriter {
  private let source: ExportSource
  private let folder: String
  private(set) var files: [String: [UInt8]] = [:]
  private var writer: MarkdownWriter

  init(_ source: ExportSource, folder: String) {
    self.source = source
    self.folder = folder
    writer = source.writer(.gitHub)
  }

  func text() -> String {
    writer.picture = { [unowned self] path in
      guard let bytes = try? source.images(path) else { return nil }
      return add(path.split(separator: "/").joined(separator: "-"), bytes)
    }
    let article = source.article
    var parts = ["# " + writer.escaped(article.title, isLineStart: false)]
    if !article.standfirst.isEmpty { parts.append(writer.text(article.standfirst)) }
    if let failure = source.failure { parts.append(MarkdownWriter.quoted("[!CAUTION]\n\(writer.escaped(failure))")) }
    if !article.findings.isEmpty {
      parts += ["**Key findings**", article.findings.map { "- " + writer.oneLine($0) }.joined(separator: "\n")]
    }
    for part in article.parts {
      if let code = code(part) { parts.append(code) }
      parts += part.items.map(text)
    }
    if !article.notes.isEmpty { parts.append(writer.text(ofNotes: article.notes.map(\.blocks))) }
    if let citations = source.citations, !citations.isEmpty {
      let items = citations.items.map { "- <a id=\"\($0.id)\"></a>" + writer.oneLine($0.content) }
      parts += ["## References", items.joined(separator: "\n")]
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func code(_ part: Article.Part) -> String? {
    guard part.code != .hidden else { return nil }
    let block = MarkdownWriter.fenced(
      String(part.cell.body.drop(while: \.isNewline)).trimmingEnd, language: "swift")
    if part.code == .open { return block }
    let name = part.cell.name.given.map { " of \($0)" } ?? ""
    let isOpen = part.code == .unfolded ? " open" : ""
    return "<details\(isOpen)><summary>Code\(MarkdownWriter.escapedForHTML(name))</summary>\n\n\(block)\n\n</details>"
  }

  private func text(_ item: Article.Item) -> String {
    switch item {
    case .prose(let prose): return writer.text(prose.blocks)
    case .exhibit(let exhibit): return text(exhibit)
    case .headlines(let headlines): return source.text(headlines, writer)
    case .value(let form): return printed(form)
    case .stream(let forms): return forms.map(printed).joined(separator: "\n\n")
    case .artifact(let output):
      let text = writer.escaped(source.text(ofArtifact: output))
      guard let file = output.representations.first?.file, let bytes = try? source.files(file) else { return text }
      let name = output.label ?? file.split(separator: "/").last.map(String.init) ?? "file"
      return "[\(text)](\(MarkdownWriter.percentEncoded(add(name, bytes))))"
    case .warning(let warning):
      let hint = warning.hint.map { " \($0)" } ?? ""
      return MarkdownWriter.quoted("[!WARNING]\n" + writer.escaped(warning.message + hint))
    case .problem(let problem, let id):
      let line = problem.sourceLine.map { "\n\n" + MarkdownWriter.fenced($0, language: "swift") } ?? ""
      return "<a id=\"\(id)\"></a>\n\n"
        + MarkdownWriter.quoted("[!CAUTION]\n" + writer.escaped(problem.message) + line)
    case .remark(let text): return "*\(writer.escaped(text, isLineStart: false))*"
    }
  }

  private func printed(_ form: Representation) -> String {
    let text = source.text(form)
    let notice = source.notice(form, shown: text).map { "\n\n" + writer.escaped($0) } ?? ""
    return MarkdownWriter.fenced(TerminalText.plain(text)) + notice
  }

  private func text(_ exhibit: Article.Exhibit) -> String {
    let caption = source.caption(exhibit, writer)
    let anchor = "<a id=\"\(MarkdownWriter.escapedForHTML(exhibit.id))\"></a>"
    func joined(_ parts: [String?]) -> String { parts.compactMap(\.self).joined(separator: "\n\n") }
    if !exhibit.parts.isEmpty { return joined([anchor] + exhibit.parts.map(text) + [caption]) }
    guard let output = exhibit.output else {
      return joined([anchor, caption, "*\(writer.escaped(exhibit.absence ?? "Not made.", isLineStart: false))*"])
    }
    switch exhibit.kind {
    case .figure: return joined([anchor, picture(exhibit, output), caption])
    case .table:
      guard let table = output.table else { return joined([anchor, caption, "*The table has no content.*"]) }
      let shown = source.beginning(of: table)
      let all = output.representations.first { $0.mediaType == "text/csv" }?.file.flatMap { file in
        (try? source.files(file)).map { add("\(exhibit.id).csv", $0) }
      }
      let notice = source.notice(shown).map { "\(writer.escaped($0)) " } ?? ""
      let link = all.map {
        "\(notice)[\(notice.isEmpty ? "CSV" : "All rows as CSV")](\(MarkdownWriter.percentEncoded($0)))"
      }
      return joined([anchor, caption, String(shown.markdown.dropLast()), link])
    }
  }

  /// In the reader's colors, at the size of the drawing and not of its pixels.
  private func picture(_ exhibit: Article.Exhibit, _ output: Output) -> String {
    guard let light = source.picture(of: output) else { return "*The figure has no picture.*" }
    let dark = source.picture(of: output, isDark: true).map { bytes in
      """
      <source media="(prefers-color-scheme: dark)" srcset="\(address(add("\(exhibit.id)-dark.png", bytes)))">
      """
    }
    let width = output.width.map { " width=\"\(Int($0.rounded()))\"" } ?? ""
    let alternative = MarkdownWriter.escapedForHTML(source.alternativeText(exhibit)).replacing("\n", with: " ")
    return """
      <picture>\(dark ?? "")<img src="\(address(add("\(exhibit.id).png", light)))" alt="\(alternative)"\(width)></picture>
      """
  }

  private func address(_ path: String) -> String { MarkdownWriter.escapedForHTML(MarkdownWriter.percentEncoded(path)) }

  /// Puts a file beside the text.
  /// - Returns: its path relative to the text.
  private func add(_ name: String, _ content: [UInt8]) -> String {
    let path = "\(folder)/\(name)"
    files[path] = content
    return path
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
