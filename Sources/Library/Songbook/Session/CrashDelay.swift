@preconcurrency import Glibc
import Synchronization

/// Writes down that a thread has crashed, and puts off the end of the process until the files that were announced are
/// written: what was shown before a crash stays shown.
///
/// A crash ends the process as soon as the runtime has described it. Other threads go on meanwhile, and may come to the
/// end of the program: they wait for the signal there, see ``awaitSignal()``.
///
/// Stands before the handlers of the Swift runtime, which then describe the crash as if nothing had been in between.
final class CrashDelay: Sendable {
  static let maximumThreads = 8

  /// How many files are being made or wait for it.
  let filesLeft = Atomic(0)

  /// The threads that make them: a crash of theirs does not wait for itself. Slots are written once, before their
  /// thread takes up work that could crash.
  nonisolated(unsafe) private let threads: UnsafeMutablePointer<pthread_t>

  init() {
    threads = .allocate(capacity: Self.maximumThreads)
    threads.initialize(repeating: 0, count: Self.maximumThreads)
  }

  deinit { threads.deallocate() }

  func exempt(_ thread: pthread_t, at index: Int) { threads[index] = thread }

  /// So many naps of a millisecond in which the process computes nothing say that no file will get done: the crash may
  /// have left a lock behind. On a busy machine it computes little, but something.
  private static let mostIdleNaps = 2000
  private static let mostNaps = 60_000

  /// Where it is written down.
  nonisolated(unsafe) private var status: StatusMemory?

  /// Installed once, for the whole life of the process, for the one session.
  func install(noting status: StatusMemory) {
    self.status = status
    Self.current = self
    for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { CrashDelay.handle($0, $1, $2) }
      // As the runtime's own: it stops and starts the other threads with signals, which must not be held back here.
      action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER
      sigemptyset(&action.sa_mask)
      sigaction(number, &action, &Self.previous[Int(number)])
    }
  }

  /// Nothing in here takes memory or a lock.
  private static func handle(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
  ) {
    // A crash in here is left to the runtime.
    if let status = current?.status, status.signal == 0 { status.signal = number }
    current?.waitForFiles()
    let action = previous[Int(number)]
    if action.sa_flags & SA_SIGINFO != 0, let handler = action.__sigaction_handler.sa_sigaction {
      handler(number, information, context)
    }
    // A trap would come again by itself; a signal that was sent would not. Without a handler it ends the process.
    var ending = sigaction()
    sigemptyset(&ending.sa_mask)
    sigaction(number, &ending, nil)
    raise(number)
  }

  /// Where a thread has crashed, waits for the end of the process.
  static func awaitSignal() {
    guard let status = current?.status, status.signal != 0 else { return }
    var nap = timespec(tv_sec: 0, tv_nsec: 10_000_000)
    for _ in 0..<longestWait { nanosleep(&nap, nil) }
  }

  /// In hundredths of a second: describing a crash takes less than that, also with files to be written before.
  private static let longestWait = 3000

  private func waitForFiles() {
    let own = pthread_self()
    for index in 0..<Self.maximumThreads where pthread_equal(threads[index], own) != 0 { return }
    var nap = timespec(tv_sec: 0, tv_nsec: 1_000_000)
    var before = Self.computed
    var idleNaps = 0
    for _ in 0..<Self.mostNaps {
      if filesLeft.load(ordering: .sequentiallyConsistent) <= 0 || idleNaps > Self.mostIdleNaps { return }
      nanosleep(&nap, nil)
      let now = Self.computed
      // The nap itself takes a little.
      idleNaps = now > before + 200_000 ? 0 : idleNaps + 1
      before = now
    }
  }

  /// Processor time of the process, in nanoseconds.
  private static var computed: Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// What handled each signal before, of which Linux has 64. Written before a handler that reads it is installed, and
  /// not after.
  nonisolated(unsafe) private static let previous: UnsafeMutablePointer<sigaction> = {
    let count = 65
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: count)
    actions.initialize(repeating: sigaction(), count: count)
    return actions
  }()

  nonisolated(unsafe) private static var current: CrashDelay?
}
