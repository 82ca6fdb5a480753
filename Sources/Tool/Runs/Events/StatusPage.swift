/// Which cell and line the analysis is at, in a file that the runner maps too, so that it can be read even after
/// SIGKILL.
///
/// Layout, little-endian Int32 each: cell index (-1 before the first), the author's line (0 before the first), two
/// reserved numbers.
public enum StatusPage {
  /// The size of the file.
  public static let byteCount = 16
  /// Of the cell index, in bytes from the start.
  public static let cellOffset = 0
  /// Of the line, in bytes from the start.
  public static let lineOffset = 4

  /// The author's line that was started last; nil when none was.
  package static func line(inFile path: String) -> Int? {
    guard let bytes = try? Files.read(path), bytes.count >= byteCount else { return nil }
    let line = bytes[lineOffset..<lineOffset + 4].reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) }
    return line > 0 ? Int(line) : nil
  }
}
