import ArgumentParser
import Comparisons
import Execution
import Runs

/// The run that a new one is measured against.
struct GateBase {
  private var run: RunFolder
  private var gate: Gate
  private var options: GateOptions

  /// - Parameter reports: where the reports are.
  init(named name: String, options: GateOptions, analysis: Project.Analysis, reports: String) throws {
    do throws(RunFailure) {
      run = try RunFolder(named: name, in: RunStore(directory: reports)).loadingFiles()
      gate = try options.gate(besideAnalysis: analysis.path)
    } catch {
      throw ValidationError("The gate cannot be set: \(error)")
    }
    guard !gate.rules.isEmpty else {
      throw ValidationError(
        "The gate has no rules. Give them with --fail-on, or in \(analysis.path.dropLast(6)).gates.yaml beside the analysis."
      )
    }
    self.options = options
  }

  /// Tells what changed on standard error.
  func isBroken(byRunIn folder: String, isQuiet: Bool) throws -> Bool {
    do throws(RunFailure) {
      let judged = JudgedComparison(run, try RunFolder(contentsOf: folder), gate: gate)
      let terminal = Terminal.standardError
      if !isQuiet { terminal.line(judged.text(isColored: terminal.isInteractive)) }
      try options.report(judged)
      return judged.breaks
    } catch {
      throw RunFailure("The gate could not be checked: \(error)")
    }
  }
}
