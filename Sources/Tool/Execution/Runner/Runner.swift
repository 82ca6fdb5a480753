import Dispatch
import FoundationEssentials
public import Notebooks
public import Runs

/// Runs notebooks: writes the program, compiles it, watches over it in a process of its own, and says what happened.
public struct Runner: Sendable {
  public var configuration: Configuration

  public init(_ configuration: Configuration) { self.configuration = configuration }

  /// Runs a notebook. Whatever the author's code does, this comes back with a run.
  ///
  /// - Parameters:
  ///   - wanted: positions of the cells that are asked for; nil for all. Of these run all that would not show again what earlier runs showed, and of the
  ///     other cells what they need. What is shown again is in the run as ``CellRun/Status/cached``.
  ///   - parameters: values in place of the script's; names and types have been checked.
  ///   - progress: told as it happens, on another thread.
  /// - Throws: when there is no toolchain, no library, or no room on the disk.
  public func run(
    _ notebook: Notebook, wanted: Set<Int>? = nil, parameters: [ParameterValue] = [],
    progress: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) async throws(RunFailure) -> RunResult {
    let environment = configuration.environment
    let slash = notebook.path.lastIndex(of: "/")
    let folder = slash.map { String(notebook.path[..<$0]) } ?? "."
    async let git = GitState.read(folder: folder.isEmpty ? "/" : folder, environment: environment)

    let attempt = RunAttempt(
      configuration: configuration, notebook: notebook, wanted: wanted, parameters: parameters, progress: progress)
    var finished = try await Runner.onThread(attempt.execute).get()
    finished.run.environment.commit = await git?.commit
    finished.run.environment.isDirty = await git?.isDirty
    if configuration.sourceDate != nil { finished.run = finished.run.withoutVolatileFields() }
    return finished
  }

  /// Type-checks the whole notebook: errors and warnings in the author's lines.
  public func check(
    _ notebook: Notebook, parameters: [ParameterValue] = []
  ) async throws(RunFailure) -> [Diagnostic] {
    let configuration = configuration
    return try await Runner.onThread { () throws(RunFailure) -> [Diagnostic] in
      let (folder, lock) = try WorkFolder.make(in: configuration.workFolder, name: "check")
      defer { withExtendedLifetime(lock) { Files.remove(folder) } }
      let cells = notebook.cells.map(\.index)
      let program = Program(notebook: notebook, cells: cells, parameters: parameters)
      return try Compiler(configuration).check(program, in: folder)
    }.get()
  }

  /// Waiting for processes blocks; that must not take a thread from concurrent code. The thread stays for the whole work, which a child tied to the
  /// life of the thread that started it relies on.
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

extension Compiler {
  init(_ configuration: Runner.Configuration) {
    self.init(
      toolchain: configuration.toolchain, library: configuration.library, environment: configuration.environment,
      interruption: configuration.interruption)
  }
}
