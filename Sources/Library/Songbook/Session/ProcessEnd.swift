import CLinux
@preconcurrency import Glibc
import Runs

/// Finds out how the process comes to its end, so that the runner can tell a call of `exit` from other ways.
enum ProcessEnd {
  /// Written once, before the functions that read it are registered.
  nonisolated(unsafe) private static var status: StatusMemory?

  /// Called once, on the main thread.
  static func observe(_ status: StatusMemory) {
    self.status = status
    // Registered first and so called last: what the author's code has registered may do more.
    _ = on_exit(
      { number, _ in
        guard Session.current.isSupervised else { return }
        ProcessEnd.status?.note(.called(Int(number)))
        CrashDelay.awaitSignal()
      }, nil)
    pthread_atfork(nil, nil) { Session.current.becomeForeign() }
    // The end of the main thread alone leaves the process to the other threads, which wait for it. A program that
    // awaits at its top level is a task, and needs no main thread.
    guard withUnsafeCurrentTask(body: { $0 == nil }) else { return }
    var key = pthread_key_t()
    guard pthread_key_create(&key, { _ in ProcessEnd.mainThreadEnded() }) == 0 else { return }
    pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
  }

  private static func mainThreadEnded() {
    guard Session.current.isSupervised else { return }
    CrashDelay.awaitSignal()
    let failure = UncaughtError(
      errorType: "pthread_exit", message: "pthread_exit ended the main thread, which runs the cells",
      line: Session.current.line > 0 ? Int(Session.current.line) : nil)
    Session.current.sendAlways { .cellFailed(cell: $0, failure: failure) }
    Session.current.end(completely: false)
    exit(1)
  }
}
