import CommandWorkspace
import Foundation
import Testing

/// `reports/index.html`, which every run writes.
@Suite struct FrontPageCommandTests {
  private static func script(_ title: String, _ value: String = "1") -> String {
    "// ---\n// title: \(title)\n// ---\nimport Songbook\n// %% A\nmetric(\"m\", \(value))\n"
  }

  @Test func everyRunIsFoundFromIt() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/b.swift", Self.script("Second & last"))
    try workspace.write("analyses/a.swift", Self.script("First"))
    #expect(try workspace.songbook("run", "b", "a").exitCode == 0)
    var page = try workspace.read("reports/index.html")
    let places = try ["First", "Second &amp; last"].map { try #require(page.firstRange(of: ">\($0)</a>")).lowerBound }
    #expect(places == places.sorted())
    #expect(!page.contains("earlier run"))
    try workspace.write("analyses/a.swift", Self.script("Renamed", "2"))
    #expect(try workspace.songbook("run", "a").exitCode == 0)
    page = try workspace.read("reports/index.html")
    #expect(page.contains(">Renamed</a>") && page.contains("1 earlier run") && page.contains("2 runs, from 1 to 2"))
    // Comparisons beside the reports, and matrices.
    #expect(try workspace.songbook("diff", "a", "--format", "html", "-o", "reports/a/d.html").exitCode == 1)
    #expect(try workspace.songbook("run", "b").exitCode == 0)
    #expect(try workspace.read("reports/index.html").contains("href=\"a/d.html\""))
    // A report that is gone is gone from the page, too.
    try FileManager.default.removeItem(at: workspace.folder.appending(path: "reports/a"))
    #expect(try workspace.songbook("run", "b").exitCode == 0)
    #expect(!(try workspace.read("reports/index.html").contains("Renamed")))
  }

  @Test func whatOthersHavePutThereStays() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/a.swift", Self.script("A"))
    let reports = workspace.folder.appending(path: "reports")
    try FileManager.default.createDirectory(at: reports.appending(path: "odd"), withIntermediateDirectories: true)
    try workspace.write("reports/index.html", "<title>mine</title>")
    for (name, text) in [
      ("odd/run.json", "{\"schema\": \"songbook-run/1\", \"metrics\": 1e999}"), ("notes.txt", "n"),
      ("other.html", "<p>"),
    ] {
      try workspace.write("reports/\(name)", text)
    }
    try FileManager.default.createSymbolicLink(
      atPath: reports.appending(path: "linked").path(), withDestinationPath: "/etc")
    #expect(try workspace.songbook("run", "a").exitCode == 0)
    #expect(try workspace.read("reports/index.html") == "<title>mine</title>")
    #expect(try workspace.read("reports/notes.txt") == "n")
    // Without it the page is made, of what can be read.
    try FileManager.default.removeItem(at: reports.appending(path: "index.html"))
    let run = try workspace.songbook("run", "a")
    #expect(run.exitCode == 0 && !run.errors.contains("warning"), "\(run.errors)")
    #expect(try workspace.read("reports/index.html").contains("1 analysis"))
  }

  @Test func aPipeInPlaceOfAManifestIsNotWaitedFor() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/a.swift", Self.script("A"))
    let odd = workspace.folder.appending(path: "reports/odd")
    try FileManager.default.createDirectory(at: odd, withIntermediateDirectories: true)
    #expect(mkfifo(odd.appending(path: "run.json").path(), 0o600) == 0)
    #expect(try workspace.songbook("run", "a").exitCode == 0)
    #expect(try workspace.read("reports/index.html").contains("1 analysis"))
  }

  @Test func twoRunsThatEndAtOnceAreBothThere() throws {
    let workspace = try Workspace()
    let names = ["a", "b", "c", "d"]
    for name in names { try workspace.write("analyses/\(name).swift", Self.script("Title \(name)")) }
    let processes = try names.map { name in
      let process = Process()
      Workspace.prepare(process, ["run", name], in: workspace.folder)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    let page = try workspace.read("reports/index.html")
    for name in names { #expect(page.contains(">Title \(name)</a>")) }
  }

  @Test func theSameRunsGiveTheSameBytes() throws {
    let pages = try (0..<2).map { _ in
      let workspace = try Workspace()
      try workspace.write("analyses/a.swift", Self.script("A"))
      for value in ["1", "2"] {
        try workspace.write("analyses/a.swift", Self.script("A", value))
        let run = try workspace.songbook(["run", "a"], environment: ["SOURCE_DATE_EPOCH": "1700000000"])
        #expect(run.exitCode == 0, "\(run.errors)")
      }
      return try workspace.read("reports/index.html")
    }
    #expect(pages[0] == pages[1])
    #expect(pages[0].contains("1 earlier run"))
  }
}
