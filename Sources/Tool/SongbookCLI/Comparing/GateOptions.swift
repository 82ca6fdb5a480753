import ArgumentParser
import Comparisons
import Foundation
import Projects
import Runs

/// What must not happen between two runs, and what counts as a change.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fails when this happens, such as 'accuracy/*: worse'; conditions are worse, clearly-worse, better, changed, added, removed.",
      valueName: "rule"))
  var failOn: [String] = []

  @Option(
    help: ArgumentHelp(
      "A number counts as changed only when it moves by more than both bounds.", valueName: "name=abs,rel"))
  var tolerance: [String] = []

  @Option(help: ArgumentHelp("Which way a metric is better: higher, lower or none.", valueName: "name=direction"))
  var direction: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of gates; hierarchy.gates.yaml beside hierarchy.swift is found by itself.", valueName: "file"))
  var gates: String?

  @Option(help: ArgumentHelp("Writes what became of the rules as JUnit XML.", valueName: "file"))
  var junit: String?

  /// The gates of the file, then those of the command line.
  /// - Parameter besideAnalysis: the analysis's path; a file of gates beside it holds even when none is named.
  func gate(besideAnalysis path: String) throws(RunFailure) -> Gate {
    var gate = Gate()
    for text in failOn { gate.rules.append(try GateRule(text)) }
    for text in tolerance { gate.settings.tolerances.append(try Tolerance(text)) }
    for text in direction {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      gate.settings.directions.append(try Gate.direction(name: parts[0], word: parts.count > 1 ? parts[1] : ""))
    }
    guard let file = gates ?? Gate.file(besideAnalysis: path) else { return gate }
    return try Gate(contentsOf: file).adding(gate)
  }

  /// The gate of a run.
  /// - Parameters:
  ///   - name: the run that the new one is measured against: an id, a report's folder, a run.json, or an analysis for
  ///     its latest run.
  ///   - reports: where the reports are.
  func runGate(base name: String, analysis: Project.Analysis, reports: String) throws -> RunGate {
    do throws(RunFailure) {
      let base = try RunFolder(named: name, in: RunStore(directory: reports))
      return RunGate(base: base, gate: try rules(for: analysis))
    } catch {
      throw ValidationError("The gate cannot be set: \(error)")
    }
  }

  /// What the points of a matrix are measured by.
  /// - Parameters:
  ///   - name: a run as for ``runGate(base:analysis:reports:)``, for all points, or the folder of a matrix, or one that
  ///     holds it, for the run of the same values.
  ///   - plan: the points that are to be measured.
  func matrixGate(
    base name: String, analysis: Project.Analysis, reports: String, plan: MatrixRun.Plan
  ) throws -> MatrixGate {
    do throws(RunFailure) {
      let gate = try rules(for: analysis)
      let folders = [name, "\(reports)/\(name)"].map { MatrixFolder(directory: $0) } + MatrixFolder.all(in: name)
      var found: MatrixFolder?
      for folder in folders where found == nil && folder.exists {
        if try folder.matrix().analysis == plan.matrix.analysis { found = folder }
      }
      guard let folder = found else {
        return MatrixGate(gate, base: .run(try RunFolder(named: name, in: RunStore(directory: reports))))
      }
      let keys = Set(try folder.matrix().points.map(\.key))
      guard plan.points.contains(where: { keys.contains($0.key) }) else {
        throw RunFailure("\(folder.directory) holds none of the points")
      }
      return MatrixGate(gate, base: .matrix(folder, keys: keys))
    } catch {
      throw ValidationError("The gate cannot be set: \(error)")
    }
  }

  private func rules(for analysis: Project.Analysis) throws(RunFailure) -> Gate {
    let gate = try gate(besideAnalysis: analysis.path)
    guard gate.rules.isEmpty else { return gate }
    throw RunFailure(
      "it has no rules. Give them with --fail-on, or in \(analysis.path.dropLast(6)).gates.yaml beside the analysis")
  }

  /// Writes JUnit where it is asked for, and adds to the summary of a step where GitHub runs it.
  func report(_ judged: JudgedComparison) throws(RunFailure) {
    try report([.init(judged.comparison, outcomes: judged.outcomes)]) {
      ComparisonMarkdown(judged.comparison, outcomes: judged.outcomes).text
    }
  }

  /// Writes JUnit where it is asked for, and adds to the summary of a step where GitHub runs it.
  /// - Parameter summary: in GitHub's Markdown.
  func report(_ suites: [JUnitReport.Suite], summary: () -> String) throws(RunFailure) {
    if let junit {
      guard FileManager.default.createFile(atPath: junit, contents: Data(JUnitReport(suites).text.utf8)) else {
        throw RunFailure("\(junit) could not be written")
      }
    }
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    guard let file = fopen(path, "a") else {
      throw RunFailure("The summary of the step at \(path) could not be written")
    }
    defer { fclose(file) }
    fputs(summary() + "\n", file)
  }
}

extension Gate {
  /// The file of gates beside an analysis; nil where there is none.
  fileprivate static func file(besideAnalysis path: String) -> String? {
    guard path.hasSuffix(".swift") else { return nil }
    let file = String(path.dropLast(6)) + ".gates.yaml"
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }

  fileprivate init(contentsOf file: String) throws(RunFailure) {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw RunFailure("The file of gates \(file) could not be read")
    }
    try self.init(yaml: String(decoding: bytes, as: UTF8.self), path: file)
  }

  /// What is wrong with the file of gates beside an analysis; nil where all is well.
  static func problem(besideAnalysis path: String) -> Diagnostic? {
    guard let file = file(besideAnalysis: path) else { return nil }
    do throws(RunFailure) {
      _ = try Gate(contentsOf: file)
      return nil
    } catch {
      return Diagnostic(code: "invalid-gates", severity: .error, message: error.message, path: file, hint: error.hint)
    }
  }
}
