import CommandWorkspace
import Foundation
import Testing

/// A runner that is killed at any moment leaves the last good report whole, nothing behind for good, and a cache that serves no wrong value.
@Suite struct KilledRunTests {
  /// - Parameter edit: makes the last cell another, so that it needs what the first one kept.
  private func script(_ number: Int, edit: Int) -> String {
    """
    import Songbook

    // %% Number
    //| label: tbl-number
    //| cache: true
    let frame = DataFrame(columns: [Column(name: "Number", values: [\(number)]).eraseToAnyColumn()])
    frame

    // %% Chart
    //| label: fig-number
    Chart([1, \(number)]) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) }

    // %% Double
    artifact("double.txt", "\\(frame["Number", Int.self].sum() * 2 + \(edit) * 0)")
    """
  }

  /// What stands in `reports/` is one report: all its files are there, and they are of one run.
  private func isWhole(_ workspace: Workspace) throws -> Bool {
    let page = try workspace.read("reports/killed/index.html")
    let manifest = try JSONSerialization.jsonObject(with: Data(workspace.read("reports/killed/run.json").utf8))
    guard page.hasSuffix("</html>\n"), let cells = (manifest as? [String: Any])?["cells"] as? [[String: Any]] else {
      return false
    }
    let forms = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
      .flatMap { $0["representations"] as? [[String: Any]] ?? [] }
    guard forms.compactMap({ $0["file"] as? String }).allSatisfy({ workspace.has("reports/killed/\($0)") }) else {
      return false
    }
    let number = try workspace.read("reports/killed/tables/tbl-number.csv").split(separator: "\n").last.flatMap {
      Int($0)
    }
    let source = try workspace.read("reports/killed/source.swift")
    guard let number, let edit = source.firstMatch(of: /\+ (\d+) \* 0/).flatMap({ Int($0.1) }) else { return false }
    return try workspace.read("reports/killed/artifacts/double.txt") == "\(number * 2)"
      && source == script(number, edit: edit)
  }

  /// Starts a run, and kills it some time after it has said these words.
  /// - Returns: false when it ended before.
  private func kill(after words: String, seconds: ClosedRange<Double>, in workspace: Workspace) throws -> Bool {
    let process = Process()
    Workspace.prepare(process, ["run", "killed"], in: workspace.folder)
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var told = ""
    while !told.contains(words) {
      let more = errors.fileHandleForReading.availableData
      if more.isEmpty { break }
      told += String(decoding: more, as: UTF8.self)
    }
    Thread.sleep(forTimeInterval: .random(in: seconds))
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  @Test func aHundredTimesAtAnyMoment() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/killed.swift", script(0, edit: 0))
    try #require(try workspace.songbook("run", "killed").exitCode == 0)
    // Parsing and compiling, the start of the process, each cell, publishing.
    let stages: [(words: String, seconds: ClosedRange<Double>)] = [
      ("", 0...0.03), ("killed", 0...0.4), ("compiled", 0...0.1), ("Number", 0...0.05), ("Chart", 0...0.05),
      ("Double", 0...0.03),
    ]
    var (killed, round) = (0, 0)
    while killed < 100, round < 400 {
      round += 1
      // Every third number was there before: what it showed comes from the cache.
      try workspace.write("analyses/killed.swift", script(round.isMultiple(of: 3) ? round / 3 : round, edit: round))
      let stage = stages[round % stages.count]
      if try kill(after: stage.words, seconds: stage.seconds, in: workspace) { killed += 1 }
      #expect(try isWhole(workspace), "round \(round), after “\(stage.words)”")
      guard round.isMultiple(of: 20) else { continue }
      let number = Int.random(in: 0...round)
      try workspace.write("analyses/killed.swift", script(number, edit: 1_000 + round))
      let outcome = try workspace.songbook("run", "killed")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(try isWhole(workspace) && workspace.read("reports/killed/tables/tbl-number.csv") == "Number\n\(number)\n")
    }
    #expect(killed == 100)
    try workspace.write("analyses/killed.swift", script(1_000, edit: 0))
    #expect(try workspace.songbook("run", "killed").exitCode == 0)
    #expect(try workspace.read("reports/killed/artifacts/double.txt") == "2000")
    // Nothing is left of them.
    let files = FileManager.default
    #expect(
      try files.contentsOfDirectory(atPath: workspace.folder.path + "/reports").sorted() == ["index.html", "killed"])
    #expect(try files.contentsOfDirectory(atPath: workspace.folder.path + "/reports/killed/runs").count <= 19)
    #expect(try files.contentsOfDirectory(atPath: workspace.folder.path + "/.songbook/work") == [])
    let cached =
      files.enumerator(atPath: workspace.folder.path + "/.songbook/cache")?.compactMap { $0 as? String } ?? []
    #expect(cached.count > 100)
    #expect(cached.filter { $0.contains(/\.\d+-\d+$/) } == [])
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
