import Runs

/// A notebook has one parameters cell, and it is code.
struct ParametersCellRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var first: Int?
    return cells.compactMap { draft in
      guard draft.cell.isParameters else { return nil }
      let place = draft.places[.tags] ?? draft.startOffset
      if draft.cell.kind == .markdown {
        return text.diagnostic(
          .parametersInMarkdown, at: place, "a Markdown cell holds no parameters",
          hint: "put the tag on the code cell that declares them")
      }
      if let first {
        return text.diagnostic(
          .secondParametersCell, at: place, "a second cell with the tag `parameters`",
          hint: "move its constants into the cell of line \(first)")
      }
      first = draft.cell.range.startLine
      return nil
    }
  }
}
