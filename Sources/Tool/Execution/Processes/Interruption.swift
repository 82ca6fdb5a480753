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

  /// The request that SIGINT and SIGTERM make. From the first use on these signals do not end the process.
  public static let onSignals: Interruption = {
    let interruption = Interruption()
    Interruption.signalled = interruption.writing
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in _ = write(Interruption.signalled, "x", 1) }
    }
    return interruption
  }()

  /// Written once, before the handlers that read it are installed.
  nonisolated(unsafe) private static var signalled: Int32 = -1
}
