#if canImport(Glibc)
  import Glibc
#endif

/// Bytes in memory that do not change: a mapped file, or a buffer of our own. At least ``padding`` readable zero bytes
/// stand behind them, unless they are asked for without.
///
/// @unchecked: the bytes are written before the value is handed on and never after.
package final class FileBytes: @unchecked Sendable {
  static let padding = 64

  let base: UnsafePointer<UInt8>
  /// How many bytes there are, without the padding.
  package let count: Int
  private let mappedLength: Int?

  private init(base: UnsafePointer<UInt8>, count: Int, mappedLength: Int?) {
    self.base = base
    self.count = count
    self.mappedLength = mappedLength
  }

  /// A buffer that `fill` writes; it returns how many bytes it wrote.
  convenience init<Failure>(
    capacity: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int
  ) throws(Failure) {
    // Aligned for any number that stands in it at a multiple of its size.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity + FileBytes.padding, alignment: 16)
      .bindMemory(to: UInt8.self, capacity: capacity + FileBytes.padding)
    let count: Int
    do {
      count = try fill(UnsafeMutableBufferPointer(start: memory, count: capacity))
    } catch {
      memory.deallocate()
      throw error
    }
    (memory + count).initialize(repeating: 0, count: FileBytes.padding)
    self.init(base: UnsafePointer(memory), count: count, mappedLength: nil)
  }

  /// A copy of bytes in memory.
  package convenience init(_ bytes: [UInt8]) {
    self.init(capacity: bytes.count) { buffer in
      _ = buffer.initialize(from: bytes)
      return bytes.count
    }
  }

  /// The contents of a file: mapped where that is possible, or else read.
  ///
  /// A mapped file must not be cut short while it is in use.
  /// - Parameter isPadded: false for bytes without padding behind them. Such a file is read from disk only where it is
  ///   looked at.
  package convenience init(path: String, isPadded: Bool = true) throws(UnreadableFile) {
    func failure() -> UnreadableFile { UnreadableFile(message: String(cString: strerror(errno))) }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw UnreadableFile(message: "This is a folder") }
    let size = Int(status.st_size)
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    // The last page of a mapped file is filled with zeros: the padding, when enough of them are left.
    let hasPadding = page - size % page >= FileBytes.padding && size % page != 0
    let flags = MAP_PRIVATE | (isPadded ? MAP_POPULATE : 0)
    if status.st_mode & S_IFMT == S_IFREG, size > 0, hasPadding || !isPadded,
      let memory = mmap(nil, size, PROT_READ, Int32(flags), file, 0), memory != MAP_FAILED
    {
      self.init(base: UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)), count: size, mappedLength: size)
      return
    }
    var contents: [UInt8] = []
    contents.reserveCapacity(size)
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let length = Glibc.read(file, &block, block.count)
      if length < 0, errno == EINTR { continue }
      guard length >= 0 else { throw failure() }
      if length == 0 { break }
      contents.append(contentsOf: block[..<length])
    }
    self.init(contents)
  }

  deinit {
    if let mappedLength {
      munmap(UnsafeMutableRawPointer(mutating: base), mappedLength)
    } else {
      base.deallocate()
    }
  }

  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
  /// The bytes, which stay as long as this object does.
  package var rawBuffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }
}

/// Why a file's bytes cannot be had: what the system says, without a full stop.
package struct UnreadableFile: Error {
  package var message: String
}
