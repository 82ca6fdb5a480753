import CDeflate

/// A gzip file in memory: one member, without a name and a time, so that the same bytes always give the same file.
package enum GzipFile {
  /// Higher levels take several times as long for a few per cent.
  private static let level: Int32 = 6

  /// The bytes packed.
  package static func packed(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else {
      // Nil for lack of memory only: there is nothing to go on with.
      preconditionFailure("There is no memory to pack \(bytes.count) bytes.")
    }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      // The buffer is as large as libdeflate asks for, so that everything fits.
      count = libdeflate_gzip_compress(compressor, bytes, bytes.count, buffer.baseAddress, bound)
    }
  }

  /// What the file holds; nil when it is damaged, is no gzip file, or would take more memory than `limit` bytes.
  package static func unpacked(_ file: [UInt8], limit: Int = 1 << 30) -> [UInt8]? {
    // A member begins with 10 bytes and ends with 8, of which the last four are its length when unpacked.
    guard file.count >= 18, file[0] == 0x1F, file[1] == 0x8B else { return nil }
    let size = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size <= limit, let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var read = 0
      // It writes no byte beyond the size that it is given.
      let result = libdeflate_gzip_decompress_ex(
        decompressor, file, file.count, buffer.baseAddress, size, &read, &count)
      isWhole = result == LIBDEFLATE_SUCCESS && read == file.count && count == size
    }
    return isWhole ? bytes : nil
  }
}
