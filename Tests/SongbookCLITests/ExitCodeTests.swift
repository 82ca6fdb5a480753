import CommandWorkspace
import Foundation
import Testing

/// Every way a run can end has its own exit code, and whatever happened, the report is there.
@Suite struct ExitCodeTests {
  static let endings: [(name: String, cell: String, exitCode: Int32, status: String)] = [
    ("done", "1 + 1", 0, "ok"),
    ("throws", "struct Sour: Error {}\nthrow Sour()", 1, "failed"),
    ("miscompiled", "let number: Int = \"seven\"", 3, "notCompiled"),
    ("trap", "let none: [Int] = []\nprint(none[3])", 128 + 4, "crashed"),
    ("killed", "import Glibc\nkill(getpid(), SIGKILL)", 128 + 9, "crashed"),
  ]

  @Test(arguments: endings.indices)
  func ending(_ index: Int) throws {
    let ending = Self.endings[index]
    let workspace = try Workspace()
    try workspace.write("analyses/\(ending.name).swift", "import Songbook\n\n// %% Only\n\(ending.cell)\n")
    let outcome = try workspace.songbook("run", ending.name)
    #expect(outcome.exitCode == ending.exitCode, "\(outcome.errors)")
    let failures = outcome.errors.split(separator: "\n").count { $0.contains("✗") }
    #expect(failures == (["failed", "crashed"].contains(ending.status) ? 1 : 0), "\(outcome.errors)")
    let page = try workspace.read("reports/\(ending.name)/index.html")
    #expect(page.contains("Content-Security-Policy"))
    let manifest = try JSONSerialization.jsonObject(
      with: Data(try workspace.read("reports/\(ending.name)/run.json").utf8))
    #expect((manifest as? [String: Any])?["status"] as? String == ending.status)
  }

  @Test func timeout() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/endless.swift", "import Songbook\n\n// %% Endless\nwhile true {}\n")
    let outcome = try workspace.songbook("run", "endless", "--timeout", "1")
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    #expect(try workspace.read("reports/endless/run.json").contains("timedOut"))
  }

  @Test func interrupted() throws {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/long.swift", "import Songbook\n\n// %% First\nprint(\"seen\")\n\n// %% Endless\nwhile true {}\n")
    let process = Process()
    Workspace.prepare(process, ["run", "long"], in: workspace.folder)
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var told = ""
    while !told.contains("First") { told += String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(try workspace.read("reports/long/run.json").contains("\"interrupted\""))
    #expect(try workspace.read("reports/long/index.html").contains("seen"))
  }

  @Test func aMachineThatLacksSomethingIsNotTheAuthorsFault() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/fine.swift", "import Songbook\n")
    let outcome = try workspace.songbook("run", "fine", environment: ["SONGBOOK_TOOLCHAIN": "/nowhere"])
    #expect(outcome.exitCode == 70, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("error: "))
  }

  @Test func strictFailsOnWarnings() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/doubtful.swift", "import Songbook\n\n// %% Doubt\nwarn(\"three rows look odd\")\n")
    #expect(try workspace.songbook("run", "doubtful").exitCode == 0)
    #expect(try workspace.songbook("run", "doubtful", "--strict").exitCode == 4)
    // What a chart could not resolve is a warning of its cell.
    try workspace.write(
      "analyses/bare.swift",
      """
      import Songbook

      // %% Bare
      let none: [Double] = []
      Chart(PointPlot(x: .value("x", none), y: .value("y", none)))

      """)
    #expect(try workspace.songbook("run", "bare").exitCode == 0)
    let strict = try workspace.songbook("run", "bare", "--strict")
    #expect(strict.exitCode == 4)
    #expect(strict.errors.contains("chart.noData"))
    // So is what its drawing for telephones alone could not.
    try workspace.write(
      "analyses/wide.swift",
      """
      import Songbook

      // %% Wide
      Chart.rankedBars(.value("Name", ["Donaudampfschifffahrtsgesellschaft"]), .value("Songs", [3.0]))

      """)
    let wide = try workspace.songbook("run", "wide", "--strict")
    #expect(wide.exitCode == 4)
    #expect(wide.errors.contains("On a telephone's width: The label “Donaudampfschifffahrtsgesellschaft” was"))
  }

  @Test(arguments: [
    ["run", "nowhere"], ["run"], ["params", "nowhere"], ["frobnicate"], ["run", "fine", "-p", "nonsense"],
  ])
  func usage(_ arguments: [String]) throws {
    let workspace = try Workspace()
    try workspace.write("analyses/fine.swift", "import Songbook\n")
    let outcome =
      switch arguments.count {
      case 1: try workspace.songbook(arguments[0])
      case 2: try workspace.songbook(arguments[0], arguments[1])
      default: try workspace.songbook(arguments[0], arguments[1], arguments[2], arguments[3])
      }
    #expect(outcome.exitCode == 64, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  /// One list, printed by every command that exits with it.
  @Test(arguments: [["--help"], ["run", "--help"]]) func helpListsTheCodes(arguments: [String]) throws {
    let help = try Workspace().songbook(arguments).output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      help.contains(
        "Exit codes: 0 done; 1 a cell failed; 3 does not compile; 4 a gate failed, or warnings under --strict; 5 timed out; "
          + "64 wrong usage; 70 Songbook itself could not go on; 130 interrupted; 128+N the cell's process died of signal N."
      ))
  }

  @Test func unknownAnalysisNamesTheNearest() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/exploration.swift", "import Songbook\n")
    #expect(try workspace.songbook("run", "exploratoin").errors.contains("did you mean “exploration”?"))
  }
}
