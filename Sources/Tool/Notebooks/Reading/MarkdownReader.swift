import Runs
import SwiftParser
import SwiftSyntax

/// Reads the text of a Markdown cell: what it interpolates, what it refers to, which sections it names.
struct MarkdownReader {
  let body: String
  private(set) var references: [LabelPlace] = []
  private(set) var sections: [LabelPlace] = []
  private(set) var notes: [LabelPlace] = []
  private(set) var noteDefinitions: [LabelPlace] = []
  private(set) var statements: [(statement: Statement, mentions: Mentions)] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter lines: where the lines' texts stand in the source, behind the comment signs.
  init(text: SourceText, lines: [Range<Int>]) {
    body = lines.map { text.string($0) }.joined(separator: "\n")
    var lineStarts: [Int] = []
    var start = 0
    for line in lines {
      lineStarts.append(start)
      start += line.count + 1
    }
    func source(_ offset: Int) -> Int {
      let line = (lineStarts.firstIndex { $0 > offset } ?? lineStarts.count) - 1
      return lines[line].lowerBound + offset - lineStarts[line]
    }
    for part in MarkdownScanner(body).parts {
      switch part {
      case .reference(let label, let offset): references.append(LabelPlace(label: label, offset: source(offset)))
      case .section(let label, let offset): sections.append(LabelPlace(label: label, offset: source(offset)))
      case .note(let label, let offset): notes.append(LabelPlace(label: label, offset: source(offset)))
      case .noteDefinition(let label, let offset):
        noteDefinitions.append(LabelPlace(label: label, offset: source(offset)))
      case .unclosed(let offset):
        diagnostics.append(
          text.diagnostic(
            .interpolation, at: source(offset), "the expression that `\\(` opens does not end on its line",
            hint: "close the parenthesis; for a plain `\\(` write `\\\\(`"))
      case .interpolation(let whole, let inner):
        let start = source(inner.lowerBound)
        read(
          InterpolatedExpression(text.string(start..<start + inner.count)), whole: source(whole.lowerBound), at: start,
          in: text)
      }
    }
  }

  private mutating func read(_ expression: InterpolatedExpression, whole: Int, at start: Int, in text: SourceText) {
    if expression.isEmpty {
      diagnostics.append(
        text.diagnostic(
          .interpolation, at: whole, "`\\()` holds no expression", hint: "for a plain `\\(` write `\\\\(`"))
      return
    }
    if expression.isFormula {
      diagnostics.append(
        text.diagnostic(
          .interpolation, at: whole, "what stands between `\\(` and `\\)` is no Swift expression",
          hint: "a formula is written between dollar signs, `$x^2$`; for a plain `\\(` write `\\\\(`"))
    }
    for problem in expression.isFormula ? [] : expression.problems {
      diagnostics.append(text.diagnostic(.interpolation, at: start + problem.offset, problem.message))
    }
    let end = start + expression.byteCount
    let mentions = expression.mentions
    let statement = Statement(
      kind: .interpolation, range: text.range(start..<end), startOffset: start, endOffset: end, isDisplayed: false,
      defines: [], uses: mentions.uses.sorted(), fingerprint: expression.fingerprint)
    statements.append((statement, mentions))
  }

  /// The labels that a caption refers to.
  static func references(inCaption caption: String) -> [String] {
    MarkdownScanner(caption).parts.compactMap { part in
      if case .reference(let label, _) = part { return label }
      return nil
    }
  }
}

/// What stands between the parentheses of `\(...)`.
struct InterpolatedExpression {
  /// Offset into the expression.
  typealias Problem = (offset: Int, message: String)

  let byteCount: Int
  private let tree: ExprSyntax

  init(_ source: String) {
    byteCount = source.utf8.count
    isFormula = source.utf8.last == UInt8(ascii: "\\")
    var parser = Parser("(" + source + ")")
    tree = ExprSyntax.parse(from: &parser)
  }

  /// Whether it is LaTeX: `\( x^2 \)` ends with a backslash.
  let isFormula: Bool

  var isEmpty: Bool { tree.as(TupleExprSyntax.self)?.elements.isEmpty == true }

  var mentions: Mentions { StatementNames.mentions(of: tree) }

  var fingerprint: String { tree.tokenFingerprint(line: 0) }

  var problems: [Problem] {
    SyntaxErrors.find(in: tree).map { (min(max(0, $0.offset - 1), byteCount), $0.message) }
  }
}
