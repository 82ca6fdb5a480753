public import Runs

/// Why a cell would not show again what it showed in the last run.
public enum StaleReason: Codable, Sendable, Equatable {
  /// It has not run before.
  case new
  /// `cache: false`.
  case always
  /// It did not come to its end last time, or the run ended before it.
  case unfinished
  case code(line: Int)
  /// What it uses of a shared file.
  case sharedCode(path: String, line: Int)
  /// One of the options that its outputs depend on.
  case options
  case parameter(name: String)
  /// A file that it read, or wrote, or found missing; or something that cannot be followed.
  case file(FileAccess, isGone: Bool)
  /// What matters outside the notebook: the compiler, the library.
  case environment(name: String)
  /// Another cell is stale and makes this name again.
  case needs(name: String, cell: Int)
  /// A variable, or an object where there is no name, is not as the cell found it: other statements change it.
  case state(name: String?)
  /// It has run without what other cells change in memory, which only running it has shown.
  case missed
  /// What it showed is not in the cache any longer.
  case forgotten
}

extension PlannedCell {
  /// `Trends: its code changed (line 84)`; nil for a cell that has nothing to run.
  public func explanation(in notebook: Notebook) -> String? {
    guard let reason = reasonText(in: notebook) else { return nil }
    return "\(notebook.cells[index].name.standalone): \(reason)"
  }

  private func reasonText(in notebook: Notebook) -> String? {
    switch step {
    case .leaveOut(.nothingToRun): return nil
    case .leaveOut(.notEvaluated): return "left out, `eval: false`"
    case .leaveOut(.notNeeded): return "not needed"
    case .run(let reason): return reason?.text(in: notebook) ?? "runs"
    case .reuse(_, let part): return (["unchanged"] + texts(of: part, in: notebook)).joined(separator: "; ")
    case .runPart(let part): return (["not asked for"] + texts(of: part, in: notebook)).joined(separator: "; ")
    }
  }

  private func texts(of part: Part, in notebook: Notebook) -> [String] {
    let rerun = part.rerunStatements.map { notebook.cells[index].statements[$0] }.filter { !$0.isInert }
    let names = rerun.flatMap { $0.defines + $0.mutates }
    return [
      names.isEmpty ? nil : "makes " + listed(names) + " again, which is not kept",
      part.restoredValues.isEmpty ? nil : "restores " + listed(part.restoredValues.map(\.name)),
    ].compactMap(\.self)
  }

  private func listed(_ names: [String]) -> String {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { $0.contains(" ") ? $0 : "`\($0)`" }.joined(separator: ", ")
  }
}

extension StaleReason {
  func text(in notebook: Notebook) -> String {
    switch self {
    case .new: "has not run before"
    case .always: "runs every time (`cache: false`)"
    case .unfinished: "failed or was not reached last time"
    case .code(let line): "its code changed (line \(line))"
    case .sharedCode(let path, let line): "what it uses of \(path) changed (line \(line))"
    case .options: "its options changed"
    case .parameter(let name): "the parameter `\(name)` changed"
    case .file(let file, _) where file.use == .unseen: "runs every time, because what \(file.path) does is not traced"
    case .file(let file, _) where file.use == .table:
      "the contents of the table \(file.path) changed, or its server did not answer"
    case .file(let file, let isGone): isGone ? "\(file.path) is not there any more" : "\(file.path) changed"
    case .environment(let name): "\(name) changed"
    case .needs(let name, let cell):
      "needs \(name.contains(" ") ? name : "`\(name)`"), which \(notebook.cells[cell].name.inSentence) makes again"
    case .state(let name): "\(name.map { "`\($0)`" } ?? "an object that it uses") is changed by other cells than before"
    case .missed: "uses what other cells change, and they have not run"
    case .forgotten: "what it showed is not kept any more"
    }
  }
}
