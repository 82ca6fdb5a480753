import Runs

/// A label is a letter followed by letters, digits, `-` and `_`: it names files and fragments of addresses.
struct LabelFormRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    cells.compactMap { draft in
      guard let label = draft.cell.label, !LabelForm.isLabel(label), let place = draft.places[.label] else {
        return nil
      }
      return text.diagnostic(
        .badLabel, at: place, "`\(label)` is no label",
        hint: "a label begins with a letter and holds letters, digits, `-` and `_`, as in `fig-energy`")
    }
  }
}
