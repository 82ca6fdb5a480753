import CArchive

#if canImport(Glibc)
  import Glibc
#endif

extension SampleGenerator {
  /// POSIX's S_IFREG, which is declared twice over for Swift.
  private static let regularFile: UInt32 = 0o100000

  /// Writes the sample to a file, compressed when its name ends in `.gz` or `.xz`. The archive holds no time, so that
  /// the same sample gives the same bytes. The file is written under another name and then renamed, so that readers
  /// never see a part of it.
  /// - Throws: ``SampleError/file(path:reason:)``.
  public func write(to path: String) throws(SampleError) {
    let partial = path + ".partial"
    do throws(SampleError) {
      try writeArchive(to: partial, as: path)
    } catch {
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(partial)
      throw .file(path: path, reason: reason)
    }
  }

  private func writeArchive(to partial: String, as path: String) throws(SampleError) {
    guard let archive = archive_write_new(), let entry = archive_entry_new() else {
      throw .file(path: path, reason: "out of memory")
    }
    defer {
      archive_entry_free(entry)
      archive_write_free(archive)
    }
    func check(_ status: Int32) throws(SampleError) {
      guard status < ARCHIVE_WARN else { return }
      throw .file(path: path, reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown error")
    }
    try check(archive_write_set_format_raw(archive))
    if path.hasSuffix(".gz") {
      try check(archive_write_add_filter_gzip(archive))
      try check(archive_write_set_filter_option(archive, "gzip", "compression-level", "9"))
      try check(archive_write_set_filter_option(archive, "gzip", "timestamp", nil))
    } else if path.hasSuffix(".xz") {
      try check(archive_write_add_filter_xz(archive))
    }
    try check(archive_write_set_bytes_in_last_block(archive, 1))
    try check(archive_write_open_filename(archive, partial))
    archive_entry_set_filetype(entry, Self.regularFile)
    try check(archive_write_header(archive, entry))
    try write { (bytes) throws(SampleError) in
      let written = archive_write_data(archive, bytes.baseAddress, bytes.count)
      if written != bytes.count { try check(ARCHIVE_FATAL) }
    }
    try check(archive_write_close(archive))
  }
}
