import FoundationEssentials
import Glibc

/// HTML under construction. Literals are markup; whatever is interpolated into them is text and is escaped, unless it
/// is ``HTML`` itself.
///
///     page += "<td class=\"name\">\(song.name)</td>"
///
/// Held as UTF-8 bytes, because pictures make pages of many megabytes.
public struct HTML: Sendable, Equatable {
  /// The markup in UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// No markup.
  public init() {}

  /// Text, escaped.
  public init(text: some StringProtocol) { append(text: text) }

  /// Bytes that are valid markup already, such as a style sheet. Nothing is escaped.
  public init(markup: [UInt8]) { bytes = markup }

  /// Whether there is no markup.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether a text stands somewhere in the markup.
  public func contains(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, count > 0 else { return count == 0 }
      var offset = 0
      // The C library finds bytes many at a time, and pages have megabytes.
      while offset + count <= bytes.count,
        let found = memchr(start + offset, Int32(text.utf8Start.pointee), bytes.count - count - offset + 1)
      {
        if memcmp(found, text.utf8Start, count) == 0 { return true }
        offset = UnsafeRawPointer(found) - start + 1
      }
      return false
    }
  }

  /// Appends markup to markup.
  public static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }

  /// Appends markup that is valid already. Nothing is escaped.
  public mutating func append(markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Appends text with `&`, `<`, `>` and both quotes escaped, so that it can stand in elements and in attributes alike.
  /// The same text is valid in XML.
  ///
  /// Control characters, which HTML and XML 1.0 forbid, become U+FFFD, and so do U+FFFE and U+FFFF.
  public mutating func append(text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      case 0..<9, 11, 12, 14..<32, 127: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default:
        bytes.append(byte)
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF, and U+FFFD is EF BF BD.
        let last = bytes.count - 1
        if byte == 0xBE || byte == 0xBF, last >= 2, bytes[last - 1] == 0xBF, bytes[last - 2] == 0xEF {
          bytes[last] = 0xBD
        }
      }
    }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  /// Markup without interpolations.
  public init(stringLiteral markup: String) { bytes = Array(markup.utf8) }

  /// Markup with escaped text and further markup in it.
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }

  /// Collects the literal parts as markup and the interpolated parts as text.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = HTML()

    /// Reserves room for the literals and some for the rest.
    public init(literalCapacity: Int, interpolationCount: Int) {
      html.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Appends markup.
    public mutating func appendLiteral(_ markup: String) { html.append(markup: markup) }
    /// Appends text, escaped.
    public mutating func appendInterpolation(_ text: some StringProtocol) { html.append(text: text) }
    /// Appends a whole number without separators, as attributes need it.
    public mutating func appendInterpolation(_ number: Int) { html.append(markup: String(number)) }
    /// Appends markup.
    public mutating func appendInterpolation(_ nested: HTML) { html += nested }
    /// Appends markup, or nothing.
    public mutating func appendInterpolation(_ nested: HTML?) { if let nested { html += nested } }
    /// Appends markup, one part after the other.
    public mutating func appendInterpolation(_ nested: [HTML]) { for part in nested { html += part } }
  }
}

extension HTML {
  /// Both, one after the other.
  public static func + (left: HTML, right: HTML) -> HTML {
    var result = left
    result += right
    return result
  }

  /// The parts in order, with a separator between them.
  public static func joined(_ parts: [HTML], by separator: HTML) -> HTML {
    var result = HTML()
    for (index, part) in parts.enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }

  /// A file inside the page as an address: `data:image/png;base64,...` (RFC 2397). Text is written as it is where that
  /// is shorter, as `data:text/csv,...`.
  public init(dataOf content: [UInt8], mediaType: String) {
    if mediaType.hasPrefix("text/"), let text = Self.percentEncoded(content, limit: content.count * 5 / 4) {
      self = "data:\(mediaType);charset=utf-8,"
      bytes.append(contentsOf: text)
      return
    }
    self = "data:\(mediaType);base64,"
    bytes.append(contentsOf: Data(content).base64EncodedData())
  }

  /// Text in an address that stands in an attribute (RFC 3986); nil where it would be longer than the limit, or is not
  /// UTF-8.
  private static func percentEncoded(_ content: [UInt8], limit: Int) -> [UInt8]? {
    guard String(validating: content, as: UTF8.self) != nil else { return nil }
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(limit)
    for byte in content {
      switch byte {
      // Browsers write what is beyond ASCII as it has to be when they read the address.
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"),
        UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), 0...32, 127:
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: text.append(byte)
      }
      if text.count > limit { return nil }
    }
    return text
  }
}
