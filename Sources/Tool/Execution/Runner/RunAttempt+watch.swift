import FoundationEssentials
import Glibc
import Notebooks
import Runs

extension RunAttempt {
  /// Starts the compiled program and follows it to its end.
  func watch(
    _ executable: String, program: Program, record: inout RunRecord, in folder: String
  ) throws(RunFailure) -> Run.Status {
    let settings = settings(in: folder)
    let settingsFile = folder + "/settings.json"
    guard let json = try? JSONEncoder().encode(settings) else { throw RunFailure("The settings cannot be written") }
    try Files.write(Array(json), to: settingsFile)
    try Files.write([UInt8](repeating: 0, count: StatusPage.byteCount), to: settings.statusFile)
    try Files.makeDirectory(folder + "/streams")
    let backtrace = folder + "/backtrace.json"
    var environment = configuration.environment
    environment["SONGBOOK_SETTINGS"] = settingsFile
    environment["SONGBOOK_HOME"] = configuration.library.directory
    environment["SWIFT_BACKTRACE"] = CrashReport.request(path: backtrace)
    defer { for file in [settingsFile, settings.statusFile, backtrace] { Files.remove(file) } }

    // What is said before the analysis takes over its streams, by the dynamic linker for example.
    let firstErrors = folder + "/streams/0000.stderr.txt"
    let errors = open(firstErrors, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard errors >= 0 else { throw Files.failure("\(firstErrors) could not be written") }
    defer { close(errors) }
    var pipe = try Pipe()
    let child = try ChildProcess(
      executable: executable, arguments: [], environment: environment, standardOutput: pipe.writing,
      standardError: errors)
    pipe.closeWriting()

    let printed = PrintedText(directory: folder, limit: configuration.printedLimit)
    var folded = record
    var cellStart = ContinuousClock.now
    var told: (cell: Int, status: CellRun.Status)?
    let timeouts = Dictionary(
      notebook.cells.map { ($0.index, $0.options.timeout) }, uniquingKeysWith: { $1 })
    let fallback = configuration.cellTimeout
    let supervisor = Supervisor(
      cellTimeout: { timeouts[$0].flatMap(\.self) ?? fallback }, runTimeout: configuration.runTimeout,
      interruption: configuration.interruption)
    let report = supervisor.watch(child, events: pipe) { event in
      switch event {
      case .output(let cell, let output): folded.apply(.output(cell: cell, output: printed.filling(output)))
      default: folded.apply(event)
      }
      switch event {
      case .cellStarted(let cell):
        cellStart = .now
        progress(.cellStarted(cell: cell))
      case .cellFinished(let cell, _, _):
        told = (cell, folded.cells[cell].status)
        progress(.cellFinished(folded.cells[cell]))
      case .progress(let cell, let step): progress(.progress(cell: cell, progress: step))
      default: break
      }
    }
    record = folded
    // The round will be run again, without the value.
    if record.unrestored != nil { return .failed }
    let leftover = leftoverOutputs(record, printed)
    if report.ending == .exited(127), record.running == nil {
      throw RunFailure("The analysis could not be started: \(leftover.errors)")
    }
    var termination = Termination(ending: report.ending, standardError: leftover.errors, peakMemory: report.peakMemory)
    termination.seconds = cellStart.duration(to: .now) / .seconds(1)
    termination.memoryLimit = configuration.memoryLimit
    termination.line = StatusPage.line(inFile: settings.statusFile)
    if case .signalled = report.ending {
      termination.crash = CrashReport(backtrace: backtrace, errors: leftover.errors, program: program)
    }
    if let cell = record.cellAtFault {
      for output in leftover.outputs { record.update(cell) { $0.outputs.append(output) } }
      if report.unreadableLines > 0 {
        let warning = Warning(
          code: "events.unreadable", message: "\(report.unreadableLines) outputs could not be read and are not shown.")
        record.update(cell) { $0.warnings.append(warning) }
      }
    }
    let status = record.conclude(termination)
    if status != .ok, let cell = record.cellAtFault, !record.isFinished {
      // A cell that threw has said so itself; one whose process died has not.
      let isTold = told.map { $0 == (cell, record.cells[cell].status) } ?? false
      if !isTold { progress(.cellFinished(record.cells[cell])) }
    }
    record.settleFiles(in: folder)
    return status
  }

  /// What was printed and not announced before the process ended, and all of it that stood on stderr.
  private func leftoverOutputs(_ record: RunRecord, _ printed: PrintedText) -> (outputs: [Output], errors: String) {
    let announced = record.cells.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file)
    let unannounced = printed.unannounced(Set(announced))
    let files = unannounced.flatMap(\.representations).filter { $0.stream == "stderr" }.compactMap(\.file)
    let errors = files.map { file in
      String(decoding: (try? Files.read("\(printed.directory)/\(file)", last: 1 << 16)) ?? [], as: UTF8.self)
    }.joined()
    let outputs = unannounced.map(printed.filling).compactMap(CrashReport.withoutRuntimeMessages)
    return (outputs, errors)
  }

  private func settings(in folder: String) -> RunSettings {
    let points = 72.0
    let cells = notebook.cells.map { cell in
      RunSettings.Cell(
        index: cell.index, label: cell.label, title: cell.title, figureCaption: cell.options.figureCaption,
        figureAlternativeText: cell.options.figureAlternativeText, tableCaption: cell.options.tableCaption,
        figureWidth: cell.options.figureWidth.map { $0 * points },
        figureHeight: cell.options.figureHeight.map { $0 * points })
    }
    return RunSettings(
      directory: folder, cells: cells, statusFile: folder + "/status", memoryLimit: configuration.memoryLimit,
      maximumTableRows: configuration.maximumTableRows,
      untracedFolders: [Files.absolute(configuration.workFolder), configuration.toolchain.root],
      sourceDate: configuration.sourceDate)
  }
}
