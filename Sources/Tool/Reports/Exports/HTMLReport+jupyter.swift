import Digests
import FoundationEssentials
public import Notebooks
import Pages
import Runs

extension HTMLReport {
  /// The run as a notebook of Jupyter: each cell of the analysis is one of the notebook, with what it showed.
  ///
  /// Texts have their numbers, and names in place of references. What the author wrote instead stands in the cell's
  /// metadata, so that ``ImportedScript`` gives the analysis back.
  /// - Parameters:
  ///   - files: reads a file of the run.
  ///   - images: reads a picture that the author's Markdown names.
  public func jupyterNotebook(
    files: @escaping (String) throws -> [UInt8], images: @escaping (String) throws -> [UInt8]
  ) -> JupyterNotebook {
    var writer = JupyterWriter(ExportSource(self, files: files, images: images))
    return writer.notebook()
  }
}

private struct JupyterWriter {
  let source: ExportSource
  private var identifiers: Set<String> = []
  private var executionCount = 0

  init(_ source: ExportSource) { self.source = source }

  mutating func notebook() -> JupyterNotebook {
    let notebook = source.notebook
    let parts = Dictionary(source.article.parts.map { ($0.cell.index, $0) }, uniquingKeysWith: { first, _ in first })
    let titleCell = notebook.cells.first { cell in
      cell.kind == .markdown && cell.options.include
        && cell.body.split(separator: "\n").contains { $0 == "# \(notebook.title)" }
    }
    var cells: [JupyterNotebook.Cell] = []
    if titleCell == nil { cells.append(made(title, role: "title")) }
    for (cell, text) in zip(notebook.cells, notebook.cellTexts) {
      switch cell.kind {
      case .code: cells.append(code(cell, text, parts[cell.index]))
      case .markdown:
        let heading = cell.index == titleCell?.index ? title : nil
        cells.append(markdown(cell, text, parts[cell.index], heading: heading))
      }
    }
    if let notes { cells.append(made(notes, role: "notes")) }
    return JupyterNotebook(cells: cells, metadata: metadata)
  }

  private var metadata: [String: JSONValue] {
    let notebook = source.notebook
    var own: [String: JSONValue] = ["analysis": .string(notebook.name)]
    if let text = notebook.frontMatterText { own["front_matter"] = .lines(of: text) }
    var metadata: [String: JSONValue] = [
      "kernelspec": .object(["display_name": .string("Swift"), "language": .string("swift"), "name": .string("swift")]),
      "language_info": .object([
        "file_extension": .string(".swift"), "mimetype": .string("text/x-swift"), "name": .string("swift"),
      ]),
      "songbook": .object(own), "title": .string(source.article.title),
    ]
    if let author = notebook.frontMatter.author {
      metadata["authors"] = .array(author.split(separator: ", ").map { .object(["name": .string(String($0))]) })
    }
    return metadata
  }

  // MARK: Cells that the export adds

