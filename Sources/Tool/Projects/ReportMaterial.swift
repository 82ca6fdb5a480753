import Digests
import Execution
import Foundation
import Notebooks
import Reports
import Runs

/// What a report needs beside the run: the files that its text includes, the sources that it cites, and its formulas as
/// pages show them.
struct ReportMaterial {
  private var includes: [String: String] = [:]
  private var bibliography: Bibliography?
  private var formulas: [Formula: SetFormula] = [:]
  /// The files that were read or should have been, as the run's record names them.
  private(set) var inputs: [Input] = []
  /// What could not be had.
  private(set) var problems: [Diagnostic] = []

  /// Reads the files that the front matter names, and sets the formulas of the texts.
  init(for notebook: Notebook, run: Run, environment: [String: String]) {
    if let files = notebook.frontMatter.bibliography { readBibliography(files, of: notebook) }
    for (path, line) in notebook.includedFiles where includes[path] == nil { include(path, line, in: notebook) }
    let formulas = report(of: notebook, run).formulas
    if !formulas.isEmpty { set(formulas, in: notebook, environment) }
  }

  /// A report with all of it.
  func report(of notebook: Notebook, _ run: Run, showsTimes: Bool = true) -> HTMLReport {
    var report = HTMLReport(notebook: notebook, run: run, showsTimes: showsTimes)
    report.bibliography = bibliography
    report.includes = includes
    report.setFormulas = formulas
    return report
  }

  /// Reads a file beside the analysis.
  private mutating func read(_ file: String, of notebook: Notebook) -> String? {
    let path = notebook.path(ofPicture: file)
    guard Files.isRegularFile(path), let bytes = FileManager.default.contents(atPath: path) else { return nil }
    inputs.append(Input(path: path, bytes: bytes.count, sha256: FileDigest.sha256(of: path) ?? ""))
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func include(_ file: String, _ line: Int, in notebook: Notebook) {
    // What cannot be included is told once, and not shown as it is written.
    includes[file] = ""
    func refuse(_ message: String, _ hint: String) {
      report("unreadable-include", message, of: notebook, sought: file, hint: hint)
    }
    guard let text = read(file, of: notebook) else {
      return refuse("the file \(file) could not be read", "its path is relative to the folder of the analysis")
    }
    if text.contains("\\(") {
      return refuse(
        "\(file) holds `\\(`, and an included file computes nothing",
        "write expressions in a Markdown cell of the analysis")
    }
    if text.contains("{{< include") {
      return refuse("\(file) includes other files", "include them in the analysis, one after the other")
    }
    includes[file] = text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  private mutating func readBibliography(_ files: [String], of notebook: Notebook) {
    var all = Bibliography()
    for file in files {
      guard let text = read(file, of: notebook) else {
        report(
          "unreadable-bibliography", "the bibliography \(file) could not be read", of: notebook, sought: file,
          hint: "its path is relative to the folder of the analysis")
        continue
      }
      do {
        all.add(try Bibliography(text))
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
