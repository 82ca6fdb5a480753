import Notebooks
import Testing

@Suite struct `Highlighted code` {
  @Test func `tells kinds of words apart`() {
    let tokens = highlightedTokens(of: "@main struct A { let b: Int = f(by: 1.5) + \"c\" } // d\n#if e\n#endif\n")
    func texts(_ kind: HighlightedToken.Kind) -> [String] { tokens.filter { $0.kind == kind }.map(\.text) }
    #expect(texts(.attribute) == ["@main"] || texts(.attribute) == ["@", "main"])
    #expect(texts(.keyword) == ["struct", "let"])
    #expect(texts(.type).contains("Int"))
    #expect(texts(.number) == ["1.5"])
    #expect(texts(.string).joined() == "\"c\"")
    #expect(texts(.comment) == ["// d"])
    #expect(texts(.directive).first == "#if")
    #expect(tokens.map(\.text).joined() == "@main struct A { let b: Int = f(by: 1.5) + \"c\" } // d\n#if e\n#endif\n")
  }

  @Test func `knows where its runs begin`() {
    let source = "let 名前 = \"日本\" // é\n"
    var offset = 0
    for token in highlightedTokens(of: source) {
      #expect(token.startOffset == offset)
      offset += token.text.utf8.count
    }
    #expect(offset == source.utf8.count)
  }
}
