import Foundation
import Testing

@testable import Pages

@Suite struct HTMLTests {
  private func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test func interpolatedTextIsEscapedAndMarkupIsNot() {
    let name = "<b>\"r&b\"</b> it's"
    let nested: HTML = "<i>\(name)</i>"
    #expect(
      text("<p title=\"\(name)\">\(nested)\(nil as HTML?)\(12_345)</p>")
        == "<p title=\"&lt;b&gt;&quot;r&amp;b&quot;&lt;/b&gt; it&#39;s\"><i>&lt;b&gt;&quot;r&amp;b&quot;&lt;/b&gt; it&#39;s</i>12345</p>"
    )
  }

  @Test func whatNeitherHTMLNorXMLAllowsIsReplaced() {
    #expect(
      text(HTML(text: "a\u{0}\u{8}\u{B}\u{1B}\u{7F}\t\n\r\u{FFFE}\u{FFFF}\u{FFFD}\u{FFBE}é日🎵"))
        == "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\t\n\r\u{FFFD}\u{FFFD}\u{FFFD}\u{FFBE}é日🎵")
  }

  @Test func filesBecomeAddresses() {
    let files = (0...4).map { text(HTML(dataOf: Array("songbook".utf8.prefix($0)), mediaType: "image/png")) }
    #expect(files == ["", "cw==", "c28=", "c29u", "c29uZw=="].map { "data:image/png;base64," + $0 })
  }
}

@Suite struct HTMLDocumentTests {
  private let styles = ["p { color: red }", "b { color: green }"].map { Array($0.utf8) }
  private let scripts = ["first()", "second()", "third()"].map { InlineScript(Array($0.utf8), data: ["key": "<1>"]) }

  private func document(styles: Int, scripts: Int) -> HTMLDocument {
    HTMLDocument(
      title: "T & t", styles: Array(self.styles.prefix(styles)), scripts: Array(self.scripts.prefix(scripts)),
      body: "<p>Text with &lt;/body&gt;</p>\n")
  }

  /// The sources of a directive, as the page names them.
  private func sources(_ directive: String, in page: String) throws -> [Substring] {
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)">/)).1
      .replacing("&#39;", with: "'")
    let found = policy.split(separator: "; ").first { $0.hasPrefix(directive + " ") }
    return found?.split(separator: " ").dropFirst().map { $0 } ?? []
  }

  private func page(_ document: HTMLDocument) -> String { String(decoding: document.html().bytes, as: UTF8.self) }

  @Test(arguments: 0...2, 0...3)
  func everyStyleAndScriptIsAllowedByItsHash(_ styles: Int, _ scripts: Int) throws {
    let page = page(document(styles: styles, scripts: scripts))
    #expect(page.matches(of: /<style>/).count == styles && page.matches(of: /<script/).count == scripts)
    #expect(try sources("style-src", in: page).filter { $0.hasPrefix("'sha256-") }.count == styles)
    #expect(try sources("script-src", in: page).filter { $0.hasPrefix("'sha256-") }.count == scripts)
    if styles == 0 { #expect(try sources("style-src", in: page) == ["'none'"]) }
    #expect(try sources("default-src", in: page) == ["'none'"] && sources("connect-src", in: page) == [])
  }

  @Test func hashesAreThoseThatBrowsersCompute() throws {
    // printf '%s' 'first()' | openssl dgst -sha256 -binary | base64
    #expect(
      try sources("script-src", in: page(document(styles: 0, scripts: 1))) == [
        "'sha256-fDYmfWjvur9AxjhDbjHe6RvExc05MbXhhrbgz2vvy/A='"
      ])
  }

  @Test func valuesOfScriptsAreEscaped() {
    #expect(page(document(styles: 0, scripts: 1)).contains("<script data-key=\"&lt;1&gt;\">first()</script>\n</body>"))
  }

  @Test(arguments: 0...2, 0...3)
  func aWrittenPageTakesMore(_ styles: Int, _ scripts: Int) throws {
    let before = document(styles: styles, scripts: scripts)
    var written = try #require(WrittenDocument(before.html().bytes))
    #expect(written.bytes == before.html().bytes)
    written.add(InlineScript(Array("more()".utf8)))
    written.add(style: Array("i { color: blue }".utf8))
    written.allowConnections()
    let after = String(decoding: written.bytes, as: UTF8.self)
    #expect(try sources("style-src", in: after).filter { $0 != "'none'" }.count == styles + 1)
    #expect(try sources("script-src", in: after).filter { $0 != "'none'" }.count == scripts + 1)
    #expect(try sources("connect-src", in: after) == ["'self'"])
    #expect(after.hasSuffix("<script>more()</script>\n<style>i { color: blue }</style>\n</body>\n</html>\n"))
    let again = try #require(WrittenDocument(written.bytes))
    #expect(again.bytes == written.bytes)
  }

  @Test(arguments: ["", "\n\n\n\n\n", "<!doctype html>\n<p>By hand</p>\n", "</body>\n</html>\n"])
  func otherPagesAreNotTaken(_ page: String) {
    #expect(WrittenDocument(Array(page.utf8)) == nil)
  }

  @Test func aPageWithAnotherPolicyIsNotTaken() {
    let page = page(document(styles: 1, scripts: 1)).replacing("img-src data:", with: "img-src *")
    #expect(WrittenDocument(Array(page.utf8)) == nil)
  }
}
