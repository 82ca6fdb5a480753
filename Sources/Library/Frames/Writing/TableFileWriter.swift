import CArchive

#if canImport(Glibc)
  import Glibc
#endif

/// Why a file could not be written.
public struct FileWritingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where the file was to be.
  public var path: String
  /// What the system says.
  public var message: String

  /// An error of the system.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// The path and what the system says.
  public var description: String { "\(path) could not be written: \(message)" }
}

/// Writes a table to a file, block by block. The file takes its place only when ``finish()`` has been called: no reader
/// sees half of it.
///
/// A path that ends in `.gz`, `.xz` or `.zst` is packed; the same rows give the same bytes.
public struct TableFileWriter: ~Copyable {
  private let path: String
  private let format: any TableFormat
  private let temporaryPath: String
  private var sink: Sink?
  private var buffer = TextBuffer()
  private var rowsWritten = 0
  private var last = DataFrame()

  private static let blockBytes = 1 << 20

  /// Opens a file beside the path.
  /// - Parameters:
  ///   - path: of the file; its ending says whether it is packed.
  ///   - format: how rows are written.
  public init(path: String, format: some TableFormat = .csv()) throws(FileWritingError) {
    self.path = path
    self.format = format
    temporaryPath = "\(path).\(getpid()).part"
    sink = try Sink(path: temporaryPath, finalPath: path)
  }

  deinit {
    if sink != nil {
      sink?.abandon()
      unlink(temporaryPath)
    }
  }

  /// Adds rows. All blocks have the same columns.
  public mutating func append(_ frame: DataFrame) throws(FileWritingError) {
    if rowsWritten == 0, last.columns.isEmpty { format.writeHead(of: frame, to: &buffer) }
    format.writeRows(of: frame, firstRow: rowsWritten, to: &buffer)
    rowsWritten += frame.rowCount
    last = frame.prefix(0)
    if buffer.bytes.count >= TableFileWriter.blockBytes { try flush() }
  }

  private mutating func flush() throws(FileWritingError) {
    do { try sink?.write(buffer.bytes) } catch { throw FileWritingError(path: path, message: error.message) }
    buffer.bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the table and puts the file into its place.
  public consuming func finish() throws(FileWritingError) {
    if rowsWritten == 0, last.columns.isEmpty { format.writeHead(of: last, to: &buffer) }
    format.writeEnd(of: last, to: &buffer)
    try flush()
    do { try sink?.close() } catch { throw FileWritingError(path: path, message: error.message) }
    sink = nil
    guard rename(temporaryPath, path) == 0 else {
      let message = String(cString: strerror(errno))
      unlink(temporaryPath)
      throw FileWritingError(path: path, message: message)
    }
  }
}

/// A file being written, packed or not.
private struct Sink {
  private let archive: OpaquePointer?

  /// libarchive's raw format with the filter that the final name asks for.
  init(path: String, finalPath: String) throws(FileWritingError) {
    archive = archive_write_new()
    archive_write_set_format_raw(archive)
    // Written in blocks as they come, not padded to tape records.
    archive_write_set_bytes_in_last_block(archive, 1)
    if finalPath.hasSuffix(".gz") {
      archive_write_add_filter_gzip(archive)
      // No time in the head: the same rows give the same bytes.
      archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
    } else if finalPath.hasSuffix(".xz") {
      archive_write_add_filter_xz(archive)
    } else if finalPath.hasSuffix(".zst") {
      archive_write_add_filter_zstd(archive)
    } else {
      archive_write_add_filter_none(archive)
    }
    guard archive_write_open_filename(archive, path) == ARCHIVE_OK else { throw error(finalPath) }
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, "table")
    // The kind of a regular file, as sys/stat.h has it.
    archive_entry_set_filetype(entry, 0o100000)
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw error(finalPath) }
  }

  private func error(_ path: String) -> FileWritingError {
    FileWritingError(path: path, message: archive_error_string(archive).map { String(cString: $0) } ?? "unknown error")
  }

  func write(_ bytes: [UInt8]) throws(FileWritingError) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress! + start, $0.count - start) }
      guard written > 0 else { throw error("") }
      start += written
    }
  }

  func close() throws(FileWritingError) {
    guard archive_write_close(archive) == ARCHIVE_OK else { throw error("") }
    archive_write_free(archive)
  }

  func abandon() { archive_write_free(archive) }
}

extension DataFrame {
  /// Writes the frame to a file, whole or not at all. A path that ends in `.gz`, `.xz` or `.zst` is packed.
  public func write(to path: String, format: some TableFormat) throws(FileWritingError) {
    var writer = try TableFileWriter(path: path, format: format)
    try writer.append(self)
    try writer.finish()
  }

  /// Writes the frame as CSV (RFC 4180), whole or not at all.
  public func writeCSV(to path: String) throws(FileWritingError) { try write(to: path, format: .csv()) }
}
