import CDeflate
import Pages

/// Data that a page carries inside, packed where that makes the page much smaller.
enum PackedData {
  /// A little text is carried as it is: anyone can read it in the page.
  private static let leastSize = 2_000

  /// An address that saves the content, and the name to save it under.
  ///
  /// A larger CSV is packed as gzip (RFC 1952), which data programs read as they are, and which a script unpacks.
  static func link(_ content: [UInt8], mediaType: String, name: String) -> (address: HTML, name: String) {
    if mediaType == "text/csv", content.count > leastSize, let packed = gzip(content) {
      return (HTML(dataOf: packed, mediaType: "application/gzip"), name + ".gz")
    }
    return (HTML(dataOf: content, mediaType: mediaType), name)
  }

  /// The same bytes for the same content: neither a name nor a time stands in it.
  private static func gzip(_ content: [UInt8]) -> [UInt8]? {
    guard let compressor = libdeflate_alloc_compressor(6) else { return nil }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_gzip_compress_bound(compressor, content.count)
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_gzip_compress(compressor, content, content.count, buffer.baseAddress, bound)
    }
    return packed.isEmpty ? nil : packed
  }
}
