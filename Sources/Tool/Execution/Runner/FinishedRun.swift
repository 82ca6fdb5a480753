import Glibc
public import Notebooks

/// A run that is over, and the folder that holds its files until they are published or discarded.
public struct FinishedRun: Sendable {
  public var run: Run
  /// Holds `figures/`, `tables/`, `artifacts/` and `streams/`; paths in the run are relative to it.
  public var directory: String
  /// Which cells ran, and why; with earlier rounds first. Empty when nothing had to run.
  public var plans: [Plan] = []
  /// What the notebook's code found in the file system, now or when what is shown again was made. States are those of the time.
  public var observations: Set<FileObservation> = []
  /// Keeps others from sweeping the folder away.
  var lock: FolderLock?

  public init(run: Run, directory: String) {
    self.run = run
    self.directory = directory
  }

  /// A file of the run.
  public func file(_ path: String) throws(RunnerFailure) -> [UInt8] { try Files.read("\(directory)/\(path)") }

  public func discard() { Files.remove(directory) }
}
