public import Runs

/// What a runner reports while it works, for lines and bars on a terminal.
public enum RunnerEvent: Sendable {
  case compiling
  case compiled(seconds: Double)
  case cellStarted(cell: Int)
  case progress(cell: Int, progress: StepProgress)
  /// Also for the cell that ended the run.
  case cellFinished(CellRun)
  /// Something about the run that is no cell's.
  case warning(Diagnostic)
}
