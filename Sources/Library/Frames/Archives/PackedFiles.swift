#if canImport(Glibc)
  import Glibc
#endif

/// The contents of files that may be packed, for readers of other modules.
package enum PackedFiles {
  /// A file's contents, unpacked where it is packed, and its size on disk.
  package static func contents(
    of path: String, member: String? = nil
  ) throws(CSVReadingError) -> (contents: FileBytes, bytesOnDisk: Int) {
    if let archive = try ArchiveStream(path: path, member: member) {
      return (try archive.contents(), archive.bytesOnDisk)
    }
    do {
      let file = try FileBytes(path: path)
      return (file, file.count)
    } catch {
      throw CSVReadingError(kind: .file, path: path, message: error.message + ".")
    }
  }

  /// The size of a file on disk, 0 when it is not there.
  package static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
