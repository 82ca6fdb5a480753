import Foundation
import Notebooks
import Runs
import Testing

/// SplitMix64: small, seeded, the same everywhere.
private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct `Any bytes` {
  private static let pieces = [
    "// %%", "// %% [markdown]\n", "//|", "//| label: fig-a\n", "// ---\n", "\"\"\"", "\"", "/*", "*/", "{", "}", "(",
    ")",
    "\\(", "`", "```\n", "@fig-a", "{#sec-a}", "\r", "\r\n", "\n", "\0", "\u{FEFF}", "日本語", "#if", "#endif\n", "//",
    "///",
    "tags=[\"parameters\"]", "let a = [", "=", ": ", "- ", "&a", "*a", "!!b", "\t", "%", "'", "|\n", "#\"", "??", "<",
    "\u{301}",
  ]

  private func mutate(_ source: String, _ generator: inout Generator) -> String {
    var bytes = Array(source.utf8)
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let at = Int.random(in: 0...bytes.count, using: &generator)
      let to = min(bytes.count, at + Int.random(in: 0...40, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(at..<to)
      case 1: bytes.insert(contentsOf: Self.pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: at)
      case 2: bytes.insert(contentsOf: Array(bytes[at..<to]), at: Int.random(in: 0...bytes.count, using: &generator))
      case 3: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &generator) }
      case 4: bytes = Array(bytes[..<at])
      default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: to)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every line that is not blank belongs to one cell, or to the head of the file; everything stays within the source.
  private func check(_ source: String) throws {
    let parsed = Notebook.parse(source: source, path: "fuzz.swift")
    let notebook = parsed.notebook
    let bytes = Array(notebook.source.utf8)
    let lines = notebook.source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var line = notebook.cells.first?.range.startLine ?? lines.count + 1
    for cell in notebook.cells {
      #expect(cell.range.startLine == line)
      #expect(cell.range.startColumn == 1)
      #expect((cell.range.startLine...cell.range.lastLine).contains(cell.bodyStartLine))
      line = cell.range.lastLine + 1
      var end = 0
      for statement in cell.statements {
        #expect(statement.startOffset >= end && statement.startOffset < statement.endOffset)
        #expect(statement.endOffset <= bytes.count)
        #expect(statement.range.startLine >= cell.range.startLine && statement.range.endLine <= cell.range.endLine)
        end = statement.endOffset
      }
      #expect(cell.statements.dropLast().allSatisfy { !$0.isDisplayed })
    }
    if !notebook.cells.isEmpty { #expect(line > lines.count || lines[(line - 1)...].allSatisfy(\.isEmpty)) }
    for diagnostic in parsed.diagnostics {
      let line = try #require(diagnostic.line), column = try #require(diagnostic.column)
      #expect((1...max(1, lines.count)).contains(line))
      #expect((1...(try #require(diagnostic.sourceLine)).utf8.count + 2).contains(column))
      #expect(!DiagnosticFormatter(isColored: true).string(diagnostic).isEmpty)
    }
    for parameter in notebook.parameters {
      #expect(
        String(decoding: bytes[parameter.literalStart..<parameter.literalEnd], as: UTF8.self)
          == parameter.defaultLiteral)
    }
    #expect(highlightedTokens(of: notebook.source).map(\.text).joined().utf8.elementsEqual(notebook.source.utf8))
    for label in notebook.cells.compactMap(\.label).prefix(1) {
      #expect(
        Plan(notebook: notebook, wanted: [try notebook.cellIndex(showing: label)]).cells.count == notebook.cells.count)
    }
  }

  @Test(arguments: 0..<8) func `make a notebook without a crash or a lost line`(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let sources = try (Golden.all("Features") + Golden.all("Mistakes")).map { golden in
      try String(contentsOf: golden.folder.appendingPathComponent("input.txt"), encoding: .utf8)
    }
    for _ in 0..<150 {
      guard let source = sources.randomElement(using: &generator), let other = sources.randomElement(using: &generator)
      else { return }
      try check(mutate(Bool.random(using: &generator) ? source : source + other, &generator))
    }
  }

  @Test(arguments: [
    "(", "[", "[(", "{", "a.b", "\"\\(", "!", "if a {", "a ? b : ", "[a: ", "// %%\n", "#if a\n", "@a", "/*", "a(b)",
    "{#sec-a}`", "<", "try ", "\r",
  ])
  func `may nest without end`(piece: String) throws {
    let deep = String(repeating: piece, count: 2_000 / piece.utf8.count)
    try check(deep)
    try check("// %% [markdown]\n// " + deep)
    try check("//| label: " + deep)
    try check("// ---\n// title: " + deep + "\n// ---\n")
  }

  @Test func `beyond a megabyte are refused`() {
    let parsed = Notebook.parse(source: String(repeating: "let a = 1\n", count: 120_000), path: "a.swift")
    #expect(parsed.diagnostics.map(\.code) == ["too-large"])
  }

  @Test func `may begin with a byte order mark`() {
    let parsed = Notebook.parse(source: "\u{FEFF}// ---\n// title: Songs\n// ---\nlet a = 1\n", path: "a.swift")
    #expect(parsed.diagnostics == [])
    #expect(parsed.notebook.title == "Songs")
    #expect(parsed.notebook.cells.map(\.statements.count) == [1])
  }
}
