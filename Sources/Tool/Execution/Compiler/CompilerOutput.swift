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
        guard let last = found.indices.last else { continue }
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

  fileprivate func isSame(as other: Diagnostic) -> Bool {
    path == other.path && line == other.line && column == other.column && message == other.message
  }
}
