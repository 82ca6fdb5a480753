import Dispatch
@preconcurrency import Glibc
import Synchronization

/// Files of the run that are made while the analysis goes on: figures above all, whose drawing nothing else waits for.
///
/// Every file that was asked for is there when the process ends, be it by an error, a crash or a call of `exit`. Only
/// SIGKILL comes between.
final class BackgroundFiles: Sendable {
  struct Request: Sendable {
    /// Relative to the run's folder.
    var path: String
    var directory: String
    /// The cell that asked for it, which fails when the file cannot be written.
    var cell: Int
    var line: Int
    var bytes: @Sendable () -> [UInt8]
  }

  struct Failure: Sendable {
    var request: Request
    var reason: FileNotWritten
  }

  private struct State {
    var waiting: [Request] = []
    var threadCount = 0
    var failure: Failure?
  }

  /// With more files waiting, the thread that asks for one makes it, so that drawings that wait do not fill the memory.
  private static let maximumWaiting = 20

  private let state = Mutex(State())
  private let requested = DispatchSemaphore(value: 0)
  private let unfinished = DispatchGroup()
  let crashDelay = CrashDelay()

  /// The first file that could not be written.
  var failure: Failure? { state.withLock { $0.failure } }

  func make(_ request: Request) {
    let isWaiting = state.withLock { state in
      guard state.waiting.count < Self.maximumWaiting, hasThread(&state) else { return false }
      state.waiting.append(request)
      unfinished.enter()
      crashDelay.filesLeft.add(1, ordering: .sequentiallyConsistent)
      return true
    }
    if isWaiting { requested.signal() } else { write(request) }
  }

  /// Makes files that wait, and returns when all are there.
  func finish() {
    while takeNext() {}
    unfinished.wait()
  }

  /// Makes the file that has waited longest; false when none waits.
  private func takeNext() -> Bool {
    guard let request = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) else { return false }
    write(request)
    crashDelay.filesLeft.subtract(1, ordering: .sequentiallyConsistent)
    unfinished.leave()
    return true
  }

  private func write(_ request: Request) {
    do throws(FileNotWritten) {
      try FileNotWritten.write(request.bytes(), to: request.path, in: request.directory)
    } catch {
      state.withLock { $0.failure = $0.failure ?? Failure(request: request, reason: error) }
    }
  }

  /// Starts a thread where there are fewer than cores to spare: one core is the analysis's own. They stay, each with
  /// the fonts it has loaded.
  private func hasThread(_ state: inout State) -> Bool {
    let wanted = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1), CrashDelay.maximumThreads)
    guard state.threadCount < wanted else { return true }
    if state.threadCount == 0 { atexit { if Session.current.isSupervised { Session.current.files.finish() } } }
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let files = Unmanaged<BackgroundFiles>.fromOpaque(context).takeUnretainedValue()
        while true {
          files.requested.wait()
          _ = files.takeNext()
        }
      }, Unmanaged.passUnretained(self).toOpaque())
    guard status == 0 else { return state.threadCount > 0 }
    crashDelay.exempt(thread, at: state.threadCount)
    state.threadCount += 1
    return true
  }
}
