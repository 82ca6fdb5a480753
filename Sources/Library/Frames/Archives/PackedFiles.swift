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
}
