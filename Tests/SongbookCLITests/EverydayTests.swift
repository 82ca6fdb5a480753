import CommandWorkspace
import Foundation
import Testing

/// What people do with the command from day to day.
@Suite struct EverydayTests {
  static let script = """
    import Songbook

    // %% Parameters tags=["parameters"]
    /// How many bars.
    let bars = 3

    // %% Numbers
    let names = (1...bars).map { "n\\($0)" }
    let frame = DataFrame(columns: [
      Column(name: "Name", contents: names).eraseToAnyColumn(),
      Column(name: "Square", values: (1...bars).map { $0 * $0 }).eraseToAnyColumn(),
    ])

    // %% Table
    //| label: tbl-squares
    //| tbl-cap: Squares.
    frame

    // %% Chart
    //| label: fig-squares
    //| fig-cap: Squares grow.
    Chart(Array(1...bars)) { BarMark(x: .value("Square", $0 * $0), y: .value("Name", "n\\($0)")) }

    // %% Last
    struct NeverWanted: Error {}
    throw NeverWanted()
    """

  @Test(arguments: ["table", "models", "monthly", "songs"]) func newScriptRunsAndIsListed(template: String) throws {
    let workspace = try Workspace()
    #expect(try workspace.songbook("new", "first", "--template", template).exitCode == 0)
    let run = try workspace.songbook("run", "first", "--strict")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == "reports/first/index.html\n")
    let list = try workspace.songbook("list")
    #expect(list.output.contains("first"))
    #expect(list.output.contains("last run: ok"))
    #expect(try workspace.songbook("new", "first").exitCode == 64)
  }

  /// What `songbook new` writes over a file runs as well, whatever its columns are called and hold.
  @Test(arguments: [
    "Region,Month,Revenue,Cost\nNorth,1,10.5,3\nSouth,2,20.25,4\nNorth,3,15,9\nEast,4,,2\n",
    "\"a \"\"b\"\" \\(c)\",Größe,*x*,@fig-z\nx,1,3,\ny,2,1,u\nx,4,8,u\nx,3,3,v\n", "only\nwords\nhere\n", "a,b\n",
    "day,sum\n2026-01-05,1.5\n2026-01-06,2\n2026-02-01,4\n2026-02-01,3\n2026-02-03,\n",
  ])
  func newScriptOverAFileRuns(csv: String) throws {
    let workspace = try Workspace()
    try workspace.write("data \"1\".csv", csv)
    // One command from a file to the first report.
    let new = try workspace.songbook("new", "over", "--data", "data \"1\".csv", "--run")
    #expect(new.exitCode == 0, "\(new.errors)")
    #expect(new.output == "analyses/over.swift\nreports/over/index.html\n")
    let run = try workspace.songbook("run", "over", "--strict")
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test func wrongStartsAreRefused() throws {
    let workspace = try Workspace()
    let unknown = try workspace.songbook("new", "first", "--template", "tables")
    #expect(unknown.exitCode == 64 && unknown.errors.contains("Did you mean “table”?"), "\(unknown.errors)")
    #expect(try workspace.songbook("new", "first", "--data", "nowhere.csv").exitCode == 64)
    #expect(try workspace.songbook("new", "1st").exitCode == 64)
    #expect(!workspace.has("analyses/first.swift"))
  }

  @Test func figureRunsOnlyWhatItNeeds() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/squares.swift", Self.script)
    for (file, beginning) in [("c.pdf", "%PDF-"), ("c.svg", "<svg")] {
      let outcome = try workspace.songbook("figure", "squares", "fig-squares", "-o", file)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let bytes = try Data(contentsOf: workspace.folder.appendingPathComponent(file))
      #expect(String(decoding: bytes.prefix(200), as: UTF8.self).contains(beginning))
    }
    #expect(try workspace.songbook("figure", "squares", "fig-nothing", "-o", "c.pdf").exitCode == 64)
    #expect(!workspace.has("reports"))
  }

  @Test func tableInEveryFormat() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/squares.swift", Self.script)
    let printed = try workspace.songbook("table", "squares", "tbl-squares", "-p", "bars=2")
    #expect(printed.output == "Name,Square\nn1,1\nn2,4\n", "\(printed.errors)")
    for (file, expected) in [
      ("t.csv", "n3,9"), ("t.md", "| n3"), ("t.json", "\"Square\""), ("t.html", "<td"),
      ("t.tex", "n3 & 9 \\\\"),
    ] {
      let outcome = try workspace.songbook("table", "squares", "tbl-squares", "-o", file)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(try workspace.read(file).contains(expected))
    }
    let workbook = try workspace.songbook("table", "squares", "tbl-squares", "-o", "t.xlsx")
    #expect(workbook.exitCode == 0, "\(workbook.errors)")
    #expect(try workspace.songbook("data", "convert", "t.xlsx", "back.csv").exitCode == 0)
    #expect(try workspace.read("back.csv").hasPrefix("Name,Square\nn1,1\nn2,4\n"))
  }

  /// A part of the notebook gives what the whole gives: an object under two names is changed through the second.
  @Test(arguments: [[], ["--no-cache"]]) func tableSaysWhatARunSays(options: [String]) throws {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/small.swift",
      """
      import Songbook

      // %% A
      final class Box { var n = 0.0 }
      let box = Box()
      let other = box

      // %% B
      other.n = 5

      // %% C
      //| label: tbl-x
      //| tbl-cap: X.
      DataFrame(columns: [Column(name: "N", doubles: [box.n]).eraseToAnyColumn()])

      // %% D
      other.n = 7

      """)
    let table = try workspace.songbook(["table", "small", "tbl-x"] + options)
    #expect(table.output == "N\n5.0\n", "\(table.errors)")
    #expect(try workspace.songbook("run", "small").exitCode == 0)
    #expect(try workspace.read("reports/small/tables/tbl-x.csv") == "N\n5.0\n")
    #expect(try workspace.songbook(["table", "small", "tbl-x"] + options).output == "N\n5.0\n")
  }

  @Test func parametersAreTold() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/squares.swift", Self.script)
    #expect(try workspace.songbook("params", "squares").output == "bars: Int = 3\n    How many bars.\n")
    let wrong = try workspace.songbook("table", "squares", "tbl-squares", "-p", "bar=2")
    #expect(wrong.exitCode == 64)
    #expect(wrong.errors.contains("bars"))
  }

  @Test func jsonIsAllThatStandsOnStandardOutput() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/hello.swift", "import Songbook\n\n// %% Hello\nprint(\"hello\")\n")
    let outcome = try workspace.songbook("run", "hello", "--json")
    let manifest = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(manifest?["schema"] as? String == "songbook-run/1")
  }

  @Test func checkFindsMistakesWithoutRunning() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/typo.swift", "import Songbook\n\n// %% A\n//| fig-caption: x\nlet a: Int = \"b\"\n")
    let outcome = try workspace.songbook("check", "typo")
    #expect(outcome.exitCode == 3)
    #expect(outcome.errors.contains("fig-cap"))
    #expect(outcome.errors.contains("typo.swift:4"))
  }

  /// What a run would say about texts, pictures and gates is said without one, where no run is needed to know it.
  @Test(arguments: [
    ("// [a](#fig-none)", "#fig-none"), ("// # Part \\(1)\n// [a](#whole)", "#whole"),
    ("// ![x](folder.png)", "folder.png"),
    ("// ![x](text.png)", "text.png"), ("// ![x](empty.png)", "empty.png"), ("// ![x](pipe.png)", "pipe.png"),
    ("// @fig-a-2", "fig-a-2"),
    ("// %% B\n//| label: fig-b\n//| fig-cap: B\n//| fig-subcap: [\"As @fig-c\"]\n1", "fig-c"),
  ])
  func checkSeesWhatAReaderWouldSee(_ text: String, _ sought: String) throws {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/text.swift",
      """
      import Songbook
      let frame: DataFrame = ["x": [1.0, 2.0]]
      // %% A
      //| label: fig-a
      //| fig-cap: A
      Chart.histogram(frame, "x")
      // %% [markdown]
      \(text)

      """)
    try FileManager.default.createDirectory(
      at: workspace.folder.appendingPathComponent("analyses/folder.png"), withIntermediateDirectories: false)
    try workspace.write("analyses/text.png", "no picture")
    try workspace.write("analyses/empty.png", "")
    #expect(mkfifo(workspace.folder.appendingPathComponent("analyses/pipe.png").path, 0o600) == 0)
    for arguments in [["check", "text", "--strict"], ["run", "text", "--strict"]] {
      let outcome = try workspace.songbook(arguments)
      #expect([3, 4].contains(outcome.exitCode), "\(outcome.errors)")
      #expect(outcome.errors.contains(sought))
    }
    #expect(workspace.has("reports/text/index.html"))
  }

  @Test func checkReadsTheFileOfGates() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/gated.swift", "import Songbook\n\n// %% A\nmetric(\"accuracy\", 1)\n")
    try workspace.write("analyses/gated.gates.yaml", "fail-on:\n  - \"accuracy: worse\"\n")
    #expect(try workspace.songbook("check", "gated").exitCode == 0)
    try workspace.write("analyses/gated.gates.yaml", "fail_on:\n  - \"accuracy: worse\"\n")
    let outcome = try workspace.songbook("check", "gated")
    #expect(outcome.exitCode == 3)
    #expect(outcome.errors.contains("gated.gates.yaml:2") && outcome.errors.contains("fail_on"))
  }

  @Test func delimitedFilesAreConverted() throws {
    let workspace = try Workspace()
    try workspace.write("odd.txt", "made by a machine\n\na;b\n007;\"x;y\"\n")
    let convert = try workspace.songbook(
      "data", "convert", "odd.txt", "clean.csv", "--delimiter", ";", "--skip-rows", "2")
    #expect(convert.exitCode == 0, "\(convert.errors)")
    #expect(try workspace.read("clean.csv") == "a,b\n007,x;y\n")
  }

  @Test func doctorTellsWhatItLookedAt() throws {
    let outcome = try Workspace().songbook("doctor", "--json")
    let findings = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    #expect(findings?.contains { $0["name"] as? String == "Swift compiler" && $0["status"] as? String == "ok" } == true)
    #expect(outcome.exitCode == 0, "\(outcome.output)")
  }
}
