import Runs

extension Notebook {
  /// Larger sources are refused: what is too long to be written by hand is data and belongs in a file of its own.
  public static let maximumByteCount = 1 << 20

  /// Reads an analysis. Whatever the bytes, there is a notebook; what is wrong with it stands in the diagnostics.
  /// - Parameters:
  ///   - source: the text of the file.
  ///   - path: its path as the user gave it; diagnostics quote it, and the notebook's name is made from it.
  public static func parse(source: String, path: String) -> ParsedNotebook {
    DeepStack.run { NotebookReader(source: source, path: path).read() }
  }

  /// The file's name without folders and `.swift`.
  static func name(ofPath path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
  }
}

/// Reads a whole file, stage by stage.
private struct NotebookReader {
  let source: String
  let text: SourceText

  init(source: String, path: String) {
    // A byte order mark is no part of the text.
    self.source = source.unicodeScalars.first == "\u{FEFF}" ? String(source.unicodeScalars.dropFirst()) : source
    text = SourceText(self.source, path: path)
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
    if let lone = text.loneCarriageReturn {
      diagnostics.append(
        text.diagnostic(
          .carriageReturnLines, at: lone, "a line ends in a carriage return alone",
          hint: "save the file with line feeds as line ends"))
    }
    let head = FrontMatterBlock(in: text, diagnostics: &diagnostics)
    notebook.frontMatter = head.frontMatter
    let scanner = MarkerScanner(text: text, source: source)
    let markers = scanner.markers(fromLine: head.endLine, diagnostics: &diagnostics)
    var reader = CellReader(text: text)
    var drafts: [CellDraft] = []
    let first = markers.first?.line ?? text.lineCount
    if (head.endLine..<max(first, head.endLine)).contains(where: { !text.isBlank(line: $0) }) {
      drafts.append(reader.read(index: 0, marker: nil, lines: head.endLine..<first))
    }
    for (index, marker) in markers.enumerated() {
      let end = index + 1 < markers.count ? markers[index + 1].line : text.lineCount
      drafts.append(reader.read(index: drafts.count, marker: marker, lines: marker.line..<end))
    }
    // Where a marker cuts a statement, both halves are broken Swift; the cut is the mistake.
    let isCut = diagnostics.contains { $0.code == Diagnostic.Code.markerInsideStatement.rawValue }
    diagnostics += reader.diagnostics.filter { !isCut || $0.code != Diagnostic.Code.swiftSyntax.rawValue }
    NameResolution.resolve(&drafts)
    for rule in notebookRules { diagnostics += rule.check(drafts, text) }
    notebook.cells = drafts.map(\.cell)
    notebook.parameters = drafts.first(where: \.cell.isParameters)?.parameters ?? []
    return ParsedNotebook(notebook: notebook, diagnostics: diagnostics.inFileOrder())
  }
}

extension SourceText {
  /// A `\r` that is not part of `\r\n`.
  fileprivate var loneCarriageReturn: Int? {
    bytes.indices.first { at in
      bytes[at] == UInt8(ascii: "\r") && (at + 1 == bytes.count || bytes[at + 1] != UInt8(ascii: "\n"))
    }
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
