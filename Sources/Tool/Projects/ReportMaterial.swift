import Digests
import Execution
import Foundation
import Notebooks
import Reports
import Runs

/// A report with what it needs beside the run: the files that its text includes, the sources that it cites, and its
/// formulas as pages show them.
struct ReportMaterial {
  let report: HTMLReport
  /// The files that were read or should have been, as the run's record names them.
  let inputs: [Input]
  /// What could not be had.
  let problems: [Diagnostic]

  /// Reads the files that the front matter names, and sets the formulas of the texts.
  init(
    for notebook: Notebook, run: Run, environment: [String: String], showsTimes: Bool = true, carriesFiles: Bool = true
  ) {
    var reader = MaterialReader(notebook: notebook)
    let bibliography = notebook.frontMatter.bibliography.map { reader.bibliography($0) }
    for (path, line) in notebook.includedFiles where reader.includes[path] == nil { reader.include(path, line) }
    var report = HTMLReport(notebook: notebook, run: run, includes: reader.includes, showsTimes: showsTimes)
    report.bibliography = bibliography
    report.carriesFiles = carriesFiles
    let formulas = report.formulas
    if !formulas.isEmpty { report.setFormulas = reader.set(formulas, environment) }
    self.report = report
    inputs = reader.inputs
    problems = reader.problems
  }
}

/// Reads what a notebook's text names, and collects what goes wrong.
private struct MaterialReader {
  let notebook: Notebook
  private(set) var includes: [String: String] = [:]
  private(set) var inputs: [Input] = []
  private(set) var problems: [Diagnostic] = []

  init(notebook: Notebook) { self.notebook = notebook }

  /// Reads a file beside the analysis.
  private mutating func read(_ file: String) -> String? {
    let path = notebook.path(ofPicture: file)
    guard Files.isRegularFile(path), let bytes = FileManager.default.contents(atPath: path) else { return nil }
    inputs.append(Input(path: path, bytes: bytes.count, sha256: FileDigest.sha256(of: path) ?? ""))
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func include(_ file: String, _ line: Int) {
    // What cannot be included is told once, and not shown as it is written.
    includes[file] = ""
    func refuse(_ message: String, _ hint: String) {
      report("unreadable-include", message, sought: file, hint: hint)
    }
    guard let text = read(file) else {
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

  mutating func bibliography(_ files: [String]) -> Bibliography {
    var all = Bibliography()
    for file in files {
      guard let text = read(file) else {
        report(
          "unreadable-bibliography", "the bibliography \(file) could not be read", sought: file,
          hint: "its path is relative to the folder of the analysis")
        continue
      }
      do {
        all.add(try Bibliography(text))
      } catch {
        let place = error.line.map { ", line \($0)" } ?? ""
        report(
          "unreadable-bibliography", "\(file)\(place): \(error.message)", sought: file,
          hint: "a bibliography is BibTeX or CSL JSON")
      }
    }
    return all
  }

  mutating func set(_ formulas: [Formula], _ environment: [String: String]) -> [Formula: SetFormula] {
    guard let program = FilterProgram(named: BlahtexDocument.program, environment: environment) else {
      let first = formulas[0].source.split(separator: "\n").first.map(String.init) ?? ""
      report(
        "missing-program", "formulas are set by `\(BlahtexDocument.program)`, which is not installed", sought: first,
        hint: "apt-get install \(BlahtexDocument.program)")
      return [:]
    }
    do {
      let output = try program.output(for: BlahtexDocument.input(formulas), arguments: ["--xmlin", "--mathml"])
      if let set = BlahtexDocument.formulas(in: output, count: formulas.count) {
        return Dictionary(zip(formulas, set), uniquingKeysWith: { $1 })
      }
      report(
        "formula", "`\(BlahtexDocument.program)` gave no answer for every formula", sought: "$", hint: nil)
    } catch {
      report("formula", error.message, sought: "$", hint: error.hint)
    }
    return [:]
  }

  private mutating func report(_ code: String, _ message: String, sought: String, hint: String?) {
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
