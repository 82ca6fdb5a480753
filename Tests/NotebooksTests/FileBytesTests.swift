import Foundation
import Runs
import Testing

@testable import Notebooks

@Suite struct `The bytes of a file` {
  private static let lineEnds = ["\r\n", "\r"]

  /// Every golden script is read alike with any line ends: the same cells, places, quoted lines and messages.
  @Test(arguments: Golden.all("Features") + Golden.all("Mistakes"))
  func `end lines as they like`(_ golden: Golden) throws {
    let source = try String(contentsOf: golden.folder.appendingPathComponent("input.txt"), encoding: .utf8)
      .replacing("\u{FEFF}", with: "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let expected = Notebook.parse(source: source, path: "a.swift")
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let mixed = lines.enumerated().reduce(into: "") { text, line in
      text += line.element + (line.offset == lines.count - 1 ? "" : ["\n", "\r\n", "\r"][line.offset % 3])
    }
    // A lone `\r` in front of an empty line that ends in `\n` would be one line end.
    let isAmbiguous = mixed.contains("\r\n\n") || source.contains("\n\n")
    for other in Self.lineEnds.map(lines.joined) + (isAmbiguous ? [] : [mixed]) {
      #expect(Notebook.parse(source: other, path: "a.swift") == expected)
      #expect(Notebook.parse(bytes: [0xEF, 0xBB, 0xBF] + Array(other.utf8), path: "a.swift") == expected)
    }
  }

  @Test func `point at the line that the compiler counts`() {
    let source =
      "import Songbook\r\n// %% A\rlet a = 1\n// \u{2028} \u{85} \u{B} \u{C}\r\nlet s = \"\"\"\r\n  é\r  \"\"\"\r\nfoo("
    let parsed = Notebook.parse(source: source, path: "a.swift")
    #expect(parsed.diagnostics.map(\.line) == [8])
    #expect(parsed.diagnostics.map(\.sourceLine) == ["foo("])
    #expect(parsed.notebook.source.utf8.count { $0 == 10 } == 7)
    #expect(parsed.notebook.cells.map(\.range.startLine) == [1, 2])
  }

  @Test(arguments: [
    ("UTF-16", String.Encoding.utf16), ("UTF-16", .utf16LittleEndian), ("UTF-16", .utf16BigEndian),
    ("UTF-32", .utf32), ("UTF-32", .utf32LittleEndian), ("UTF-32", .utf32BigEndian),
  ])
  func `are told when they are another encoding`(name: String, encoding: String.Encoding) throws {
    let bytes = try #require("// %% A\nprint(1)\n".data(using: encoding))
    let parsed = Notebook.parse(bytes: Array(bytes), path: "a.swift")
    #expect(parsed.diagnostics.map(\.code) == ["encoding"])
    #expect(parsed.diagnostics.first?.message == "the file is \(name) text, not UTF-8")
    #expect(parsed.notebook.cells.isEmpty)
  }

  @Test(arguments: [
    (Array("// é\r\nlet s = \"".utf8) + [0xE9, 0x22, 0x0A], 2, 10), ([0xFF], 1, 1),
    (Array("a\rb\r\n".utf8) + [0xC0, 0x80], 3, 1), (Array("ab".utf8) + [0xE2, 0x82], 1, 3),
    (Array("x\n".utf8) + [0xED, 0xA0, 0x80], 2, 1),
  ])
  func `that are no UTF-8 are refused with their place`(bytes: [UInt8], line: Int, column: Int) {
    let parsed = Notebook.parse(bytes: bytes, path: "a.swift")
    #expect(parsed.diagnostics.map(\.code) == ["encoding"])
    #expect(parsed.diagnostics.first?.line == line && parsed.diagnostics.first?.column == column)
    #expect(parsed.hasErrors)
  }
}
