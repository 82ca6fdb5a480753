import CDeflate

/// Packs bytes as PNG wants them: a zlib stream, made by libdeflate (Eric Biggers) in a fraction of zlib's time.
enum ZlibStream {
  /// Higher levels take several times as long for a few per cent.
  private static let level: Int32 = 6

  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else {
      // Nil for lack of memory only: there is nothing to go on with.
      preconditionFailure("There is no memory to pack \(bytes.count) bytes.")
    }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      // The buffer is as large as libdeflate asks for, so that everything fits.
      count = libdeflate_zlib_compress(compressor, bytes, bytes.count, buffer.baseAddress, bound)
    }
  }

  /// The checksum of a chunk of a PNG file.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
