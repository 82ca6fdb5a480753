import Events
import FoundationEssentials
import Glibc
import Notebooks

/// One run from the notebook to the end of its process.
struct RunAttempt: Sendable {
  var configuration: Runner.Configuration
  var notebook: Notebook
  var cells: [Int]
  var parameters: [ParameterValue]
  var progress: @Sendable (RunnerEvent) -> Void

  struct Outcome: Sendable {
    var finished: FinishedRun
    var inputs: [InputRead]
    var hashes: [String: Task<Input, Never>]

    func hashedInputs() async -> [Input] {
      var result: [Input] = []
      for input in inputs {
        guard var hashed = await hashes[input.path]?.value else { continue }
        hashed.rows = input.rows
        result.append(hashed)
      }
      return result
    }
  }

  /// Blocks the thread to the end of the run.
  func execute() throws(RunnerFailure) -> Outcome {
    let start = ContinuousClock.now
    let date = configuration.now()
    let program = Program(notebook: notebook, cells: cells, parameters: parameters)
    let folder = try WorkFolder.make(in: configuration.workFolder, name: notebook.name)
    do throws(RunnerFailure) {
      var run = emptyRun(startedAt: date, program: program)
      progress(.compiling)
      let compiled = try Compiler(configuration).compile(
        program, optimize: notebook.frontMatter.optimize, in: folder)
      run.compileSeconds = start.duration(to: .now) / .seconds(1)
      progress(.compiled(seconds: run.compileSeconds ?? 0))
      run.diagnostics = compiled.diagnostics
      run.environment.compiler = compiled.version ?? ""

      var record = RunRecord(notebook: notebook, planned: cells)
      var hashes: [String: Task<Input, Never>] = [:]
      if let executable = compiled.executable {
        (run.status, hashes) = try watch(executable, program: program, record: &record, in: folder)
      } else {
        run.status = compiled.isInterrupted ? .interrupted : .notCompiled
        for error in compiled.diagnostics where error.severity == .error {
          record.refuse(
            Problem(message: error.message, line: error.line, sourceLine: error.sourceLine, hint: error.hint),
            line: error.line)
        }
      }
      run.cells = record.cells
      run.metrics = record.metrics
      run.seconds = start.duration(to: .now) / .seconds(1)
      for file in ["program.swift", "inner.modulemap", "program.o", "program"] {
        Files.remove("\(folder)/\(file)")
      }
      return Outcome(
        finished: FinishedRun(run: run, directory: folder), inputs: record.inputs, hashes: hashes)
    } catch {
      Files.remove(folder)
      throw error
    }
  }

  func emptyRun(startedAt date: Date, program: Program) -> Run {
    let given = Dictionary(parameters.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let values = notebook.parameters.map {
      given[$0.name] ?? ParameterValue(name: $0.name, value: $0.defaultLiteral, origin: .script)
    }
    let shown = configuration.sourceDate.map { Date(timeIntervalSince1970: Double($0)) } ?? date
    let stamp = shown.formatted(.iso8601).filter { (character: Character) in character != "-" && character != ":" }
    // Deterministic where the run has to be, else different for every run.
    let mark =
      configuration.sourceDate == nil
      ? String(UInt32.random(in: .min ... .max), radix: 36)
      : String(FileDigest.sha256(Array(program.source.utf8)).prefix(8))
    return Run(
      analysis: notebook.name, path: notebook.path, id: "\(stamp)-\(mark)", status: .ok, parameters: values,
      environment: Environment(
        songbook: configuration.version, compiler: "", operatingSystem: OperatingSystem.description),
      startedAt: date.formatted(.iso8601))
  }
}
