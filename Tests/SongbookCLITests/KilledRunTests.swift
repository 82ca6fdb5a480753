import Foundation
import Testing

/// A runner that is killed at any moment leaves the last good report whole, nothing behind for good, and a cache that serves no wrong value.
@Suite struct KilledRunTests {
  private func script(_ number: Int) -> String {
    """
    import Songbook

    // %% Number
    //| label: tbl-number
    let frame = DataFrame(columns: [Column(name: "Number", values: [\(number)]).eraseToAnyColumn()])
    frame

    // %% Chart
    //| label: fig-number
    Chart([1, \(number)]) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) }

    // %% Double
    artifact("double.txt", "\\(frame["Number", Int.self].sum() * 2)")
    """
  }

  private func isWhole(_ workspace: Workspace) throws -> Bool {
    guard workspace.has("reports/killed/run.json") else { return !workspace.has("reports/killed/index.html") }
    let page = try workspace.read("reports/killed/index.html")
    let manifest = try JSONSerialization.jsonObject(with: Data(workspace.read("reports/killed/run.json").utf8))
    guard page.hasSuffix("</html>\n"), let cells = (manifest as? [String: Any])?["cells"] as? [[String: Any]] else {
      return false
    }
    let forms = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
      .flatMap { $0["representations"] as? [[String: Any]] ?? [] }
    return forms.compactMap { $0["file"] as? String }.allSatisfy { workspace.has("reports/killed/\($0)") }
  }

  @Test func atAnyMoment() throws {
    let workspace = try Workspace()
    var chance = SystemRandomNumberGenerator()
    try workspace.write("analyses/killed.swift", script(0))
    let began = ContinuousClock.now
    try #require(try workspace.songbook("run", "killed").exitCode == 0)
    let whole = began.duration(to: .now)
    for round in 1...25 {
      try workspace.write("analyses/killed.swift", script(round))
      let process = Process()
      process.executableURL = Workspace.products.appendingPathComponent("songbook")
      process.arguments = ["run", "killed"]
      process.currentDirectoryURL = workspace.folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: Double.random(in: 0...1.1, using: &chance) * (whole / .seconds(1)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try isWhole(workspace), "round \(round)")
    }
    try workspace.write("analyses/killed.swift", script(7))
    let last = try workspace.songbook("run", "killed")
    #expect(last.exitCode == 0, "\(last.errors)")
    #expect(try workspace.read("reports/killed/artifacts/double.txt") == "14")
    #expect(try workspace.read("reports/killed/tables/tbl-number.csv") == "Number\n7\n")
    let reports = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/reports")
    #expect(reports == ["killed"])
    let work = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/.songbook/work")
    #expect(work == [])
  }
}

/// What a second run says and keeps.
@Suite struct RunAgainCommandTests {
  @Test func explainsAndListsRuns() throws {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/squares.swift", "import Songbook\n\n// %% Square\nlet n = 3\nmetric(\"square\", Double(n * n))\nn * n\n"
    )
    #expect(try workspace.songbook("run", "squares").exitCode == 0)
    let same = try workspace.songbook("run", "squares", "--explain")
    #expect(same.errors.contains("Square: unchanged"), "\(same.errors)")
    try workspace.write(
      "analyses/squares.swift", "import Songbook\n\n// %% Square\nlet n = 4\nmetric(\"square\", Double(n * n))\nn * n\n"
    )
    let changed = try workspace.songbook("run", "squares", "--explain")
    #expect(changed.errors.contains("Square: its code changed (line 4)"), "\(changed.errors)")
    let all = try workspace.songbook("run", "squares", "--no-cache", "--json")
    #expect(!all.output.contains("\"cached\""))
    let runs = try workspace.songbook("runs", "squares").output.split(separator: "\n")
    #expect(runs.count == 4)
    #expect(runs.first?.contains("square 16") == true && runs.last?.contains("square 9") == true)
    #expect(try workspace.songbook("run", "squares", "--keep", "2").exitCode == 0)
    #expect(try workspace.songbook("runs", "squares").output.split(separator: "\n").count == 2)
    #expect(try workspace.songbook("cache", "status").output.contains("compiled programs: 3"))
    #expect(try workspace.songbook("cache", "clear").exitCode == 0)
    #expect(!workspace.has(".songbook/cache"))
  }
}
