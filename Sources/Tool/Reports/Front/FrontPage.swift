public import Pages

/// The page from which all reports of a folder are found: `reports/index.html`.
///
/// It can be read without JavaScript, which adds a search.
public struct FrontPage: Sendable {
  /// What ``FrontEntry/html(showsTimes:)`` gives, in order.
  public var entries: [HTML]

  /// A page of entries.
  public init(entries: [HTML]) { self.entries = entries }

  /// What the page calls its maker, by which it is told from a page that somebody else has put there.
  public static let generator = "Songbook, front page"

  /// The page in UTF-8.
  public var bytes: [UInt8] {
    let count = Wording.count(entries.count, "analysis", plural: "analyses")
    let body: HTML = """
      <a class="skip" href="#text">Skip to the analyses</a>
      <div class="page front">
      <header>
      <h1>Reports</h1>
      <p class="byline"><span>\(count)</span><span class="search"></span></p>
      </header>
      <main id="text">
      \(entries)</main>
      </div>

      """
    return HTMLDocument(
      title: "Reports", generator: FrontPage.generator,
      styles: [HTMLDocument.sharedStyle, HTMLDocument.shortenedStyle(PackageResources.front_css)],
      scripts: [InlineScript(PackageResources.front_js)], body: body
    ).html().bytes
  }
}
