import Foundation
import Testing

@testable import Pages

@Suite struct MarkdownWriterTests {
  private func written(_ markdown: String, _ flavor: MarkdownWriter.Flavor = .gitHub) -> String {
    MarkdownWriter(flavor, targets: ["fig-x": MarkdownRenderer.Target(id: "fig-x", text: "Figure 3")])
      .text(MarkdownDocument(markdown, isSmart: false).blocks)
  }

  /// What is read from the written text is what was read from the first.
  @Test(arguments: [
    "# Title with `code` and *emphasis*", "One *two* **three** ~~four~~ `five`.", "A\\\nB", "A\nB",
    "- a\n- b\n  - c\n  - d\n- e", "1. a\n2. b\n\n   more\n3. c", "7. seven\n8. eight", "- [x] done\n- [ ] to do",
    "> quoted\n>\n> - list", "```swift\nlet a = 1\n```", "````\n```\n````", "| a | b |\n|:--|--:|\n| 1 \\| 2 | `3` |",
    "[a](https://example.org/a_(b) \"title\") and <https://example.org>", "2 \\* 3 \\_a\\_ snake_case \\`x\\`",
    "\\# no heading", "\\- no item", "1\\. no item", "a \\< b \\&amp; c", "\\[x](y)", "![alt](a.png)", "---",
    "$x^2$ costs \\$5 and \\$6", "$$\na^2\n$$", "`` a`b ``", "x^2^ and H~2~O", "A <kbd>Ctrl</kbd> key", "**a *b* c**",
    "> [!NOTE]\n> text", "\\+ plus\n\\> greater\n\\= equal", "a\\~\\~b\\~\\~", "! \\!\\[x]", "(@) a@b.c",
    "https://example.org/x_y_z", "* * *\n\ntext",
  ])
  func isReadAsItWas(_ markdown: String) {
    let document = MarkdownDocument(markdown, isSmart: false)
    var writer = MarkdownWriter(.gitHub)
    writer.picture = { $0 }
    let text = writer.text(document.blocks)
    #expect(MarkdownDocument(text, isSmart: false).blocks == document.blocks, "\(text)")
  }

  /// Any text of signs stays text.
  @Test func textStaysText() {
    var generator = SystemRandomNumberGenerator()
    let signs = Array("ab1 .)*_`~[]()<>&!#+-=|\\$:")
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        text.append(signs.randomElement(using: &generator) ?? "a")
      }
      text = text.split(separator: " ").joined(separator: " ")
      guard !text.isEmpty else { continue }
      let markdown = MarkdownWriter(.gitHub).text([.paragraph([.text(text)])])
      // GitHub's reader, which knows neither formulas nor divisions of ours.
      let read = MarkdownDocument(markdown, isSmart: false).blocks
      #expect(read.plainText == text, "\(text) was written as \(markdown)")
    }
  }

  @Test func referencesBecomeLinksOrWords() {
    #expect(written("See @fig-x.") == "See [Figure 3](#fig-x).")
    #expect(written("See @fig-x.", .jupyter) == "See Figure 3.")
    #expect(written("[there](#fig-x)", .jupyter) == "there")
    #expect(written("[no](javascript:alert(1))") == "no")
  }

  @Test func whatGoesBeyondGitHubIsWrittenWithWhatItHas() {
    #expect(written("::: {.callout-tip}\nDo.\n:::") == "> [!TIP]\n> Do.")
    #expect(written("::: {.callout-tip}\nDo.\n:::", .jupyter) == "> **Tip**\n>\n> Do.")
    #expect(
      written("::: {.panel-tabset}\n## One\na\n\n## Two\nb\n:::") == "**One**\n\na\n\n**Two**\n\nb")
    #expect(written("::: {.column-margin}\nAside.\n:::") == "> Aside.")
    #expect(written("Term\n: Meaning") == "- **Term** \\\n  Meaning")
  }

  @Test func numberedFormulasHaveTags() {
    var formula = MarkdownFormula(text: "$$x^2$$", label: "eq-x")
    formula.number = 2
    #expect(MarkdownWriter(.jupyter).text([.math(formula)]) == "$$x^2 \\tag{2} $$")
  }

  @Test func notesAreDefined() {
    let notes = MarkdownDocument("a[^1]\n\n[^1]: One.\n\n    Two.").notes.map(\.blocks)
    #expect(MarkdownWriter(.gitHub).text(ofNotes: notes) == "[^1]: One.\n\n    Two.")
    #expect(MarkdownWriter(.jupyter).text(ofNotes: notes) == "1. One.\n\n   Two.")
    #expect(written("a[^1]\n\n[^1]: One.") == "a[^1]")
    #expect(written("a[^1]\n\n[^1]: One.", .jupyter) == "a<sup>1</sup>")
  }
}
