import CDeflate

/// A zlib stream, as PNG and PDF have them, made by libdeflate (Eric Biggers) in a fraction of zlib's time.
enum ZlibStream {
  /// How long bytes are packed: each step takes about twice the time for a few per cent.
  enum Level: Int32 {
    /// For what is drawn at every run.
    case usual = 7
    /// For what is small.
    case high = 9
  }

  static func packed(_ bytes: [UInt8], level: Level = .usual) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level.rawValue) else {
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

  /// What was packed; nil where the bytes are no zlib stream.
  static func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var room = max(packed.count * 8, 4096)
    // Deflate packs at most a thousand bytes into one.
    while room <= max(packed.count * 2000, 4096) {
      var result = LIBDEFLATE_BAD_DATA
      let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = libdeflate_zlib_decompress(decompressor, packed, packed.count, buffer.baseAddress, room, &count)
        if result != LIBDEFLATE_SUCCESS { count = 0 }
      }
      if result == LIBDEFLATE_SUCCESS { return bytes }
      if result != LIBDEFLATE_INSUFFICIENT_SPACE { return nil }
      room *= 4
    }
    return nil
  }

  /// The checksum of a chunk of a PNG file.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
