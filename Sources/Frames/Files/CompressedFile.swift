import CArchive

#if canImport(Glibc)
  import Glibc
#endif

/// The contents of a file that may be packed: as zip, gz, xz, bz2 or zstd.
struct CompressedFile {
  var bytes: [UInt8]
  /// The name inside a zip.
  var member: String?
  var bytesOnDisk: Int

  static func contents(_ path: String, member: String?) throws(CSVReadingError) -> CompressedFile {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw CSVReadingError(kind: .file, path: path, message: String(cString: strerror(errno)) + ".")
    }
    let archive = archive_read_new()
    defer { archive_read_free(archive) }
    archive_read_support_filter_all(archive)
    archive_read_support_format_zip(archive)
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
    guard archive_read_open_filename(archive, path, 1 << 18) == ARCHIVE_OK else {
      throw CSVReadingError(kind: .file, path: path, message: String(cString: archive_error_string(archive)) + ".")
    }
    var result = CompressedFile(bytes: [], member: nil, bytesOnDisk: Int(status.st_size))
    var entry: OpaquePointer?
    guard archive_read_next_header(archive, &entry) == ARCHIVE_OK else { return result }
    if archive_format(archive) == ARCHIVE_FORMAT_ZIP { result.member = String(cString: archive_entry_pathname(entry)) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let length = archive_read_data(archive, &block, block.count)
      guard length > 0 else { break }
      result.bytes.append(contentsOf: block[..<length])
    }
    return result
  }
}
