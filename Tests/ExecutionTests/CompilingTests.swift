import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// What the compiler says points at the author's file.
@Suite struct CompilingTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  @Test func errorsPointAtTheAuthorsLineAndColumn() async throws {
    let run = try await bench.run(
      """
      import Songbook
      // %% First
      let count = 3
        let wrong: Int = "three"
      // %% Second
      count + missing
      // %% [markdown]
      // Of \\(count) songs, \\(absent) are loud.
      """
    ).run
    #expect(run.status == .notCompiled)
    #expect(run.exitStatus.code == 3)
    #expect(run.statuses == [.notRun, .notRun, .notRun, .notRun])
    let places = run.diagnostics.filter { $0.severity == .error }.map {
      "\($0.path ?? ""):\($0.line ?? 0):\($0.column ?? 0)"
    }
    #expect(Set(places) == ["study.swift:4:20", "study.swift:6:9", "study.swift:8:25"])
    #expect(run.diagnostics.contains { $0.message == "cannot find 'missing' in scope" })
    #expect(run.diagnostics.first { $0.line == 4 }?.sourceLine == "  let wrong: Int = \"three\"")
    #expect(run.cells[1].problem?.line == 4)
    #expect(run.cells[2].problem?.line == 6)
  }

  @Test func generatedLinesAreNeverShown() async throws {
    let run = try await bench.run("import Songbook\n// %%\nlet a = 1\n.nothing").run
    #expect(run.status == .notCompiled)
    #expect(run.diagnostics.allSatisfy { $0.path == "study.swift" && !$0.message.contains("Analysis") })
    #expect(run.diagnostics.first { $0.severity == .error }?.line == 4)
  }

  @Test func whatIsMissingIsHintedAt() async throws {
    let runner = Runner(try bench.configuration())
    let source = """
      import Songbook
      let songs: Songs? = nil
      let layout: ChartLayout? = nil
      // %% Own
      //| error: true
      let half = 1
      // %% Use
      half
      """
    let found = try await runner.check(try bench.notebook(source))
    func hint(_ name: String) -> String? {
      found.first { $0.message.hasSuffix("'\(name)' in scope") }?.hint
    }
    #expect(hint("Songs") == "the module Genres has it: write `import Genres` in the first cell")
    // A type that is the library's own is no help.
    #expect(hint("ChartLayout") == nil)
    #expect(hint("half") == "cell “Own” declares it for itself alone, because it has `error: true`")
  }

  @Test func checkingFindsErrorsWithoutRunning() async throws {
    let runner = Runner(try bench.configuration())
    let wrong = try await runner.check(try bench.notebook("import Songbook\nlet a: Int = \"x\""))
    #expect(wrong.map(\.line) == [2])
    #expect(wrong.map(\.code) == ["swift"])
    #expect(try await runner.check(try bench.notebook("import Songbook\nprint(1)\nwhile true {}")) == [])
  }

  @Test func errorsInMarkdownExpressionsNameTheirLine() async throws {
    let thrown = try await bench.run(
      """
      import Songbook
      struct Missing: Error {}
      func count() throws -> Int { throw Missing() }
      // %% [markdown]
      // # Songs
      //
      // There are \\(try count()) songs.
      """
    ).run
    #expect(thrown.status == .failed)
    #expect(thrown.problem?.line == 7)
    let trapped = try await bench.run(
      ##"""
      import Songbook
      let songs: [Int] = []
      // %% [markdown]
      // There are
      // \(songs[0]) songs """ and """# and \#(more).
      """##
    ).run
    #expect(trapped.status == .crashed)
    #expect(trapped.problem?.line == 5)
  }

  @Test func topLevelCodeMayWaitAndShareVariables() async throws {
    let run = try await bench.run(
      """
      import Songbook
      var total = 0
      func add(_ number: Int) { total += number }
      func later() async -> Int { 4 }
      // %%
      add(3)
      await later() + total
      """
    ).run
    #expect(run.status == .ok)
    #expect(run.shown(1) == ["value: 7"])
  }
}
