public import Notebooks
public import Runs

/// What running a notebook came to: the run in its folder, and how it was planned.
public struct RunResult: Sendable {
  /// The folder is there until it is published or discarded.
  public var folder: RunFolder
  /// Which cells ran, and why; with earlier rounds first. Empty when nothing had to run.
  public var plans: [Plan]
  /// What the notebook's code accessed in the file system, now or when what is shown again was made. States are those
  /// of the time.
  public var fileAccesses: Set<FileAccess>

  /// The result in a folder; without plans when nothing had to run.
  public init(folder: RunFolder, plans: [Plan] = [], fileAccesses: Set<FileAccess> = []) {
    self.folder = folder
    self.plans = plans
    self.fileAccesses = fileAccesses
  }

  /// The run in ``folder``.
  public var run: Run {
    get { folder.run }
    set { folder.run = newValue }
  }
}
