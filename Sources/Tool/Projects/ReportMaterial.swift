import Execution
import Foundation
import Notebooks
import Reports
import Runs

/// What a report needs beside the run: the sources that its text cites, and its formulas as pages show them.
struct ReportMaterial {
  var bibliography: Bibliography?
  var formulas: [Formula: SetFormula] = [:]
  /// What could not be had.
  private(set) var problems: [Diagnostic] = []

  /// Reads the files that the front matter names, and sets the formulas of the texts.
  init(for notebook: Notebook, run: Run, environment: [String: String]) {
    if let files = notebook.frontMatter.bibliography { readBibliography(files, of: notebook) }
    let formulas = HTMLReport(notebook: notebook, run: run).formulas
    if !formulas.isEmpty { set(formulas, in: notebook, environment) }
  }

  private mutating func readBibliography(_ files: [String], of notebook: Notebook) {
    var all = Bibliography()
    for file in files {
      let path = notebook.path(ofPicture: file)
      guard let bytes = FileManager.default.contents(atPath: path) else {
        report(
          "unreadable-bibliography", "the bibliography \(file) could not be read", of: notebook, sought: file,
          hint: "its path is relative to the folder of the analysis")
        continue
      }
      do {
        all.add(try Bibliography(String(decoding: bytes, as: UTF8.self)))
      } catch {
        let place = error.line.map { ", line \($0)" } ?? ""
        report(
          "unreadable-bibliography", "\(file)\(place): \(error.message)", of: notebook, sought: file,
          hint: "a bibliography is BibTeX or CSL JSON")
      }
    }
    bibliography = all
  }

  private mutating func set(_ formulas: [Formula], in notebook: Notebook, _ environment: [String: String]) {
    guard let program = FilterProgram(named: BlahtexDocument.program, environment: environment) else {
      let first = formulas[0].source.split(separator: "\n").first.map(String.init) ?? ""
      return report(
        "missing-program", "formulas are set by `\(BlahtexDocument.program)`, which is not installed", of: notebook,
        sought: first, hint: "apt-get install \(BlahtexDocument.program)")
    }
    do {
      let output = try program.output(for: BlahtexDocument.input(formulas), arguments: ["--xmlin", "--mathml"])
      guard let set = BlahtexDocument.formulas(in: output, count: formulas.count) else {
        return report(
          "formula", "`\(BlahtexDocument.program)` gave no answer for every formula", of: notebook, sought: "$",
          hint: nil)
      }
      for (formula, result) in zip(formulas, set) { self.formulas[formula] = result }
    } catch {
      report("formula", error.message, of: notebook, sought: "$", hint: error.hint)
    }
  }

  private mutating func report(
    _ code: String, _ message: String, of notebook: Notebook, sought: String, hint: String?
  ) {
    let lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains(sought) } ?? 0
    let text = lines.indices.contains(line) ? String(lines[line]) : ""
    let column = text.firstRange(of: sought).map { text[..<$0.lowerBound].utf8.count } ?? 0
    problems.append(
      Diagnostic(
        code: code, severity: .error, message: message, path: notebook.path, line: line + 1, column: column + 1,
        sourceLine: text, hint: hint))
  }
}
