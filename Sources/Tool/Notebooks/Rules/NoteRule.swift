import Runs
import Statistics

/// Every `[^x]` has its note, in any Markdown cell. Notes of files that are included are judged once these are read.
struct NoteRule: NotebookRule {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic] {
    if cells.contains(where: \.includesFile) { return [] }
    let known = Set(cells.flatMap(\.noteDefinitions).map(\.label))
    return cells.flatMap(\.notes).filter { !known.contains($0.label) }.map { note in
      let nearest = NearestName.of(note.label, among: known.sorted()).map { "did you mean `[^\($0)]`?" }
      return text.diagnostic(
        .danglingNote, at: note.offset, "no note is called `\(note.label)`",
        hint: nearest
          ?? "define it in any Markdown cell, `[^\(note.label)]: …`; for plain text write `\\[^\(note.label)]`")
    }
  }
}
