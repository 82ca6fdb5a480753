public import Runs

/// What a runner reports while it works, for lines and bars on a terminal.
public enum RunnerEvent: Sendable {
  case compiling
  case compiled(seconds: Double)
  case cellStarted(cell: Int)
  case progress(cell: Int, progress: StepProgress)
  /// Lines that the cell has printed, with their ends. Of a cell that prints more than the report shows, what is beyond
  /// that is left out.
  case printed(cell: Int, lines: PrintedLines)
  /// Also for the cell that ended the run.
  case cellFinished(CellRun)
  /// Something about the run that is no cell's.
  case warning(Diagnostic)
}
