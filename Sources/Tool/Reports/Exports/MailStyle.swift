import Pages

/// Puts styles into the elements of a page of our own, because programs for mail drop style sheets, and takes out what
/// means something with style sheets and scripts alone.
enum MailStyle {
  /// Attributes that mean something without a style sheet.
  private static let kept: Set<String> = [
    "href", "src", "alt", "width", "height", "id", "title", "start", "dir", "lang", "scope", "colspan", "rowspan",
    "tabindex", "role",
    "aria-label", "rel",
  ]

  private static let sans = "font-family: Helvetica, Arial, sans-serif"

  /// By element.
  private static let elements: [String: String] = [
    "h1": "\(sans); font-size: 28px; line-height: 1.2; margin: 16px 0 8px",
    "h2": "\(sans); font-size: 21px; line-height: 1.25; margin: 32px 0 8px",
    "h3": "\(sans); font-size: 17px; line-height: 1.3; margin: 24px 0 8px",
    "h4": "\(sans); font-size: 16px; margin: 20px 0 8px", "h5": "\(sans); font-size: 16px; margin: 20px 0 8px",
    "h6": "\(sans); font-size: 16px; margin: 20px 0 8px", "p": "margin: 0 0 12px", "a": "color: #23589f",
    "img": "max-width: 100%; height: auto; border: 0", "blockquote": quote,
    "table": "border-collapse: collapse; margin: 0 0 12px; \(sans); font-size: 14px",
    "th": "border-bottom: 1px solid #8a8f98; padding: 4px 8px; text-align: left; vertical-align: bottom",
    "td": "border-bottom: 1px solid #dedfda; padding: 4px 8px; vertical-align: top",
    "pre": "margin: 0 0 12px; padding: 8px 12px; background: #f5f5f2; font: 13px/1.45 monospace; white-space: pre-wrap",
    "code": "font-family: monospace", "hr": "border: 0; border-top: 1px solid #dedfda; margin: 24px 0",
  ]

  private static let quote = "margin: 0 0 12px; padding: 0 0 0 12px; border-left: 3px solid #dedfda"

  /// By class, over those of the element.
  private static let classes: [String: String] = [
    "standfirst": "font-size: 18px; color: #5a616b", "quiet": "color: #5a616b; \(sans); font-size: 14px",
    "caption": "\(sans); font-size: 14px; margin: 4px 0 24px", "above": "margin: 20px 0 8px", "lost": "color: #5a616b",
    "problem": "color: #b3261e; \(sans)", "warning": "color: #7a5200; \(sans); font-size: 14px", "callout": quote,
    "math": "font-family: monospace", "number": "text-align: right", "center": "text-align: center",
    "scroll": "overflow-x: auto",
  ]

  /// The page with a style in each element that has one.
  ///
  /// It is HTML as we write it: attributes stand in double quotes, and signs in them are escaped.
  static func inlined(_ page: HTML) -> HTML {
    var result: [UInt8] = []
    result.reserveCapacity(page.bytes.count + page.bytes.count / 8)
    var rest = page.bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      result += rest[..<start]
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let inside = rest[(start + 1)..<end]
      let isStart = inside.first.map { (97...122).contains($0) } ?? false
      result += isStart ? tag(inside) : Array(rest[start...end])
      rest = rest[(end + 1)...]
    }
    return HTML(markup: result + rest)
  }

  private static func tag(_ inside: ArraySlice<UInt8>) -> [UInt8] {
    let name = inside.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    var result: [UInt8] = [UInt8(ascii: "<")] + name
    var style = elements[String(decoding: name, as: UTF8.self)] ?? ""
    var own = ""
    for (attribute, value) in attributes(inside[name.endIndex...]) {
      let text = { String(decoding: value, as: UTF8.self) }
      switch attribute {
      case "class":
        for item in text().split(separator: " ") { if let more = classes[String(item)] { own += "; " + more } }
      case "style": own += "; " + text()
      case _ where kept.contains(attribute):
        result += " \(attribute)=\"".utf8
        result += value
        result.append(UInt8(ascii: "\""))
      default: break
      }
    }
    style = style.isEmpty ? String(own.dropFirst(2)) : style + own
    if !style.isEmpty { result += " style=\"\(style)\"".utf8 }
    return result + [UInt8(ascii: ">")]
  }

  private static func attributes(_ bytes: ArraySlice<UInt8>) -> [(name: String, value: ArraySlice<UInt8>)] {
    var found: [(String, ArraySlice<UInt8>)] = []
    var rest = bytes
    let (blank, quote, equals) = (UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "="))
    while true {
      rest = rest.drop { $0 == blank || $0 == UInt8(ascii: "\n") }
      let name = rest.prefix { $0 != equals && $0 != blank }
      guard !name.isEmpty else { return found }
      rest = rest[name.endIndex...]
      guard rest.first == equals, rest.dropFirst().first == quote else { continue }
      let value = rest.dropFirst(2).prefix { $0 != quote }
      found.append((String(decoding: name, as: UTF8.self), value))
      rest = rest[value.endIndex...].dropFirst()
    }
  }
}
