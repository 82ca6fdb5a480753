import Execution
import Foundation
import Runs
import Testing

/// Whatever the author's code does, the run comes back and names the cell, the line and the reason.
@Suite struct FailureTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  @Test func aThrownErrorNamesItsLine() async throws {
    let run = try await bench.run(
      """
      import Songbook
      struct Missing: Error { var column: String }
      func column(_ name: String) throws -> Int { throw Missing(column: name) }
      // %% Trends
      print("first")
      let tempo = try column("Tempo")
      // %% Later
      tempo
      """
    ).run
    #expect(run.status == .failed)
    #expect(run.exitStatus.code == 1)
    #expect(run.statuses == [.ok, .failed, .notRun])
    #expect(run.shown(1) == ["stdout: first\n"])
    #expect(
      run.problem?.message == "Missing: Missing(column: \"Tempo\")"
        || run.problem?.message == "Missing(column: \"Tempo\")")
    #expect(run.problem?.line == 6)
    #expect(run.problem?.sourceLine == "let tempo = try column(\"Tempo\")")
  }

  @Test func aTrapNamesSignalMessageAndFrames() async throws {
    let run = try await bench.run(
      """
      import Songbook
      func average(of values: [Int]) -> Int {
        values[values.count]
      }
      // %% Trends
      print("first", terminator: "")

      average(of: [1, 2, 3])
      // %% Later
      1
      """
    ).run
    #expect(run.status == .crashed)
    #expect(run.statuses == [.ok, .crashed, .notRun])
    #expect(run.problem?.message == "Fatal error: Index out of range")
    #expect(run.problem?.line == 3)
    #expect(run.problem?.sourceLine == "  values[values.count]")
    #expect(["SIGILL", "SIGTRAP"].contains(run.problem?.signal))
    #expect(run.exitStatus.code == (run.problem?.signal == "SIGILL" ? 132 : 133))
    #expect(run.problem?.backtrace == ["average(of:) at line 3", "top level at line 8"])
    #expect(run.shown(1) == ["stdout: first"])
  }

  @Test func anOverflowIsCalledByItsName() async throws {
    let run = try await bench.run("import Songbook\nvar small: Int8 = 127\nsmall += Int8(CommandLine.arguments.count)")
      .run
    #expect(run.problem?.message == "Fatal error: arithmetic overflow")
    #expect(run.problem?.line == 3)
  }

  @Test func fatalErrorsSayTheirMessage() async throws {
    let run = try await bench.run("import Songbook\nfatalError(\"no <b>songs</b>\")").run
    #expect(run.status == .crashed)
    #expect(run.problem?.message == "Fatal error: no <b>songs</b>")
    #expect(run.problem?.line == 2)
    #expect(run.cells[0].outputs == [])
  }

  @Test func anEndlessCellTimesOut() async throws {
    let run = try await bench.run(
      """
      import Songbook
      // %% Loop
      //| timeout: 0.3
      print("in")
      while true {}
      // %% Later
      1
      """
    ).run
    #expect(run.status == .timedOut)
    #expect(run.exitStatus.code == 5)
    #expect(run.statuses == [.ok, .timedOut, .notRun])
    #expect(run.problem?.line == 5)
    #expect(run.problem?.message == "The cell was not done within 0.3 s")
    #expect(run.shown(1) == ["stdout: in\n"])
  }

  @Test func theWholeRunTimesOut() async throws {
    let run = try await bench.run("import Songbook\nwhile true {}") { $0.runTimeout = 0.3 }.run
    #expect(run.status == .timedOut)
    #expect(run.problem?.message == "The run was not done within 0.3 s")
  }

  @Test func endlessAllocationMeetsTheLimit() async throws {
    let run = try await bench.run(
      """
      import Songbook
      var kept: [[Int]] = []
      while true { kept.append(Array(repeating: 1, count: 1_000_000)) }
      """
    ) { $0.memoryLimit = 1_000_000_000 }.run
    #expect(run.status == .crashed)
    #expect(run.problem?.message == "Ran out of memory: the limit is 1 GB")
    #expect(run.problem?.line == 3)
    #expect(run.exitStatus.code > 128)
  }

  @Test func endingItselfIsNamed() async throws {
    let killed = try await bench.run(
      "import Songbook\nimport Glibc\n// %%\nprint(1)\nkill(getpid(), SIGKILL)\nprint(2)"
    ).run
    #expect(killed.status == .crashed)
    #expect(killed.exitStatus.code == 137)
    #expect(killed.problem?.signal == "SIGKILL")
    #expect(killed.problem?.line == 5)
    #expect(killed.shown(1) == ["stdout: 1\n"])

    let exited = try await bench.run(
      "import Songbook\nimport Glibc\n// %%\nprint(1)\nexit(0)\n// %%\n1", name: "exiting"
    ).run
    #expect(exited.status == .failed)
    #expect(exited.statuses == [.ok, .failed, .notRun])
    #expect(exited.problem?.message == "The code ended the process: exit(0)")
    #expect(exited.shown(1) == ["stdout: 1\n"])
  }

  @Test func aKillFromOutsideEndsTheRunThoughGrandchildrenLive() async throws {
    let run = try await bench.run(
      """
      import Songbook
      import Glibc
      var child: pid_t = 0
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("100"), nil]
      posix_spawn(&child, "/bin/sleep", nil, nil, &arguments, nil)
      ProgressReporter("process").advance(by: Int(getpid()))
      while true { sleep(1) }
      """,
      progress: { event in
        if case .progress(_, let step) = event { kill(pid_t(step.completed), SIGKILL) }
      }
    ).run
    #expect(run.problem?.signal == "SIGKILL")
    // The kill may come before the line that asks for it is over.
    #expect([6, 7].contains(run.problem?.line))
  }

  @Test func anInterruptionEndsTheRunAndKeepsWhatIsDone() async throws {
    let interruption = Interruption()
    let run = try await bench.run("import Songbook\nprint(1)\n// %%\nwhile true {}\n// %%\n1") {
      $0.interruption = interruption
    } progress: { event in
      if case .cellStarted(cell: 1) = event { interruption.request() }
    }.run
    #expect(run.status == .interrupted)
    #expect(run.exitStatus.code == 130)
    #expect(run.statuses == [.ok, .failed, .notRun])
    #expect(run.problem?.message == "Interrupted")
  }

  @Test func aFileThatCannotBeWrittenFailsTheCell() async throws {
    let run = try await bench.run(
      """
      import Songbook
      import Glibc
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      // %%
      artifact("large.bin", [UInt8](repeating: 1, count: 1_000_000))
      """
    ).run
    #expect(run.status == .failed)
    #expect(run.problem?.message.contains("artifacts/large.bin could not be written: File too large") == true)
    #expect(run.problem?.line == 7)
  }
}
