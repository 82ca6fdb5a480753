import FoundationEssentials
import Glibc
import Runs

/// The pipe to the runner: one event a line, as JSON behind the mark that shows who wrote it.
struct EventChannel: Sendable {
  private let descriptor: Int32
  private let mark: [UInt8]
  /// Tells the pipe from another file that has got its number.
  private let inode: UInt

  /// Keeps a private copy of the descriptor, closed in processes that the analysis starts, so that none of them can
  /// hold the pipe open.
  init?(takingOver descriptor: Int32, mark: String) {
    // Above those that the analysis opens first, as far as so many may be open.
    let copies = [64, 32, 16, 8, 3].lazy.map { (lowest: Int32) in fcntl(descriptor, F_DUPFD_CLOEXEC, lowest) }
    guard let copy = copies.first(where: { $0 >= 0 }), let inode = EventChannel.inode(of: copy) else { return nil }
    self.descriptor = copy
    self.mark = Array(mark.utf8)
    self.inode = inode
  }

  /// Writes the whole line; nothing when the runner has ended.
  /// - Returns: false when the author's code has closed the pipe, or put another file in its place.
  func send(_ event: RunEvent) -> Bool {
    guard EventChannel.inode(of: descriptor) == inode else { return false }
    guard let json = try? JSONEncoder.forRuns.encode(event) else { return true }
    var line = mark
    line.reserveCapacity(mark.count + json.count + 1)
    line += json
    line.append(0x0A)
    return line.withUnsafeBytes { Files.errorNumber(writing: $0, to: descriptor) } != EBADF
  }

  private static func inode(of descriptor: Int32) -> UInt? {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? UInt(information.st_ino) : nil
  }
}
