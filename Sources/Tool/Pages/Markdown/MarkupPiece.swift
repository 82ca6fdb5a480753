/// A part of a block of markup.
enum MarkupPiece {
  case text(String)
  case tag(MarkupTag, markup: String)

  /// The parts of a block in which all tags are harmless; nil for every other.
  static func pieces(of block: String) -> [MarkupPiece]? {
    var result: [MarkupPiece] = []
    for part in parts(of: block) {
      guard part.hasPrefix("<"), part != "<" else {
        result.append(.text(part))
        continue
      }
      if part.hasPrefix("<!--") { continue }
      guard let tag = MarkupTag(part), isHarmless(tag.name) else { return nil }
      result.append(.tag(tag, markup: part))
    }
    return result
  }

  /// The first tag that is the reason to show a block as text.
  static func firstRefused(in block: String) -> String {
    let tags = parts(of: block).filter { $0.hasPrefix("<") && !$0.hasPrefix("<!--") }
    return tags.first { MarkupTag($0).map { !isHarmless($0.name) } ?? true } ?? block
  }

  private static func isHarmless(_ name: String) -> Bool {
    ["details", "summary", "br", "hr"].contains(name) || MarkdownElement(rawValue: name) != nil
  }

  /// Tags and comments as they are written, and the texts between them.
  private static func parts(of block: String) -> [String] {
    var result: [String] = []
    var rest = block[...]
    while let open = rest.firstIndex(of: "<") {
      if open > rest.startIndex { result.append(String(rest[..<open])) }
      rest = rest[open...]
      let end =
        rest.hasPrefix("<!--")
        ? rest.firstRange(of: "-->")?.upperBound : rest.firstIndex(of: ">").map { rest.index(after: $0) }
      guard let end else { break }
      result.append(String(rest[..<end]))
      rest = rest[end...]
    }
    if !rest.isEmpty { result.append(String(rest)) }
    return result
  }
}