  /// The title, the sentence below it, what went wrong and what was found.
  private var title: String {
    let writer = source.writer(.jupyter)
    let article = source.article
    var parts = ["# " + writer.escaped(article.title, isLineStart: false)]
    if !article.standfirst.isEmpty { parts.append(writer.text(article.standfirst)) }
    if let failure = source.failure { parts.append(MarkdownWriter.quoted("**\(writer.escaped(failure))**")) }
    if !article.findings.isEmpty {
      parts.append("**Key findings**")
      parts.append(article.findings.map { "- " + writer.oneLine($0) }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// Notes and sources.
  private var notes: String? {
    let writer = source.writer(.jupyter)
    var parts: [String] = []
    if !source.article.notes.isEmpty {
      parts += ["## Notes", writer.text(ofNotes: source.article.notes.map(\.blocks))]
    }
    if let citations = source.citations, !citations.isEmpty {
      parts += ["## References", citations.items.map { "- " + writer.oneLine($0.content) }.joined(separator: "\n")]
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private mutating func made(_ text: String, role: String) -> JupyterNotebook.Cell {
    JupyterNotebook.Cell(
      kind: .markdown, id: identifier(role, text), source: text,
      metadata: ["songbook": .object(["role": .string(role), "sha256": .string(Self.digest(text))])])
  }

  // MARK: Cells of the analysis

  private mutating func markdown(
    _ cell: Cell, _ text: CellText, _ part: Article.Part?, heading: String?
  ) -> JupyterNotebook.Cell {
    var attachments: [String: JSONValue] = [:]
    var writer = source.writer(.jupyter)
    writer.picture = { [images = source.images] path in
      guard let type = MarkdownRenderer.pictureType(of: path), let bytes = try? images(path) else { return nil }
      let name = path.split(separator: "/").joined(separator: "-")
      attachments[name] = .object([type: .string(Data(bytes).base64EncodedString())])
      return "attachment:" + name
    }
    var parts = [heading].compactMap(\.self)
    for item in part?.items ?? [] {
      if case .prose(let prose) = item { parts.append(writer.text(prose.blocks)) } else { parts += remarks(item) }
    }
    let shown = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    var metadata = metadata(text)
    // What a cell leaves out of the report is the author's still.
    if part == nil {
      return JupyterNotebook.Cell(
        kind: .markdown, id: identifier(cell, text), source: cell.body, metadata: tagged(metadata, ["remove-cell"]))
    }
    if shown != cell.body {
      metadata["songbook"] = .object(["source": .lines(of: cell.body), "sha256": .string(Self.digest(shown))])
    }
    return JupyterNotebook.Cell(
      kind: .markdown, id: identifier(cell, text), source: shown, metadata: metadata, attachments: attachments)
  }

  /// What is said about a text that is not as it should be.
  private func remarks(_ item: Article.Item) -> [String] {
    let writer = source.writer(.jupyter)
    switch item {
    case .remark(let text): return ["*\(writer.escaped(text, isLineStart: false))*"]
    case .warning(let warning): return ["*\(writer.escaped(warning.message, isLineStart: false))*"]
    case .problem(let problem, _): return ["**\(writer.escaped(problem.message, isLineStart: false))**"]
    default: return []
    }
  }

  private mutating func code(_ cell: Cell, _ text: CellText, _ part: Article.Part?) -> JupyterNotebook.Cell {
    var metadata = metadata(text)
    if part?.code == .folded || part?.code == .hidden {
      metadata["jupyter"] = .object(["source_hidden": .boolean(true)])
    }
    var tags: [String] = []
    if !cell.options.include { tags.append("remove-cell") }
    if cell.options.echo == false { tags.append("remove-input") }
    if !cell.options.evaluate { tags.append("skip-execution") }
    if cell.options.allowsError { tags.append("raises-exception") }
    var count: Int?
    if let status = part?.run?.status ?? source.run.cells.first(where: { $0.index == cell.index })?.status,
      status != .skipped, status != .notRun
    {
      executionCount += 1
      count = executionCount
    }
    return JupyterNotebook.Cell(
      kind: .code, id: identifier(cell, text), source: text.content, metadata: tagged(metadata, tags),
      outputs: (part?.items ?? []).flatMap(outputs), executionCount: count)
  }

  private func metadata(_ text: CellText) -> [String: JSONValue] {
    var metadata = text.metadata
    if let title = text.title { metadata["title"] = .string(title) }
    return metadata
  }

  private func tagged(_ metadata: [String: JSONValue], _ tags: [String]) -> [String: JSONValue] {
    guard !tags.isEmpty else { return metadata }
    var metadata = metadata
    metadata["tags"] = .array((metadata["tags"]?.array ?? []) + tags.map { .string($0) })
    return metadata
  }

  // MARK: Outputs

  private func outputs(_ item: Article.Item) -> [JSONValue] {
    let writer = source.writer(.jupyter)
    switch item {
    case .prose(let prose): return [display(markdown: writer.text(prose.blocks))]
    case .exhibit(let exhibit): return outputs(exhibit, writer)
    case .headlines(let headlines): return [display(markdown: source.text(headlines, writer))]
    case .value(let form):
      let text = source.text(form)
      return [display(["text/plain": .lines(of: text)])]
        + [source.notice(form, shown: text)].compactMap { $0.map { display(markdown: writer.escaped($0)) } }
    case .stream(let forms): return forms.flatMap { stream($0, writer) }
    case .artifact(let output): return [display(markdown: writer.escaped(source.text(ofArtifact: output)))]
    case .warning(let warning):
      let hint = warning.hint.map { " \($0)" } ?? ""
      return [printed("warning: \(warning.message)\(hint)\n", stream: "stderr")]
    case .problem(let problem, _): return [error(problem)]
    case .remark(let text): return [display(markdown: "*\(writer.escaped(text, isLineStart: false))*")]
    }
  }

  private func outputs(_ exhibit: Article.Exhibit, _ writer: MarkdownWriter) -> [JSONValue] {
    let caption = source.caption(exhibit, writer).map { [display(markdown: $0)] } ?? []
    if !exhibit.parts.isEmpty { return exhibit.parts.flatMap { outputs($0, writer) } + caption }
    guard let output = exhibit.output else {
      return caption + [display(markdown: "*\(writer.escaped(exhibit.absence ?? "Not made.", isLineStart: false))*")]
    }
    switch exhibit.kind {
    case .figure: return [figure(exhibit, output)] + caption
    case .table: return caption + [table(output, writer)]
    }
  }

  private func figure(_ exhibit: Article.Exhibit, _ output: Output) -> JSONValue {
    let alternative = source.alternativeText(exhibit)
    var data: [String: JSONValue] = ["text/plain": .lines(of: alternative)]
    guard let picture = source.picture(of: output) else { return display(data) }
    data["image/png"] = .string(Data(picture).base64EncodedString())
    var details: [String: JSONValue] = ["alt": .string(alternative)]
    if let width = output.width { details["width"] = .integer(Int(width.rounded())) }
    if let height = output.height { details["height"] = .integer(Int(height.rounded())) }
    return display(data, metadata: ["image/png": .object(details)])
  }

  private func table(_ output: Output, _ writer: MarkdownWriter) -> JSONValue {
    guard let table = output.table else { return display(markdown: "*The table has no content.*") }
    let beginning = source.beginning(of: table)
    let notice = source.notice(beginning)
    return display([
      "text/html": .lines(of: table.plainHTML(notice: source.notice(table))),
      "text/markdown": .lines(of: beginning.markdown + (notice.map { "\n\(writer.escaped($0))" } ?? "")),
      "text/plain": .lines(of: beginning.plainText + (notice.map { "\n\($0)" } ?? "")),
    ])
  }

  private func stream(_ form: Representation, _ writer: MarkdownWriter) -> [JSONValue] {
    let text = source.text(form)
    let notice = source.notice(form, shown: text).map { [display(markdown: writer.escaped($0))] } ?? []
    return [printed(TerminalText.plain(text), stream: form.stream == "stderr" ? "stderr" : "stdout")] + notice
  }

  private func printed(_ text: String, stream: String) -> JSONValue {
    .object(["name": .string(stream), "output_type": .string("stream"), "text": .lines(of: text)])
  }

  private func error(_ problem: Diagnostic) -> JSONValue {
    let place = problem.line.map { "\(source.notebook.path):\($0)" } ?? source.notebook.path
    let lines = ["\(place): \(problem.message)"] + [problem.sourceLine].compactMap { $0.map { "    \($0)" } }
    return .object([
      "ename": .string(problem.signal ?? problem.code), "evalue": .string(problem.message),
      "output_type": .string("error"),
      "traceback": .array((lines + problem.backtrace.map { "    at \($0)" }).map { .string($0) }),
    ])
  }

  private func display(markdown: String) -> JSONValue {
    display(["text/markdown": .lines(of: markdown), "text/plain": .lines(of: markdown)])
  }

  private func display(_ data: [String: JSONValue], metadata: [String: JSONValue] = [:]) -> JSONValue {
    .object(["data": .object(data), "metadata": .object(metadata), "output_type": .string("display_data")])
  }

  // MARK: Ids

  /// An id that the cell keeps while its label, else its title, else its text stays the same.
  private mutating func identifier(_ cell: Cell, _ text: CellText) -> String {
    let wanted = cell.label ?? cell.title ?? ""
    return identifier(wanted, text.content)
  }

  private mutating func identifier(_ name: String, _ text: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
    let slug = String(words.joined(separator: "-").prefix(48))
    let wanted = slug.isEmpty ? "cell-" + Self.digest(text).prefix(8) : slug
    var id = wanted
    var number = 2
    while !identifiers.insert(id).inserted {
      id = "\(wanted)-\(number)"
      number += 1
    }
    return id
  }

  static func digest(_ text: String) -> String { FileDigest.sha256(Array(text.utf8)) }
}
