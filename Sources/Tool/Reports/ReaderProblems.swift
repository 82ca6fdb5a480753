import Notebooks
import Pages
public import Runs
import Statistics

extension HTMLReport {
  /// What a reader of the page would stumble over: links that lead nowhere, pictures that are not there, markup and
  /// other syntax that is shown as it is written. All are warnings, with the author's lines.
  ///
  /// - Parameter hasPicture: whether there is a picture at a path relative to the notebook.
  public func readerProblems(hasPicture: (String) -> Bool) -> [Diagnostic] {
    // Megabytes of text are made by programs, and reading them once more would take as long as the page itself.
    let made = run.cells.flatMap(\.outputs).filter { $0.kind == .markdown }.flatMap(\.representations)
    guard made.reduce(0, { $0 + ($1.text?.utf8.count ?? 0) }) <= Notebook.maximumByteCount else { return [] }
    let places = ReaderPlaces(notebook: notebook, run: run, article: article)
    let lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [Diagnostic] = []
    let ownLines = notebook.cells.filter { $0.kind == .markdown }.map { $0.range.startLine...$0.range.lastLine }
    /// Errors about text that the analysis makes are known after it has run, and end nothing.
    func refuse(_ code: String, _ line: Int, _ sought: String, _ message: String, _ hint: String?) {
      let count = found.count
      warn(code, line, sought, message, hint)
      if found.count > count, ownLines.contains(where: { $0.contains(line) }) { found[count].severity = .error }
    }
    func warn(_ code: String, _ line: Int, _ sought: String, _ message: String, _ hint: String?) {
      let text = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
      let before = text.firstRange(of: sought).map { text[..<$0.lowerBound] } ?? text.prefix { "/ \t".contains($0) }
      let diagnostic = Diagnostic(
        code: code, severity: .warning, message: message, path: notebook.path, line: line,
        column: before.utf8.count + 1, sourceLine: text, hint: hint)
      let isKnown = found.contains {
        $0.code == code && $0.line == line && $0.column == diagnostic.column && $0.message == message
      }
      if !isKnown { found.append(diagnostic) }
    }
    for mention in article.mentions {
      switch mention.kind {
      case .link(let url):
        guard case .fragment(let id) = Address(url), !places.has(id) else { continue }
        let hint = NearestName.of(id, among: article.identifiers.taken.sorted()).map { "did you mean `#\($0)`?" }
        warn(
          "dangling-link", mention.line, url, "`#\(id)` leads nowhere: nothing on the page has this id",
          hint ?? "the id of a heading is its title in small letters, with `-` between words")
      case .picture(let url): warnOfPicture(url, mention.line, hasPicture, warn)
      case .reference(let label):
        guard article.targets[label] == nil else { continue }
        // What files that are included define is known before the run; figures and tables are known behind it.
        let isOfText = !includes.isEmpty && ["sec-", "eq-"].contains { label.hasPrefix($0) }
        guard places.isFinal || isOfText && !places.has(label) else { continue }
        (isOfText ? refuse : warn)(
          "dangling-reference", mention.line, "@" + label, "nothing has the label `\(label)`",
          NearestName.of(label, among: article.targets.keys.sorted()).map { "did you mean `@\($0)`?" })
      case .lostNote(let label):
        (includes.isEmpty ? warn : refuse)(
          "dangling-note", mention.line, "[^\(label)]", "no note is called `\(label)`",
          "define it: `[^\(label)]: …` in a paragraph of its own")
      case .markup(let markup):
        let tag = markup.prefix { !$0.isWhitespace && $0 != ">" } + ">"
        refuse(
          "markup-as-text", mention.line, String(tag.dropLast()), "`\(tag)` is shown as text",
          "Markdown holds plain elements such as `<sub>`, `<br>`, `<details>`, without attributes and with their ends"
        )
      case .formula(let text):
        guard case .mistake(let mistake)? = setFormulas[Formula(text)] else { continue }
        let first = Formula(text).source.split(whereSeparator: \.isNewline).first.map(String.init) ?? "$"
        refuse(
          "formula", mention.line, first, "`\(first)` is no formula: \(mistake)",
          "an amount of money is written `\\$5` where it is taken for one")
      case .citation(let key, let isInText):
        guard let bibliography else {
          if isInText { continue }
          refuse(
            "dangling-citation", mention.line, "@" + key, "`@\(key)` cites a source, and the analysis names none",
            "name the file in the front matter, `bibliography: refs.bib`; for plain text write `\\@\(key)`")
          continue
        }
        guard bibliography.references[key] == nil else { continue }
        let nearest = NearestName.of(key, among: bibliography.references.keys.sorted())
        refuse(
          "dangling-citation", mention.line, "@" + key, "no source has the key `\(key)`",
          nearest.map { "did you mean `@\($0)`?" } ?? "for plain text write `\\@\(key)`")
      case .unsupported(let what, let hint):
        let quoted = what.split(separator: "`", omittingEmptySubsequences: false)
        refuse("unsupported-markdown", mention.line, quoted.count > 2 ? String(quoted[1]) : what, what, hint)
      }
    }
    for (id, line) in article.takenIdentifiers {
      warn("duplicate-id", line, "#" + id, "the id `\(id)` is taken", "give this heading another")
    }
    return found.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }

