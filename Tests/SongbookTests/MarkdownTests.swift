import Songbook
import Testing

@Suite struct MarkdownTests {
  @Test func numbersAreWrittenForReaders() {
    #expect(("\(323_651) songs since \(1960, format: .year)" as Markdown).source == "323,651 songs since 1960")
    #expect(("\(-0.7543)" as Markdown).source == "−0.754")
    #expect(("\(2.0)" as Markdown).source == "2")
    #expect(("\(1.23456, decimals: 2)" as Markdown).source == "1.23")
    #expect(("\(Int?.none) and \(Int?.some(3))" as Markdown).source == "– and 3")
    #expect(("\([1, 2])" as Markdown).source == "\\[1, 2\\]")
  }

  @Test func textFromDataStaysText() {
    let name = "</script><img onerror=x> *a* _b_ `c` [d](e) @fig-x & | # 1.\n2"
    let source = ("\(name)" as Markdown).source
    #expect(
      source
        == "&lt;\\/script&gt;&lt;img onerror\\=x&gt; \\*a\\* \\_b\\_ \\`c\\` \\[d\\]\\(e\\) &#64;fig\\-x &amp; \\| \\# 1\\. 2"
    )
    #expect(("\(Markdown(source: "**kept**"))" as Markdown).source == "**kept**")
  }
}
