import CStreams
import Engines
import FoundationEssentials
import Frames
@preconcurrency import Glibc
import Learning
import Runs
import Synchronization

/// The running analysis: which cell it is in, where its files go, and the channel to the runner.
///
/// Without a runner (no `SONGBOOK_SETTINGS`) what is displayed is printed, and a script stays an ordinary Swift
/// program.
final class Session: Sendable {
  static let current = Session()

  struct State {
    var settings: RunSettings?
    var channel: EventChannel?
    var streams: StreamFiles?
    var cell = -1
    var cellStart = ContinuousClock.now
    /// How long values of the cell took to be kept, which is no time of the author's code.
    var keeping = Duration.zero
    /// How often each file stem has been given out, so that a cell's second figure gets a name of its own.
    var stems: [String: Int] = [:]
    var outputsOfCell = 0
    /// The rows of tests that the cell has kept.
    var outcomesOfCell: [RowOutcomes] = []
    /// The cell shows cached outputs; some of its statements run again because other cells need them.
    var isSilent = false
  }

  /// A cell that displays more than this has a runaway loop; what comes later is counted and left out.
  static let outputLimit = 500

  private let state = Mutex(State())
  /// This is a copy that `fork` has made, and not the analysis.
  private let isForeign = Atomic(false)
  let files = BackgroundFiles()
  private let status = StatusMemory()

  var line: Int32 { status.line }

  func startStatement(line: Int32) {
    status.line = line
    AccessTrace.startStatement(line: line)
  }

  var isSilent: Bool { state.withLock { $0.isSilent } }
  var isSupervised: Bool {
    !isForeign.load(ordering: .relaxed) && state.withLock { $0.channel != nil }
  }
  var settings: RunSettings? { state.withLock { $0.settings } }

  /// How long the author's code in the cell has run.
  var cellDuration: Duration { state.withLock { $0.cellStart.duration(to: .now) - $0.keeping } }
  /// Time that the cell was kept from going on.
  func noteKeeping(_ duration: Duration) { state.withLock { $0.keeping += duration } }

  /// The value that the runner gives a parameter.
  func parameter<Value: Decodable>(_ name: String) -> Value {
    guard let json = settings?.parameters?[name],
      let value = try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
    else { fatalError("The parameter \(name) was not given") }
    return value
  }

  func begin() {
    guard let path = getenv("SONGBOOK_SETTINGS").map({ String(cString: $0) }) else { return }
    // A process started by the analysis must not take itself for the analysis.
    unsetenv("SONGBOOK_SETTINGS")
    guard let settings = RunSettings(contentsOf: path),
      let channel = EventChannel(takingOver: STDOUT_FILENO, mark: settings.eventMark)
    else { return }
    status.map(settings.statusFile)
    files.crashDelay.install(noting: status)
    ProcessEnd.observe(status)
    if let limit = settings.memoryLimit { MemoryLimit.set(bytes: limit) }
    state.withLock {
      $0.settings = settings
      $0.channel = channel
      $0.streams = StreamFiles(directory: settings.directory)
    }
    FileReads.observe { [self] read in
      let input = InputRead(
        path: read.path, bytes: read.bytes, rows: read.rows, access: FileTrace.read(read.path))
      send { .input(cell: $0, input: input) }
      if let report = read.report, let warning = Diagnostic(report) { send { .warning(cell: $0, warning: warning) } }
    }
    RemoteTable.beginRun(settings.eventMark)
    TableReads.observe { [self] read in note(read) }
    FrameNotices.observe { [self] notice in
      let warning = Diagnostic(warning: "frame." + notice.code, message: notice.message, hint: notice.hint)
      send { .warning(cell: $0, warning: warning) }
    }
    // A mistake ends its cell like an error that the cell throws.
    FrameMistake.handle { [self] mistake in stop(mistake) }
    FileTrace.begin(except: settings.untracedFolders, copiesIn: settings.directory, line: status.currentLine)
    AccessTrace.begin()
  }

  /// Sends an event; nothing without a runner, and nothing of a cell that runs silently.
  func send(_ event: (_ cell: Int) -> RunEvent) {
    state.withLock { state in
      guard !state.isSilent else { return }
      send(event(state.cell), state)
    }
  }

  /// Sends an event also of a cell that runs silently.
  func sendAlways(_ event: (_ cell: Int) -> RunEvent) {
    state.withLock { send(event($0.cell), $0) }
  }

  /// Called in a copy of the process: what it does is no part of the run, and no lock can be counted on.
  func becomeForeign() {
    isForeign.store(true, ordering: .relaxed)
    songbook_streams_end()
    status.unmap()
  }

  /// Without its channel the analysis could do nothing that anybody sees: it ends, and the runner says why.
  private func send(_ event: RunEvent, _ state: State) {
    guard let channel = state.channel, !isForeign.load(ordering: .relaxed), !channel.send(event) else { return }
    status.note(.lostChannel)
    _exit(1)
  }

