import Notebooks
import Runs

/// What the compiler wrote, read back into diagnostics about the author's file.
struct CompilerOutput {
  var text: String
  var program: Program

  /// Errors and warnings in the compiler's order, each once; the notes that follow one become its hint.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    for line in text.split(separator: "\n") {
      guard let entry = Entry(line) else { continue }
      let shared = program.shared.first { $0.compiledPath == entry.path }
      guard shared != nil || [program.compiledPath, Program.machineryPath].contains(entry.path) else { continue }
      let isMachinery = entry.path == Program.machineryPath
      // Warnings about generated calls say nothing about the author's code.
      if isMachinery && entry.severity == .warning { continue }
      let path = shared?.path ?? program.path
      let place =
        shared == nil
        ? program.authorsPlace(path: entry.path, line: entry.line, column: entry.column)
        : (line: entry.line, column: entry.column)
      if entry.severity == .note {
        guard let last = found.indices.last, found[last].ownHint == nil else { continue }
        let isHere = path == found[last].path
        let reference =
          isHere ? place.line == found[last].line ? "" : " (line \(place.line))" : " (\(path):\(place.line))"
        found[last].hint = [found[last].hint, entry.message + reference].compactMap { $0 }.joined(separator: "\n")
        continue
      }
      let diagnostic = Diagnostic(
        code: "swift", severity: entry.severity, message: entry.message, path: path, line: place.line,
        column: place.column,
        sourceLine: shared.map { $0.line(place.line) } ?? program.line(place.line))
      if !found.contains(where: { $0.isSame(as: diagnostic) }) { found.append(diagnostic) }
      if let name = diagnostic.missingName, let cell = program.confinedNames[name] {
        found[found.count - 1].hint = "\(cell) declares it for itself alone, because it has `error: true`"
      } else if diagnostic.message.hasPrefix("'main' attribute cannot be used") {
        found[found.count - 1].hint = "take `@main` away: the cells run from top to bottom by themselves"
      } else if let hint = diagnostic.ownHint {
        found[found.count - 1].hint = hint
      }
    }
    return found
  }

  /// `path:line:column: error: message`
  private struct Entry {
    var path: String
    var line: Int
    var column: Int
    var severity: Diagnostic.Severity
    var message: String

    init?(_ text: Substring) {
      for (word, severity) in [
        (": error: ", Diagnostic.Severity.error), (": warning: ", .warning), (": note: ", .note),
      ] {
        guard let mark = text.firstRange(of: word) else { continue }
        let place = text[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
        guard place.count >= 3, let column = Int(place[place.count - 1]), let line = Int(place[place.count - 2]) else {
          continue
        }
        self.line = line
        self.column = column
        self.severity = severity
        path = String(text[..<place[place.count - 2].startIndex].dropLast())
        message = String(text[mark.upperBound...])
        return
      }
      return nil
    }
  }
}

extension Diagnostic {
  /// `x` in “cannot find 'x' in scope” and “cannot find type 'x' in scope”.
  var missingName: String? {
    guard message.hasPrefix("cannot find "), message.hasSuffix(" in scope") else { return nil }
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  /// What to do about it, where that is known better than the compiler's notes say.
  fileprivate var ownHint: String? {
    if message.hasPrefix("cannot find operator '**'") {
      return "write `x * x`, or `pow(x, 2)` with `import Foundation` in the first cell"
    }
    if let name = missingName { return ForeignVerbs.hint(name: name) }
    let parts = message.split(separator: "'", omittingEmptySubsequences: false).map { String($0) }
    if message.hasPrefix("value of type "), parts.count == 5, parts[2].hasPrefix(" has no member ") {
      return ForeignVerbs.hint(member: parts[3], of: parts[1])
    }
    if message.hasPrefix("no such module '"), parts.count == 3 {
      return "files that analyses share are no modules; name them in the front matter: `sources: [\(parts[1]).swift]`"
    }
    if message.hasPrefix("for-in loop requires 'DataFrame'") { return "go through its rows: `for row in frame.rows`" }
    if message == "missing argument label 'column:' in subscript" {
      return "a row is `frame.rows[0]`, some rows are `frame[rows: 0..<5]`, a column is `frame[\"x\"]`"
    }
    if message.hasPrefix("call can throw") {
      return "write `try` before it: `let x = try ...`"
    }
    if message.contains("unable to type-check this expression in reasonable time") {
      return "split it: name its parts with `let`, or say what closures take, as in `{ (x: Double) in x * x }`"
    }
    if message.hasPrefix("adjacent operators are in non-associative"),
      let line = sourceLine, line.contains(" & ") || line.contains(" | ")
    {
      return "conditions are joined with `&&` and `||`"
    }
    if message.hasPrefix("referencing operator function '&'") || message.hasPrefix("referencing operator function '|'"),
      message.contains("AnyColumn") || message.contains("Column<Bool>")
    {
      return "conditions are joined with `&&` and `||`"
    }
    if message.contains("requires that 'AnyColumn' conform to") || message.contains("to type 'Bool'"),
      sourceLine?.contains("if ") ?? false
    {
      return "a comparison of a column has a truth value for each row: `frame.filter { $0[\"x\"] > 3 }` takes rows, "
        + "`.trueCount` counts them"
    }
    if message.hasPrefix("no exact matches in call to initializer"), sourceLine?.contains("String(format:") ?? false {
      return "write `import Foundation` in the first cell"
    }
    return nil
  }

  fileprivate func isSame(as other: Diagnostic) -> Bool {
    path == other.path && line == other.line && column == other.column && message == other.message
  }
}
