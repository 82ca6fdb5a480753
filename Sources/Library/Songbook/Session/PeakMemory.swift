import Glibc
import Synchronization

/// The most resident memory the process had since the last reset.
enum PeakMemory {
  /// Marks since the last reset that were set aside to measure a part.
  private static let setAside = Mutex(0)

  /// Lets the kernel's high-water mark start again from what is resident now. Where that is not allowed the mark stays
  /// that of the whole process.
  static func reset() {
    setAside.withLock { $0 = 0 }
    restart()
  }

  static var bytes: Int { max(setAside.withLock { $0 }, mark) }

  /// The most that is resident while the work is done, of whatever the process holds.
  static func during<Result>(_ work: () throws -> Result) rethrows -> (result: Result, bytes: Int) {
    let before = mark
    setAside.withLock { $0 = max($0, before) }
    restart()
    let result = try work()
    return (result, mark)
  }

  private static var mark: Int { highWaterMark ?? largestEver }

  private static func restart() {
    let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = write(file, "5", 1)
  }

  /// `VmHWM` of `/proc/self/status`.
  private static var highWaterMark: Int? {
    let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
    let name = "VmHWM:"
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
    let digits = line.utf8.dropFirst(name.utf8.count).filter { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 * 1024 }
  }

  private static var largestEver: Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
  }
}

/// A limit on the process's address space: an allocation beyond it fails, and the Swift runtime ends the process with a
/// message.
enum MemoryLimit {
  static func set(bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }
}
