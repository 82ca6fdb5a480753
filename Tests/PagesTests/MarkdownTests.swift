import Foundation
import Testing

@testable import Pages

@Suite struct MarkdownTests {
  private struct Unreadable: Error {}

  private func html(_ markdown: String) -> String {
    String(decoding: renderer.html(MarkdownDocument(markdown).blocks).bytes, as: UTF8.self)
  }

  private var renderer: MarkdownRenderer {
    MarkdownRenderer(
      targets: ["fig-x": MarkdownRenderer.Target(id: "fig-x", text: "Figure 3")],
      isIdentifier: { $0 == "there" || $0 == "fig-x" },
      images: { path in
        guard path == "a b.png" else { throw Unreadable() }
        return [1, 2, 3]
      }, highlight: { HTML(text: $0) })
  }

  @Test(arguments: [
    ("a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>\n"),
    ("\"Quiet\" -- it's...", "<p>“Quiet” – it’s…</p>\n"),
    ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
    ("see www.example.org", "<p>see <a href=\"http://www.example.org\" rel=\"noreferrer\">www.example.org</a></p>\n"),
    ("[a](#there) [b](#fig-x)", "<p><a href=\"#there\">a</a> <a href=\"#fig-x\">b</a></p>\n"),
    ("[a](#gone)", "<p>a <span class=\"lost\">(nothing has the id gone)</span></p>\n"),
  ])
  func isGitHubs(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  /// What cmark alone would take minutes to hours for is a second's work, and shown as the text that it is.
  @Test(arguments: [
    "![[]()", "[[]()", "\"'", "a <?", "a <![CDATA[", "a <!A ", "* ", "> - ", "a@", "[a](", "`a``b", "*a **b ",
    "<a href=\"",
    "1. ",
  ])
  func timeGrowsWithTheLength(_ part: String) {
    let document = MarkdownDocument(String(repeating: part, count: 300_000 / part.utf8.count) + "end")
    let text = String(decoding: renderer.html(document.blocks).bytes, as: UTF8.self)
    #expect(text.contains("end"))
    // One paragraph of text, in which nothing is markup.
    #expect(document.blocks.count == 1)
    guard case .paragraph(let content)? = document.blocks.first else {
      Issue.record("\(document.blocks.first as Any)")
      return
    }
    #expect(content.allSatisfy { if case .text = $0 { true } else { false } })
  }

  @Test func aTableOfVeryManyColumnsIsText() {
    func table(_ columns: Int) -> String {
      let row = { (text: String) in "|" + String(repeating: text + "|", count: columns) + "\n" }
      return row("a") + row("-") + row("b")
    }
    #expect(html(table(400)).contains("<table>"))
    let text = html(table(20_000))
    #expect(!text.contains("<table>") && text.contains("|a|a|a|"))
  }

  @Test func longTextsAndTablesWithinTheBoundsStayMarkup() {
    let rows = String(repeating: "| *a* | `b` | [c](https://example.org) |\n", count: 2_000)
    #expect(html("|a|b|c|\n|-|-|-|\n" + rows).components(separatedBy: "<em>a</em>").count == 2_001)
    let paragraphs = String(repeating: "Some *words* and **more**.\n\n", count: 3_000)
    #expect(html(paragraphs).components(separatedBy: "<em>").count == 3_001)
    let code = "```swift\n" + String(repeating: "let a = [b[\"c\"]!, *d*]\n", count: 2_000) + "```\n"
    #expect(!html(code).contains("\\["))
    #expect(html("a\n" + String(repeating: "- ", count: 200) + "\n").contains("<hr>"))
  }

  @Test func ofAVeryLongTextTheBeginningIsShown() {
    let text = html(String(repeating: "word word word word word word word\n\n", count: 200_000))
    #expect(text.utf8.count < 6_000_000)
    #expect(text.contains("bytes more are left out"))
  }

  @Test(arguments: [
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](<java\tscript:alert(1)>)",
    "[a](&#106;avascript:alert(1))",
    "<javascript:alert(1)>", "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:x)", "[a](file:///etc/passwd)",
    "![a](javascript:alert(1))", "[a]( \u{1}javascript:alert(1))",
  ])
  func refusesAddressesThatRunCode(_ markdown: String) {
    #expect(!html(markdown).contains("href=\"") && !html(markdown).contains("src=\""))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<!-- --><b>x</b>", "<svg/onload=alert(1)>",
    "[<i>](x)", "<!--><img src=x>-->",
  ])
  func showsMarkupAsText(_ markdown: String) {
    let page = html(markdown)
    for tag in ["<script", "<img", "<b>", "<svg", "<i>"] { #expect(!page.contains(tag)) }
  }

  @Test func leavesCommentsOut() {
    #expect(html("a<!-- secret -->b\n\n<!-- hidden\nlines -->") == "<p>ab</p>\n")
  }

  @Test func loadsNoPictureFromTheWeb() {
    for url in ["https://example.org/a.png", "//example.org/a.png", "\\\\example.org\\a.png"] {
      #expect(!html("![Words](\(url))").contains("<img"))
    }
    #expect(
      html("![Words](https://example.org/a.png)").contains("Words</a> <span class=\"lost\">(a picture on the web"))
  }

  @Test func embedsPicturesBesideTheNotebook() {
    #expect(
      html("![Words](a%20b.png)") == "<p class=\"picture\"><img src=\"data:image/png;base64,AQID\" alt=\"Words\"></p>\n"
    )
    #expect(html("![Words](gone.png)").contains("the picture gone.png could not be read"))
  }

  @Test(arguments: [
    ("@fig-x", "<p><a href=\"#fig-x\">Figure 3</a></p>\n"),
    ("(@fig-x).", "<p>(<a href=\"#fig-x\">Figure 3</a>).</p>\n"),
    ("me@fig-x and `@fig-x`", "<p>me@fig-x and <code>@fig-x</code></p>\n"),
    ("&#64;fig-x \\@fig-x `&#64; \\@`", "<p>@fig-x @fig-x <code>&amp;#64; \\@</code></p>\n"),
    ("@fig-gone", "<p><span class=\"lost\">@fig-gone (nothing has this label)</span></p>\n"),
    ("@someone", "<p>@someone</p>\n"),
  ])
  func resolvesReferences(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test func takesIdentifiersFromHeadings() {
    guard case .heading(let heading)? = MarkdownDocument("## *All* of it {#sec-all}").blocks.first else {
      Issue.record("no heading")
      return
    }
    #expect(heading == MarkdownHeading(level: 2, id: "sec-all", content: [.emphasis([.text("All")]), .text(" of it")]))
  }

  @Test func survivesAnyNesting() {
    let deep = String(repeating: ">", count: 50_000) + " end"
    #expect(html(deep).contains("end"))
    #expect(html(String(repeating: "*a **b ", count: 20_000)).contains("b"))
    #expect(html(String(repeating: "[", count: 50_000)).contains("[["))
  }
}
