import Engines
import FoundationEssentials
import Glibc
import Notebooks
import Pages
import Runs

/// One round of a run: what a plan asks for is compiled, and the program runs to its end in a process of its own. A
/// round knows nothing of earlier ones.
struct Round: Sendable {
  var configuration: RunConfiguration
  var notebook: Notebook
  var parameters: [ParameterValue]
  /// The run's folder, absolute.
  var folder: String
  /// Makes a program in the folder into an executable.
  var compile: @Sendable (Program) throws(RunFailure) -> Compiler.Result
  /// When the whole run has to be done.
  var deadline: Deadline?
  /// Called for each access as soon as it is known.
  var accessed: @Sendable (FileAccess) -> Void
  var progress: @Sendable (RunnerEvent) -> Void

  /// Blocks the thread to the end of the round.
  func run(_ plan: Plan) throws(RunFailure) -> RoundResult {
    let start = ContinuousClock.now
    let readAtStart = configuration.point?.varied ?? []
    let program = Program(notebook: notebook, plan: plan, parameters: parameters, readAtStart: readAtStart)
    progress(.compiling)
    let compiled = try compile(program)
    let seconds = start.duration(to: .now) / .seconds(1)
    progress(.compiled(seconds: seconds))
    var record = RoundRecord(notebook: notebook, planned: plan.running)
    let rules = EventRules(plan, of: notebook)
    let status: Run.Status
    var diagnostics = compiled.diagnostics
    switch (compiled.executable, compiled.stop) {
    case (let executable?, nil): status = try supervise(executable, program, rules, &record)
    case (_, .interrupted): status = .interrupted
    case (_, .timedOut(let limit)):
      status = .timedOut
      diagnostics.append(
        Diagnostic(
          code: "timeout", severity: .error,
          message: "The run was not done within \(Wording.duration(limit)): it was still being compiled",
          path: notebook.path, hint: "Give it more time with --timeout, or the compiler less to think about."))
    case (nil, nil):
      status = .notCompiled
      record.reject(compiled.diagnostics)
    }
    for file in Compiler.files(of: program) { Files.remove("\(folder)/\(file)") }
    return RoundResult(
      plan: plan, status: status, record: record, diagnostics: diagnostics, compiler: compiled.version ?? "",
      compileSeconds: seconds)
  }

