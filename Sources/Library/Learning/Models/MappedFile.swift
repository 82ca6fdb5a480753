import Glibc

/// A file's bytes, mapped into memory: they are read from disk when they are looked at, and shared by all processes that use them.
///
/// @unchecked: nothing is ever written. The file must not be cut short while it is mapped; artifacts are replaced as a whole and never are.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// - Throws: ``ModelFileError/Reason/unreadable(_:)``.
  init(path: String) throws(ModelFileError) {
    func failure(_ words: String? = nil) -> ModelFileError {
      ModelFileError(path: path, reason: .unreadable(words ?? String(cString: strerror(errno))))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure("it is not a regular file") }
    let size = Int(status.st_size)
    // An empty file cannot be mapped, and is no model.
    guard size > 0 else { throw ModelFileError(path: path, reason: .notAModel) }
    guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), memory != MAP_FAILED else {
      throw failure()
    }
    bytes = UnsafeRawBufferPointer(start: memory, count: size)
  }

  /// The same for bytes that are in memory already, which are copied to where a file's would be.
  init(copying source: [UInt8], path: String) throws(ModelFileError) {
    guard !source.isEmpty else { throw ModelFileError(path: path, reason: .notAModel) }
    let (readable, flags) = (PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS)
    guard let memory = mmap(nil, source.count, readable, flags, -1, 0), memory != MAP_FAILED else {
      throw ModelFileError(path: path, reason: .unreadable(String(cString: strerror(errno))))
    }
    source.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    bytes = UnsafeRawBufferPointer(start: memory, count: source.count)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
