import Notebooks
import Runs
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

@Suite struct `A diagnostic on a terminal` {
  private let diagnostic = Diagnostic(
    code: "unknown-option", severity: .error, message: "unknown", path: "a.swift", line: 2, column: 8,
    sourceLine: "\t日本\u{1B}[31m", hint: "help")

  @Test func `has its caret under the column, and no control characters of the author's`() {
    #expect(
      DiagnosticFormatter().string(diagnostic)
        == "a.swift:2:8: error: unknown [unknown-option]\n   2 | \t日本␛[31m\n     | \t    ^\n     = help: help")
  }

  @Test func `can be colored`() {
    let text = DiagnosticFormatter(isColored: true).string(diagnostic)
    #expect(text.contains("\u{1B}[1;31merror:\u{1B}[0m"))
  }
}
