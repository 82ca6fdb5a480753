import Foundation
import Runs
import Synchronization

/// Where progress and diagnostics go: standard error, with colours and bars only when a person watches.
struct Terminal: Sendable {
  enum Style: String, Sendable {
    case bold = "1"
    case quiet = "2"
    case good = "32"
    case bad = "31"
    case doubtful = "33"
  }

  /// Whether lines can be rewritten and coloured.
  var isInteractive: Bool

  /// Standard error as it is: plain when it is no terminal, when `NO_COLOR` is set, or when `TERM` is `dumb`.
  static var standardError: Terminal {
    let environment = ProcessInfo.processInfo.environment
    let plain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    return Terminal(isInteractive: isatty(STDERR_FILENO) == 1 && !plain)
  }

  func styled(_ text: String, _ style: Style) -> String {
    isInteractive ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A line for the reader at the terminal.
  func line(_ text: String) {
    clearTransient()
    StandardStreams.write(shown(text) + "\n", to: STDERR_FILENO)
  }

  /// A line that the next one replaces; nothing when lines cannot be rewritten.
  func transient(_ text: String) {
    guard isInteractive else { return }
    StandardStreams.write("\r\u{1B}[2K\(shown(text))", to: STDERR_FILENO)
  }

  func clearTransient() {
    guard isInteractive else { return }
    StandardStreams.write("\r\u{1B}[2K", to: STDERR_FILENO)
  }

  /// Where the command has put its result, on standard output. The result is there even if the line cannot be read.
  static func path(_ path: String) { StandardStreams.write(path + "\n", to: STDOUT_FILENO) }

  /// What the command is for, on standard output.
  static func result(_ text: String) { result(Array((text.printable + "\n").utf8)) }

  /// What the command is for, on standard output.
  static func result(_ bytes: [UInt8]) {
    let problem = StandardStreams.write(bytes, to: STDOUT_FILENO)
    // A reader that has seen enough closes its pipe.
    if problem != 0 && problem != EPIPE { lost.withLock { $0 = problem } }
  }

  private static let lost = Mutex<Int32>(0)

  /// - Throws: when a result could not be written.
  static func requireResults() throws(RunFailure) {
    let problem = lost.withLock { $0 }
    if problem != 0 { throw Files.failure("Standard output could not be written", problem) }
  }

  /// The text without control characters. The colours that ``styled(_:_:)`` gives stay where there are any.
  private func shown(_ text: String) -> String {
    guard isInteractive else { return text.printable }
    return text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map { index, piece in
      guard index > 0 else { return piece.printable }
      let code = piece.prefix { $0.isASCII && $0.isNumber || $0 == ";" }
      guard piece.dropFirst(code.count).first == "m" else { return "\u{241B}[" + piece.printable }
      return "\u{1B}[" + piece.printable
    }.joined()
  }
}
