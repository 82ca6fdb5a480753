public import Runs

/// Why a cell would not show again what it showed in the last run.
public enum StaleCause: Codable, Sendable, Equatable {
  /// It has not run before.
  case new
  /// `cache: false`.
  case always
  /// It did not come to its end last time.
  case unfinished
  case code(line: Int)
  /// One of the options that its outputs depend on.
  case options
  case parameter(name: String)
  /// A file that it read, or wrote, or found missing.
  case file(FileAccess, isGone: Bool)
  /// What matters outside the notebook: the compiler, the library.
  case environment(name: String)
  /// Another cell is stale and makes this name anew.
  case needs(name: String, cell: Int)
  /// What it showed is not kept any longer.
  case forgotten
}

extension PlannedCell {
  /// `Trends: its code changed (line 84)`; nil for a cell that has nothing to run.
  public func explanation(in notebook: Notebook) -> String? {
    let cell = notebook.cells[index]
    guard let why = reasonText(in: notebook) else { return nil }
    return "\(cell.name.standalone): \(why)"
  }

  private func reasonText(in notebook: Notebook) -> String? {
    switch reason {
    case .nothingToRun: return nil
    case .notEvaluated: return "left out, `eval: false`"
    case .notNeeded: return "not needed"
    case .stale: return cause?.text(in: notebook)
    case .fresh:
      var parts: [String] = []
      let names = suppliedNames(in: notebook)
      if !names.isEmpty { parts.append("makes " + listed(names) + " again, which is not kept") }
      if !restores.isEmpty { parts.append("restores " + listed(restores.map(\.name))) }
      return parts.isEmpty ? "unchanged" : "unchanged; " + parts.joined(separator: "; ")
    case .requested, .imports, .parameters, .extends, .effects: return "runs"
    case .defines, .changes:
      let needer = neededBy.map { notebook.cells[$0].name.inSentence } ?? "another cell"
      return "\(reason == .defines ? "defines" : "changes") \(listed(names)), which \(needer) needs"
    }
  }

  private func suppliedNames(in notebook: Notebook) -> [String] {
    supplies.map { notebook.cells[index].statements[$0] }.filter { !$0.isInert }.flatMap { $0.defines + $0.mutates }
  }

  private func listed(_ names: [String]) -> String {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { $0.contains(" ") ? $0 : "`\($0)`" }.joined(separator: ", ")
  }
}

extension StaleCause {
  func text(in notebook: Notebook) -> String {
    switch self {
    case .new: "has not run before"
    case .always: "runs every time (`cache: false`)"
    case .unfinished: "did not come to its end last time"
    case .code(let line): "its code changed (line \(line))"
    case .options: "its options changed"
    case .parameter(let name): "the parameter `\(name)` changed"
    case .file(let file, let isGone): isGone ? "\(file.path) is not there any more" : "\(file.path) changed"
    case .environment(let name): "\(name) changed"
    case .needs(let name, let cell):
      "needs \(name.contains(" ") ? name : "`\(name)`"), which \(notebook.cells[cell].name.inSentence) makes again"
    case .forgotten: "what it showed is not kept any more"
    }
  }
}
