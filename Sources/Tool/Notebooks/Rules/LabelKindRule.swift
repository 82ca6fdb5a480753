import Runs

/// A label's prefix agrees with the caption of its cell, so that a reference is numbered as what it is.
struct LabelKindRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    cells.compactMap { draft in
      guard let label = draft.cell.label, let place = draft.places[.label] else { return nil }
      let prefix = LabelForm.prefix(of: label)
      if prefix == "sec" {
        return text.diagnostic(
          .labelKind, at: place, "`\(label)` names a section, but sections are named on their headings",
          hint: "write `{#\(label)}` behind a heading; a figure's label begins with `fig-`, a table's with `tbl-`")
      }
      if prefix == "eq" {
        return text.diagnostic(
          .labelKind, at: place, "`\(label)` names a formula, but formulas are named behind them",
          hint: "write `$$ {#\(label)}` at the end of the formula; a figure's label begins with `fig-`")
      }
      let isFigure = draft.cell.options.figureCaption != nil
      let isTable = draft.cell.options.tableCaption != nil
      if isFigure, !isTable, prefix != "fig" {
        return text.diagnostic(
          .labelKind, at: place, "the cell has a figure's caption, but `\(label)` is no figure's label",
          hint: "write `fig-\(stem(label, prefix))`, or `tbl-cap` for the caption of a table")
      }
      if isTable, !isFigure, prefix != "tbl" {
        return text.diagnostic(
          .labelKind, at: place, "the cell has a table's caption, but `\(label)` is no table's label",
          hint: "write `tbl-\(stem(label, prefix))`, or `fig-cap` for the caption of a figure")
      }
      return nil
    }
  }

  private func stem(_ label: String, _ prefix: String?) -> String {
    prefix.map { String(label.dropFirst($0.count + 1)) } ?? label
  }
}
