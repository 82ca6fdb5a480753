extension MarkdownInline {
  /// Text, split at `@fig-x`, `@tbl-x` and `@sec-x`. The sign counts only at the start of a word, so that addresses
  /// stay whole.
  public static func splitReferences(_ text: String) -> [MarkdownInline] {
    guard !text.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    var result: [MarkdownInline] = []
    var start = 0
    func flush(to end: Int) {
      guard end > start else { return }
      result.append(.text(LiteralAtSigns.restoredText(String(decoding: bytes[start..<end], as: UTF8.self))))
    }
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "@"), at == 0 || !continuesWord(bytes[at - 1]) else {
        at += 1
        continue
      }
      var end = at + 1
      while end < bytes.count, isLabelByte(bytes[end]) { end += 1 }
      while end > at + 1, !isLetterOrDigit(bytes[end - 1]) { end -= 1 }
      let label = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
      if ["fig-", "tbl-", "sec-"].contains(where: { label.hasPrefix($0) && label.utf8.count > $0.utf8.count }) {
        flush(to: at)
        result.append(.reference(label))
        start = end
      }
      at = max(end, at + 1)
    }
    flush(to: bytes.count)
    return result
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    isLabelByte(byte) || byte == UInt8(ascii: "/") || byte >= 128
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
