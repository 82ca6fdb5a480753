import CArchive

/// Several files of one zip, for readers of other modules.
package enum ZipMembers {
  /// How much they may be when unpacked, all together.
  private static let most = 4 << 30

  /// The contents of the files whose names are wanted.
  package static func contents(
    of path: String, where isWanted: (String) -> Bool
  ) throws(CSVReadingError) -> [String: [UInt8]] {
    func failure(_ archive: OpaquePointer?) -> CSVReadingError {
      let message = archive.flatMap { archive_error_string($0) }.map { String(cString: $0) } ?? "unknown error"
      return CSVReadingError(
        kind: .archive, path: path, message: "The file cannot be read: \(message).",
        hint: "Is it complete, and not protected by a password?")
    }
    guard let archive = archive_read_new() else { throw failure(nil) }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    guard archive_read_open_filename(archive, path, 1 << 18) == ARCHIVE_OK else { throw failure(archive) }
    var found: [String: [UInt8]] = [:]
    var total = 0
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return found }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure(archive) }
      guard let name = archive_entry_pathname(entry).map({ String(cString: $0) }), isWanted(name) else { continue }
      var contents: [UInt8] = []
      while true {
        let length = archive_read_data(archive, &block, block.count)
        if length == Int(ARCHIVE_RETRY) { continue }
        guard length >= 0 else { throw failure(archive) }
        if length == 0 { break }
        total += length
        guard total <= most else {
          throw CSVReadingError(kind: .archive, path: path, message: "The file unpacks to more than \(most >> 30) GB.")
        }
        contents.append(contentsOf: block[..<length])
      }
      found[name] = contents
    }
  }
}
