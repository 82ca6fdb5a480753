import CommandWorkspace
import Foundation
import Glibc
import Testing

/// However the command ends, and whatever becomes of its streams: the report is written, and nothing is left running.
@Suite struct EndingTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("analyses/short.swift", "import Songbook\n\n// %% Only\nprint(\"seen\")\n")
  }

  /// Runs a line of shell in which `$S` is the command.
  @discardableResult
  private func shell(_ line: String, environment: [String: String] = [:]) throws -> (exitCode: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "cd \"$0\" || exit 99; " + line, workspace.folder.path]
    var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    variables["S"] = Workspace.products.appendingPathComponent("songbook").path
    process.environment = variables
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(arguments: [
    ("$S run short >&- 2>&-", 0), ("$S run short <&- >&- 2>&-", 0), ("$S run short >/dev/full", 0),
    ("$S run short >/dev/full 2>/dev/full", 0), ("$S run short 2>&1 | head -c 1; exit ${PIPESTATUS[0]}", 0),
    ("ulimit -n 40; $S run short", 0), ("$S run short --json >/dev/full", 70),
    ("$S run short --json | true; exit ${PIPESTATUS[0]}", 0),
  ])
  func streamsMayBeClosedOrFull(_ line: String, _ exitCode: Int32) throws {
    let ended = try shell(line)
    #expect(ended.exitCode == exitCode, "\(ended.output)")
    #expect(try workspace.read("reports/short/run.json").contains("\"ok\""))
    #expect(try workspace.read("reports/short/index.html").hasSuffix("</html>\n"))
  }

  @Test(arguments: ["INT", "TERM", "HUP", "QUIT"])
  func signalsEndWithAReport(_ signal: String) throws {
    try workspace.write(
      "analyses/long.swift", "import Songbook\n\n// %% First\nprint(\"seen\")\n\n// %% Endless\nwhile true {}\n")
    let ended = try shell(
      "$S run long 2>told & p=$!; until grep -q First told; do sleep 0.02; done; kill -\(signal) $p; wait $p")
    #expect(ended.exitCode == 130)
    #expect(try workspace.read("reports/long/run.json").contains("\"interrupted\""))
  }

  /// Whoever starts the command may hold signals back.
  @Test func aSignalThatWasHeldBackComesThrough() throws {
    try workspace.write(
      "analyses/long.swift", "import Songbook\n\n// %% First\nprint(1)\n\n// %% Endless\nwhile true {}\n")
    let ended = try shell(
      "env --block-signal=INT --default-signal=INT $S run long --timeout 60 2>told & p=$!; "
        + "until grep -q First told; do sleep 0.02; done; kill -INT $p; wait $p")
    #expect(ended.exitCode == 130, "\(ended.output)")
    #expect(try workspace.read("reports/long/run.json").contains("\"interrupted\""))
  }

  /// A library that the command is made to load is interrupted while it is initialised.
  @Test func aSignalThatComesWhileTheCommandStartsHasAReport() throws {
    try workspace.write("analyses/long.swift", "import Songbook\n\n// %% Endless\nwhile true {}\n")
    try workspace.write(
      "early.c",
      """
      #include <signal.h>
      #include <stdlib.h>
      __attribute__((constructor)) static void interrupt(void) { unsetenv("LD_PRELOAD"); raise(SIGINT); }
      """)
    let made = try shell("clang -fuse-ld=lld -shared -fPIC -o early.so early.c")
    #expect(made.exitCode == 0, "\(made.output)")
    let ended = try shell("env LD_PRELOAD=$PWD/early.so $S run long --timeout 60")
    #expect(ended.exitCode == 130, "\(ended.output)")
    #expect(try workspace.read("reports/long/run.json").contains("\"interrupted\""))
  }

  /// The compiler leaves the expansions of macros where it finds room, and its driver a folder of its own.
  @Test(arguments: ["run macro", "check macro", "doctor", "figure macro fig-x -o x.png"])
  func nothingIsLeftInTheFolderForTemporaryFiles(_ command: String) throws {
    try workspace.write(
      "analyses/macro.swift",
      """
      import Observation
      import Songbook
      // %% Object
      @Observable final class Model { var n = 1; init() {} }
      // %% Chart
      //| label: fig-x
      Chart([Model().n, 2]) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) }
      """)
    let temporary = workspace.folder.path + "/temporary"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let ended = try shell("$S \(command)", environment: ["TMPDIR": temporary])
    #expect(ended.exitCode == 0, "\(ended.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
  }

  /// What descends from a command is known by a variable that all of it inherits.
  private func processes(marked mark: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { name in
      guard Int(name) != nil, let variables = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
        return false
      }
      return String(decoding: variables, as: UTF8.self).contains("ENDING_TEST=\(mark)\0")
    }
  }

  @Test(arguments: ["daemon", "compiler"])
  func nothingOutlivesAKilledCommand(_ what: String) throws {
    let sum = (0..<3_000).map { _ in "1" }.joined(separator: " + ")
    let daemon = """
      import Glibc
      @_silgen_name("fork") func copied() -> Int32
      if copied() == 0 {
        setsid()
        if copied() == 0 { signal(SIGTERM, SIG_IGN); sleep(600) }
        _exit(0)
      }
      print("started")
      sleep(600)
      """
    let code = what == "daemon" ? daemon : "let x = \(sum)"
    try workspace.write("analyses/long.swift", "import Songbook\n// %% Ready\n1\n// %% Long\n\(code)\n")
    let mark = UUID().uuidString
    // The shell stands in for what a killed command leaves its children to.
    let wait = what == "daemon" ? "until grep -q Ready told; do sleep 0.02; done; sleep 0.5" : "sleep 1"
    try shell(
      "$S run long >told 2>&1 & p=$!; \(wait); kill -KILL $p; wait $p", environment: ["ENDING_TEST": mark])
    var left = processes(marked: mark)
    for _ in 0..<200 where !left.isEmpty {
      usleep(50_000)
      left = processes(marked: mark)
    }
    #expect(left == [])
  }

  @Test(arguments: ["inf", "1e300", "nan", "-1", "0", "-inf", "1e10", "soon"])
  func timeoutsHaveToBeSeconds(_ text: String) throws {
    for option in ["--timeout", "--cell-timeout"] {
      let outcome = try workspace.songbook("run", "short", "\(option)=\(text)")
      #expect(outcome.exitCode == 64)
      #expect(outcome.errors.contains("timeout"))
    }
  }

  @Test(arguments: ["", " 12", "12 ", "1e9", "-5", "abc", "99999999999999999999", "0x10"])
  func theDateOfSourcesHasToBeSeconds(_ text: String) throws {
    let outcome = try workspace.songbook("run", "short", environment: ["SOURCE_DATE_EPOCH": text])
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("SOURCE_DATE_EPOCH is “\(text)”"))
  }

  @Test func aTimeoutInACellHasToBeSeconds() throws {
    for text in ["1e300", "inf", "nan", "-1", "0"] {
      try workspace.write("analyses/cell.swift", "import Songbook\n\n// %% Only\n//| timeout: \(text)\nprint(1)\n")
      let outcome = try workspace.songbook("run", "cell")
      #expect(outcome.exitCode == 3)
      #expect(outcome.errors.contains("analyses/cell.swift:4:14: error: `timeout` takes a number of seconds"))
    }
  }

  /// A git that does not answer does not stop the command.
  @Test func gitIsNotWaitedFor() throws {
    try FileManager.default.createDirectory(
      at: workspace.folder.appendingPathComponent("bin"), withIntermediateDirectories: true)
    try workspace.write("bin/git", "#!/bin/sh\nexec sleep 600\n")
    chmod(workspace.folder.path + "/bin/git", 0o755)
    let ended = try shell("PATH=$PWD/bin:$PATH $S run short --timeout 60")
    #expect(ended.exitCode == 0, "\(ended.output)")
  }

  @Test(arguments: [
    "100% done", "%41", "a b", "tab\tx", "line\nend", "-weird", "q\"uote", "back\\slash", "\\(x)", "a:1:2: error: x",
    "#x", "a,b", "$HOME", "*", "ünï",
  ])
  func anyNameWillDo(_ name: String) throws {
    // Messages show control characters as their pictures.
    let shown = name.replacing("\t", with: "\u{2409}").replacing("\n", with: "\u{240A}")
    let folder = workspace.folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("analyses"), withIntermediateDirectories: true)
    let script = folder.appendingPathComponent("analyses/\(name).swift")
    try "import Songbook\n\n// %% Only\nfunc f(_ a: [Int]) -> Int { a[3] }\nprint(f([]))\n".write(
      to: script, atomically: true, encoding: .utf8)
    let line = "cd -- \"$NAME\" && $S run \"analyses/$NAME.swift\""
    let ended = try shell(line, environment: ["NAME": name])
    #expect(ended.exitCode == 132 || ended.exitCode == 133, "\(ended.output)")
    #expect(ended.output.contains("error: Fatal error: Index out of range"), "\(ended.output)")
    // Linux writes line ends in paths in another way where the runtime looks up which programs run.
    if !name.contains("\n") {
      #expect(ended.output.contains("analyses/\(shown).swift:4: error:"), "\(ended.output)")
      #expect(ended.output.contains("at f(_:) at line 4"))
    }
    #expect(workspace.has("\(name)/reports/\(name)/index.html"))
    try "import Songbook\n\n// %% Only\nlet x: Int = \"a\"\n".write(to: script, atomically: true, encoding: .utf8)
    let refused = try shell(line, environment: ["NAME": name])
    #expect(refused.exitCode == 3, "\(refused.output)")
    #expect(refused.output.contains("analyses/\(shown).swift:4:14: error: cannot convert value"), "\(refused.output)")
  }
}
