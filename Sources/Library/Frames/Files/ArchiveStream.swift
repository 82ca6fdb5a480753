import CArchive

#if canImport(Glibc)
  import Glibc
#endif

/// A packed file (zip, gz, xz, bz2, zstd) unpacked as it is read, through libarchive.
final class ArchiveStream {
  let path: String
  /// The name inside a zip.
  private(set) var member: String?
  let bytesOnDisk: Int
  /// Bytes when unpacked, where the archive says.
  private(set) var unpackedBytes: Int?
  private let archive: OpaquePointer

  /// Nil when the file is not packed.
  convenience init?(path: String, member: String?) throws(CSVReadingError) {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw CSVReadingError(kind: .file, path: path, message: String(cString: strerror(errno)) + ".")
    }
    var head = [UInt8](repeating: 0, count: 6)
    var status = stat()
    let length = Glibc.read(file, &head, head.count)
    fstat(file, &status)
    close(file)
    let isPacked = ArchiveStream.signatures.contains { length >= $0.count && head.starts(with: $0) }
    guard isPacked else { return nil }
    let isZip = head.starts(with: [0x50, 0x4B])
    var chosen: String?
    if isZip { chosen = try ArchiveStream.choose(ArchiveStream.members(path), wanted: member, path) }
    try self.init(opening: path, chosen: chosen, isZip: isZip, bytesOnDisk: Int(status.st_size))
  }

  private static let signatures: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
    [0x42, 0x5A, 0x68], [0x28, 0xB5, 0x2F, 0xFD],
  ]

  private init(opening path: String, chosen: String?, isZip: Bool, bytesOnDisk: Int) throws(CSVReadingError) {
    self.path = path
    self.bytesOnDisk = bytesOnDisk
    archive = try ArchiveStream.open(path, isZip: isZip)
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      // An empty gz has no entry.
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw ArchiveStream.failure(archive, path) }
      if !isZip { return }
      let name = archive_entry_pathname(entry).map { String(cString: $0) }
      if name == chosen { break }
    }
    member = chosen
    if archive_entry_size_is_set(entry) != 0 { unpackedBytes = Int(archive_entry_size(entry)) }
  }

  deinit { archive_read_free(archive) }

  private static func open(_ path: String, isZip: Bool) throws(CSVReadingError) -> OpaquePointer {
    guard let archive = archive_read_new() else {
      throw CSVReadingError(kind: .archive, path: path, message: "libarchive could not be started.")
    }
    if isZip {
      archive_read_support_format_zip(archive)
    } else {
      archive_read_support_filter_gzip(archive)
      archive_read_support_filter_xz(archive)
      archive_read_support_filter_bzip2(archive)
      archive_read_support_filter_zstd(archive)
      archive_read_support_format_raw(archive)
      archive_read_support_format_empty(archive)
    }
    guard archive_read_open_filename(archive, path, 1 << 18) == ARCHIVE_OK else {
      let error = failure(archive, path)
      archive_read_free(archive)
      throw error
    }
    return archive
  }

  private static func failure(_ archive: OpaquePointer, _ path: String) -> CSVReadingError {
    let message = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
    return CSVReadingError(
      kind: .archive, path: path, message: "The archive cannot be read: \(message).",
      hint: "Is the file complete, and not protected by a password?")
  }

  /// The names of the files in a zip, without folders and what macOS adds.
  private static func members(_ path: String) throws(CSVReadingError) -> [String] {
    let archive = try open(path, isZip: true)
    defer { archive_read_free(archive) }
    var names: [String] = []
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return names }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure(archive, path) }
      guard let name = archive_entry_pathname(entry).map({ String(cString: $0) }) else { continue }
      let file = name.split(separator: "/").last ?? ""
      if name.hasSuffix("/") || name.hasPrefix("__MACOSX/") || file.hasPrefix(".") { continue }
      names.append(name)
    }
  }

  private static func choose(
    _ names: [String], wanted: String?, _ path: String
  ) throws(CSVReadingError) -> String {
    let listed = names.prefix(20).joined(separator: ", ")
    if let wanted {
      if names.contains(wanted) { return wanted }
      throw CSVReadingError(
        kind: .archive, path: path, message: "The archive holds no \"\(wanted)\".", hint: "It holds: \(listed).")
    }
    let endings = [".csv", ".tsv", ".tab", ".psv", ".txt"]
    let tables = names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
    if tables.count == 1 { return tables[0] }
    if names.count == 1 { return names[0] }
    throw CSVReadingError(
      kind: .archive, path: path,
      message: names.isEmpty ? "The archive holds no file." : "The archive holds several files: \(listed).",
      hint: names.isEmpty ? nil : "Name the one to read with `memberName`.")
  }

  /// Fills the buffer as far as the contents go.
  /// - Returns: how many bytes were written; less than there is room for at the end only.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(CSVReadingError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let length = archive_read_data(archive, buffer.baseAddress! + filled, buffer.count - filled)
      if length == Int(ARCHIVE_RETRY) { continue }
      guard length >= 0 else { throw ArchiveStream.failure(archive, path) }
      if length == 0 { break }
      filled += length
    }
    return filled
  }

  /// A second stream over the same contents, from their beginning.
  func reopened() throws(CSVReadingError) -> ArchiveStream {
    try ArchiveStream(opening: path, chosen: member, isZip: member != nil, bytesOnDisk: bytesOnDisk)
  }

  /// All contents.
  func contents() throws(CSVReadingError) -> FileBytes {
    if let size = unpackedBytes, size < 1 << 40 {
      let bytes = try FileBytes(capacity: size) { buffer throws(CSVReadingError) in try read(into: buffer) }
      return bytes
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      var failure: CSVReadingError?
      let length = block.withUnsafeMutableBufferPointer { buffer -> Int in
        do throws(CSVReadingError) { return try read(into: buffer) } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      bytes.append(contentsOf: block[..<length])
      if length < block.count { return FileBytes(bytes) }
    }
  }
}
