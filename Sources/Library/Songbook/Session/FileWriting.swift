import Glibc
import Runs

/// A file of the run that could not be written.
struct FileNotWritten: Error, CustomStringConvertible {
  var path: String
  var reason: String
  var description: String { "\(path) could not be written: \(reason)" }
}

extension Session {
  /// Writes a file of the run, whole or not at all; ends the run when that fails.
  /// - Parameter path: relative to the run's folder.
  func write(_ bytes: some Collection<UInt8>, to path: String) {
    guard let directory = settings?.directory, !isSilent else { return }
    do throws(FileNotWritten) {
      try FileNotWritten.write(Array(bytes), to: path, in: directory)
    } catch {
      stop(error)
    }
  }

  /// Has a file of the run made while the analysis goes on. When that fails the run ends, at the latest with its last
  /// cell.
  /// - Parameter path: relative to the run's folder.
  func writeLater(to path: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
    guard let directory = settings?.directory, !isSilent else { return }
    let cell = cell?.index ?? 0
    files.make(.init(path: path, directory: directory, cell: cell, line: Int(line), bytes: bytes))
  }
}

extension FileNotWritten {
  static func write(_ bytes: [UInt8], to path: String, in directory: String) throws(FileNotWritten) {
    if let slash = path.lastIndex(of: "/") { mkdir("\(directory)/\(path[..<slash])", 0o777) }
    let whole = "\(directory)/\(path)"
    let problem = Files.errorNumber(writing: bytes, to: whole)
    guard problem != 0 else { return }
    unlink(whole)
    throw FileNotWritten(path: path, reason: String(cString: strerror(problem)))
  }
}
