import CLinux
import Glibc

/// A request to stop, such as Ctrl-C, that wakes a waiting runner.
public final class Interruption: Sendable {
  /// Readable after the request, so that it can be waited for with other descriptors.
  public let descriptor: Int32
  private let writing: Int32

  /// A request that has not been made yet.
  public init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe2(&ends, O_CLOEXEC | O_NONBLOCK)
    descriptor = ends[0]
    writing = ends[1]
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// Asks to stop. May be called from any thread, any number of times.
  public func request() { _ = write(writing, "x", 1) }

  /// Whether a stop has been asked for.
  public var isRequested: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// The request that SIGINT, SIGTERM, SIGQUIT and SIGHUP make. From the first use on these signals do not end the process.
  /// SIGHUP stays without effect where it had none before, which `nohup` relies on. Signals that
  /// the parent process had blocked, or that were blocked while this one was starting, are delivered.
  public static let onSignals: Interruption = {
    let interruption = Interruption()
    Interruption.signalled = interruption.writing
    var held = sigset_t()
    sigemptyset(&held)
    for number in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] {
      var before = sigaction()
      sigaction(number, nil, &before)
      if number == SIGHUP, before.isIgnored { continue }
      signal(number) { _ in
        let problem = errno
        _ = write(Interruption.signalled, "x", 1)
        errno = problem
      }
      sigaddset(&held, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &held, nil)
    return interruption
  }()

  /// Written once, before the handlers that read it are installed.
  nonisolated(unsafe) private static var signalled: Int32 = -1
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    guard sa_flags & SA_SIGINFO == 0 else { return false }
    return unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