  /// Starts the compiled program and follows it to its end.
  private func supervise(
    _ executable: String, _ program: Program, _ rules: EventRules, _ record: inout RoundRecord
  ) throws(RunFailure) -> Run.Status {
    let settings = settings
    let files = try RoundFiles(in: folder, settings: settings)
    defer { files.remove() }
    let earlierStreams = Set(Files.names(in: files.streams))
    // What is printed before the analysis takes over its streams, by the dynamic linker for example.
    let errors = open(files.firstErrors, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard errors >= 0 else { throw Files.failure("\(files.firstErrors) could not be written") }
    defer { close(errors) }
    var pipe = try Pipe()
    var child = try ChildProcess(
      executable: executable, arguments: [], environment: environment(files), standardOutput: pipe.writing,
      standardError: errors)
    pipe.closeWriting()
    let reader = EventReader(mark: settings.eventMark)
    let followed = follow(&child, pipe, reader, rules, &record)
    if !record.isFinished {
      let tables = Set(record.accesses.lazy.filter { $0.access.use == .table }.map(\.access.path))
      for table in tables { RemoteTable.endQueries(of: settings.eventMark, at: table) }
    }
    // The round will be run again, without the value.
    if record.unrestored != nil {
      for name in Files.names(in: files.streams) where !earlierStreams.contains(name) {
        Files.remove("\(files.streams)/\(name)")
      }
      return .failed
    }
    let leftover = leftoverOutputs(record, earlierStreams)
    if followed.report.ending == .exited(127), record.running == nil {
      throw RunFailure("The analysis could not be started: \(leftover.errors)")
    }
    record.blame(leftover.outputs)
    let status = record.conclude(termination(followed, leftover.errors, program, files))
    if status != .ok, let cell = record.cellAtFault, !record.isFinished {
      // A cell that threw has been reported; one whose process died has not.
      let isReported = followed.lastReported.map { $0 == (cell, record.cells[cell].status) } ?? false
      if !isReported { progress(.cellFinished(record.cells[cell])) }
    }
    record.settleFiles(in: folder)
    return status
  }

  /// A process that has been followed to its end.
  private struct Followed {
    var report: Supervisor.Report
    /// When the last cell started.
    var cellStart: ContinuousClock.Instant
    /// The cell whose end was reported last.
    var lastReported: (cell: Int, status: CellRun.Status)?
  }

  private func follow(
    _ child: inout ChildProcess, _ pipe: borrowing Pipe, _ reader: EventReader, _ rules: EventRules,
    _ record: inout RoundRecord
  ) -> Followed {
    let printed = PrintedText(directory: folder, limit: configuration.printedLimit)
    let timeouts = notebook.cells.map(\.options.timeout)
    let fallback = configuration.cellTimeout
    let supervisor = Supervisor(
      cellTimeout: { timeouts.indices.contains($0) ? timeouts[$0] ?? fallback : fallback },
      deadline: deadline, interruption: configuration.interruption)
    var (reader, rules) = (reader, rules)
    var cellStart = ContinuousClock.now
    var lastReported: (cell: Int, status: CellRun.Status)?
    var tail = PrintedTail(directory: folder, limit: configuration.printedLimit)
    let progress = progress
    func tell(_ printed: [PrintedLines], of cell: Int?) {
      guard let cell else { return }
      for lines in printed { progress(.printed(cell: cell, lines: lines)) }
    }
    let report = supervisor.watch(&child, events: pipe, reader: &reader) { (event) throws(EventFault) in
      try rules.check(event)
      switch event {
      case .cellStarted: tail.begin()
      // Files of what was printed may be gone when the output has been taken in.
      case .output(let cell, let output): tell(tail.take(announced: output), of: cell)
      default: break
      }
      if case .output(let cell, let output) = event {
        for output in printed.outputs(for: output) { record.apply(.output(cell: cell, output: output)) }
      } else {
        record.apply(event)
      }
      switch event {
      case .cellStarted(let cell):
        cellStart = .now
        progress(.cellStarted(cell: cell))
      case .cellFinished(let cell, _, _):
        lastReported = (cell, record.cells[cell].status)
        progress(.cellFinished(record.cells[cell]))
      case .file(_, _, let access): accessed(access)
      case .progress(let cell, let step): progress(.progress(cell: cell, progress: step))
      default: break
      }
    } looked: {
      tell(tail.take(), of: record.running)
    }
    tell(tail.take(isLast: true), of: record.running)
    return Followed(report: report, cellStart: cellStart, lastReported: lastReported)
  }

  private func termination(
    _ followed: Followed, _ errors: String, _ program: Program, _ files: RoundFiles
  ) -> Termination {
    var termination = Termination(
      ending: followed.report.ending, standardError: errors, peakMemory: followed.report.peakMemory)
    termination.seconds = followed.cellStart.duration(to: .now) / .seconds(1)
    termination.memoryLimit = configuration.memoryLimit
    let page = StatusPage(contentsOf: files.status)
    termination.line = page?.line
    termination.note(page)
    if case .signalled = termination.ending {
      termination.crash = CrashReport(backtrace: files.backtrace, errors: errors, program: program)
    }
    return termination
  }

  /// What was printed and not announced before the process ended, and all of it that stood on stderr.
  /// - Parameter earlier: names of streams of earlier rounds.
  private func leftoverOutputs(_ record: RoundRecord, _ earlier: Set<String>) -> (outputs: [Output], errors: String) {
    let printed = PrintedText(directory: folder, limit: configuration.printedLimit)
    let announced = record.cells.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file)
    let unannounced = printed.unannounced(Set(announced).union(earlier.map { "streams/\($0)" }))
    let files = unannounced.flatMap(\.representations).filter { $0.stream == "stderr" }.compactMap(\.file)
    let errors = files.map { file in
      String(decoding: (try? Files.read("\(folder)/\(file)", last: 1 << 16)) ?? [], as: UTF8.self)
    }.joined()
    return (unannounced.flatMap(printed.outputs).compactMap(CrashReport.withoutRuntimeMessages), errors)
  }

