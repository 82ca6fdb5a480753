/// A whole page: a head that lets it do nothing but what it brings along, and a body.
public struct HTMLDocument: Sendable, Equatable {
  /// The text of the browser's tab.
  public var title: String
  /// The language of the texts as in BCP 47, such as `en`.
  public var language: String
  /// The program that made the page, with its version.
  public var generator: String?
  /// Style sheets in order, each an element of its own.
  public var styles: [[UInt8]]
  /// Scripts in order; they stand at the end of the body.
  public var scripts: [InlineScript]
  /// Whether scripts of the page compile programs for WebAssembly that the page carries.
  public var usesWebAssembly = false
  /// The content of `<body>`.
  public var body: HTML

  /// Makes a page of its parts.
  public init(
    title: String, language: String = "en", generator: String? = nil, styles: [[UInt8]] = [],
    scripts: [InlineScript] = [], body: HTML
  ) {
    self.title = title
    self.language = language
    self.generator = generator
    self.styles = styles
    self.scripts = scripts
    self.body = body
  }

  /// What the page may do: use its own style sheets and run its own scripts.
  public var policy: ContentSecurityPolicy {
    var policy = ContentSecurityPolicy()
    for style in styles { policy.allow(style: style) }
    for script in scripts { policy.allow(script: script.content) }
    policy.allowsWebAssembly = usesWebAssembly
    return policy
  }

  /// The page.
  public func html() -> HTML {
    let maker: HTML? = generator.map { "<meta name=\"generator\" content=\"\($0)\">\n" }
    return """
      <!doctype html>
      <html lang="\(language)"\(Direction.isRightToLeft(language: language) ? " dir=\"rtl\"" as HTML : nil)>
      <head>
      <meta charset="utf-8">
      \(HTMLDocument.element(of: policy))
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(maker)<title>\(title)</title>
      <link rel="icon" href="data:,">
      \(styles.map { HTMLDocument.element(ofStyle: $0) })</head>
      <body>
      \(body)\(scripts.map(\.element))\(HTMLDocument.end)
      """
  }

  /// The style sheet of every page: colors for light and dark, type, contents, code, figures, tables, messages, paper.
  public static var sharedStyle: [UInt8] { shortenedStyle(PackageResources.page_css) }

  /// A style sheet without what only people read: comments, indentation and spaces beside signs.
  public static func shortenedStyle(_ sheet: [UInt8]) -> [UInt8] { StyleText.shortened(sheet) }

  fileprivate static let end: HTML = "</body>\n</html>\n"

  fileprivate static func element(of policy: ContentSecurityPolicy) -> HTML {
    "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy.text)\">"
  }

  fileprivate static func element(ofStyle style: [UInt8]) -> HTML { "<style>\(HTML(markup: style))</style>\n" }
}

/// A script that a page carries.
public struct InlineScript: Sendable, Equatable {
  /// JavaScript in UTF-8, without `</script`.
  public var content: [UInt8]
  /// What the script reads from `document.currentScript.dataset`, by name; written in the order of the names.
  public var data: [String: String]

  /// A script with values for it. What only people read stays in its file: see ``ScriptText``.
  public init(_ content: [UInt8], data: [String: String] = [:]) {
    self.content = ScriptText.shortened(content)
    self.data = data
  }

  fileprivate var element: HTML {
    let attributes = data.sorted { $0.key < $1.key }.map { name, value -> HTML in " data-\(name)=\"\(value)\"" }
    return "<script\(attributes)>\(HTML(markup: content))</script>\n"
  }
}

/// A page that ``HTMLDocument`` has written, read back from its bytes, to be given more scripts and styles.
public struct WrittenDocument: Sendable {
  /// Up to the element with the policy.
  private var beginning: ArraySlice<UInt8>
  private var policy: ContentSecurityPolicy
  /// From behind that element up to the end of the body.
  private var rest: ArraySlice<UInt8>
  private var additions: [HTML] = []

  /// Reads a page; nil when it has not the form that ``HTMLDocument/html()`` gives pages.
  public init?(_ page: [UInt8]) {
    // The policy stands in the fifth line, and the end is always the same.
    let newline = UInt8(ascii: "\n")
    var start = page.startIndex
    for _ in 0..<4 { start = page[start...].firstIndex(of: newline).map { $0 + 1 } ?? page.endIndex }
    let line = page[start...].prefix { $0 != newline }
    let end = HTMLDocument.end.bytes
    guard let policy = WrittenDocument.policy(in: line), page.suffix(end.count).elementsEqual(end) else { return nil }
    beginning = page[..<start]
    self.policy = policy
    rest = page[line.endIndex...].dropLast(end.count)
  }

  private static func policy(in line: ArraySlice<UInt8>) -> ContentSecurityPolicy? {
    let text = String(decoding: line, as: UTF8.self)
    let (before, after) = ("<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">")
    guard text.hasPrefix(before), text.hasSuffix(after) else { return nil }
    return ContentSecurityPolicy(
      text: String(text.dropFirst(before.count).dropLast(after.count)).replacing("&#39;", with: "'"))
  }

  /// Adds a style sheet at the end of the body, and allows it.
  public mutating func add(style: [UInt8]) {
    policy.allow(style: style)
    additions.append(HTMLDocument.element(ofStyle: style))
  }

  /// Adds a script at the end of the body, and allows it.
  public mutating func add(_ script: InlineScript) {
    policy.allow(script: script.content)
    additions.append(script.element)
  }

  /// Lets the page open connections to the server that it comes from.
  public mutating func allowConnections() { policy.allowsConnections = true }

  /// The page with what was added, in UTF-8.
  public var bytes: [UInt8] {
    var page = Array(beginning)
    page += HTMLDocument.element(of: policy).bytes
    page += rest
    for addition in additions { page += addition.bytes }
    return page + HTMLDocument.end.bytes
  }
}
