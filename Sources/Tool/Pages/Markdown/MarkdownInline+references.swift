extension MarkdownInline {
  /// Text, split at `@fig-x`, `@tbl-x`, `@sec-x` and `@eq-x`, at citations, `[@key]` and `@key`, and at raised and
  /// lowered letters, `x^2^` and `H~2~O`. An `@` counts only at the start of a word, so that addresses stay whole.
  public static func splitReferences(_ text: String) -> [MarkdownInline] {
    guard !text.isEmpty else { return [] }
    guard text.utf8.contains(where: { "@^~".utf8.contains($0) }) else {
      return [.text(LiteralSigns.restoredText(text))]
    }
    let bytes = Array(text.utf8)
    var result: [MarkdownInline] = []
    var start = 0
    func flush(to end: Int) {
      guard end > start else { return }
      result.append(.text(LiteralSigns.restoredText(String(decoding: bytes[start..<end], as: UTF8.self))))
    }
    func take(_ inline: MarkdownInline, from begin: Int, to end: Int) {
      flush(to: begin)
      result.append(inline)
      start = end
    }
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "@") where at == 0 || !continuesWord(bytes[at - 1]):
        let end = endOfKey(in: bytes, from: at + 1)
        let label = String(decoding: bytes[(at + 1)..<max(end, at + 1)], as: UTF8.self)
        if isReference(label) {
          take(.reference(label), from: at, to: end)
        } else if label.utf8.first.map(isLetter) == true {
          let item = MarkdownCitation.Item(key: label, prefix: "", suffix: "", isWithoutAuthor: false)
          take(.citation(MarkdownCitation(items: [item], isInText: true, source: "@" + label)), from: at, to: end)
        }
        at = max(end, at + 1)
      case UInt8(ascii: "["):
        guard let (citation, end) = citation(in: bytes, at: at) else {
          at += 1
          continue
        }
        take(.citation(citation), from: at, to: end)
        at = end
      case UInt8(ascii: "^"), UInt8(ascii: "~"):
        guard at > start, isScripted(bytes[at - 1]), let end = endOfScript(in: bytes, at: at) else {
          at += 1
          continue
        }
        let content = LiteralSigns.restoredText(String(decoding: bytes[(at + 1)..<(end - 1)], as: UTF8.self))
        take(
          .element(bytes[at] == UInt8(ascii: "^") ? .sup : .sub, title: "", content: [.text(content)]), from: at,
          to: end)
        at = end
      default: at += 1
      }
    }
    flush(to: bytes.count)
    return result
  }

  private static func isReference(_ label: String) -> Bool {
    ["fig-", "tbl-", "sec-", "eq-"].contains { label.hasPrefix($0) && label.utf8.count > $0.utf8.count }
  }

  // MARK: Citations

  /// In bytes: what stands between the brackets of a citation is no longer.
  private static let longestCitation = 600

  /// `[see @one, p. 3; -@two]`; nil for every other pair of brackets.
  private static func citation(in bytes: [UInt8], at start: Int) -> (MarkdownCitation, end: Int)? {
    let window = bytes[(start + 1)...].prefix(longestCitation)
    let inside = window.prefix { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
    guard inside.endIndex < bytes.count, bytes[inside.endIndex] == UInt8(ascii: "]"),
      inside.contains(UInt8(ascii: "@"))
    else { return nil }
    var items: [MarkdownCitation.Item] = []
    for part in inside.split(separator: UInt8(ascii: ";")) {
      guard let item = item(Array(part)) else { return nil }
      items.append(item)
    }
    let end = inside.endIndex + 1
    let source = LiteralSigns.restoredText(String(decoding: bytes[start..<end], as: UTF8.self))
    return (MarkdownCitation(items: items, isInText: false, source: source), end)
  }

  private static func item(_ bytes: [UInt8]) -> MarkdownCitation.Item? {
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    let end = endOfKey(in: bytes, from: sign + 1)
    let key = String(decoding: bytes[(sign + 1)..<max(end, sign + 1)], as: UTF8.self)
    guard key.utf8.first.map(isLetter) == true, !isReference(key) else { return nil }
    var before = bytes[..<sign]
    let isWithoutAuthor = before.last == UInt8(ascii: "-")
    if isWithoutAuthor { before.removeLast() }
    guard before.isEmpty || before.last == 32 else { return nil }
    func text(_ bytes: ArraySlice<UInt8>) -> String {
      let words = LiteralSigns.restoredText(String(decoding: bytes, as: UTF8.self)).split(separator: " ")
      return words.joined(separator: " ")
    }
    let suffix = text(bytes[end...])
    let bare = suffix.drop { $0 == "," || $0 == " " }
    return MarkdownCitation.Item(
      key: key, prefix: text(before), suffix: String(bare), isWithoutAuthor: isWithoutAuthor)
  }

  /// Behind the label or key that begins here.
  private static func endOfKey(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, isLabelByte(bytes[end]) || ":./+".utf8.contains(bytes[end]) { end += 1 }
    while end > start, !isLetterOrDigit(bytes[end - 1]) { end -= 1 }
    // Only keys hold points and colons; after a label they end a sentence.
    let label = bytes[start..<end]
    for prefix in ["fig-", "tbl-", "sec-", "eq-"] where label.starts(with: prefix.utf8) {
      end = label.firstIndex { !isLabelByte($0) } ?? end
      while end > start, !isLetterOrDigit(bytes[end - 1]) { end -= 1 }
    }
    return end
  }

  // MARK: Raised and lowered letters

  private static let longestScript = 60

  /// Whether what follows can be raised or lowered.
  private static func isScripted(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte >= 128 || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
  }

  /// Behind the sign that ends what the one at `start` begins; nil where nothing ends it before the next blank.
  private static func endOfScript(in bytes: [UInt8], at start: Int) -> Int? {
    let inside = bytes[(start + 1)...].prefix(longestScript).prefix {
      $0 > 32 && $0 != UInt8(ascii: "^") && $0 != UInt8(ascii: "~")
    }
    guard !inside.isEmpty, inside.endIndex < bytes.count, bytes[inside.endIndex] == bytes[start] else { return nil }
    let next = inside.endIndex + 1
    return next < bytes.count && bytes[next] == bytes[start] ? nil : next
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    isLabelByte(byte) || byte == UInt8(ascii: "/") || byte >= 128
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
