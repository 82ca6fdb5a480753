import Glibc

/// File system calls whose failures say what could not be done, and why.
enum Files {
  static func write(_ bytes: [UInt8], to path: String) throws(RunnerFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure("\(path) could not be written") }
    var written = 0
    let problem = bytes.withUnsafeBytes { buffer -> Int32 in
      while written < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress! + written, buffer.count - written)
        if count < 0 && errno != EINTR { return errno }
        written += max(count, 0)
      }
      return 0
    }
    let closing = close(file) == 0 ? 0 : errno
    if problem != 0 || closing != 0 { throw failure("\(path) could not be written", problem != 0 ? problem : closing) }
  }

  /// - Parameter first: bytes to read at most.
  static func read(_ path: String, first: Int = .max) throws(RunnerFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("\(path) could not be read") }
    defer { close(file) }
    var bytes: [UInt8] = []
    while bytes.count < first {
      var problem: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: min(1 << 18, first - bytes.count)) { buffer, count in
        let got = Glibc.read(file, buffer.baseAddress, buffer.count)
        if got < 0 { problem = errno }
        count = max(0, got)
      }
      if problem == EINTR { continue }
      if problem != 0 { throw failure("\(path) could not be read", problem) }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  /// The end of a file, at most this many bytes.
  static func read(_ path: String, last count: Int) throws(RunnerFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("\(path) could not be read") }
    defer { close(file) }
    let start = max(0, (size(path) ?? 0) - count)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(file, buffer.baseAddress, count, start))
    }
  }

  /// Makes a folder and those above it.
  static func makeDirectory(_ path: String) throws(RunnerFailure) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeDirectory(String(path[..<slash]))
      if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    }
    throw failure("The folder \(path) could not be made")
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func size(_ path: String) -> Int? {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : nil
  }

  /// The names in a folder, sorted; none when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all in it; links are removed and not followed. What is not there is no failure.
  static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  static func failure(_ what: String, _ number: Int32 = errno) -> RunnerFailure {
    let hint = number == ENOSPC || number == EDQUOT ? "Make room on the disk, or choose another folder." : nil
    return RunnerFailure("\(what): \(String(cString: strerror(number)))", hint: hint)
  }
}
