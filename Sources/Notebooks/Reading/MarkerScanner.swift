import SwiftParser
import SwiftSyntax

/// Finds the lines that start cells. What is a comment and what is the inside of a string, Swift's own lexer says.
struct MarkerScanner {
  let text: SourceText
  private let tree: SourceFileSyntax
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
      switch place(of: start) {
      case .string: continue
      case .blockComment:
        diagnostics.append(
          text.diagnostic(
            .markerInComment, .warning, at: start, "this marker stands in a block comment and starts no cell",
            hint: "jupytext and Quarto would start a cell here; write it differently"))
        continue
      case .lineComment: break
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
      if let item = items.first(where: { $0.lowerBound < start && start < $0.upperBound }) {
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

  private enum Place { case lineComment, blockComment, string }

  private func place(of offset: Int) -> Place {
    guard let token = tree.token(at: AbsolutePosition(utf8Offset: offset)) else { return .lineComment }
    for ancestor in sequence(first: Syntax(token), next: \.parent) where ancestor.is(StringLiteralExprSyntax.self) {
      if offset >= ancestor.positionAfterSkippingLeadingTrivia.utf8Offset { return .string }
    }
    if offset >= token.positionAfterSkippingLeadingTrivia.utf8Offset,
      offset < token.endPositionBeforeTrailingTrivia.utf8Offset
    {
      return .string
    }
    let isBefore = offset < token.positionAfterSkippingLeadingTrivia.utf8Offset
    var at = isBefore ? token.position.utf8Offset : token.endPositionBeforeTrailingTrivia.utf8Offset
    for piece in isBefore ? token.leadingTrivia : token.trailingTrivia {
      let end = at + piece.sourceLength.utf8Length
      if offset < end {
        switch piece {
        case .lineComment: return at == offset ? .lineComment : .blockComment
        case .blockComment, .docBlockComment: return .blockComment
        default: return .lineComment
        }
      }
      at = end
    }
    return .lineComment
  }
}
