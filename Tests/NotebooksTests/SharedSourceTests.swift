import Notebooks
import Runs
import Testing

@Suite("Shared files") struct SharedSourceTests {
  private struct Files: SharedSourceFinder {
    var sources: [String: String]

    func files(named entry: String) -> [(path: String, bytes: [UInt8])] {
      sources.keys.filter { $0 == entry || $0.hasPrefix(entry + "/") }.sorted().map { ($0, Array(sources[$0]!.utf8)) }
    }
  }

  private func parse(_ head: String, _ sources: [String: String]) -> ParsedNotebook {
    Notebook.parse(source: "// ---\n// \(head)\n// ---\nf()\n", path: "a.swift", finder: Files(sources: sources))
  }

  @Test func filesAndFoldersAreRead() {
    let parsed = parse("sources: [b.swift, c]", ["b.swift": "func f() {}", "c/d.swift": "let d = 1", "c/e.swift": ""])
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.notebook.sharedSources.map(\.path) == ["b.swift", "c/d.swift", "c/e.swift"])
    #expect(parsed.notebook.sharedSources.flatMap(\.statements).flatMap(\.defines) == ["f", "d"])
    #expect(parsed.notebook.sharedSources.flatMap(\.statements).map(\.isDeferred) == [true, true])
  }

  @Test(arguments: [
    ("sources: b.swift", ["c.swift": ""], "missing-source", "a.swift"),
    ("sources: b.swift", ["b.swift": "func f() {}\nf()"], "shared-statement", "b.swift"),
    ("sources: b.swift", ["b.swift": "func f( {"], "swift-syntax", "b.swift"),
    ("sources: {b: 1}", [:], "wrong-type", "a.swift"),
    ("include: b.swift", [:], "unknown-front-matter", "a.swift"),
  ])
  func mistakesAreTold(head: String, sources: [String: String], code: String, path: String) {
    let parsed = parse(head, sources)
    #expect(parsed.hasErrors)
    #expect(parsed.diagnostics.first?.code == code && parsed.diagnostics.first?.path == path, "\(parsed.diagnostics)")
  }
}
