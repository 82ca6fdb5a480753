import Runs

/// A label names one thing.
struct DuplicateLabelRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    var lines: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    for draft in cells {
      var places = draft.sections
      if let label = draft.cell.label, let offset = draft.places[.label] {
        places.append(LabelPlace(label: label, offset: offset))
      }
      for place in places {
        // File systems that ignore case would write one figure over the other.
        let key = place.label.lowercased()
        if let line = lines[key] {
          diagnostics.append(
            text.diagnostic(
              .duplicateLabel, at: place.offset, "the label `\(place.label)` is taken",
              hint: "line \(line) has it already"))
        } else {
          lines[key] = text.lineIndex(at: place.offset) + 1
        }
      }
    }
    return diagnostics
  }
}
