import CLinux
import Glibc

/// What comes over standard input, kept in memory as a file, so that every reader can look at it more than once.
struct StandardInput: ~Copyable {
  private let file: Int32

  /// Reads standard input to its end.
  init() throws(TableReadingError) {
    func failure() -> TableReadingError {
      TableReadingError(kind: .file, path: "-", message: "Standard input: " + String(cString: strerror(errno)) + ".")
    }
    file = memfd_create("input", memory_file_closes_on_exec)
    guard file >= 0 else { throw failure() }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let length = Glibc.read(STDIN_FILENO, &block, block.count)
      if length < 0, errno == EINTR { continue }
      guard length >= 0 else { throw failure() }
      if length == 0 { break }
      var written = 0
      while written < length {
        let count = block.withUnsafeBytes { write(file, $0.baseAddress! + written, length - written) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure() }
        written += count
      }
    }
  }

  deinit { close(file) }

  /// Where the readers find it.
  var path: String { "/proc/self/fd/\(file)" }
}
