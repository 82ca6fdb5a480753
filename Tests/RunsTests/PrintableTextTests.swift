import Runs
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("plain é 日本 🎵 e\u{301} \u{200E}", "plain é 日本 🎵 e\u{301} \u{200E}"), ("a\nb\tc", "a\nb\tc"),
    ("\u{1B}[31mred\u{7}", "\u{241B}[31mred\u{2407}"), ("a\r\nb\rc", "a\u{240D}\nb\u{240D}c"),
    ("\u{7F}\u{9B}2J\u{85}", "\u{2421}\u{FFFD}2J\u{FFFD}"), ("\u{202E}x\u{2066}", "\u{FFFD}x\u{FFFD}"),
    ("\0", "\u{2400}"),
  ])
  func controlCharactersAreShown(text: String, expected: String) {
    #expect(text.printable == expected)
  }

  @Test func namesStayOnOneLine() {
    #expect("a\r\nb\tc\u{2028}d\u{1B}".printableLine == "a\u{240D}\u{240A}b\u{2409}c\u{2424}d\u{241B}")
    #expect("plain é".printableLine == "plain é")
  }

  @Test func diagnosticsHoldNoControlCharacters() {
    let diagnostic = Diagnostic(
      code: "x", severity: .error, message: "a\u{1B}[2Jb", path: "a\u{1B}\n.swift", line: 2, column: 4,
      sourceLine: "\u{202E}é\u{9B}", hint: "c\u{7}d")
    for isColored in [false, true] {
      let text = DiagnosticFormatter(isColored: isColored).string(diagnostic)
      let sequences = text.matches(of: /\u{1B}\[[0-9;]*m/).count
      #expect(text.unicodeScalars.count { $0.value == 27 } == sequences)
      #expect(!text.contains("\u{1B}[2J") && !text.contains("\u{7}") && !text.contains("\u{9B}"))
      #expect(!text.unicodeScalars.contains { $0.turnsDirection })
    }
    #expect(DiagnosticFormatter().string(diagnostic).split(separator: "\n").count == 4)
  }
}