  private func environment(_ files: RoundFiles) -> [String: String] {
    var environment = configuration.environment
    environment["SONGBOOK_SETTINGS"] = files.settings
    environment["SONGBOOK_HOME"] = configuration.library.directory
    environment["SWIFT_BACKTRACE"] = CrashReport.request(path: files.backtraceForRuntime)
    // Sets and dictionaries in the same order in every process.
    if environment["SWIFT_DETERMINISTIC_HASHING"] == nil { environment["SWIFT_DETERMINISTIC_HASHING"] = "1" }
    return environment
  }

  private var settings: RunSettings {
    let points = 72.0
    let cells = notebook.cells.map { cell in
      RunSettings.Cell(
        index: cell.index, label: cell.label, title: cell.title, figureCaption: cell.options.figureCaption,
        figureAlternativeText: cell.options.figureAlternativeText, tableCaption: cell.options.tableCaption,
        figureWidth: cell.options.figureWidth.map { $0 * points },
        figureHeight: cell.options.figureHeight.map { $0 * points }, figureFontSize: cell.options.figureFontSize,
        figureTheme: cell.options.figureTheme, figureResolution: cell.options.figureResolution,
        escapesFormulas: cell.options.escapesFormulas)
    }
    let readAtStart = parameters.filter { configuration.point?.varied.contains($0.name) ?? false }
    return RunSettings(
      directory: folder, cells: cells, statusFile: RoundFiles.status(in: folder), eventMark: RunSettings.newEventMark(),
      memoryLimit: configuration.memoryLimit,
      maximumTableRows: configuration.maximumTableRows,
      untracedFolders: [Files.absolute(configuration.workFolder)],
      sourceDate: configuration.sourceDate,
      parameters: readAtStart.isEmpty
        ? nil : Dictionary(readAtStart.map { ($0.name, $0.json) }, uniquingKeysWith: { $1 }),
      author: notebook.frontMatter.author)
  }
}

/// The result of a round.
struct RoundResult {
  var plan: Plan
  var status: Run.Status
  var record: RoundRecord
  /// What the compiler said, in the author's lines.
  var diagnostics: [Diagnostic]
  /// The compiler's version; empty where the program did not compile.
  var compiler: String
  var compileSeconds: Double
}

/// The files by which a program and its runner talk to each other; they are there while the program runs.
private struct RoundFiles {
  let settings: String
  let status: String
  let backtrace: String
  let streams: String

  /// The open folder of the run.
  private let descriptor: Int32

  /// The runtime reads a list with commas, on one line: a path that it would cut is named by the open folder.
  var backtraceForRuntime: String {
    let isPlain = backtrace.utf8.allSatisfy { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: ",") }
    return isPlain || descriptor < 0 ? backtrace : "/proc/\(getpid())/fd/\(descriptor)/backtrace.json"
  }

  var firstErrors: String { streams + "/0000.stderr.txt" }

  static func status(in folder: String) -> String { folder + "/status" }

  init(in folder: String, settings: RunSettings) throws(RunFailure) {
    self.settings = folder + "/settings.json"
    status = settings.statusFile
    backtrace = folder + "/backtrace.json"
    streams = folder + "/streams"
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard let json = try? JSONEncoder().encode(settings) else { throw RunFailure("The settings cannot be written") }
    try Files.write(Array(json), to: self.settings)
    try Files.write([UInt8](repeating: 0, count: StatusPage.byteCount), to: status)
    try Files.makeDirectory(streams)
  }

  func remove() {
    if descriptor >= 0 { close(descriptor) }
    for file in [settings, status, backtrace] { Files.remove(file) }
    for name in Files.names(in: streams) where name.hasSuffix(".\(PrintedFiles.order).txt") {
      Files.remove("\(streams)/\(name)")
    }
  }
}
