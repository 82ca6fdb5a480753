import Runs

/// A variable of the top level is declared once. The compiler says so, too, and beside it that every use is ambiguous.
struct RedeclarationRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var lines: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    // What a cell that may fail declares is seen in it alone.
    for draft in cells where draft.cell.options.evaluate && !draft.cell.options.allowsError {
      for statement in draft.cell.statements where statement.kind == .variable {
        for name in statement.defines {
          guard let line = lines[name] else {
            lines[name] = statement.range.startLine
            continue
          }
          diagnostics.append(
            text.diagnostic(
              .redeclaration, at: statement.startOffset, "`\(name)` is declared a second time",
              hint: "line \(line) declares it already; give this one another name"))
        }
      }
    }
    return diagnostics
  }
}