  private func warnOfPicture(
    _ url: String, _ line: Int, _ hasPicture: (String) -> Bool,
    _ warn: (String, Int, String, String, String?) -> Void
  ) {
    switch Address(url) {
    case .local(let path):
      if MarkdownRenderer.pictureType(of: path) == nil {
        warn(
          "missing-picture", line, url, "\(path) is no picture that pages can show",
          "pages show PNG, JPEG, GIF, WebP and SVG")
      } else if !hasPicture(path) {
        warn(
          "missing-picture", line, url, "the picture \(path) could not be read",
          "it has to be a picture of the kind that its name tells, and its path is relative to the folder of the analysis"
        )
      }
    case .web:
      warn(
        "missing-picture", line, url, "the picture \(url) is on the web and not loaded", "store it beside the analysis")
    case .fragment, .refused:
      warn(
        "missing-picture", line, String(url.prefix(20)), "a picture with this address is not shown",
        "store it in a file beside the analysis")
    }
  }
}

/// What links of an article can lead to. Before a run only a part of it is known.
private struct ReaderPlaces {
  let notebook: Notebook
  let article: Article
  /// Whether all outputs are there.
  let isFinal: Bool

  init(notebook: Notebook, run: Run, article: Article) {
    self.notebook = notebook
    self.article = article
    isFinal = run.status == .ok && !run.cells.isEmpty
  }

  func has(_ id: String) -> Bool {
    if article.identifiers.contains(id) || article.targets[id] != nil { return true }
    return isFinal ? false : isMade(id)
  }

  /// Whether code may make what has the id: a figure or a table, a heading of a text, or one with a computed number in
  /// it.
  private func isMade(_ id: String) -> Bool {
    if id.hasPrefix("fig-") || id.hasPrefix("tbl-") {
      return notebook.cells.contains { cell in
        guard cell.kind == .code else { return false }
        return cell.label.map { id == $0 || id.hasPrefix($0 + "-") } == true || cell.body.contains(id)
      }
    }
    return notebook.cells.contains { cell in
      switch cell.kind {
      case .code: cell.body.contains("Markdown(")
      case .markdown: cell.hasInterpolation && cell.body.split(separator: "\n").contains { mayBe($0, id) }
      }
    }
  }

  /// Whether a line is a heading that becomes this id when what it computes is filled in.
  private func mayBe(_ line: Substring, _ id: String) -> Bool {
    guard line.hasPrefix("#"), let start = line.firstRange(of: "\\(") else { return false }
    let title = line[..<start.lowerBound].drop { $0 == "#" || $0 == " " }
    return title.isEmpty || id.hasPrefix(Identifiers.slug(String(title)))
  }
}
