import Notebooks
import Runs

/// What the statements of a round accessed in memory, under names that mean the same in the next run.
struct MemoryFindings {
  private var uses: [Int: [String: Bool]] = [:]
  private let isObserved: Bool
  private let notebook: Notebook

  init(_ accesses: [MemoryAccess], _ notebook: Notebook) {
    self.notebook = notebook
    isObserved = notebook.isObserved
    guard isObserved else { return }
    var makers: [Int: String] = [:]
    for cell in notebook.cells {
      for statement in cell.statements where makers[statement.range.startLine] == nil {
        makers[statement.range.startLine] = statement.fingerprint
      }
    }
    for access in accesses {
      let location: String
      switch access.location {
      case .variable(let name): location = name
      case .objectsOf(let name): location = MemoryUse.objects + name
      case .background: location = MemoryUse.background
      case .objectsMade(let line): location = MemoryUse.objects + (makers[line]?.prefix(16) ?? "")
      }
      uses[access.line, default: [:]][location, default: false] =
        uses[access.line]?[location] == true || access.isWritten
    }
  }

  /// In a fixed order. The expressions of a text are evaluated together, so that each has what all of them accessed.
  func uses(by statement: Statement, of cell: Cell) -> [MemoryUse] {
    guard isObserved else {
      return notebook.accessesUnobserved(statement).uses.sorted().map { MemoryUse(location: $0, isWritten: true) }
    }
    let lines = cell.kind == .markdown ? cell.statements.map(\.range.startLine) : [statement.range.startLine]
    let all = lines.reduce(into: [String: Bool]()) { all, line in
      all.merge(uses[line] ?? [:]) { $0 || $1 }
    }
    return all.sorted { $0.key < $1.key }.map { MemoryUse(location: $0.key, isWritten: $0.value) }
  }
}
