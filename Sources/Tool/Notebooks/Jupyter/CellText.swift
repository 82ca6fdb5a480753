import Runs

/// A cell as it stands in the author's file: its marker taken apart, and the lines below it as they are.
public struct CellText: Sendable, Equatable {
  /// The title; nil where there is none.
  public var title: String?
  /// What the marker says behind the title, each value as JSON.
  public var metadata: [String: JSONValue] = [:]
  /// The lines behind the marker, option lines among them, without empty ones at both ends.
  public var content: String
}

extension Notebook {
  /// The cells as they stand in the file.
  public var cellTexts: [CellText] {
    let text = SourceText(source, path: path)
    return cells.map { cell in
      var result = CellText(title: cell.title, content: "")
      let first = cell.range.startLine - 1
      var lines = first..<max(first, min(cell.range.lastLine, text.lineCount))
      if let (_, content) = lines.first.flatMap({ CellMarker.contentOffset(in: text.lineRange($0), of: text) }) {
        var diagnostics: [Diagnostic] = []
        let marker = CellMarker(line: first, content: content, in: text, diagnostics: &diagnostics)
        for item in marker.metadata {
          result.metadata[item.key] = JSONValue(json: item.value.utf8) ?? .string(item.value)
        }
        lines = lines.dropFirst()
      }
      while let line = lines.first, text.isBlank(line: line) { lines = lines.dropFirst() }
      while let line = lines.last, text.isBlank(line: line) { lines = lines.dropLast() }
      result.content = lines.map { text.lineText($0) }.joined(separator: "\n")
      return result
    }
  }

  /// The lines between the fences at the top of the file, without comment signs; nil where there is no front matter.
  public var frontMatterText: String? {
    let text = SourceText(source, path: path)
    var diagnostics: [Diagnostic] = []
    let block = FrontMatterBlock(in: text, diagnostics: &diagnostics)
    let lines = (0..<block.endLine).compactMap { line in
      CommentLine.content(of: text.lineRange(line), in: text).map { text.string($0..<text.lineRange(line).upperBound) }
    }
    let isFence = { (line: String) in line.hasPrefix("---") }
    guard let first = lines.firstIndex(where: isFence), let last = lines.lastIndex(where: isFence), last > first else {
      return nil
    }
    return lines[(first + 1)..<last].joined(separator: "\n")
  }
}
