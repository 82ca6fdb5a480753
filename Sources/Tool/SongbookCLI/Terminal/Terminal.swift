import Foundation

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
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A line that the next one replaces; nothing when lines cannot be rewritten.
  func transient(_ text: String) {
    guard isInteractive else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
  }

  func clearTransient() {
    guard isInteractive else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }

  /// What the user asked for, on standard output.
  static func result(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}
