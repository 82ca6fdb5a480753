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
    // On a busy machine it may still be compiling then.
    let run = try await bench.run("import Songbook\nwhile true {}") { $0.runTimeout = 3 }.run
    #expect(run.status == .timedOut)
    let message = run.problem?.message ?? run.diagnostics.last?.message
    #expect(message?.hasPrefix("The run was not done within 3 s") == true)
  }

  /// The limit is one for all: a type that the compiler thinks about for hours, and a run in several rounds.
  @Test func compilingTimesOut() async throws {
    let sum = (0..<3_000).map { _ in "1" }.joined(separator: " + ")
    let run = try await bench.run("import Songbook\n// %% Sum\nlet x = \(sum)\nx") { $0.runTimeout = 2 }.run
    #expect(run.status == .timedOut)
    #expect(run.exitStatus.code == 5)
    #expect(run.diagnostics.last?.message == "The run was not done within 2 s: it was still being compiled")
    #expect(run.cells.last?.status == .notRun)
  }

  @Test func anInterruptionEndsCompilingAndLinking() async throws {
    for delay in [0, 100_000, 200_000, 300_000, 400_000] {
      let interruption = Interruption()
      let run = try await bench.run("import Songbook\nlet x = \(delay)\nwhile true {}") {
        $0.interruption = interruption
        $0.usesCache = false
      } progress: { event in
        guard case .compiling = event else { return }
        Thread.detachNewThread {
          usleep(UInt32(delay))
          interruption.request()
        }
      }.run
      #expect(run.status == .interrupted)
      #expect(run.exitStatus.code == 130)
    }
  }

  /// Other threads than the one that crashed may come to the end of the program first.
  @Test(arguments: ["usleep(300_000)", "_ = usleep(2_000)", "display(1)", "_exit(0)", "exit(0)", "pthread_exit(nil)"])
  func aCrashOnAnyThreadIsACrash(_ ending: String) async throws {
    let run = try await bench.run(
      """
      import Foundation
      import Songbook
      // %% Threads
      let numbers = [1, 2, 3]
      DispatchQueue.global().async { print(numbers[5 + CommandLine.arguments.count]) }
      usleep(200_000)
      \(ending)
      """
    ).run
    #expect(run.status == .crashed)
    #expect(run.statuses == [.ok, .crashed])
    #expect(run.problem?.message == "Fatal error: Index out of range")
    #expect(run.exitStatus.code == 132 || run.exitStatus.code == 133)
  }

  @Test func aSignalThatIsSentIsACrash() async throws {
    let signals = [("SIGABRT", 134), ("SIGSEGV", 139), ("SIGHUP", 129), ("SIGPIPE", 141), ("SIGUSR1", 138)]
    for (signal, code) in signals {
      let run = try await bench.run(
        "import Glibc\nimport Songbook\n// %%\nkill(getpid(), \(signal))\nsleep(2)\n// %%\nprint(1)"
      ) { $0.usesCache = false }.run
      #expect(run.statuses == [.ok, .crashed, .notRun])
      #expect(run.problem?.signal == signal)
      #expect(run.exitStatus.code == Int32(code))
      #expect(run.cells[1].outputs == [])
    }
  }

  /// `exit` in its forms, and what only looks like it.
  @Test func endingsAreToldApart() async throws {
    let unseen = "The process ended with status 0 and not by a call of exit"
    let endings = [
      ("exit(256)", "The code ended the process: exit(256)"), ("exit(0)", "The code ended the process: exit(0)"),
      ("_exit(0)", unseen),
      ("var a = [strdup(\"true\"), nil]; execv(\"/bin/true\", &a)", unseen),
      ("pthread_exit(nil)", "pthread_exit ended the main thread"),
      (
        "for number in Int32(3)..<2048 { close(number) }",
        "The code closed a descriptor over which the analysis reports to Songbook"
      ),
      (
        "for number in Int32(3)..<256 { dup2(1, number) }",
        "The code closed a descriptor over which the analysis reports to Songbook"
      ),
      (
        "write(64, \"{\\\"finished\\\":{}}\\n\", 16); sleep(5)",
        "The code wrote to the descriptor over which the analysis reports to Songbook"
      ),
    ]
    for (code, message) in endings {
      let run = try await bench.run("import Glibc\nimport Songbook\n// %%\n\(code)\n// %%\nprint(1)") {
        $0.usesCache = false
      }.run
      #expect(run.statuses == [.ok, .failed, .notRun], "\(code)")
      #expect(run.problem?.message.hasPrefix(message) == true, "\(code): \(run.problem?.message ?? "")")
      #expect(run.problem?.line == 4, "\(code)")
      #expect(run.exitStatus.code == 1)
    }
  }

  /// Wherever a process goes, it does not outlive the run, whatever it does to its parent: it makes no more marks in a
  /// file afterwards.
  @Test(arguments: [
    "print(\"done\")", "kill(getppid(), SIGKILL); sleep(60)", "kill(getppid(), SIGSTOP); print(\"done\")",
  ])
  func nothingOutlivesTheRun(_ last: String) async throws {
    let mark = bench.folder + "/mark"
    let run = try await bench.run(
      """
      import Glibc
      import Songbook
      @_silgen_name("fork") func copied() -> Int32
      // %% Daemon
      let parent = copied()
      if parent == 0 {
        setsid()
        if copied() == 0 {
          signal(SIGTERM, SIG_IGN)
          while true {
            close(open("\(mark)", O_WRONLY | O_CREAT | O_APPEND, 0o666))
            utimes("\(mark)", nil)
            usleep(1_000)
          }
        }
        _exit(0)
      }
      var status: Int32 = 0
      waitpid(parent, &status, 0)
      while access("\(mark)", F_OK) != 0 { usleep(1_000) }
      \(last)
      """
    ).run
    #expect(run.status == (last.contains("SIGKILL") ? .crashed : .ok))
    #expect(unlink(mark) == 0)
    usleep(100_000)
    #expect(access(mark, F_OK) != 0)
  }

  /// A copy that `fork` has made is not the analysis, whatever it does.
  @Test func aForkedCopyIsNoPartOfTheRun() async throws {
    let run = try await bench.run(
      """
      import Glibc
      import Songbook
      @_silgen_name("fork") func copied() -> Int32
      // %% Copies
      for number in 0..<3 {
        let child = copied()
        if child == 0 {
          metric("copied", 1)
          if number == 0 { fatalError("only a copy") } else if number == 1 { exit(7) } else { pthread_exit(nil) }
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
      }
      metric("done", 1)
      """
    ).run
    #expect(run.status == .ok, "\(run.problem?.message ?? "")")
    #expect(run.metrics.map(\.name) == ["done"])
  }

  @Test func aProcessThatLeavesItsGroupTimesOut() async throws {
    let run = try await bench.run(
      """
      import Glibc
      import Songbook
      // %% Away
      //| timeout: 1
      setpgid(0, getpgid(getppid()))
      signal(SIGTERM, SIG_IGN)
      while true {}
      """
    ).run
    #expect(run.status == .timedOut)
    #expect(
      run.problem?.message == "The cell was not done within 1.0 s"
        || run.problem?.message == "The cell was not done within 1 s")
  }

  /// Without a limit the machine's memory is the limit: what uses it up is ended, and not another program.
  @Test func whoUsesUpTheMemoryIsEndedFirst() async throws {
    let run = try await bench.run(
      "import Foundation\nimport Songbook\n// %% A\ntry String(contentsOfFile: \"/proc/self/oom_score_adj\", encoding: .utf8)\n"
    ).run
    #expect(run.shown(1).first?.hasPrefix("value: 1000") == true)
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
