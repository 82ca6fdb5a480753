import Glibc
import Notebooks
import Runs

/// What the rounds of a run have changed in the file system, and what stood there before.
///
/// A statement that runs in two rounds would append its line twice, and a round that missed something may have made
/// files that the run of the whole would not have made. So before a statement runs again, what it changed is put back.
struct ChangedFiles {
  private let notebook: Notebook
  /// The run's folder, with the copies.
  private let folder: String
  private var changes: [(cell: Int, line: Int, change: FileChange)] = []

  init(_ notebook: Notebook, folder: String) {
    self.notebook = notebook
    self.folder = folder
  }

  mutating func add(_ record: RoundRecord) { changes += record.changes }

  /// Whether a cell would run because of what a cell behind it has changed: in a run of the whole it would have come
  /// before.
  /// - Parameter ran: positions of cells that have run.
  func haveBeenChanged(behind plan: Plan, except ran: Set<Int>) -> Bool {
    plan.cells.contains { cell in
      guard !ran.contains(cell.index), case .file(let access, _) = cell.staleReason else { return false }
      return changes.contains { change in
        change.cell > cell.index
          && (change.change.path == access.path || change.change.path.hasPrefix(access.path + "/"))
      }
    }
  }

  /// Whether all that the plan's statements changed in earlier rounds can be put back: nothing that only others changed
  /// since stands in the way.
  func canRestore(before plan: Plan) -> Bool {
    restored(before: plan).allSatisfy { path in
      let own = changes.filter { $0.change.path == path }
      return own.allSatisfy { runsAgain($0, in: plan) } && own[0].change.before != .other
    }
  }

  /// Puts back what the plan's statements changed in earlier rounds, as far as that can be done.
  mutating func restore(before plan: Plan) {
    let paths = restored(before: plan)
    // A folder that was made goes after the files in it, and one that was removed comes before them.
    for path in paths.reversed() {
      guard let first = changes.first(where: { $0.change.path == path }) else { continue }
      restore(first.change)
      changes.removeAll { $0.change.path == path }
    }
  }

  func removeCopies() { Files.remove("\(folder)/\(FileChange.copiesFolder)") }

  /// The paths that statements of the plan changed, in the order of the changes.
  private func restored(before plan: Plan) -> [String] {
    var seen: Set<String> = []
    return changes.filter { runsAgain($0, in: plan) }.map(\.change.path).filter { seen.insert($0).inserted }
  }

  private func runsAgain(_ change: (cell: Int, line: Int, change: FileChange), in plan: Plan) -> Bool {
    // What happens outside of cells belongs to every round.
    guard plan.cells.indices.contains(change.cell) else { return true }
    let step = plan.cells[change.cell]
    if step.runs { return true }
    let cell = notebook.cells[change.cell]
    let own = cell.statements.indices.filter { cell.statements[$0].range.startLine == change.line }
    // What cannot be said of one statement may be any one's; the expressions of a text are evaluated together.
    let possible = own.isEmpty || cell.kind == .markdown ? Array(cell.statements.indices) : own
    return possible.contains { step.part.reruns($0, of: cell) }
  }

  private func restore(_ change: FileChange) {
    let path = change.path
    switch change.before {
    case .nothing: if unlink(path) != 0 { rmdir(path) }
    case .emptyFolder: mkdir(path, 0o777)
    case .link(let target):
      unlink(path)
      symlink(target, path)
    case .file(let copy):
      let source = "\(folder)/\(copy)"
      guard let information = Files.information(source), (try? Files.copy(source, to: path)) != nil else { return }
      Files.setAttributes(of: path, as: information)
    case .other: break
    }
  }
}
