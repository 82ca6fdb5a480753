import Runs
import Statistics

/// Every `@fig-x` leads somewhere. Sections and equations may be in files that are included, and are judged once these
/// are read.
struct CrossReferenceRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var labels: [String] = []
    var given: Set<String> = []
    var counts: [String: Int] = [:]
    for draft in cells {
      labels += draft.sections.map(\.label)
      if let label = draft.cell.label {
        labels.append(label)
        if let maximum = draft.maximumExhibits {
          counts[label] = label.hasPrefix("tbl-") ? maximum.tables : maximum.figures
        }
        // The parts of a figure.
        labels += (draft.cell.options.figureSubcaptions ?? []).indices.prefix(26).map {
          "\(label)-\(UnicodeScalar(UInt8(ascii: "a") + UInt8($0)))"
        }
      }
      given.formUnion(draft.codeLabels)
    }
    let known = given.union(labels)
    let includesFile = cells.contains(where: \.includesFile)
    return cells.flatMap(\.references).compactMap { reference in
      let label = reference.label
      if known.contains(label) { return nil }
      if let (first, number) = LabelForm.numbered(label), known.contains(first) {
        // How many there are may be known only when the cell has run.
        guard let count = counts[first], count < number, !given.contains(first) else { return nil }
        let kind = LabelForm.prefix(of: label).flatMap { LabelForm.kinds[$0] } ?? "figure"
        return text.diagnostic(
          .danglingReference, at: reference.offset, "nothing has the label `\(label)`",
          hint: count > 1
            ? "the cell `\(first)` shows \(count) \(kind)s, `@\(first)` to `@\(first)-\(count)`"
            : "the cell shows one \(kind), `@\(first)`")
      }
      if includesFile, let prefix = LabelForm.prefix(of: label), ["sec", "eq"].contains(prefix) { return nil }
      if let other = labels.first(where: { stem($0) == stem(label) }),
        let kind = LabelForm.prefix(of: label).flatMap({ LabelForm.kinds[$0] })
      {
        return text.diagnostic(
          .referenceKind, at: reference.offset, "`@\(label)` refers to a \(kind), but the label is `\(other)`",
          hint: LabelForm.isReferable(other)
            ? "write `@\(other)`" : "only labels that begin with `fig-`, `tbl-`, `sec-` or `eq-` can be referred to")
      }
      let referable = known.filter(LabelForm.isReferable).sorted()
      return text.diagnostic(
        .danglingReference, at: reference.offset, "nothing has the label `\(label)`",
        hint: NearestName.hint(for: label, among: referable, noun: "labels"))
    }
  }

  private func stem(_ label: String) -> Substring {
    LabelForm.prefix(of: label).map { label.dropFirst($0.count + 1) } ?? label[...]
  }
}
