/// Running text under construction: harmless markup becomes elements around what stands between its tags.
struct InlineSequence {
  private var items: [MarkdownInline] = []
  private var open: [(element: MarkdownElement, title: String, markup: String, line: Int, index: Int)] = []
  private var refused: [(markup: String, line: Int)] = []

  private let maximumDepth: Int

  /// - Parameter maximumDepth: how many elements may stand in each other; tags beyond that are text.
  init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

  var last: MarkdownInline? { items.last }

  /// How many elements wait for their ends.
  var depth: Int { open.count }

  mutating func append(_ item: MarkdownInline) { items.append(item) }

  static func += (sequence: inout InlineSequence, items: [MarkdownInline]) { sequence.items += items }

  /// Appends a tag or a comment.
  mutating func append(markup: String, line: Int) {
    guard let tag = MarkupTag(markup) else {
      if !MarkdownRenderer.isComment(markup) { refused.append((markup, line)) }
      items.append(.html(markup))
      return
    }
    if tag.name == "br", !tag.isEnd { return items.append(.lineBreak) }
    guard let element = MarkdownElement(rawValue: tag.name) else {
      refused.append((markup, line))
      return items.append(.html(markup))
    }
    if !tag.isEnd, depth < maximumDepth {
      open.append((element, tag.title ?? "", markup, line, items.count))
      return items.append(.html(markup))
    }
    guard tag.isEnd, let start = open.lastIndex(where: { $0.element == element }) else {
      refused.append((markup, line))
      return items.append(.html(markup))
    }
    // What was opened within and did not end stays text.
    refused += open[(start + 1)...].map { ($0.markup, $0.line) }
    let opened = open[start]
    open.removeSubrange(start...)
    let content = Array(items[(opened.index + 1)...])
    items.removeSubrange(opened.index...)
    items.append(.element(element, title: opened.title, content: content))
  }

  /// Gives `{width=50%}` at the start of a text to the picture before it.
  /// - Returns: how many characters of the text that takes, and which words of it mean nothing.
  mutating func takeAttributes(from text: String) -> (count: Int, refused: [String]) {
    guard case .image(var image)? = items.last, text.hasPrefix("{"), let close = text.firstIndex(of: "}") else {
      return (0, [])
    }
    var refused: [String] = []
    for word in Self.words(of: text[..<close].dropFirst()) {
      let pair = word.split(separator: "=", maxSplits: 1)
      switch pair[0] {
      case "width" where pair.count == 2 && Self.length(pair[1]) != nil: image.width = Self.length(pair[1])
      case "height" where pair.count == 2 && Self.length(pair[1]) != nil: image.height = Self.length(pair[1])
      case "fig-alt" where pair.count == 2, "alt" where pair.count == 2:
        image.content = [.text(pair[1].filter { !"\"“”".contains($0) })]
      case let name where name.hasPrefix("#") && name.count > 1: image.id = String(name.dropFirst())
      default: refused.append(word)
      }
    }
    items[items.count - 1] = .image(image)
    return (text.distance(from: text.startIndex, to: close) + 1, refused)
  }

  /// The text at its blanks, but for those between quotation marks.
  private static func words(of text: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if "\"“”".contains(character) { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// As HTML's attributes have it: pixels, or a percentage.
  private static func length(_ text: Substring) -> String? {
    let text = text.drop { "\"“”'".contains($0) }.prefix { !"\"“”'".contains($0) }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0, number < 100_000 else { return nil }
    let pixels: [Substring: Double] = ["": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96.0 / 72]
    let unit = text[digits.endIndex...]
    if unit == "%" { return "\(Int(number.rounded()))%" }
    return pixels[unit].map { String(Int((number * $0).rounded())) }
  }

  /// The text, and the markup in it that stays text, in order.
  func finished() -> (content: [MarkdownInline], refused: [(markup: String, line: Int)]) {
    (items, (refused + open.map { ($0.markup, $0.line) }).sorted { $0.line < $1.line })
  }
}

/// `<sub>`, `</sub>`, `<br/>`: a tag without attributes, but for `<details open>` and `<abbr title="…">`.
struct MarkupTag {
  var name: String
  var isEnd = false
  var isOpen = false
  var title: String?

  init?(_ markup: String) {
    guard markup.hasPrefix("<"), markup.hasSuffix(">") else { return nil }
    var content = markup.dropFirst().dropLast()
    if content.first == "/" {
      isEnd = true
      content = content.dropFirst()
    } else if content.last == "/" {
      content = content.dropLast()
    }
    let word = content.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard !word.isEmpty else { return nil }
    name = word.lowercased()
    let attributes = content[word.endIndex...].drop(while: \.isWhitespace)
    if attributes.allSatisfy(\.isWhitespace) { return }
    guard !isEnd else { return nil }
    let bare = attributes.lowercased().filter { !$0.isWhitespace }
    if name == "details", ["open", "open=\"\"", "open=\"open\""].contains(bare) {
      isOpen = true
    } else if name == "abbr", attributes.lowercased().hasPrefix("title=\"") {
      let value = attributes.dropFirst(7)
      guard let close = value.firstIndex(of: "\""), value[value.index(after: close)...].allSatisfy(\.isWhitespace)
      else {
        return nil
      }
      title = String(value[..<close])
    } else {
      return nil
    }
  }
}
