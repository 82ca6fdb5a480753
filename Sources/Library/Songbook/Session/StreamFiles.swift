import CStreams
@preconcurrency import Glibc
import Runs

/// What the code prints goes to files, so that it is whole on disk even after a crash and a flood of it neither blocks
/// nor fills memory.
///
/// Between two displayed things there is one file for each of stdout and stderr, and one with their order where both
/// were written to; files that got something are announced and followed by new ones.
struct StreamFiles {
  private let directory: String
  private var number = 0
  /// Streams that the code has closed, until a warning is taken.
  private var closed: [String] = []
  /// Whether the files are gone, and what is printed with them.
  private var isLost = false

  init(directory: String) {
    self.directory = directory
    mkdir(directory + "/streams", 0o777)
    _ = rotate(always: true)
    songbook_streams_begin()
  }

  /// The outputs for what was printed since the last call.
  mutating func takePrinted() -> [Output] {
    fflush(stdout)
    let finished = number
    guard let printed = rotate(always: false) else { return [] }
    var forms: [Representation] = []
    for (stream, size, wasClosed) in [
      (PrintedFiles.standardOutput, printed.sizes.0, printed.was_closed.0),
      (PrintedFiles.standardError, printed.sizes.1, printed.was_closed.1),
    ] {
      if wasClosed != 0 { closed.append(stream) }
      let file = PrintedFiles.path(finished, stream)
      if size > 0 {
        forms.append(Representation(mediaType: "text/plain", file: file, stream: stream, totalBytes: size))
      } else {
        unlink("\(directory)/\(file)")
      }
    }
    return forms.isEmpty ? [] : [Output(kind: .stream, representations: forms)]
  }

  /// A warning when the code has closed a stream since the last call: what it printed then is nowhere.
  mutating func takeWarning() -> Diagnostic? {
    if isLost {
      isLost = false
      return Diagnostic(
        warning: "stream.lost", message: "What the cell printed is lost: the code removed the files that it went to.",
        hint: "The folder .songbook is in use while the analysis runs.")
    }
    guard !closed.isEmpty else { return nil }
    defer { closed = [] }
    return Diagnostic(
      warning: "stream.closed",
      message: "The code closed \(closed.joined(separator: " and ")); what it printed after that is lost.",
      hint: "The stream is open again for what follows.")
  }

  /// Goes on in new files; nil when nothing was printed, or there are no descriptors for more.
  private mutating func rotate(always: Bool) -> songbook_printed? {
    var printed = songbook_printed()
    let (directory, next) = (directory, number + 1)
    func path(_ kind: String) -> String { "\(directory)/\(PrintedFiles.path(next, kind))" }
    let isDone = songbook_streams_rotate(
      path(PrintedFiles.standardOutput), path(PrintedFiles.standardError), path(PrintedFiles.order), always ? 1 : 0,
      &printed)
    // Without descriptors for more files what was printed is announced later.
    if isDone < 0, access("\(directory)/streams", F_OK) != 0 { isLost = true }
    guard isDone > 0 else { return nil }
    number = next
    return printed
  }
}