  /// - Parameter silently: nothing of the cell is shown.
  func startCell(_ index: Int, silently: Bool = false) {
    // The cell that ran when a thread crashed is the last.
    CrashDelay.awaitSignal()
    stopIfFilesFailed()
    state.withLock { state in
      finishCell(&state)
      state.isSilent = silently
      state.cell = index
      state.outputsOfCell = 0
      state.outcomesOfCell = []
      status.cell = Int32(index)
      send(.cellStarted(cell: index), state)
      PeakMemory.reset()
      state.cellStart = .now
      state.keeping = .zero
    }
  }

  /// - Parameter completely: false when an error ended the run before its end.
  func end(completely: Bool = true) {
    CrashDelay.awaitSignal()
    state.withLock { finishCell(&$0) }
    files.finish()
    guard completely else { return }
    stopIfFilesFailed()
    CrashDelay.awaitSignal()
    state.withLock { send(.finished, $0) }
  }

  private func finishCell(_ state: inout State) {
    guard state.cell >= 0, state.channel != nil else { return }
    sendPrinted(&state)
    if state.outputsOfCell > Session.outputLimit {
      let count = state.outputsOfCell - Session.outputLimit
      let warning = Diagnostic(
        warning: "output.tooMany", message: "\(count) further outputs of this cell are not shown.",
        hint: "Display fewer things, or collect them in one table.")
      send(.warning(cell: state.cell, warning: warning), state)
    }
    let accesses = AccessTrace.take()
    if !accesses.isEmpty { send(.memory(cell: state.cell, accesses: accesses), state) }
    let duration = state.cellStart.duration(to: .now)
    send(
      .cellFinished(cell: state.cell, seconds: duration / .seconds(1), peakMemory: PeakMemory.bytes), state)
    state.cell = -1
  }

  /// What was printed since the last output, so that the order of printing and displaying is kept.
  private func sendPrinted(_ state: inout State) {
    for output in state.streams?.takePrinted() ?? [] {
      if state.isSilent {
        for form in output.representations { unlink("\(state.settings?.directory ?? "")/\(form.file ?? "")") }
        continue
      }
      send(.output(cell: state.cell, output: output), state)
    }
    if !state.isSilent, let warning = state.streams?.takeWarning() {
      send(.warning(cell: state.cell, warning: warning), state)
    }
  }

  func show(_ output: Output) {
    // What a crashed thread said belongs to the crash.
    CrashDelay.awaitSignal()
    state.withLock { state in
      state.outputsOfCell += 1
      guard state.outputsOfCell <= Session.outputLimit, !state.isSilent else { return }
      sendPrinted(&state)
      send(.output(cell: state.cell, output: output), state)
    }
  }

  /// The cell being run, as its options describe it.
  var cell: RunSettings.Cell? {
    state.withLock { state in state.settings?.cells.first { $0.index == state.cell } }
  }

  /// A name for a new file in `folder`, used by nothing else in this run: the stem, then `stem-2`, `stem-3` and so on.
  func unusedStem(_ stem: String, in folder: String) -> (stem: String, isFirst: Bool) {
    state.withLock { state in
      let count = state.stems["\(folder)/\(stem)", default: 0] + 1
      state.stems["\(folder)/\(stem)"] = count
      return (count == 1 ? stem : "\(stem)-\(count)", count == 1)
    }
  }

  /// Which of the cell's outcomes of one name these are, and whether they are seen for the first time.
  func place(of outcomes: RowOutcomes) -> (number: Int, isNew: Bool) {
    state.withLock { state in
      let known = state.outcomesOfCell.filter { $0.name == outcomes.name }
      if let number = known.firstIndex(of: outcomes) { return (number, false) }
      state.outcomesOfCell.append(outcomes)
      return (known.count, true)
    }
  }

  func report(_ error: any Error) {
    let line = Int(status.line)
    let failure = UncaughtError(
      errorType: String(describing: type(of: error)), message: String(describing: error), line: line > 0 ? line : nil)
    guard isSupervised else {
      fputs("\(failure.errorType): \(failure.message)\n", stderr)
      return
    }
    state.withLock { send(.cellFailed(cell: $0.cell, failure: failure), $0) }
  }

  /// The error belongs to the cell that showed what the file holds, though others may have run since.
  private func stopIfFilesFailed() {
    guard let failed = files.failure else { return }
    let failure = UncaughtError(
      errorType: String(describing: FileNotWritten.self), message: failed.reason.description, line: failed.request.line)
    state.withLock { send(.cellFailed(cell: failed.request.cell, failure: failure), $0) }
    files.finish()
    exit(1)
  }

  /// Ends the run because of something that the author's code cannot know of, such as a full disk.
  func stop(_ error: any Error) -> Never {
    report(error)
    end(completely: false)
    exit(1)
  }
}
