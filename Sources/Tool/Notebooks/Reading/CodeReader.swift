import Runs
import SwiftParser
import SwiftSyntax

/// Reads the Swift of one cell.
struct CodeReader {
  let text: SourceText
  /// The cell's code within the source.
  let offsets: Range<Int>
  /// The tree that the code is part of.
  let tree: SourceFileSyntax
  /// Where the tree begins in the source.
  let treeOffset: Int
  /// The top-level items of the code.
  let items: [CodeBlockItemSyntax]

  /// Parses the code by itself, so that a brace left open is reported where it stands.
  init(text: SourceText, offsets: Range<Int>) {
    self.text = text
    self.offsets = offsets
    tree = Parser.parse(source: text.string(offsets))
    treeOffset = offsets.lowerBound
    items = Array(tree.statements)
  }

  /// Code of a file that is parsed already, without an error.
  init(text: SourceText, offsets: Range<Int>, in file: ParsedFile) {
    self.text = text
    self.offsets = offsets
    tree = file.tree
    treeOffset = 0
    items = file.items(in: offsets)
  }

  /// Where the code is no Swift.
  func syntaxErrors() -> [Diagnostic] {
    SyntaxErrors.find(in: tree).map { found in
      let opened = found.opener.map { text.lineIndex(at: treeOffset + $0) + 1 }
      return text.diagnostic(
        .swiftSyntax, at: min(treeOffset + found.offset, text.bytes.count), found.message,
        hint: opened.map { "line \($0) opens what is not closed" })
    }
  }

  /// `//|` lines that come too late to be options.
  func lateOptions() -> [Diagnostic] {
    let lines =
      text.lineIndex(at: offsets.lowerBound)...text.lineIndex(at: max(offsets.lowerBound, offsets.upperBound - 1))
    return lines.compactMap { line in
      let range = text.lineRange(line)
      guard OptionLine.content(of: range, in: text) != nil else { return nil }
      let start = text.bytes[range].firstIndex { !$0.isBlank } ?? range.lowerBound
      guard case .startOfLineComment = tree.place(of: start - treeOffset) else { return nil }
      return text.diagnostic(
        .optionAfterCode, at: start, "option lines stand at the top of a cell, before its code",
        hint: "move this line up to the cell's marker; for a plain comment write `// |`")
    }
  }

  /// The cell's top-level statements, with the last one's value displayed when it has one.
  func readStatements(into draft: inout CellDraft) {
    for (index, item) in items.enumerated() {
      let start = treeOffset + item.item.positionAfterSkippingLeadingTrivia.utf8Offset
      let end = treeOffset + item.item.endPositionBeforeTrailingTrivia.utf8Offset
      guard end > start else { continue }
      let isDisplayed = index == items.count - 1 && item.isDisplayedExpression
      let mentions = StatementNames.mentions(of: item, isDisplayed: isDisplayed)
      draft.codeLabels.formUnion(mentions.labels)
      draft.mentions.append(mentions)
      let range = text.range(start..<end)
      let isDeferred = item.isDeferred
      draft.cell.statements.append(
        Statement(
          kind: item.statementKind, range: range, startOffset: start, endOffset: end,
          isDisplayed: isDisplayed, defines: mentions.defines, uses: mentions.uses.sorted(),
          isDeferred: isDeferred, constants: isDeferred ? [] : mentions.constants,
          variables: isDeferred ? [] : mentions.initialized, holdsState: mentions.holdsState,
          asksForPlace: text.bytes[start..<end].contains(UInt8(ascii: "#")) && item.item.asksForPlace,
          fingerprint: item.item.tokenFingerprint(line: range.startLine)))
    }
  }
}
