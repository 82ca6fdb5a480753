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
    "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<!-- --><iframe>x</iframe>",
    "<svg/onload=alert(1)>",
    "[<i>](x)", "<!--><img src=x>-->",
  ])
  func showsMarkupAsText(_ markdown: String) {
    let page = html(markdown)
    for tag in ["<script", "<img", "<iframe", "<svg", "<i>"] { #expect(!page.contains(tag)) }
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

  @Test(arguments: [
    (
      "Fit $a_1 * b_1 + a_2 * b_2$ over $\\alpha \\in \\{0, 1\\}$.",
      "<p>Fit <span class=\"math\">$a_1 * b_1 + a_2 * b_2$</span> over <span class=\"math\">$\\alpha"
        + " \\in \\{0, 1\\}$</span>.</p>\n"
    ),
    (
      "$$\n\\hat{y} \\\\\n- x < 3 & z_{*}^{*}\n$$",
      "<p class=\"math\">$$\n\\hat{y} \\\\\n- x &lt; 3 &amp; z_{*}^{*}\n$$</p>\n"
    ),
    ("a\n$$\nx\n$$ {#eq-x}\nb", "<p>a</p>\n<p class=\"math\" id=\"eq-x\">$$\nx\n$$</p>\n<p>b</p>\n"),
    ("$$x$$ {#eq-y}", "<p class=\"math\" id=\"eq-y\">$$x$$</p>\n"),
    ("$$x = `y` \"z\" -- 1$$", "<p class=\"math\">$$x = `y` &quot;z&quot; -- 1$$</p>\n"),
    ("$x\n+ y$ @fig-x", "<p><span class=\"math\">$x\n+ y$</span> <a href=\"#fig-x\">Figure 3</a></p>\n"),
    ("> $$\n> a\n> $$", "<blockquote><p class=\"math\">$$\na\n$$</p>\n</blockquote>\n"),
    (
      "From $2,000 to $3,000, *then* $2000, US$5 and A$6.",
      "<p>From $2,000 to $3,000, <em>then</em> $2000, US$5 and A$6.</p>\n"
    ),
    (
      "It costs $5 and *10$ or* more; \\$x_1$ and `$y_1$`.",
      "<p>It costs $5 and <em>10$ or</em> more; $x_1$ and <code>$y_1$</code>.</p>\n"
    ),
    ("$5^2$ and 3$", "<p><span class=\"math\">$5^2$</span> and 3$</p>\n"), ("a $ b $ c $", "<p>a $ b $ c $</p>\n"),
    (
      "```\n$$\n$x_1$\n```\n\n    $a$",
      "<pre class=\"code\" tabindex=\"0\"><code>$$\n$x_1$\n</code></pre>\n<pre class=\"code\" tabind"
        + "ex=\"0\"><code>$a$\n</code></pre>\n"
    ),
    ("<!-- $x_1$ -->\n\n[a](http://x.org/?$a$b)", "<p><a href=\"http://x.org/?$a$b\" rel=\"noreferrer\">a</a></p>\n"),
  ])
  func leavesFormulasAsTheyAre(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test(arguments: [
    ("H<sub>2</sub>O<br>x<sup>*2*</sup>", "<p>H<sub>2</sub>O<br>\nx<sup><em>2</em></sup></p>\n"),
    (
      "<KBD>a</KBD> <mark>b</mark> <abbr title=\"x &quot; y\">c</abbr>",
      "<p><kbd>a</kbd> <mark>b</mark> <abbr title=\"x &amp;quot; y\">c</abbr></p>\n"
    ),
    (
      "<details><summary>More <u>a</u></summary>\n\nHidden **b**.\n\n</details>",
      "<details class=\"aside\"><summary>More <u>a</u></summary>\n<p>Hidden <strong>b</strong>.</p>\n</details>\n"
    ),
    (
      "<details open>\n<summary>A</summary>\ntext &copy;<br/>x\n</details>",
      "<details class=\"aside\" open><summary>A</summary>\n<p>text ©<br>\nx</p>\n</details>\n"
    ),
    ("<sub>a", "<p>&lt;sub&gt;a</p>\n"), ("a</sub>", "<p>a&lt;/sub&gt;</p>\n"),
    ("<b><i>a</b></i>", "<p><b>&lt;i&gt;a</b>&lt;/i&gt;</p>\n"), ("</details>\n\na", "<p>a</p>\n"),
    ("<details>\n\na", "<details class=\"aside\"><summary>Details</summary>\n<p>a</p>\n</details>\n"),
    ("*<sub>a*</sub>", "<p><em>&lt;sub&gt;a</em>&lt;/sub&gt;</p>\n"),
    ("<sub onclick=\"x\">a</sub>", "<p>&lt;sub onclick=&quot;x&quot;&gt;a&lt;/sub&gt;</p>\n"),
    (
      "<details ontoggle=\"x\">\n</details>",
      "<p class=\"markup\">&lt;details ontoggle=&quot;x&quot;&gt;\n&lt;/details&gt;\n</p>\n"
    ),
  ])
  func setsHarmlessMarkup(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test(arguments: [
    (
      "> [!NOTE]\n> Read *me*.\n>\n> - a",
      "<div class=\"callout note\" role=\"note\"><p><b>Note</b></p>\n<p>Read <em>me</em>.</p>\n<ul>"
        + "\n<li>a</li>\n</ul>\n</div>\n"
    ),
    (
      "> [!warning] Of it\n> Careful.",
      "<div class=\"callout warning\" role=\"note\"><p><b><span class=\"unseen\">Warning: </span>Of "
        + "it</b></p>\n<p>Careful.</p>\n</div>\n"
    ),
    (
      "::: {.callout-tip title=\"Hint\"}\nInside *a*.\n:::",
      "<div class=\"callout tip\" role=\"note\"><p><b><span class=\"unseen\">Tip: </span>Hint</b></p"
        + ">\n<p>Inside <em>a</em>.</p>\n</div>\n"
    ),
    (
      "::: callout-caution\n## Mind\n\n> q\n:::\n\nafter",
      "<div class=\"callout caution\" role=\"note\"><p><b><span class=\"unseen\">Caution: </span>Min"
        + "d</b></p>\n<blockquote><p>q</p>\n</blockquote>\n</div>\n<p>after</p>\n"
    ),
    ("> [!HELP]\n> a", "<blockquote><p>[!HELP]\na</p>\n</blockquote>\n"),
    ("::: {.column-margin}\na\n::::", "<aside class=\"margin\"><p>a</p>\n</aside>\n"),
    ("```\n::: x\n```", "<pre class=\"code\" tabindex=\"0\"><code>::: x\n</code></pre>\n"),
  ])
  func setsCallouts(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test(arguments: [
    ("a\n\nb [x](#gone)", MarkdownMention.Kind.link("#gone"), 3), ("a\nb ![x](p.png)", .picture("p.png"), 2),
    ("a\n\n@fig-two-9", .reference("fig-two-9"), 3), ("- a\n- b[^x]", .lostNote("x"), 2),
    ("a\n\nb <i onclick=x>", .markup("<i onclick=x>"), 3), ("a\n\n<script>\nx\n</script>", .markup("<script>"), 3),
  ])
  func tellsWhatItMentions(_ markdown: String, _ kind: MarkdownMention.Kind, _ line: Int) {
    #expect(MarkdownDocument(markdown).mentions.map(\.kind) == [kind])
    #expect(MarkdownDocument(markdown).mentions.map(\.line) == [line])
  }

  /// Other tools' syntax does not stand in a page without a word.
  @Test(arguments: [
    "{{< pagebreak >}}", "By @thm-model", "> a\n> [!NOTE]", "[!NOTE] a", "==mark==", "A^[note]", "[a]{.small}",
    "[named][gone]", "\\begin{align} a", "\\[ \\frac{1}{2} \\]", "```mermaid\ngraph\n```", "```{python}\nx\n```",
    "::: {.columns}\na\n:::", "a\n\n:::", "::: {.callout-note}\na",
  ])
  func tellsWhatMeansNothingHere(_ markdown: String) {
    let kinds = MarkdownDocument(markdown).mentions.map(\.kind).filter {
      if case .citation = $0 { false } else { true }
    }
    #expect(kinds.count == 1, "\(kinds)")
    guard case .unsupported? = kinds.first else {
      Issue.record("\(kinds)")
      return
    }
  }

  @Test(arguments: [
    "Mail me@example.org [me@example.org] and @someone", "\\[not a link\\] a[1][2] 3^2 and ~5 == 6",
    "a <b>b</b> `[^x]` `x^2^`",
    "C: drive, 10:30: now", "> [!TIP]\n> a", "A note[^1]\n\n[^1]: with `{{< x >}}`", "$x^{2}^ {{<$ <!-- [@a] -->",
    "a\\[^x]",
  ])
  func isQuietAboutText(_ markdown: String) {
    let kinds = MarkdownDocument(markdown).mentions.map(\.kind).filter { kind in
      switch kind {
      case .link, .formula, .citation(_, isInText: true): false
      default: true
      }
    }
    #expect(kinds == [])
  }

  @Test(arguments: [
    ("H~2~O and E = mc^2^", "<p>H<sub>2</sub>O and E = mc<sup>2</sup></p>\n"),
    ("a\\^2\\^ b\\~2\\~ `x^2^` ~5 ~6~ ^a^", "<p>a^2^ b~2~ <code>x^2^</code> ~5 ~6~ ^a^</p>\n"),
    ("`a\\^b` a~b c~ d~~e~~ x^<i>^", "<p><code>a\\^b</code> a~b c~ d<del>e</del> x^&lt;i&gt;^</p>\n"),
    (
      "Energy\n: Of *it*.\n: Again.\n\nValence\n\n: Other\nline.",
      "<dl class=\"definitions\">\n<dt>Energy</dt>\n<dd>Of <em>it</em>.</dd>\n<dd>Again.</dd>\n<dt>Valence</dt>\n"
        + "<dd>Other\nline.</dd>\n</dl>\n"
    ),
    ("a: b\n:c\n: ", "<p>a: b\n:c\n:</p>\n"), (": a", "<p>: a</p>\n"),
    (
      "![Words](a%20b.png){#x .y fig-alt=\"Other words\"}",
      "<figure id=\"x\"><figcaption><span>Other words</span></figcaption><img src=\"data:image/png;base64,AQID\" alt=\"Other words\"></figure>\n"
    ),
  ])
  func setsWhatPandocReads(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test func tabsAreThePartsBelowHeadings() throws {
    let document = MarkdownDocument("::: {.panel-tabset}\nfirst\n\n## A\na\n### a2\n\n## B\n\n- b\n:::\nend")
    #expect(document.mentions == [])
    guard case .tabs(let tabs) = try #require(document.blocks.dropFirst().first) else {
      Issue.record("\(document.blocks)")
      return
    }
    #expect(tabs.tabs.map(\.title) == [[.text("A")], [.text("B")]])
    #expect(tabs.tabs.map(\.blocks.count) == [2, 1])
  }

  @Test func citationsAreRead() {
    func citations(_ text: String) -> [MarkdownCitation] {
      MarkdownInline.splitReferences(text).compactMap { if case .citation(let citation) = $0 { citation } else { nil } }
    }
    let found = citations("As [see @one2001, p. 3; -@two:x] and @three. Not a@b, [a@b], [@fig-x], [@] or @4.")
    #expect(found.count == 2)
    #expect(
      found.first?.items == [
        MarkdownCitation.Item(key: "one2001", prefix: "see", suffix: "p. 3", isWithoutAuthor: false),
        MarkdownCitation.Item(key: "two:x", prefix: "", suffix: "", isWithoutAuthor: true),
      ])
    #expect(found.last?.items.map(\.key) == ["three"] && found.last?.isInText == true)
  }

  @Test func givesPicturesTheirSize() {
    #expect(html("![a](a%20b.png){width=50%}").contains("alt=\"a\" width=\"50%\"></p>"))
    #expect(html("b ![a](a%20b.png){width=2in height=\"30px\" .x} c").contains(" width=\"192\" height=\"30\"> c</p>"))
    #expect(html("![a](a%20b.png){width=\"1;onload=x\"}").contains("alt=\"a\"></p>"))
  }

  @Test func setsOtherDirections() {
    #expect(
      html("هذه فقرة\n\nplain\n\n## مقدمة\n\n- שלום")
        == "<p dir=\"auto\">هذه فقرة</p>\n<p>plain</p>\n<h2 dir=\"auto\">مقدمة</h2>\n<ul dir=\"rtl"
        + "\">\n<li>שלום</li>\n</ul>\n"
    )
    for (language, isRightToLeft) in [
      ("ar", true), ("AR-eg", true), ("he", true), ("az-Arab", true), ("ar-Latn", false), ("en", false), ("arn", false),
      ("fa_IR", true),
    ] {
      #expect(Direction.isRightToLeft(language: language) == isRightToLeft, "\(language)")
    }
  }

  @Test func findsDefinitions() {
    let text =
      "a\n[no]: paragraph\n\n[Site  A]: https://x.org\n  \"Title\"\n[b]: <y>\n\n[^n]: First\nlazy"
      + "\n\n    second\n\n[^m]: Other\n\n```\n[c]: z\n```"
    let found = MarkdownDefinitions(text).definitions
    #expect(found.map(\.label) == ["site a", "b", "^n", "^m"])
    #expect(found.map(\.line) == [4, 6, 8, 13])
    #expect(found[2].lines == ["[^n]: First", "lazy", "", "    second"])
    #expect(MarkdownDocument("a[^B] b[^a]\n\n[^a]: x\n\n[^b]: y").notes.map(\.label) == ["b", "a"])
  }

  @Test func takesIdentifiersFromHeadings() {
    guard case .heading(let heading)? = MarkdownDocument("## *All* of it {#sec-all}").blocks.first else {
      Issue.record("no heading")
      return
    }
    #expect(heading == MarkdownHeading(level: 2, id: "sec-all", content: [.emphasis([.text("All")]), .text(" of it")]))
    guard case .heading(let plain)? = MarkdownDocument("a\n\n# B {.unnumbered}").blocks.last else { return }
    #expect(plain == MarkdownHeading(level: 1, id: nil, content: [.text("B")], line: 3))
  }

  @Test func survivesAnyNesting() {
    let deep = String(repeating: ">", count: 50_000) + " end"
    #expect(html(deep).contains("end"))
    #expect(html(String(repeating: "*a **b ", count: 20_000)).contains("b"))
    #expect(html(String(repeating: "[", count: 50_000)).contains("[["))
    for piece in [
      "$", "$$", "$a ", "`$", "\\[", "^[", "{{<", "[^", "==a ", "<sub>", "</sub>", "<details>\n\n", "::: a\n",
      "::: {.callout-note}\n", "[!",
      "[a](", "$``$", "[@a;", "[@a]", "x^", "x~", "a\n: ", ": a\n\n", "![a](b){", "@a",
    ] {
      #expect(html(String(repeating: piece, count: 4_000) + "\n\nend").contains("end"))
    }
    let nested = String(repeating: "*a <sub>", count: 2_000) + "x" + String(repeating: "</sub>*", count: 2_000)
    #expect(html(nested).contains("x"))
  }
}
