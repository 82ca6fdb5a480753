import Runs

/// A variable or a type is declared once, and nothing is called like the library.
struct RedeclarationRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var lines: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    // Cells that are left out declare nothing; what a cell that may fail declares is its own.
    for draft in cells where draft.cell.kind == .code && draft.cell.options.evaluate && !draft.cell.options.allowsError
    {
      for statement in draft.cell.statements where statement.kind == .variable || statement.kind == .type {
        for name in statement.defines {
          if name == "Songbook" {
            diagnostics.append(
              text.diagnostic(
                .redeclaration, at: statement.startOffset, "`Songbook` is the name of the library",
                hint: "choose another name"))
          } else if let line = lines[name] {
            diagnostics.append(
              text.diagnostic(
                .redeclaration, at: statement.startOffset, "`\(name)` is declared a second time",
                hint: "line \(line) declares it already; all cells are one file, so choose another name"))
          } else {
            lines[name] = statement.range.startLine
          }
        }
      }
    }
    return diagnostics
  }
}
