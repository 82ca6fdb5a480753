public import Comparisons
public import Runs

/// The run that a new one is measured against, and the rules.
public struct RunGate: Sendable {
  private let base: RunFolder
  private let gate: Gate

  /// - Parameter base: read now, because the new run may take its place on disk.
  public init(base: RunFolder, gate: Gate) {
    self.base = base.loadingFiles()
    self.gate = gate
  }

  /// - Parameter folder: where the new run's report is.
  /// - Throws: `RunFailure` where the report cannot be read, `Diagnostic` for a rule that names nothing.
  func judge(runIn folder: String) throws -> JudgedComparison {
    try JudgedComparison(base, try RunFolder(contentsOf: folder), gate: gate)
  }
}
