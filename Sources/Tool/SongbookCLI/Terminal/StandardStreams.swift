import Foundation
import Runs

/// Standard output and standard error as the caller gave them: they may be closed, full, or a pipe without a reader.
/// None of that keeps a run from its report.
enum StandardStreams {
  /// Makes writing to them safe. Called before anything is opened: a file that got the number of a closed stream would
  /// be written into.
  static func secure() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // Opened in order, each gets the lowest number that is free.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
  }

  /// - Returns: 0, or the error number.
  @discardableResult static func write(_ text: String, to descriptor: Int32) -> Int32 {
    write(Array(text.utf8), to: descriptor)
  }

  /// - Returns: 0, or the error number.
  @discardableResult static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { Files.errorNumber(writing: $0, to: descriptor) }
  }
}
