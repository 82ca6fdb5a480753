/// HTML under construction. Literals are markup; whatever is interpolated into them is text and gets escaped, unless it is ``HTML`` itself.
///
///     page += "<td class=\"name\">\(song.name)</td>"
///
/// Kept as bytes, because pictures make pages of many megabytes.
struct HTML: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []

  init() {}

  /// Text, escaped.
  init(text: some StringProtocol) { append(text: text) }

  /// Markup that is right already, such as a style sheet.
  init(markup: [UInt8]) { bytes = markup }

  var isEmpty: Bool { bytes.isEmpty }

  static func += (left: inout HTML, right: HTML) {
    left.bytes.append(contentsOf: right.bytes)
  }

  mutating func append(markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Appends text with `&`, `<`, `>` and both quotes escaped, so that it stands in elements and in attributes alike. Control characters, which HTML
  /// does not allow, become U+FFFD.
  mutating func append(text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      case 0..<9, 11, 12, 14..<32, 127: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral markup: String) { bytes = Array(markup.utf8) }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }

  struct StringInterpolation: StringInterpolationProtocol {
    var html = HTML()

    init(literalCapacity: Int, interpolationCount: Int) {
      html.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: String) { html.append(markup: markup) }
    mutating func appendInterpolation(_ text: some StringProtocol) { html.append(text: text) }
    mutating func appendInterpolation(_ number: Int) { html.append(markup: String(number)) }
    mutating func appendInterpolation(_ nested: HTML) { html += nested }
    /// Nothing where there is nothing.
    mutating func appendInterpolation(_ nested: HTML?) { if let nested { html += nested } }
    mutating func appendInterpolation(_ nested: [HTML]) { for part in nested { html += part } }
  }
}

extension HTML {
  static func + (left: HTML, right: HTML) -> HTML {
    var result = left
    result += right
    return result
  }

  static func joined(_ parts: [HTML], by separator: HTML) -> HTML {
    var result = HTML()
    for (index, part) in parts.enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
