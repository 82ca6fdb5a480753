import Dispatch
import FoundationEssentials
public import Notebooks
public import Runs

/// Runs notebooks: writes the program, compiles it, watches over it in a process of its own, and says what happened.
public struct Runner: Sendable {
  /// Everything a run needs from outside.
  public typealias Configuration = RunConfiguration

  /// Tools, folders and limits of the runs.
  public var configuration: Configuration

  /// A runner; nothing is read or started yet.
  public init(_ configuration: Configuration) { self.configuration = configuration }

  /// Runs a notebook. Whatever the author's code does, this comes back with a run.
  ///
  /// - Parameters:
  ///   - wanted: positions of the cells that are asked for; nil for all. Of these run all that would not show again
  ///     what earlier runs showed, and of the other cells what they need. What is shown again is in the run as
  ///     ``CellRun/Status/cached``.
  ///   - parameters: values in place of the script's; names and types have been checked.
  ///   - progress: called as it happens, on another thread.
  /// - Throws: when there is no toolchain, no library, or no room on the disk.
  public func run(
    _ notebook: Notebook, wanted: Set<Int>? = nil, parameters: [ParameterValue] = [],
    progress: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) async throws(RunFailure) -> RunResult {
    let configuration = configuration
    let environment = configuration.environment
    let slash = notebook.path.lastIndex(of: "/")
    let folder = slash.map { String(notebook.path[..<$0]) } ?? "."
    let deadline = configuration.runTimeout.map { Deadline(seconds: $0) }
    let result = try await Runner.onThread { () throws(RunFailure) -> RunResult in
      var git = GitState.Question(
        folder: folder.isEmpty ? "/" : folder, environment: environment, interruption: configuration.interruption,
        deadline: deadline)
      var run = try IncrementalRun(
        notebook, wanted: wanted, parameters: parameters, configuration: configuration, deadline: deadline,
        progress: progress)
      var result = try run.execute()
      let state = git.answer()
      result.run.environment.commit = state?.commit
      result.run.environment.isDirty = state?.isDirty
      return result
    }.get()
    return settled(result)
  }

  /// The run of a notebook whose mistakes keep it from being compiled: nothing ran, and every error stands at its cell.
  /// Cells that are as they were show what they showed.
  ///
  /// - Parameter parameters: values in place of the script's, as far as they are known.
  public func runRejected(
    _ notebook: Notebook, because diagnostics: [Diagnostic], parameters: [ParameterValue] = []
  ) throws(RunFailure) -> RunResult {
    var run = try IncrementalRun(
      notebook, parameters: parameters, configuration: configuration, progress: { _ in })
    return settled(run.reject(diagnostics))
  }

  private func settled(_ result: RunResult) -> RunResult {
    guard configuration.sourceDate != nil else { return result }
    var result = result
    result.run = result.run.withoutVolatileFields()
    return result
  }

  /// Type-checks the whole notebook: errors and warnings in the author's lines.
  public func check(
    _ notebook: Notebook, parameters: [ParameterValue] = []
  ) async throws(RunFailure) -> [Diagnostic] {
    let configuration = configuration
    return try await Runner.onThread { () throws(RunFailure) -> [Diagnostic] in
      let (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: "check")
      defer { withExtendedLifetime(lock) { OwnedFolder.remove(folder) } }
      let cells = notebook.cells.map(\.index)
      let program = Program(notebook: notebook, cells: cells, parameters: parameters)
      return try Compiler(configuration).check(program, in: folder)
    }.get()
  }

  /// Waiting for processes blocks; that must not take a thread from concurrent code. The thread stays for the whole
  /// work, which a child tied to the life of the thread that started it relies on.
  private static func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws(RunFailure) -> Value
  ) async -> Result<Value, RunFailure> {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        do throws(RunFailure) {
          continuation.resume(returning: .success(try work()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
  }
}
