import Runs

/// A shared file with what only the reading needs to know.
struct SharedDraft {
  var shared: SharedSource
  /// One for each statement.
  var mentions: [Mentions]
}

/// Reads the files that the front matter names in `sources`.
struct SharedSourceReader {
  let finder: any SharedSourceFinder
  let head: FrontMatterBlock
  /// The analysis.
  let text: SourceText

  /// More are not meant to be read for one analysis.
  private static let maximumCount = 200

  func read(_ diagnostics: inout [Diagnostic]) -> [SharedDraft] {
    var seen: Set<String> = [text.path]
    var drafts: [SharedDraft] = []
    for entry in head.frontMatter.sources {
      let files = finder.files(named: entry)
      if files.isEmpty {
        diagnostics.append(
          text.diagnostic(
            .missingSource, at: head.sourcesOffset, "`\(entry)` is no Swift file, and no folder with Swift files",
            hint: "paths in `sources` are relative to the folder of the analysis"))
      }
      for file in files where seen.insert(file.path).inserted {
        guard drafts.count < Self.maximumCount else {
          diagnostics.append(
            text.diagnostic(
              .missingSource, at: head.sourcesOffset,
              "`sources` stands for more than \(Self.maximumCount) files", hint: "name those that are needed"))
          return drafts
        }
        do throws(Diagnostic) {
          drafts.append(try read(file.bytes, path: file.path, &diagnostics))
        } catch {
          diagnostics.append(error)
        }
      }
    }
    return drafts
  }

  private func read(
    _ bytes: [UInt8], path: String, _ diagnostics: inout [Diagnostic]
  ) throws(Diagnostic) -> SharedDraft {
    let text = SourceText(try SourceText.utf8(bytes, path: path), path: path)
    var draft = SharedDraft(
      shared: SharedSource(path: path, source: text.string(text.bytes.indices), statements: []), mentions: [])
    guard text.bytes.count <= Notebook.maximumByteCount, text.endlessBrackets == nil else {
      throw text.diagnostic(.tooLarge, at: 0, "the file is too large, or nested too deeply, to be compiled")
    }
    let reader = CodeReader(text: text, offsets: text.bytes.indices)
    diagnostics += reader.syntaxErrors()
    (draft.shared.statements, draft.mentions) = reader.sharedStatements()
    for statement in draft.shared.statements where statement.kind == .expression || statement.kind == .control {
      diagnostics.append(
        text.diagnostic(
          .sharedStatement, at: statement.startOffset,
          "a shared file declares functions, types and values; this would run",
          hint: "put it into a function, or into a cell of the analysis"))
    }
    return draft
  }
}

extension CodeReader {
  /// The file's declarations, none of which runs where it stands.
  fileprivate func sharedStatements() -> (statements: [Statement], mentions: [Mentions]) {
    var draft = CellDraft(
      cell: Cell(index: 0, kind: .code, body: "", bodyStartLine: 1, range: text.range(offsets)))
    readStatements(into: &draft)
    let statements = draft.cell.statements.map { statement in
      var statement = statement
      statement.isDisplayed = false
      statement.isDeferred = statement.kind != .importDeclaration
      (statement.constants, statement.variables) = ([], [])
      return statement
    }
    return (statements, draft.mentions)
  }
}
