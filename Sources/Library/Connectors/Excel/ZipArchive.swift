import CDeflate

/// A zip put together in memory; the same files give the same bytes.
struct ZipArchive {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a file, packed. At most 4 GB together.
  mutating func add(_ name: String, _ contents: [UInt8]) {
    let packed = ZipArchive.deflated(contents)
    let checksum = contents.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    var head: [UInt8] = []
    func append<Number: FixedWidthInteger>(_ number: Number, to target: inout [UInt8]) {
      withUnsafeBytes(of: number.littleEndian) { target.append(contentsOf: $0) }
    }
    // Version 2.0, names in UTF-8, deflated, midnight of 1 January 1980.
    for number in [20, 0x800, 8, 0, 33] as [UInt16] { append(number, to: &head) }
    append(checksum, to: &head)
    append(UInt32(packed.count), to: &head)
    append(UInt32(contents.count), to: &head)
    append(UInt16(name.utf8.count), to: &head)
    append(UInt16(0), to: &head)
    append(UInt32(0x0201_4B50), to: &directory)
    append(UInt16(20), to: &directory)
    directory += head
    for number in [0, 0, 0] as [UInt16] { append(number, to: &directory) }
    append(UInt32(0), to: &directory)
    append(UInt32(bytes.count), to: &directory)
    directory += Array(name.utf8)
    append(UInt32(0x0403_4B50), to: &bytes)
    bytes += head
    bytes += Array(name.utf8)
    bytes += packed
    count += 1
  }

  /// The whole archive.
  consuming func finished() -> [UInt8] {
    var result = bytes + directory
    func append<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number.littleEndian) { result.append(contentsOf: $0) }
    }
    append(UInt32(0x0605_4B50))
    for number in [0, 0, UInt16(count), UInt16(count)] as [UInt16] { append(number) }
    append(UInt32(directory.count))
    append(UInt32(bytes.count))
    append(UInt16(0))
    return result
  }

  private static func deflated(_ contents: [UInt8]) -> [UInt8] {
    let compressor = libdeflate_alloc_compressor(6)
    defer { libdeflate_free_compressor(compressor) }
    let most = libdeflate_deflate_compress_bound(compressor, contents.count)
    return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      count = contents.withUnsafeBytes {
        libdeflate_deflate_compress(compressor, $0.baseAddress, $0.count, buffer.baseAddress, most)
      }
    }
  }
}
