import CommandWorkspace
import Foundation
import Testing

/// `songbook watch`: saves go in, and what a page is told and shows comes out.
@Suite struct WatchTests {
  private static func script(_ number: String, last: String = "number + 1") -> String {
    """
    import Songbook

    // %% Number
    let number = \(number)
    print("the number is \\(number)")

    // %% After
    \(last)

    """
  }

  @Test func aSaveLeadsToANewReportAndTheDiskKnowsNothingOfIt() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/watched.swift", Self.script("41"))
    let watch = try WatchedProcess("watched", in: workspace)
    let first = try watch.settled()
    #expect(first.phase == "done" && !first.isBad, "\(first)")
    let page = try watch.page
    #expect(page.contains("the number is 41") && page.contains("data-revision=\"\(first.revision)\""))
    #expect(page.contains("connect-src &#39;self&#39;"))
    let onDisk = try workspace.read("reports/watched/index.html")
    for word in ["EventSource", "connect-src", "data-revision"] { #expect(!onDisk.contains(word)) }
    #expect(try watch.answer("/run.json").contains("\"songbook-run/1\""))
    #expect(try watch.answer("/../../analyses/watched.swift").hasPrefix("HTTP/1.1 404"))

    try workspace.write("analyses/watched.swift", Self.script("1000"))
    let second = try watch.settled()
    #expect(second.phase == "done" && second.revision != first.revision)
    #expect(try watch.page.contains("the number is 1000"))

    #expect(watch.end(SIGINT) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/.songbook/work") == [])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/reports").sorted() == [
        "index.html", "watched",
      ])
    // The runs of a watch take each other's place.
    #expect(!workspace.has("reports/watched/runs"))
  }

  @Test func whateverIsWrongIsShownAtItsPlaceAndGoneWhenMended() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/watched.swift", Self.script("41"))
    let watch = try WatchedProcess("watched", in: workspace)
    _ = try watch.settled()
    let mistakes: [(script: String, message: String, target: String, shown: [String])] = [
      (
        Self.script("41", last: "throw Sour()\nstruct Sour: Error {}"), "Cell “After” failed, line 8", "cell-3",
        ["Sour"]
      ),
      (Self.script("41", last: "missing + 1"), "Does not compile, line 8", "cell-3", ["missing", "the number is 41"]),
      (Self.script("41 )"), "Does not compile, line 4", "cell-2", ["unexpected"]),
      (
        Self.script("41", last: "//| fig-cp: A mistake\nnumber"), "Does not compile, line 8", "cell-3",
        ["fig-cp", "the number is 41"]
      ),
      (Self.script("41", last: "let none: [Int] = []\nnone[3]"), "Cell “After” crashed, line 9", "cell-3", ["range"]),
    ]
    for mistake in mistakes {
      try workspace.write("analyses/watched.swift", mistake.script)
      let state = try watch.settled()
      #expect(state.isBad && state.message == mistake.message && state.target == mistake.target, "\(state)")
      let page = try watch.page
      #expect(page.contains("id=\"\(mistake.target)\""), "\(mistake.message)")
      for words in mistake.shown { #expect(page.contains(words), "\(words)") }
    }
    try workspace.write("analyses/watched.swift", Self.script("42"))
    #expect(try watch.settled().isBad == false)
    #expect(try watch.page.contains("the number is 42"))
    #expect(watch.end(SIGTERM) == 0)
  }

  @Test func theNewestSaveWinsOverARunUnderWay() throws {
    let workspace = try Workspace()
    let slow = "import Glibc\nprint(\"going to sleep\")\nsleep(600)\n"
    try workspace.write("analyses/watched.swift", Self.script("1", last: slow))
    let watch = try WatchedProcess("watched", in: workspace)
    // What a cell prints is told while it runs.
    var state = try watch.next()
    while state.printed?.contains("going to sleep") != true { state = try watch.next() }
    #expect(state.phase == "running" && state.message.hasPrefix("After"), "\(state)")
    #expect(try watch.page.contains("The report will stand here"))
    try workspace.write("analyses/watched.swift", Self.script("2"))
    #expect(try watch.settled().phase == "done")
    #expect(try watch.page.contains("the number is 2"))
    // The cell that came to its end before was not lost, and the run that was cut short left no report.
    let told = try watch.terminal
    #expect(!told.contains("interrupted"), "\(told)")
    // Ended in the middle of a run, too.
    try workspace.write("analyses/watched.swift", Self.script("3", last: "import Glibc\nsleep(600)\n"))
    while !(try watch.next().message.hasPrefix("After")) {}
    #expect(watch.end(SIGINT) == 0)
    #expect(try workspace.read("reports/watched/index.html").contains("the number is 2"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/.songbook/work") == [])
  }

  @Test func filesThatWereReadAndParametersAreWatched() throws {
    let workspace = try Workspace()
    try workspace.write("numbers.csv", "Number\n1\n2\n")
    try workspace.write("given.yaml", "factor: 10\n")
    try workspace.write(
      "analyses/watched.swift",
      """
      import Songbook

      // %% Parameters tags=["parameters"]
      let factor = 1

      // %% Sum
      let frame = try DataFrame(contentsOfCSVFile: "numbers.csv")
      print("sum \\(frame["Number", Int.self].sum() * factor)")

      """)
    let watch = try WatchedProcess("watched", in: workspace, ["-f", "given.yaml"])
    _ = try watch.settled()
    #expect(try watch.page.contains("sum 30"))
    try workspace.write("numbers.csv", "Number\n1\n2\n4\n")
    _ = try watch.settled()
    #expect(try watch.page.contains("sum 70"))
    try workspace.write("given.yaml", "factor: 100\n")
    _ = try watch.settled()
    #expect(try watch.page.contains("sum 700"))
    // No report can say that; the page is told, and keeps what it has.
    try workspace.write("given.yaml", "fector: 100\n")
    let refused = try watch.settled()
    #expect(refused.phase == "refused" && refused.message.contains("fector"), "\(refused)")
    #expect(try watch.page.contains("sum 700"))
    try workspace.write("given.yaml", "factor: 1\n")
    #expect(try watch.settled().phase == "done")
    #expect(watch.end(SIGINT) == 0)
  }

  @Test func aBrokenGateIsTold() throws {
    func script(_ accuracy: Double) -> String {
      "import Songbook\n\n// %% Accuracy\nmetric(\"accuracy\", \(accuracy), better: .higher)\n"
    }
    let workspace = try Workspace()
    try workspace.write("analyses/watched.swift", script(0.5))
    #expect(try workspace.songbook("run", "watched", "-o", "base").exitCode == 0)
    try workspace.write("analyses/watched.gates.yaml", "fail-on:\n  - \"accuracy: worse\"\n")
    let watch = try WatchedProcess("watched", in: workspace, ["--gate", "base/watched"])
    #expect(try watch.settled().isBad == false)
    try workspace.write("analyses/watched.swift", script(0.4))
    let broken = try watch.settled()
    #expect(broken.phase == "done" && broken.isBad && broken.message == "A gate is broken", "\(broken)")
    // The file of gates is watched as well.
    try workspace.write(
      "analyses/watched.gates.yaml", "fail-on:\n  - \"accuracy: worse\"\ntolerance:\n  accuracy: [0.2, 0]\n")
    #expect(try watch.settled().isBad == false)
    #expect(watch.end(SIGINT) == 0)
  }

  @Test func aPortThatIsTakenIsSaid() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/watched.swift", Self.script("1"))
    let watch = try WatchedProcess("watched", in: workspace)
    let second = try workspace.songbook("watch", "watched", "--port", "\(watch.port)")
    #expect(second.exitCode == 70 && second.errors.contains("Port \(watch.port) of this machine is taken"))
    #expect(try workspace.songbook("watch", "nowhere").exitCode == 64)
    #expect(watch.end(SIGINT) == 0)
  }
}
