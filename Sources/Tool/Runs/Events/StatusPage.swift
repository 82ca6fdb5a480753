/// Which cell and line the analysis is at and how it comes to its end, in a file that the runner maps too, so that it
/// can be read even after SIGKILL.
///
/// Layout, little-endian Int32 each: cell index (-1 before the first), the author's line (0 before the first), the
/// number of the signal that a thread crashed with (0 for none), how the process exits (see ``Exit``; 0 while it does
/// not), the number given to `exit`, and three reserved numbers.
public struct StatusPage: Sendable, Equatable {
  /// The size of the file.
  public static let byteCount = 32
  /// Of the cell index, in bytes from the start.
  public static let cellOffset = 0
  /// Of the line, in bytes from the start.
  public static let lineOffset = 4
  /// Of the signal, in bytes from the start.
  public static let signalOffset = 8
  /// Of how the process exits, in bytes from the start.
  public static let exitOffset = 12
  /// Of the number given to `exit`, in bytes from the start.
  public static let exitNumberOffset = 16

  /// How a process exits.
  public enum Exit: Sendable, Equatable {
    /// `exit` was called with a number, or the program came to its end.
    case called(Int)
    /// The library could not send events any more.
    case lostChannel

    /// What stands for it in the file.
    package var code: Int32 {
      switch self {
      case .called: 1
      case .lostChannel: 2
      }
    }
  }

  /// The author's line that was started last; nil when none was.
  public var line: Int?
  /// The signal that a thread crashed with.
  public var crashSignal: Int32?
  /// How the process exits; nil when it did not get to that.
  public var exit: Exit?

  /// Reads the file; nil when it is not there or cut.
  package init?(contentsOf path: String) {
    guard let bytes = try? Files.read(path, first: StatusPage.byteCount), bytes.count == StatusPage.byteCount else {
      return nil
    }
    func number(at offset: Int) -> Int32 {
      bytes[offset..<offset + 4].reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) }
    }
    let line = number(at: StatusPage.lineOffset)
    self.line = line > 0 ? Int(line) : nil
    let signal = number(at: StatusPage.signalOffset)
    crashSignal = (1...64).contains(signal) ? signal : nil
    exit =
      switch number(at: StatusPage.exitOffset) {
      case 1: .called(Int(number(at: StatusPage.exitNumberOffset)))
      case 2: .lostChannel
      default: nil
      }
  }
}
