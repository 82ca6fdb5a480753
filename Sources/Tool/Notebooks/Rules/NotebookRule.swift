import Runs

/// A check that needs the whole notebook.
protocol NotebookRule: Sendable {
  func check(_ cells: [CellDraft], _ text: SourceText) -> [Diagnostic]
}

/// All of them.
let notebookRules: [any NotebookRule] = [
  LabelFormRule(), LabelKindRule(), DuplicateLabelRule(), CrossReferenceRule(), NoteRule(), ParametersCellRule(),
  RedeclarationRule(), DefinitionOrderRule(),
]
