package import Glibc

/// File system calls whose errors say what could not be done, and why.
package enum Files {
  /// Writes a file, replacing what it held. A file that cannot be written completely is left incomplete.
  package static func write(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    let problem = errorNumber(writing: bytes, to: path)
    if problem != 0 { throw failure("\(path) could not be written", problem) }
  }

  /// Writes a file, for callers with an error of their own.
  /// - Returns: 0, or the error number.
  package static func errorNumber(writing bytes: [UInt8], to path: String) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { return errno }
    let problem = bytes.withUnsafeBytes { errorNumber(writing: $0, to: file) }
    let closing = close(file) == 0 ? 0 : errno
    return problem != 0 ? problem : closing
  }

  /// Writes all bytes to an open file or pipe.
  /// - Returns: 0, or the error number.
  package static func errorNumber(writing bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno != EINTR { return errno }
      rest = rest.dropFirst(max(count, 0))
    }
    return 0
  }

  /// Replaces a file in one step: readers see the old bytes or the new ones.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(RunFailure) {
    let temporary = temporaryName(for: path)
    do throws(RunFailure) {
      try write(bytes, to: temporary)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let problem = errno
      unlink(temporary)
      throw failure("\(path) could not be written", problem)
    }
  }

  /// A name beside a file, made of the number of this process and a random number: what a killed process leaves can be
  /// recognised by it.
  package static func temporaryName(for path: String) -> String {
    "\(path).\(getpid())-\(UInt32.random(in: .min ... .max))"
  }

  /// The process in a name that ``temporaryName(for:)`` has given; nil when it is none.
  package static func writer(of name: some StringProtocol) -> pid_t? {
    guard let ending = name.split(separator: ".").last?.split(separator: "-"), ending.count == 2,
      UInt32(ending[1]) != nil
    else { return nil }
    return pid_t(ending[0])
  }

  /// Removes what processes that are gone were writing beside a file.
  package static func removeAbandoned(besides path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let (folder, name) = (path[..<slash], path[path.index(after: slash)...])
    for other in names(in: String(folder)) where other.hasPrefix(name + ".") {
      guard let writer = writer(of: other), kill(writer, 0) != 0, errno == ESRCH else { continue }
      unlink("\(folder)/\(other)")
    }
  }

  /// The contents of a file; pipes, devices and folders are errors.
  /// - Parameter limit: the most bytes that are read.
  package static func read(_ path: String, first limit: Int = .max) throws(RunFailure) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    return try contents(of: file, path, first: limit)
  }

  /// The contents of a regular file; links are not followed.
  package static func readRegularFile(_ path: String) throws(RunFailure) -> [UInt8] {
    let file = try openToRead(path, followsLinks: false)
    defer { close(file) }
    return try contents(of: file, path, first: .max)
  }

  /// Opens what can be read to its end without waiting for anybody: a regular file.
  static func openToRead(_ path: String, followsLinks: Bool = true) throws(RunFailure) -> Int32 {
    // Without O_NONBLOCK a pipe that nothing writes to would never open.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW))
    guard file >= 0 else { throw failure("\(path) could not be read") }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw RunFailure("\(path) is not a regular file")
    }
    return file
  }

  /// The contents of a file in a folder, by a path that leads nowhere else: not from the root, not upwards, not over
  /// links.
  package static func read(_ path: String, within folder: String) throws(RunFailure) -> [UInt8] {
    guard isWithin(path) else { throw RunFailure("\(path) is not a path in \(folder)") }
    var place = folder
    for part in path.split(separator: "/").dropLast() {
      place += "/\(part)"
      var information = stat()
      guard lstat(place, &information) == 0 else { throw failure("\(folder)/\(path) could not be read") }
      guard information.st_mode & S_IFMT == S_IFDIR else { throw RunFailure("\(place) is not a folder") }
    }
    return try readRegularFile("\(folder)/\(path)")
  }

  /// Whether a path is one that can stand in a folder: relative, without `..`, on one line.
  package static func isWithin(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// The contents of a file that may be anything: what is no regular file, or has more bytes than the limit, is an
  /// error and not waited for.
  package static func readUntrusted(_ path: String, limit: Int) throws(RunFailure) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_size <= limit else {
      throw RunFailure("\(path) is larger than \(limit >> 20) MB")
    }
    return try contents(of: file, path, first: limit)
  }

  private static func contents(of file: Int32, _ path: String, first limit: Int) throws(RunFailure) -> [UInt8] {
    var information = stat()
    // The size is a hint: files in /proc say 0, and a file can grow while it is read.
    let expected = fstat(file, &information) == 0 ? Int(information.st_size) : 0
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var problem: Int32 = 0
      let size = min(max(expected - bytes.count + 1, 1 << 16), limit - bytes.count)
      let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let got = Glibc.read(file, buffer.baseAddress, buffer.count)
        if got < 0 { problem = errno }
        count = max(0, got)
      }
      if problem == EINTR { continue }
      if problem != 0 { throw failure("\(path) could not be read", problem) }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    return bytes
  }

  /// A part of a file, or as much of it as there is.
  package static func read(_ path: String, from offset: Int, count: Int) throws(RunFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("\(path) could not be read") }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(file, buffer.baseAddress, count, offset))
    }
  }

  /// The end of a file.
  /// - Parameter count: the most bytes that are read.
  package static func read(_ path: String, last count: Int) throws(RunFailure) -> [UInt8] {
    let file = try openToRead(path)
    defer { close(file) }
    let start = max(0, (size(path) ?? 0) - count)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(file, buffer.baseAddress, count, start))
    }
  }

  /// Makes a folder and those above it.
  package static func makeDirectory(_ path: String) throws(RunFailure) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeDirectory(String(path[..<slash]))
      if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    }
    throw failure("The folder \(path) could not be made")
  }

  /// Makes a folder that is Songbook's own, and those above it.
  ///
  /// A link is refused, wherever it leads: what is written, replaced and removed in such a folder would be somebody
  /// else's.
  package static func makeOwnFolder(_ path: String) throws(RunFailure) {
    try requireNoLink(path)
    try makeDirectory(path)
    guard isFolder(path) else {
      throw RunFailure("\(path) is a file, and Songbook needs a folder there", hint: "Move the file away.")
    }
    // Made into a link by somebody else in between.
    try requireNoLink(path)
  }

  /// Nothing, or what is no symbolic link.
  package static func requireNoLink(_ path: String) throws(RunFailure) {
    // A slash at the end would follow the link.
    var path = path[...]
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    var information = stat()
    guard lstat(String(path), &information) == 0, information.st_mode & S_IFMT == S_IFLNK else { return }
    throw RunFailure(
      "\(path) is a symbolic link, and Songbook writes and removes only in folders of its own",
      hint: "Remove the link, or put a folder in its place.")
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// What the system knows of a path, links followed; nil when nothing is there.
  package static func information(_ path: String) -> stat? {
    var information = stat()
    return stat(path, &information) == 0 ? information : nil
  }

  /// In bytes; nil when nothing is there.
  package static func size(_ path: String) -> Int? { information(path).map { Int($0.st_size) } }

  package static func isFolder(_ path: String) -> Bool {
    information(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Whether a file stands there itself, and no link, folder or pipe.
  package static func isRegularFile(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
  }

  /// The names in a folder, sorted; none when it cannot be read.
  package static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    return names(in: folder).sorted()
  }

  /// The names that an open folder gives, in its own order.
  static func names(in folder: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The folder that relative paths start from.
  package static var workingFolder: String {
    guard let found = getcwd(nil, 0) else { return "." }
    defer { free(found) }
    return String(cString: found)
  }

  /// What is in the working folder without the way to it: the same wherever the folder lies.
  package static func relative(_ path: String) -> String {
    let start = workingFolder + "/"
    return path.hasPrefix(start) && path.utf8.count > start.utf8.count ? String(path.dropFirst(start.count)) : path
  }

  /// The path from the root without links; nil when nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Where a symbolic link leads, as it was written; nil where none is.
  package static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      readlink(path, bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  /// The path from the root, without links where something is there.
  package static func absolute(_ path: String) -> String {
    resolved(path) ?? (path.hasPrefix("/") ? path : workingFolder + "/" + path)
  }

  /// The error for a call that failed.
  /// - Parameters:
  ///   - what: what could not be done, such as `a.csv could not be read`.
  ///   - number: why, as the system numbers it.
  package static func failure(_ what: String, _ number: Int32 = errno) -> RunFailure {
    let hint = number == ENOSPC || number == EDQUOT ? "Make room on the disk, or choose another folder." : nil
    return RunFailure("\(what): \(String(cString: strerror(number)))", hint: hint)
  }
}
