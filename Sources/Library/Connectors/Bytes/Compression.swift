import CDeflate

/// A way to pack bytes, as columnar files name it.
enum Compression: String {
  case uncompressed = "no"
  case snappy = "Snappy"
  case gzip
  case brotli
  case zstd
  /// One block of LZ4 without a frame.
  case lz4Block = "LZ4"
  /// Blocks of LZ4 with their sizes before them, as Hadoop writes them.
  case lz4Hadoop = "LZ4 (Hadoop)"
  /// The frame of the LZ4 tool.
  case lz4Frame = "LZ4 (frame)"

  /// Unpacks bytes that are known to be so many when unpacked.
  func unpack(
    _ packed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(TableReadingError) {
    if target.isEmpty { return }
    guard let source = packed.baseAddress, let base = target.baseAddress else { throw damaged }
    let written: Int?
    switch self {
    case .uncompressed:
      guard packed.count == target.count else { throw damaged }
      target.copyMemory(from: packed)
      written = packed.count
    case .snappy: written = try snappy(source, packed.count, base, target.count)
    case .gzip: written = gzip(packed, target)
    case .brotli: written = try brotli(source, packed.count, base, target.count)
    case .zstd: written = try zstd(source, packed.count, base, target.count)
    case .lz4Block: written = try lz4(source, packed.count, base, target.count)
    case .lz4Hadoop: written = try hadoop(packed, target)
    case .lz4Frame: written = try lz4Frame(source, packed.count, base, target.count)
    }
    guard written == target.count else { throw damaged }
  }

  private var damaged: TableReadingError {
    .damaged("Data packed with \(rawValue) cannot be unpacked to the size that the file tells.")
  }

  private var purpose: String { "This file is packed with \(rawValue) and" }

  private typealias SnappyFunction =
    @convention(c) (
      UnsafeRawPointer, Int, UnsafeMutableRawPointer, UnsafeMutablePointer<Int>
    ) -> Int32

  private func snappy(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer, _ room: Int
  ) throws(TableReadingError) -> Int? {
    // The length that stands at the beginning is what the library goes by.
    var reader = ByteReader(UnsafeRawBufferPointer(start: source, count: count))
    guard try reader.variableNumber() == UInt64(room) else { return nil }
    let uncompress = try SystemLibrary.snappy.function("snappy_uncompress", as: SnappyFunction.self, for: purpose)
    var length = room
    return uncompress(source, count, target, &length) == 0 ? length : nil
  }

  private func gzip(_ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer) -> Int? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var (position, filled) = (0, 0)
    // Several members may stand one behind the other.
    while position < packed.count, filled < target.count {
      var (read, written) = (0, 0)
      let result = libdeflate_gzip_decompress_ex(
        decompressor, packed.baseAddress! + position, packed.count - position, target.baseAddress! + filled,
        target.count - filled, &read, &written)
      guard result == LIBDEFLATE_SUCCESS, read > 0 else { return nil }
      position += read
      filled += written
    }
    return filled
  }

  private typealias BrotliFunction =
    @convention(c) (
      Int, UnsafeRawPointer, UnsafeMutablePointer<Int>, UnsafeMutableRawPointer
    ) -> Int32

  private func brotli(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer, _ room: Int
  ) throws(TableReadingError) -> Int? {
    let decompress = try SystemLibrary.brotli.function(
      "BrotliDecoderDecompress", as: BrotliFunction.self, for: purpose)
    var length = room
    return decompress(count, source, &length, target) == 1 ? length : nil
  }

  private typealias ZstdFunction =
    @convention(c) (UnsafeMutableRawPointer, Int, UnsafeRawPointer, Int) -> Int

  private func zstd(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer, _ room: Int
  ) throws(TableReadingError) -> Int? {
    // An error is a number near the largest, which is no size.
    try SystemLibrary.zstd.function("ZSTD_decompress", as: ZstdFunction.self, for: purpose)(
      target, room, source, count)
  }

  private typealias LZ4Function =
    @convention(c) (UnsafeRawPointer, UnsafeMutableRawPointer, Int32, Int32) -> Int32

  private func lz4(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer, _ room: Int
  ) throws(TableReadingError) -> Int? {
    guard let size = Int32(exactly: count), let capacity = Int32(exactly: room) else { return nil }
    return Int(
      try SystemLibrary.lz4.function("LZ4_decompress_safe", as: LZ4Function.self, for: purpose)(
        source, target, size, capacity))
  }

  private func hadoop(
    _ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) throws(TableReadingError) -> Int? {
    var reader = ByteReader(packed)
    var filled = 0
    while reader.remaining >= 8, filled < target.count {
      let whole = Int(try reader.number(UInt32.self).byteSwapped)
      let part = Int(try reader.number(UInt32.self).byteSwapped)
      // Files of Parquet's first years have bare blocks under this name.
      guard whole <= target.count - filled, part <= reader.remaining, whole > 0, part > 0 else { filled = 0; break }
      let block = try reader.take(part)
      guard let written = try lz4(block.baseAddress!, part, target.baseAddress! + filled, whole), written == whole
      else { filled = 0; break }
      filled += whole
    }
    if filled == target.count { return filled }
    return try lz4(packed.baseAddress!, packed.count, target.baseAddress!, target.count)
  }

  private typealias LZ4Create = @convention(c) (UnsafeMutablePointer<OpaquePointer?>, UInt32) -> Int
  private typealias LZ4Free = @convention(c) (OpaquePointer?) -> Int
  private typealias LZ4Decompress =
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer, UnsafeMutablePointer<Int>, UnsafeRawPointer,
      UnsafeMutablePointer<Int>, UnsafeRawPointer?
    ) -> Int

  private func lz4Frame(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer, _ room: Int
  ) throws(TableReadingError) -> Int? {
    let library = SystemLibrary.lz4
    let create = try library.function("LZ4F_createDecompressionContext", as: LZ4Create.self, for: purpose)
    let free = try library.function("LZ4F_freeDecompressionContext", as: LZ4Free.self, for: purpose)
    let decompress = try library.function("LZ4F_decompress", as: LZ4Decompress.self, for: purpose)
    var context: OpaquePointer?
    let version: UInt32 = 100
    guard create(&context, version) == 0, context != nil else { return nil }
    defer { _ = free(context) }
    var (read, filled) = (0, 0)
    while read < count {
      var (taken, written) = (count - read, room - filled)
      let wanted = decompress(context, target + filled, &written, source + read, &taken, nil)
      // Errors are numbers near the largest.
      guard wanted <= Int(Int32.max), wanted >= 0, taken > 0 || written > 0 else { return nil }
      read += taken
      filled += written
      if wanted == 0 { break }
    }
    return filled
  }
}
