#if canImport(Glibc)
  import Glibc
#endif

/// Bytes in memory that do not change: a mapped file, or a buffer of our own. At least ``padding`` readable zero bytes stand behind them.
///
/// @unchecked: the bytes are written before the value is handed on and never after.
final class FileBytes: @unchecked Sendable {
  static let padding = 64

  let base: UnsafePointer<UInt8>
  let count: Int
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
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + FileBytes.padding)
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

  convenience init(_ bytes: [UInt8]) {
    self.init(capacity: bytes.count) { buffer in
      _ = buffer.initialize(from: bytes)
      return bytes.count
    }
  }

  /// The contents of a file, mapped where the padding allows it.
  convenience init(path: String) throws(CSVReadingError) {
    func failure() -> CSVReadingError {
      CSVReadingError(kind: .file, path: path, message: String(cString: strerror(errno)) + ".")
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw CSVReadingError(kind: .file, path: path, message: "This is a folder.")
    }
    let size = Int(status.st_size)
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    // The last page of a mapped file is filled with zeros: the padding, when enough of them are left.
    if isRegular, size > 0, page - size % page >= FileBytes.padding, size % page != 0,
      let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), memory != MAP_FAILED
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
}
