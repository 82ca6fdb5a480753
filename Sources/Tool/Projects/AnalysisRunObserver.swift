public import Comparisons
public import Execution
public import Notebooks
public import Runs

/// Follows an ``AnalysisRun``: a terminal, a page, a program that reads JSON. Each method has a default that does
/// nothing.
public protocol AnalysisRunObserver: Sendable {
  /// The analysis has been read; it may have errors.
  func didRead(_ notebook: ParsedNotebook)
  /// The analysis has no errors and is about to run.
  func willRun(_ notebook: Notebook)
  /// Something happened in the run. Called on another thread.
  func didObserve(_ event: RunnerEvent, in notebook: Notebook)
  /// The run is over.
  func didRun(_ notebook: Notebook, _ result: RunResult)
  /// The report is in its place.
  func didPublish(_ run: Run, in folder: String)
  /// The run has been compared with the one that the gate names.
  func didJudge(_ judged: JudgedComparison) throws(RunFailure)
}

extension AnalysisRunObserver {
  /// Does nothing.
  public func didRead(_ notebook: ParsedNotebook) {}
  /// Does nothing.
  public func willRun(_ notebook: Notebook) {}
  /// Does nothing.
  public func didObserve(_ event: RunnerEvent, in notebook: Notebook) {}
  /// Does nothing.
  public func didRun(_ notebook: Notebook, _ result: RunResult) {}
  /// Does nothing.
  public func didPublish(_ run: Run, in folder: String) {}
  /// Does nothing.
  public func didJudge(_ judged: JudgedComparison) throws(RunFailure) {}
}
