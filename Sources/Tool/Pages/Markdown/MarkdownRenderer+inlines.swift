extension MarkdownRenderer {
  /// Running text, without an element around it.
  public func html(_ inlines: [MarkdownInline]) -> HTML {
    inlines.reduce(into: HTML()) { $0 += html($1) }
  }

  private func html(_ inline: MarkdownInline) -> HTML {
    switch inline {
    case .text(let text): return HTML(text: text)
    case .reference(let label):
      guard let target = targets[label] else { return "<span class=\"lost\">@\(label) (nothing has this label)</span>" }
      return "<a href=\"#\(target.id)\">\(target.text)</a>"
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .code(let code): return "<code>\(code)</code>"
    case .html(let markup): return Self.isComment(markup) ? "" : HTML(text: markup)
    case .emphasis(let content): return "<em>\(html(content))</em>"
    case .strong(let content): return "<strong>\(html(content))</strong>"
    case .strikethrough(let content): return "<del>\(html(content))</del>"
    case .link(let url, let title, let content): return link(url: url, title: title, content: content)
    case .image(let picture): return image(picture)
    case .citation(let citation): return self.citation(citation) ?? HTML(text: citation.source)
    case .math(let formula): return mathematics(formula) ?? "<span class=\"math\">\(formula)</span>"
    case .element(let element, let title, let content):
      let name = HTML(text: element.rawValue)
      let titled: HTML? = title.isEmpty ? nil : " title=\"\(title)\""
      return "<\(name)\(titled)>\(html(content))</\(name)>"
    case .note(let number, let mention):
      return """
        <sup><a id="\(Self.mentionIdentifier(number, mention))" href="#note-\(number)" \
        aria-label="Note \(number)">\(number)</a></sup>
        """
    }
  }

  /// The id of the place in the text that refers to a footnote. Both numbers begin with 1.
  public static func mentionIdentifier(_ note: Int, _ mention: Int) -> String {
    mention == 1 ? "note-\(note)-mention" : "note-\(note)-mention-\(mention)"
  }

  private func link(url: String, title: String, content: [MarkdownInline]) -> HTML {
    let titled: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    switch Address(url) {
    case .fragment(let id):
      let id = targets[id]?.id ?? id
      guard isIdentifier(id) else { return "\(html(content)) <span class=\"lost\">(nothing has the id \(id))</span>" }
      return "<a href=\"#\(id)\"\(titled)>\(html(content))</a>"
    case .web: return "<a href=\"\(url)\" rel=\"noreferrer\"\(titled)>\(html(content))</a>"
    case .local: return "<a href=\"\(url)\"\(titled)>\(html(content))</a>"
    case .refused(let scheme): return "\(html(content)) <span class=\"lost\">(\(scheme): link left out)</span>"
    }
  }

  /// A picture that is a paragraph of its own; its title is its caption.
  func picture(_ image: MarkdownImage) -> HTML {
    var untitled = image
    untitled.title = ""
    untitled.id = nil
    let shown = self.image(untitled)
    if let id = image.id {
      let caption: HTML = image.title.isEmpty ? html(image.content) : HTML(text: image.title)
      let name: HTML? = image.name.map { "<span class=\"label\">\($0).</span> " }
      return "<figure id=\"\(id)\"><figcaption><span>\(name)\(caption)</span></figcaption>\(shown)</figure>\n"
    }
    return image.title.isEmpty
      ? "<p class=\"picture\">\(shown)</p>\n" : "<figure>\(shown)<figcaption>\(image.title)</figcaption></figure>\n"
  }

  private func image(_ image: MarkdownImage) -> HTML {
    let alternative = image.content.plainText
    let id: HTML? = image.id.map { " id=\"\($0)\"" }
    let titled: HTML? = image.title.isEmpty ? nil : " title=\"\(image.title)\""
    let width: HTML? = image.width.map { " width=\"\($0)\"" }, height: HTML? = image.height.map { " height=\"\($0)\"" }
    switch Address(image.url) {
    case .web:
      return """
        <a href="\(image.url)" rel="noreferrer">\(alternative.isEmpty ? image.url : alternative)</a> \
        <span class="lost">(a picture on the web, which is not loaded)</span>
        """
    case .local(let path):
      guard let mediaType = Self.pictureType(of: path) else {
        return lost(alternative, "\(path) is no picture that pages can show")
      }
      do {
        let source = HTML(dataOf: try images(path), mediaType: mediaType)
        return "<img\(id) src=\"\(source)\" alt=\"\(alternative)\"\(titled)\(width)\(height)>"
      } catch {
        return lost(alternative, "the picture \(path) could not be read")
      }
    case .fragment, .refused: return lost(alternative, "a picture with this address is not shown")
    }
  }

  private func lost(_ alternative: String, _ reason: String) -> HTML {
    alternative.isEmpty
      ? "<span class=\"lost\">(\(reason))</span>" : "\(alternative) <span class=\"lost\">(\(reason))</span>"
  }

  /// The media type of a picture that pages can show, by the ending of its name.
  public static func pictureType(of path: String) -> String? {
    switch path.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}

/// Where a link or a picture points to.
public enum Address: Equatable, Sendable {
  /// `#id`, without the sign.
  case fragment(String)
  /// Anything on the web, or a mail address.
  case web
  /// A path beside the source of the text, with `%20` and the like undone.
  case local(String)
  /// A scheme that a page does not follow: `javascript`, `data`, `file`.
  case refused(String)

  /// Reads an address as it is written in Markdown.
  public init(_ url: String) {
    // Browsers drop blanks and control characters around and inside a scheme.
    let bare = String(String.UnicodeScalarView(url.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }))
    if bare.hasPrefix("#") {
      self = .fragment(Self.decoded(String(bare.dropFirst())))
      return
    }
    if bare.hasPrefix("//") || bare.hasPrefix("\\\\") || bare.hasPrefix("/\\") {
      self = .web
      return
    }
    let scheme = bare.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme.endIndex < bare.endIndex, bare[scheme.endIndex] == ":" else {
      self = .local(Self.decoded(url))
      return
    }
    self = ["http", "https", "mailto"].contains(scheme.lowercased()) ? .web : .refused(scheme.lowercased())
  }

  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
