import CDeflate
import FoundationEssentials
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

  /// Content for a script of the page, packed as gzip, in base64 between the tags of an element that no browser runs.
  /// - Parameter attributes: of the element.
  static func block(_ content: [UInt8], attributes: HTML) -> HTML? {
    gzip(content, level: 9).map { packed in
      let text = HTML(markup: Array(Data(packed).base64EncodedString().utf8))
      return "<script type=\"application/octet-stream\"\(attributes)>\(text)</script>\n"
    }
  }

  /// The same bytes for the same content: neither a name nor a time stands in it.
  private static func gzip(_ content: [UInt8], level: Int32 = 6) -> [UInt8]? {
    guard let compressor = libdeflate_alloc_compressor(level) else { return nil }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_gzip_compress_bound(compressor, content.count)
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_gzip_compress(compressor, content, content.count, buffer.baseAddress, bound)
    }
    return packed.isEmpty ? nil : packed
  }
}
