import Runs

/// Reads one cell: marker, option lines, body.
struct CellReader {
  let text: SourceText
  /// The whole file; nil where it has syntax errors, and each cell is parsed by itself.
  let file: ParsedFile?
  var diagnostics: [Diagnostic] = []

  init(text: SourceText, file: ParsedFile?) {
    self.text = text
    self.file = file
  }

  /// - Parameter lines: the cell's lines from 0, the marker's line first when there is one.
  mutating func read(index: Int, marker: CellMarker?, lines: Range<Int>) -> CellDraft {
    let offsets = text.lineStarts[lines.lowerBound]..<text.endOffset(ofLine: lines.upperBound - 1)
    let cell = Cell(
      index: index, kind: marker?.kind ?? .code, title: marker?.title, body: "", bodyStartLine: lines.lowerBound + 1,
      range: text.range(offsets))
    var draft = CellDraft(cell: cell)
    draft.startOffset = offsets.lowerBound
    for item in marker?.metadata ?? [] { read(item, into: &draft) }
    var line = lines.lowerBound + (marker == nil ? 0 : 1)
    if draft.cell.kind == .code { line = readOptionLines(from: line, to: lines.upperBound, into: &draft) }
    var end = lines.upperBound
    while line < end, text.isBlank(line: line) { line += 1 }
    while end > line, text.isBlank(line: end - 1) { end -= 1 }
    draft.cell.bodyStartLine = min(line + 1, cell.range.lastLine)
    switch draft.cell.kind {
    case .code: readCode(line..<end, into: &draft)
    case .markdown: readMarkdown(line..<end, into: &draft)
    }
    readCaptionReferences(into: &draft)
    return draft
  }

  private mutating func readCode(_ lines: Range<Int>, into draft: inout CellDraft) {
    guard !lines.isEmpty else { return }
    let offsets = text.lineStarts[lines.lowerBound]..<text.lineRange(lines.upperBound - 1).upperBound
    draft.cell.body = lines.map { text.lineText($0) }.joined(separator: "\n")
    let code =
      file.map { CodeReader(text: text, offsets: offsets, in: $0) } ?? CodeReader(text: text, offsets: offsets)
    diagnostics += code.syntaxErrors() + code.lateOptions()
    code.readStatements(into: &draft)
    if draft.cell.isParameters { draft.parameters = code.readParameters(diagnostics: &diagnostics) }
  }

  private mutating func readMarkdown(_ lines: Range<Int>, into draft: inout CellDraft) {
    var contents: [Range<Int>] = []
    for line in lines {
      let range = text.lineRange(line)
      if let content = CommentLine.content(of: range, in: text) {
        if text.bytes[content..<range.upperBound].first == UInt8(ascii: "|"),
          text.bytes[content - 1] == UInt8(ascii: "/"), let key = optionKey(after: content + 1, in: range)
        {
          diagnostics.append(
            text.diagnostic(
              .optionInMarkdown, at: range.lowerBound, "`//| \(key):` in a Markdown cell",
              hint: "options of a Markdown cell stand on its marker, `\(key)=...`; for a table row write `// |`"))
        }
        contents.append(content..<range.upperBound)
      } else if text.isBlank(line: line) {
        contents.append(range.upperBound..<range.upperBound)
      } else {
        let isDoc = text.lineText(line).drop { $0 == " " || $0 == "\t" }.hasPrefix("///")
        diagnostics.append(
          text.diagnostic(
            .markdownLine, at: range.lowerBound, "a line of a Markdown cell is not a `//` comment",
            hint: isDoc ? "write two slashes" : "start a code cell with a line `// %%` before it"))
        contents.append(range)
      }
    }
    let markdown = MarkdownReader(text: text, lines: contents)
    draft.cell.body = markdown.body
    draft.references += markdown.references
    draft.sections = markdown.sections
    draft.notes = markdown.notes
    draft.noteDefinitions = markdown.noteDefinitions
    diagnostics += markdown.diagnostics
    draft.cell.hasInterpolation = !markdown.statements.isEmpty
    draft.cell.statements = markdown.statements.map(\.statement)
    draft.mentions = markdown.statements.map(\.mentions)
  }

  private func optionKey(after start: Int, in line: Range<Int>) -> String? {
    var at = start
    while at < line.upperBound, text.bytes[at].isBlank { at += 1 }
    let keyStart = at
    while at < line.upperBound, text.bytes[at].isLabelByte { at += 1 }
    guard at > keyStart, at < line.upperBound, text.bytes[at] == UInt8(ascii: ":") else { return nil }
    return text.string(keyStart..<at)
  }

  private func readCaptionReferences(into draft: inout CellDraft) {
    let options = draft.cell.options
    let captions: [(CellOption, [String])] = [
      (.figureCaption, [options.figureCaption].compactMap(\.self)),
      (.tableCaption, [options.tableCaption].compactMap(\.self)),
      (.figureSubcaptions, options.figureSubcaptions ?? []),
    ]
    for (option, captions) in captions {
      guard !captions.isEmpty, let place = draft.places[option] else { continue }
      for reference in captions.flatMap(MarkdownReader.references) {
        let sought = Array(("@" + reference).utf8)
        let found = text.bytes[place...].firstOffset(of: sought)
        draft.references.append(LabelPlace(label: reference, offset: found ?? place))
      }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where `sought` first occurs.
  fileprivate func firstOffset(of sought: [UInt8]) -> Int? {
    indices.first { self[$0...].starts(with: sought) }
  }
}
