import CommandWorkspace
import Foundation
import Testing

/// What stands in reports, and what is said of them.
@Suite struct KeptReportTests {
  private static let table = """
    import Songbook

    // %% A
    //| label: tbl-a
    //| tbl-cap: A.
    let frame: DataFrame = ["x": [1, 2, 3]]
    frame
    """

  @Test func whatWasEditedInAReportIsNotTakenIntoAnother() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/a.swift", Self.table)
    for options in [[], ["--no-cache"], []] {
      #expect(try workspace.songbook(["run", "a"] + options).exitCode == 0)
      let made = try workspace.read("reports/a/tables/tbl-a.csv")
      #expect(made == "x\n1\n2\n3\n")
      let path = workspace.folder.appendingPathComponent("reports/a/tables/tbl-a.csv").path
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.write(contentsOf: Data("EDITED".utf8))
    }
    let last = try workspace.songbook("run", "a")
    #expect(try workspace.read("reports/a/tables/tbl-a.csv") == "x\n1\n2\n3\n")
    #expect(!last.errors.contains("damaged"), "\(last.errors)")
  }

  @Test func twoAnalysesOfOneNameDoNotTakeEachOthersPlace() throws {
    let workspace = try Workspace()
    for team in ["one", "two"] {
      try FileManager.default.createDirectory(
        at: workspace.folder.appendingPathComponent(team), withIntermediateDirectories: true)
      try workspace.write("\(team)/sales.swift", "import Songbook\n// %% A\nprint(\"\(team)\")\n")
    }
    let both = try workspace.songbook("run", "one/sales.swift", "two/sales.swift")
    #expect(both.exitCode == 64)
    #expect(both.errors.contains("reports/sales holds the report of another analysis, one/sales.swift"))
    #expect(try workspace.read("reports/sales/run.json").contains("one/sales.swift"))
    #expect(try workspace.songbook("run", "two/sales.swift").exitCode == 64)
    #expect(try workspace.songbook("run", "two/sales.swift", "-o", "other").exitCode == 0)
    #expect(try workspace.songbook("run", "./one/../one/sales.swift").exitCode == 0)
    // A file that has moved keeps its report.
    try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("one/sales.swift"))
    #expect(try workspace.songbook("run", "two/sales.swift").exitCode == 0)
  }

  @Test func numbersThatAreNoneAreValues() throws {
    let workspace = try Workspace()
    let script = "import Songbook\n// %% A\nmetric(\"m\", .nan)\nmetric(\"i\", -.infinity)\n"
    try workspace.write("analyses/n.swift", script)
    let run = try workspace.songbook("run", "n", "--json")
    #expect(run.exitCode == 0, "\(run.errors)")
    for output in [run.output, try workspace.songbook("runs", "--json").output] {
      let json = try JSONSerialization.jsonObject(with: Data(output.utf8))
      let metrics = ((json as? [[String: Any]])?.first ?? json as? [String: Any])?["metrics"] as? [[String: Any]]
      #expect(metrics?.map { "\($0["value"] ?? 0)" }.sorted() == ["-Infinity", "NaN"])
    }
    #expect(try workspace.songbook("list").output.contains("last run: ok"))
    #expect(try workspace.songbook("list", "--json").output.contains("\"status\" : \"ok\""))
    #expect(try workspace.songbook("runs", "n").output.contains("m NaN"))
  }

  @Test func anAnalysisThatIsNotThereIsSaid() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/study.swift", "import Songbook\n// %% A\nprint(1)\n")
    let wrong = try workspace.songbook("runs", "studi")
    #expect(wrong.exitCode == 64)
    #expect(wrong.errors.contains("did you mean “study”?"))
    #expect(try workspace.songbook("runs", "study").exitCode == 0)
  }

  /// Pipes, devices, links and texts that are no manifest end commands with words, and do not stop them.
  @Test(arguments: [
    "mkfifo run.json", "ln -s /dev/zero run.json", "mkdir run.json", "ln -s run.json run.json", "echo 3 > run.json",
  ])
  func aManifestCanBeAnything(command: String) throws {
    let workspace = try Workspace()
    try workspace.write("analyses/a.swift", Self.table)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "cd -- \"$0\" && mkdir -p reports/a && cd reports/a && \(command)", workspace.folder.path,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(try workspace.songbook("list").exitCode == 0)
    #expect(try workspace.songbook("runs").exitCode == 0)
    #expect(try workspace.songbook("diff", "reports/a", "reports/a").exitCode == 2)
    #expect(try workspace.songbook("run", "a", "--gate", "reports/a", "--fail-on", "*: worse").exitCode == 64)
  }

  @Test func theSameProjectGivesTheSameBytesInEveryFolder() throws {
    let script = """
      import Foundation
      import Songbook
      // %% A
      //| label: tbl-a
      //| tbl-cap: A.
      let frame = try DataFrame(contentsOfCSVFile: "data/a.csv")
      frame
      // %% B
      try String(contentsOf: URL(fileURLWithPath: "data/a.csv"), encoding: .utf8).count
      // %% C
      FileManager.default.enumerator(atPath: "data")!.allObjects.count
      // %% D
      //| label: fig-d
      //| fig-cap: D.
      Chart.histogram(frame, "x")
      // %% E
      Set((1...12).map { "genre \\($0)" })
      // %% F
      let counts = Dictionary(grouping: ["rock", "pop", "jazz", "folk", "metal"]) { $0.count }
      for (length, words) in counts { print(length, words) }
      """
    var made: [[String: Data]] = []
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
      let workspace = try Workspace()
      try workspace.write("analyses/a.swift", script)
      try FileManager.default.createDirectory(
        at: workspace.folder.appendingPathComponent("data"), withIntermediateDirectories: true)
      for name in names { try workspace.write("data/\(name)", "x\n1\n2\n4\n") }
      let run = try workspace.songbook("run", "a", environment: ["SOURCE_DATE_EPOCH": "1700000000"])
      #expect(run.exitCode == 0, "\(run.errors)")
      let report = workspace.folder.appendingPathComponent("reports/a")
      var files: [String: Data] = [:]
      for case let name as String in FileManager.default.enumerator(atPath: report.path)! {
        files[name] = try? Data(contentsOf: report.appendingPathComponent(name))
      }
      made.append(files)
    }
    #expect(made[0].count > 5)
    #expect(Set(made[0].keys) == Set(made[1].keys))
    for (name, bytes) in made[0] { #expect(bytes == made[1][name], "\(name)") }
  }
}
