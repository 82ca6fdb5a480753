import CArchive
import CDeflate

#if canImport(Glibc)
  import Glibc
#endif

/// A packed file (zip, tar, gz, xz, bz2, zstd) unpacked as it is read, through libarchive.
///
/// libarchive looks at the checksums of all of these but gzip's, which is checked here.
final class ArchiveStream {
  let path: String
  /// The name inside a zip or a tar.
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
    var head = [UInt8](repeating: 0, count: 512)
    var status = stat()
    let length = Glibc.read(file, &head, head.count)
    fstat(file, &status)
    close(file)
    let isPacked = ArchiveStream.signatures.contains { length >= $0.count && head.starts(with: $0) }
    let isTar = length >= 262 && head[257...].starts(with: Array("ustar".utf8))
    guard isPacked || isTar else { return nil }
    let members = try ArchiveStream.members(path)
    let chosen = try members.map { members throws(CSVReadingError) in
      try ArchiveStream.choose(members, wanted: member, path)
    }
    try self.init(
      opening: path, chosen: chosen, isGzip: head.starts(with: [0x1F, 0x8B]), bytesOnDisk: Int(status.st_size))
    // A frame of zstd tells in its fifth byte whether a checksum follows it.
    lacksChecksum = length > 4 && head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) && head[4] & 4 == 0
  }

  /// Whether nothing in the file tells damage: a zst that was written without a checksum.
  private(set) var lacksChecksum = false

  private static let signatures: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
    [0x42, 0x5A, 0x68], [0x28, 0xB5, 0x2F, 0xFD],
  ]

  /// A file in a zip or a tar: its place among all and its name.
  private struct Member {
    var place: Int
    var name: String
  }

  private let isGzip: Bool
  private var checksum: UInt32 = 0
  private var unpacked = 0
  private var isEmpty = false
  private let chosen: Member?

  private init(
    opening path: String, chosen: Member?, isGzip: Bool, bytesOnDisk: Int
  ) throws(CSVReadingError) {
    self.path = path
    self.bytesOnDisk = bytesOnDisk
    self.isGzip = isGzip
    self.chosen = chosen
    archive = try ArchiveStream.open(path)
    var entry: OpaquePointer?
    var place = 0
    while true {
      let status = ArchiveStream.nextHeader(archive, &entry)
      // An empty gz has no entry.
      if status == ARCHIVE_EOF {
        isEmpty = true
        return
      }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw ArchiveStream.failure(archive, path) }
      guard let chosen else { return }
      if place == chosen.place { break }
      place += 1
    }
    member = chosen?.name
    if archive_entry_size_is_set(entry) != 0 { unpackedBytes = Int(archive_entry_size(entry)) }
  }

  deinit { archive_read_free(archive) }

  private static func open(_ path: String) throws(CSVReadingError) -> OpaquePointer {
    guard let archive = archive_read_new() else {
      throw CSVReadingError(kind: .archive, path: path, message: "libarchive could not be started.")
    }
    archive_read_support_format_zip(archive)
    archive_read_support_format_tar(archive)
    archive_read_support_filter_gzip(archive)
    archive_read_support_filter_xz(archive)
    archive_read_support_filter_bzip2(archive)
    archive_read_support_filter_zstd(archive)
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
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

  /// The files in a zip or a tar, without folders and what macOS adds; nil when the file is packed without a name.
  private static func members(_ path: String) throws(CSVReadingError) -> [Member]? {
    let archive = try open(path)
    defer { archive_read_free(archive) }
    var members: [Member] = []
    var entry: OpaquePointer?
    var place = 0
    while true {
      let status = nextHeader(archive, &entry)
      if status == ARCHIVE_EOF { return place == 0 && archive_format(archive) == ARCHIVE_FORMAT_EMPTY ? nil : members }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure(archive, path) }
      if archive_format(archive) == ARCHIVE_FORMAT_RAW || archive_format(archive) == ARCHIVE_FORMAT_EMPTY { return nil }
      let name = entry.map { self.name($0) } ?? ""
      let file = name.split(separator: "/").last ?? ""
      let isFolder = name.hasSuffix("/") || archive_entry_filetype(entry) & S_IFMT == S_IFDIR
      if !isFolder, !name.hasPrefix("__MACOSX/"), !file.hasPrefix(".") {
        members.append(Member(place: place, name: name))
      }
      place += 1
    }
  }

  /// Reads the next header. libarchive converts names to the encoding of the locale, which is to be UTF-8 meanwhile.
  private static func nextHeader(_ archive: OpaquePointer, _ entry: inout OpaquePointer?) -> Int32 {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else {
      return archive_read_next_header(archive, &entry)
    }
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    return archive_read_next_header(archive, &entry)
  }

  /// The name of a file in an archive, in whatever encoding it stands there.
  private static func name(_ entry: OpaquePointer) -> String {
    guard let name = archive_entry_pathname(entry) else {
      return archive_entry_pathname_utf8(entry).map { String(cString: $0) } ?? ""
    }
    let start = UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
    let bytes = UnsafeBufferPointer(start: start, count: strlen(name))
    if UTF8Check.firstError(bytes) == nil { return String(cString: name) }
    // Zip's own encoding is that of DOS; its letters stand among those that text in others leaves out.
    let likely = EncodingGuess.likelyEncoding(bytes)
    let encoding = likely == .windows1252 || likely == .macRoman || likely == .utf8 ? CSVDialect.Encoding.cp437 : likely
    guard let decoded = try? DecodedText(bytes, encoding: encoding) else { return String(cString: name) }
    return String(decoding: decoded.bytes.buffer, as: UTF8.self)
  }

  private static func choose(
    _ members: [Member], wanted: String?, _ path: String
  ) throws(CSVReadingError) -> Member {
    let names = members.map(\.name)
    let listed = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", and \(names.count - 20) more" : "")
    if let wanted {
      // Equal also where letters are written in another way.
      if let found = members.first(where: { $0.name == wanted }) { return found }
      throw CSVReadingError(
        kind: .archive, path: path, message: "The archive holds no \"\(wanted)\".", hint: "It holds: \(listed).")
    }
    if names.contains("xl/workbook.xml") {
      throw CSVReadingError(
        kind: .binary, path: path, message: "This is an Excel workbook, and no delimited text.",
        hint: "Read it with `DataFrame(contentsOf:)`.")
    }
    let endings = [".csv", ".tsv", ".tab", ".psv", ".txt"]
    let tables = members.filter { member in endings.contains { member.name.lowercased().hasSuffix($0) } }
    if tables.count == 1 { return tables[0] }
    if members.count == 1 { return members[0] }
    throw CSVReadingError(
      kind: .archive, path: path,
      message: names.isEmpty ? "The archive holds no file." : "The archive holds several files: \(listed).",
      hint: names.isEmpty ? nil : "Name the one to read with `memberName`.")
  }

  /// Fills the buffer as far as the contents go.
  /// - Returns: how many bytes were written; less than there is room for at the end only.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(CSVReadingError) -> Int {
    if isEmpty { return 0 }
    var filled = 0
    while filled < buffer.count {
      let length = archive_read_data(archive, buffer.baseAddress! + filled, buffer.count - filled)
      if length == Int(ARCHIVE_RETRY) { continue }
      guard length >= 0 else { throw ArchiveStream.failure(archive, path) }
      if length == 0 {
        if isGzip { try checkGzip() }
        break
      }
      if isGzip {
        checksum = libdeflate_crc32(checksum, buffer.baseAddress! + filled, length)
        unpacked += length
      }
      filled += length
    }
    return filled
  }

  /// Whether what was unpacked has the checksum and the length that stand at the end of a gzip file. A file of several
  /// members, or with something behind them, is unpacked once more to be checked.
  private func checkGzip() throws(CSVReadingError) {
    let damaged = CSVReadingError(
      kind: .archive, path: path, message: "The archive is damaged: its checksum is not that of its contents.",
      hint: "Was the file copied or downloaded whole?")
    let file: FileBytes
    do { file = try FileBytes(path: path, isPadded: false) } catch {
      throw CSVReadingError(kind: .file, path: path, message: error.message + ".")
    }
    defer { withExtendedLifetime(file) {} }
    func number(_ place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(file.base[place + $1]) << UInt32($1 * 8) }
    }
    if chosen == nil, file.count >= 18, number(file.count - 8) == checksum,
      number(file.count - 4) == UInt32(truncatingIfNeeded: unpacked)
    {
      return
    }
    guard let decompressor = libdeflate_alloc_decompressor() else { return }
    defer { libdeflate_free_decompressor(decompressor) }
    var position = 0
    var total = 0
    var capacity = max(1 << 20, file.count * 4)
    while position == 0 || (position + 1 < file.count && file.base[position] == 0x1F && file.base[position + 1] == 0x8B)
    {
      var read = 0
      var written = 0
      let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      let result = libdeflate_gzip_decompress_ex(
        decompressor, file.base + position, file.count - position, memory, capacity, &read, &written)
      memory.deallocate()
      if result == LIBDEFLATE_INSUFFICIENT_SPACE {
        capacity *= 2
        continue
      }
      guard result == LIBDEFLATE_SUCCESS, read > 0 else { throw damaged }
      position += read
      total += written
    }
    if chosen == nil, total != unpacked { throw damaged }
  }

  /// A second stream over the same contents, from their beginning.
  func reopened() throws(CSVReadingError) -> ArchiveStream {
    try ArchiveStream(opening: path, chosen: chosen, isGzip: isGzip, bytesOnDisk: bytesOnDisk)
  }

  /// All contents.
  func contents() throws(CSVReadingError) -> FileBytes {
    if let size = unpackedBytes, size < 1 << 40 {
      let bytes = try FileBytes(capacity: size) { buffer throws(CSVReadingError) in try read(into: buffer) }
      // The checksum is looked at behind the last byte.
      var rest = [UInt8](repeating: 0, count: 1)
      var failure: CSVReadingError?
      let length = rest.withUnsafeMutableBufferPointer { buffer -> Int in
        do throws(CSVReadingError) { return try read(into: buffer) } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      guard length == 0, bytes.count == size else {
        throw CSVReadingError(
          kind: .archive, path: path,
          message: "The archive is damaged: a file in it is longer or shorter than it says.",
          hint: "Was the file copied or downloaded whole?")
      }
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
