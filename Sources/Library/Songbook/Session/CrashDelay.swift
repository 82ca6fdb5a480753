@preconcurrency import Glibc
import Synchronization

/// Puts off the end of a crashed process until the files that were announced are written: what was shown before a crash
/// stays shown.
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

  /// So many naps of a millisecond without a file getting done say that none will: the crash may have left a lock
  /// behind.
  private static let maximumNaps = 5000

  /// Installed once, for the whole life of the process, for the one session.
  func install() {
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
    current?.waitForFiles()
    let action = previous[Int(number)]
    if action.sa_flags & SA_SIGINFO != 0, let handler = action.__sigaction_handler.sa_sigaction {
      handler(number, information, context)
    } else {
      // Without a handler the signal comes again, and ends the process.
      var action = action
      sigaction(number, &action, nil)
      raise(number)
    }
  }

  private func waitForFiles() {
    let own = pthread_self()
    for index in 0..<Self.maximumThreads where pthread_equal(threads[index], own) != 0 { return }
    var nap = timespec(tv_sec: 0, tv_nsec: 1_000_000)
    var left = filesLeft.load(ordering: .sequentiallyConsistent)
    var naps = 0
    while left > 0, naps < Self.maximumNaps {
      nanosleep(&nap, nil)
      let now = filesLeft.load(ordering: .sequentiallyConsistent)
      naps = now < left ? 0 : naps + 1
      left = now
    }
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
