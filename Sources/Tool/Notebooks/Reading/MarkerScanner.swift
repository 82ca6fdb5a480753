import Runs

/// Finds the lines that start cells. What is a comment and what is the inside of a string, Swift's own lexer says.
///
/// A marker within a statement starts a cell all the same, as it does for jupytext, and is an error. When the file has
/// other syntax errors, an open brace among them, those are the cause, and the cells report them.
struct MarkerScanner {
  let text: SourceText
  let file: ParsedFile

  func markers(fromLine first: Int, diagnostics: inout [Diagnostic]) -> [CellMarker] {
    var markers: [CellMarker] = []
    for line in first..<max(first, text.lineCount) {
      guard let (start, content) = CellMarker.contentOffset(in: text.lineRange(line), of: text) else { continue }
      switch file.tree.place(of: start) {
      case .startOfLineComment: break
      case .comment:
        diagnostics.append(
          text.diagnostic(
            .markerInComment, .warning, at: start, "this marker stands in a block comment and starts no cell",
            hint: "jupytext and Quarto would start a cell here; write it differently"))
        continue
      case .string, .code: continue
      }
      var behind = content
      let end = text.lineRange(line).upperBound
      while behind < end, text.bytes[behind] == UInt8(ascii: "%") { behind += 1 }
      if behind < end, !text.bytes[behind].isBlank {
        diagnostics.append(
          text.diagnostic(
            .markerSpacing, .warning, at: start, "this line starts no cell, because no blank follows `%%`",
            hint: "write `// %% Title`"))
        continue
      }
      if behind > content {
        diagnostics.append(
          text.diagnostic(
            .markerDepth, .warning, at: start, "cells have no depth; this marker is read as `// %%`",
            hint: "write two percent signs"))
      }
      if !file.tree.hasError, let item = file.range(ofItemAround: start) {
        let opened = text.lineIndex(at: item.lowerBound) + 1
        diagnostics.append(
          text.diagnostic(
            .markerInsideStatement, at: start, "a cell starts inside the statement of line \(opened)",
            hint: "close what line \(opened) opens before this cell, or take the marker away"))
      }
      markers.append(CellMarker(line: line, content: behind, in: text, diagnostics: &diagnostics))
    }
    return markers
  }
}
