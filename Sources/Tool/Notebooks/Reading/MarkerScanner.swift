import Runs
import SwiftParser
import SwiftSyntax

/// Finds the lines that start cells. What is a comment and what is the inside of a string, Swift's own lexer says.
///
/// A marker within a statement starts a cell all the same, as it does for jupytext, and is an error. When the file has
/// other syntax errors, an open brace among them, those are the cause, and the cells report them.
struct MarkerScanner {
  let text: SourceText
  let tree: SourceFileSyntax
  /// The first and the last byte of each top-level item.
  private let items: [Range<Int>]

  init(text: SourceText, source: String) {
    self.text = text
    tree = Parser.parse(source: source)
    items = tree.statements.map { item in
      item.positionAfterSkippingLeadingTrivia.utf8Offset..<item.endPositionBeforeTrailingTrivia.utf8Offset
    }
  }

  func markers(fromLine first: Int, diagnostics: inout [Diagnostic]) -> [CellMarker] {
    var markers: [CellMarker] = []
    for line in first..<max(first, text.lineCount) {
      guard let (start, content) = CellMarker.contentOffset(in: text.lineRange(line), of: text) else { continue }
      switch tree.place(of: start) {
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
      if !tree.hasError, let item = item(around: start) {
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

  /// The top-level item that begins before an offset and ends behind it.
  private func item(around offset: Int) -> Range<Int>? {
    let behind = items.partitioningIndex { $0.lowerBound >= offset }
    guard behind > 0, offset < items[behind - 1].upperBound else { return nil }
    return items[behind - 1]
  }
}

extension [Range<Int>] {
  /// The first index whose element, and every one after it, meets the condition.
  fileprivate func partitioningIndex(where isBehind: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
