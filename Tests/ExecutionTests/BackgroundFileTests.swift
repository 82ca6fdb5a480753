import Execution
import Foundation
import Runs
import Testing

/// Figures are drawn while the analysis goes on. However it ends, what was shown is there.
@Suite struct BackgroundFileTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// A cell that shows three crowded figures, which are still being drawn when the next cell does something.
  private func run(_ ending: String) async throws -> RunResult {
    try await bench.run(
      """
      import Songbook
      import Glibc
      // %% Figures
      //| label: fig-cloud
      let values = (0..<20_000).map { Double($0 * 7919 % 20_011) }
      let names = values.map { "group \\(Int($0) % 5)" }
      for _ in 0..<3 {
        display(Chart.scatter(x: .value("x", values), y: .value("y", values.reversed()), by: .value("Group", names)))
      }
      // %% End
      \(ending)
      // %% Later
      1
      """
    ) { $0.usesCache = false }
  }

  private func expectAllFigures(_ finished: RunResult) throws {
    let figures = finished.run.cells[1].outputs
    #expect(figures.map(\.label) == ["fig-cloud", "fig-cloud-2", "fig-cloud-3"])
    for form in figures.flatMap(\.representations) {
      let file = try #require(form.file)
      #expect(try !finished.folder.file(file).isEmpty)
      #expect(form.sha256 != nil)
    }
    #expect(figures.map(\.representations.count) == [6, 6, 6])
    #expect(finished.run.cells[1].status == .ok)
    #expect(finished.run.cells[1].warnings.isEmpty)
  }

  @Test func figuresOutliveATrap() async throws {
    let finished = try await run("[1, 2][Int(values.count)]")
    #expect(finished.run.statuses == [.ok, .ok, .crashed, .notRun])
    #expect(finished.run.problem?.message == "Fatal error: Index out of range")
    #expect(finished.run.problem?.line == 11)
    try expectAllFigures(finished)
  }

  @Test func figuresOutliveABadAccess() async throws {
    let finished = try await run("UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1")
    #expect(finished.run.problem?.signal == "SIGSEGV")
    #expect(finished.run.problem?.line == 11)
    try expectAllFigures(finished)
  }

  @Test func figuresOutliveAnAbort() async throws {
    let finished = try await run("abort()")
    #expect(finished.run.problem?.signal == "SIGABRT")
    try expectAllFigures(finished)
  }

  @Test func figuresOutliveAnErrorAndAnExit() async throws {
    for ending in ["struct Wrong: Error {}\nthrow Wrong()", "exit(3)"] {
      let finished = try await run(ending)
      #expect(finished.run.status == .failed)
      try expectAllFigures(finished)
    }
  }

  @Test func whatAKillLeavesUndrawnIsTold() async throws {
    let finished = try await run("kill(getpid(), SIGKILL)")
    #expect(finished.run.status == .crashed)
    let cell = finished.run.cells[1]
    let forms = cell.outputs.flatMap(\.representations)
    for form in forms { #expect(try !finished.folder.file(#require(form.file)).isEmpty) }
    // Three figures with five files each: all there, or the missing ones are named.
    #expect((forms.count == 15) == cell.warnings.isEmpty)
    #expect(cell.warnings.allSatisfy { $0.code == "files.unfinished" })
  }

  @Test func aFigureThatCannotBeWrittenFailsItsCell() async throws {
    let run = try await bench.run(
      """
      import Songbook
      import Glibc
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 2_000, rlim_max: 2_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      // %%
      //| label: fig-bars
      Chart.histogram(.value("x", [1.0, 2, 2, 3]))
      """
    ).run
    #expect(run.status == .failed)
    #expect(run.cells[1].status == .failed)
    #expect(run.problem?.message.contains("could not be written: File too large") == true)
    #expect(run.problem?.line == 8)
  }
}
