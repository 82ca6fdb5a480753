import Notebooks
import Pages
import Runs

extension ReportPage {
  /// What went wrong; stands at the top.
  var banner: HTML {
    if run.status == .ok { return "" }
    let errors = run.diagnostics.filter { $0.severity == .error }
    guard run.status != .notCompiled, let failedCell = run.failedCell(in: notebook) else {
      return framed(title: summary, errors.map(html))
    }
    let after = run.cells.count {
      $0.index > failedCell.index && $0.status == .notRun
        && ($0.kind == .code || notebook.cells[$0.index].hasInterpolation)
    }
    let location = "\(fileName):\(failedCell.problem?.line ?? failedCell.startLine)"
    let verb = failedCell.status == .timedOut ? "ran out of time" : failedCell.status == .crashed ? "crashed" : "failed"
    let rest =
      after == 0
      ? "" : after == 1 ? " The cell after it was not run." : " \(Wording.number(after)) cells after it were not run."
    let link: HTML? =
      failedCell.problem == nil ? nil : " <a href=\"#cell-\(failedCell.index + 1)\">Go to the cell</a>"
    let message: HTML? = failedCell.problem.map { "<pre>\($0.message)\n\(frame($0))</pre>" }
    return framed(
      title: "\(failedCell.name.startingSentence) \(verb)", ["<p>At \(location).\(rest)\(link)</p>\n\(message)"])
  }

  private var summary: String {
    switch run.status {
    case .notCompiled: "The program does not compile, so nothing was run"
    case .interrupted: "The run was interrupted before its end"
    case .timedOut: "The run ran out of time"
    case .crashed: "The run crashed"
    case .failed, .ok: "The run failed"
    }
  }

  private func framed(title: String, _ content: [HTML]) -> HTML {
    "<section class=\"banner\" aria-labelledby=\"failure\"><p id=\"failure\"><b>\(title)</b></p>\n\(content)</section>\n"
  }

  private func html(_ diagnostic: Diagnostic) -> HTML {
    let indent = String(repeating: " ", count: max((diagnostic.column ?? 1) - 1, 0))
    let source: HTML? = diagnostic.line.map { line in
      let gutter = String(repeating: " ", count: String(line).count)
      return "<pre>\(line) │ \(diagnostic.sourceLine ?? "")\n\(gutter) │ \(indent)^</pre>"
    }
    let hint: HTML? = diagnostic.hint.map { "<p>\($0)</p>" }
    return "<p><code>\(diagnostic.location)</code> \(diagnostic.message)</p>\n\(source)\(hint)\n"
  }

  /// A problem at its cell.
  func html(_ problem: Diagnostic, id: String) -> HTML {
    let trace = problem.backtrace.map { call -> HTML in "<li><code>\(call)</code></li>\n" }
    let calls: HTML? =
      trace.isEmpty ? nil : "<p>Called from, innermost first:</p>\n<ol class=\"trace\">\n\(trace)</ol>\n"
    let signal: HTML? = problem.signal.map { " <span class=\"signal\">\($0)</span>" }
    let source = frame(problem)
    return """
      <div class="problem" id="\(id)"><p><b>\(problem.message)</b>\(signal)</p>
      \(source.isEmpty ? nil : "<pre>\(source)</pre>\n" as HTML)\(calls)\(problem.hint.map { "<p>\($0)</p>\n" })</div>

      """
  }

  /// The author's line with those around it, numbered.
  private func frame(_ problem: Diagnostic) -> HTML {
    guard let line = problem.line else { return HTML(text: problem.sourceLine ?? "") }
    let lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return problem.sourceLine.map { "\(line) │ \($0)" } ?? "" }
    let shown = max(line - 2, 1)...min(line + 1, lines.count)
    let width = String(shown.upperBound).count
    return shown.reduce(into: HTML()) { result, number in
      let gutter = String(repeating: " ", count: width - String(number).count) + String(number)
      let text = number == line ? problem.sourceLine ?? String(lines[number - 1]) : String(lines[number - 1])
      result += number == line ? "<mark>\(gutter) │ \(text)</mark>\n" : "\(gutter) │ \(text)\n"
    }
  }

  var fileName: String { notebook.path.split(separator: "/").last.map(String.init) ?? notebook.path }
}
