import CGuardian
import CLinux
import Glibc
import Runs

/// A program that runs under a guardian of its own: neither it nor anything it starts outlives this value, or the
/// process that holds it, however that ends.
struct ChildProcess: ~Copyable {
  private let guarded: songbook_guarded
  private var isCollected = false

  /// - Parameters:
  ///   - folder: where the program starts; nil for where this process is.
  ///   - standardOutput: what becomes descriptor 1 of the child.
  ///   - standardError: what becomes descriptor 2.
  init(
    executable: String, arguments: [String], environment: [String: String], in folder: String? = nil,
    standardOutput: Int32, standardError: Int32
  ) throws(RunFailure) {
    _ = Self.outlivesClosedPipes
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var started = songbook_guarded()
    let problem = songbook_start(executable, &argv, &envp, folder, standardOutput, standardError, &started)
    guard problem == 0 else { throw ChildProcess.notStarted(executable, problem) }
    guarded = started
  }

  /// A guardian that is told to end may have ended already; that is no reason for this process to. Children get the
  /// signal's default back.
  private static let outlivesClosedPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  static func notStarted(_ executable: String, _ problem: Int32) -> RunFailure {
    let hint =
      problem == EMFILE || problem == ENFILE ? "Let more files be open at a time: `ulimit -n` shows how many may." : nil
    return RunFailure("\(executable) could not be started: \(String(cString: strerror(problem)))", hint: hint)
  }

  /// How a process ended.
  enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// The program could not be started; why, as the system numbers it.
    case notStarted(Int32)
    /// Killed because of an ``Interruption``.
    case interrupted
    /// Killed because of a ``Deadline``.
    case timedOut(seconds: Double)
  }

  /// Readable when the process and all it started are over.
  var descriptor: Int32 { guarded.report }

  /// Asks for the end of the process and all it started, which ``descriptor`` tells.
  func end() {
    // A stopped guardian would not hear.
    kill(guarded.guardian, SIGCONT)
    _ = write(guarded.control, "x", 1)
  }

  /// Waits until all is over; how it ended, and the most resident memory it had, in bytes.
  mutating func ending() -> (ending: Ending, peakMemory: Int) {
    var told = songbook_ending()
    let size = MemoryLayout<songbook_ending>.size
    var count = read(guarded.report, &told, size)
    while count < 0 && errno == EINTR { count = read(guarded.report, &told, size) }
    collect()
    // A guardian can only be killed, and takes the program with it.
    guard count == size else { return (.signalled(SIGKILL), 0) }
    if told.problem != 0 { return (.notStarted(told.problem), 0) }
    let signal = told.status & 0x7F
    return (
      signal == 0 ? .exited((told.status >> 8) & 0xFF) : .signalled(signal), Int(told.peak_memory) * 1024
    )
  }

  private mutating func collect() {
    var status: Int32 = 0
    while waitpid(guarded.guardian, &status, 0) < 0 && errno == EINTR {}
    isCollected = true
  }

  deinit {
    close(guarded.control)
    if !isCollected {
      var status: Int32 = 0
      while waitpid(guarded.guardian, &status, 0) < 0 && errno == EINTR {}
    }
    close(guarded.report)
  }
}

/// Two connected descriptors that no other child inherits.
struct Pipe: ~Copyable {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(RunFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw Files.failure("No pipe could be made") }
    reading = ends[0]
    writing = ends[1]
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }

  mutating func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// What is there to read, at most `limit` bytes; nil at the end.
  func available(limit: Int = 1 << 16) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      count = read(reading, buffer.baseAddress, limit)
      initialized = max(0, count)
    }
    if count == 0 { return nil }
    if count < 0 && errno != EAGAIN && errno != EINTR { return nil }
    return bytes
  }

  deinit {
    close(reading)
    if writing >= 0 { close(writing) }
  }
}
