import Runs

extension Notebook {
  /// Larger sources are refused: what is too long to be written by hand is data and belongs in a file of its own.
  public static let maximumByteCount = 1 << 20

  /// Reads an analysis. Whatever the bytes, there is a notebook; what is wrong with it stands in the diagnostics.
  /// - Parameters:
  ///   - source: the text of the file.
  ///   - path: its path as the user gave it; diagnostics quote it, and the notebook's name is made from it.
  ///   - finder: finds the files that the front matter names in `sources`; without one they are not looked for.
  public static func parse(
    source: String, path: String, finder: (any SharedSourceFinder)? = nil
  ) -> ParsedNotebook {
    DeepStack.run { NotebookReader(source: source, path: path, finder: finder).read() }
  }

  /// Reads the bytes of an analysis. What is no UTF-8 is an error with its place, and there are no cells then.
  public static func parse(
    bytes: [UInt8], path: String, finder: (any SharedSourceFinder)? = nil
  ) -> ParsedNotebook {
    do throws(Diagnostic) {
      return parse(source: try SourceText.utf8(bytes, path: path), path: path, finder: finder)
    } catch {
      return ParsedNotebook(notebook: Notebook(name: name(ofPath: path), path: path, source: ""), diagnostics: [error])
    }
  }

  /// The file's name without folders and `.swift`.
  public static func name(ofPath path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
  }
}

/// Reads a whole file, stage by stage.
private struct NotebookReader {
  let source: String
  let text: SourceText
  let finder: (any SharedSourceFinder)?

  init(source: String, path: String, finder: (any SharedSourceFinder)?) {
    self.finder = finder
    text = SourceText(source, path: path)
    self.source = text.string(text.bytes.indices)
  }

  func read() -> ParsedNotebook {
    var notebook = Notebook(name: Notebook.name(ofPath: text.path), path: text.path, source: source)
    var diagnostics: [Diagnostic] = []
    guard text.bytes.count <= Notebook.maximumByteCount else {
      diagnostics.append(
        text.diagnostic(
          .tooLarge, at: 0,
          "the file has \(text.bytes.count) bytes, more than the \(Notebook.maximumByteCount) that an analysis may have",
          hint: "keep data in a file of its own and read it"))
      return ParsedNotebook(notebook: notebook, diagnostics: diagnostics)
    }
    if let deep = text.endlessBrackets {
      diagnostics.append(
        text.diagnostic(
          .tooDeep, at: deep, "more than \(SourceText.maximumBracketRun) brackets open here, one directly in the other",
          hint: "give the inner lists names of their own"))
      return ParsedNotebook(notebook: notebook, diagnostics: diagnostics)
    }
    if let nothing = text.bytes.firstIndex(of: 0) {
      diagnostics.append(
        text.diagnostic(
          .encoding, at: nothing, "the file holds a NUL byte, which no text has",
          hint: "take it out; a string has one where it says `\\0`"))
    }
    let head = FrontMatterBlock(in: text, diagnostics: &diagnostics)
    notebook.frontMatter = head.frontMatter
    let file = ParsedFile(source: source)
    let markers = MarkerScanner(text: text, file: file).markers(fromLine: head.endLine, diagnostics: &diagnostics)
    // Where a marker cuts a statement, both halves are broken Swift; the cut is the mistake.
    let isCut = diagnostics.contains { $0.code == Diagnostic.Code.markerInsideStatement.rawValue }
    var reader = CellReader(text: text, file: isCut || file.tree.hasError ? nil : file)
    var drafts: [CellDraft] = []
    let first = markers.first?.line ?? text.lineCount
    if (head.endLine..<max(first, head.endLine)).contains(where: { !text.isBlank(line: $0) }) {
      drafts.append(reader.read(index: 0, marker: nil, lines: head.endLine..<first))
    }
    for (index, marker) in markers.enumerated() {
      let end = index + 1 < markers.count ? markers[index + 1].line : text.lineCount
      drafts.append(reader.read(index: drafts.count, marker: marker, lines: marker.line..<end))
    }
    diagnostics += reader.diagnostics.filter { !isCut || $0.code != Diagnostic.Code.swiftSyntax.rawValue }
    diagnostics += UnseenCharacters.warnings(in: text, tree: file.tree)
    var shared = finder.map { SharedSourceReader(finder: $0, head: head, text: text).read(&diagnostics) } ?? []
    NameResolution.resolve(&drafts, with: &shared)
    notebook.sharedSources = shared.map(\.shared)
    for rule in notebookRules { diagnostics += rule.check(drafts, text) }
    notebook.cells = drafts.map(\.cell)
    notebook.parameters = drafts.first(where: \.cell.isParameters)?.parameters ?? []
    return ParsedNotebook(notebook: notebook, diagnostics: diagnostics.inFileOrder())
  }
}

extension [Diagnostic] {
  /// By place; those of one place stay in the order they were found in.
  fileprivate func inFileOrder() -> [Diagnostic] {
    enumerated().sorted { a, b in
      (a.element.line ?? 0, a.element.column ?? 0, a.offset) < (b.element.line ?? 0, b.element.column ?? 0, b.offset)
    }.map(\.element)
  }
}
