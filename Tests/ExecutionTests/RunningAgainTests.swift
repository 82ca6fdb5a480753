import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// A second run runs what is stale and shows the rest as it was.
@Suite struct RunningAgainTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  private static let script = """
    import Songbook
    // %% Parameters tags=["parameters"]
    let factor = 2
    // %% Load
    let table = try DataFrame(contentsOfCSVFile: "PATH")
    print("loaded")
    table.shape.rows
    // %% Total
    let total = table["n", Int.self].sum()
    metric("total", Double(total))
    total
    // %% Scaled
    total * factor
    // %% [markdown]
    // There are \\(total) in all.
    // %% Apart
    //| label: fig-apart
    //| fig-cap: First.
    Chart([1, 2]) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) }
    """

  private func source(_ edit: (String) -> String = { $0 }) -> String {
    edit(Self.script.replacing("PATH", with: bench.folder + "/n.csv"))
  }

  private func write(_ numbers: [Int]) throws {
    let text = "n\n" + numbers.map { "\($0)\n" }.joined()
    try text.write(toFile: bench.folder + "/n.csv", atomically: true, encoding: .utf8)
  }

  /// Titles of the cells that ran.
  private func ran(_ finished: RunResult) -> [String] {
    finished.run.cells.filter { $0.seconds != nil }.map { $0.title ?? "line \($0.startLine)" }
  }

  @Test func expressionsOfATextThatRunForWhatTheyChangeGiveNoWarnings() async throws {
    let script = """
      import Songbook
      // %% Counter
      final class Counter {
        var count = 0
        func next() -> Int { count += 1; return count }
      }
      let counter = Counter()
      // %% [markdown]
      // The first is \\(counter.next()).
      // %% Last
      print(counter.next() + 10)
      """
    _ = try await bench.run(script)
    let second = try await bench.run(script.replacing("+ 10", with: "+ 20"))
    #expect(ran(second) == ["Last"])
    #expect(second.run.diagnostics == [])
    #expect(second.run.cells.last?.outputs.first?.representations.first?.text == "22\n")
  }

  @Test func onlyWhatIsStaleRunsAndAllIsShown() async throws {
    try write([1, 2, 3])
    let first = try await bench.run(source())
    #expect(first.run.status == .ok)
    #expect(ran(first).count == 7)

    let same = try await bench.run(source())
    #expect(ran(same) == [])
    #expect(same.run.compileSeconds == nil)
    #expect(same.run.cells.map(\.outputs) == first.run.cells.map(\.outputs))
    #expect(same.run.metrics == first.run.metrics && same.run.inputs == first.run.inputs)
    #expect(same.run.cells.allSatisfy { $0.status == .cached })
    for file in same.run.cells.flatMap(\.outputs).flatMap(\.representations).compactMap(\.file) {
      #expect(try same.folder.file(file) == first.folder.file(file))
    }

    let remark = try await bench.run(source { $0.replacing("// %% Total", with: "// %% Total\n// A remark.\n") })
    #expect(ran(remark) == [])
    let caption = try await bench.run(source { $0.replacing("First.", with: "Second.") })
    #expect(ran(caption) == [])
    #expect(caption.run.cells.last?.outputs.first?.caption == "Second.")

    let colour = try await bench.run(
      source { $0.replacing("\"name\", \"n\\($0)\")) }", with: "\"name\", \"m\\($0)\")) }") })
    #expect(ran(colour) == ["Apart"])

    let given = ParameterValue(name: "factor", value: "5", origin: .commandLine)
    let other = try await bench.run(source(), parameters: [given])
    #expect(ran(other) == ["Parameters", "Scaled"])
    #expect(other.run.shown(4) == ["value: 30"])
    #expect(other.run.shown(2) == first.run.shown(2))
  }

  /// `#line` in a parameter is where the call stands, which a remark above it moves, or one within.
  @Test(arguments: [
    ("func place(_ line: Int = #line) -> Int { line }", "place()"),
    ("struct Log { func place(_ line: Int = #line) -> Int { line } }\nlet log = Log()", "log.place()"),
    ("extension Int { func place(_ line: Int = #line) -> Int { line } }", "1.place()"),
    ("func place(_ column: Int = #column) -> Int { column }", "place()"), ("let a = 1", "#column"),
    (
      "func inner(_ line: Int) -> Int { line }\nfunc place(_ line: Int = #line) -> Int { inner(line) }",
      "[place()].first!"
    ),
  ])
  func aCallThatAsksForItsPlaceFollowsIt(declares: String, calls: String) async throws {
    func source(_ call: String) -> String {
      "import Songbook\n// %% A\n\(declares)\n// %% B\n\(call)\n// %% C\n1 + 1\n"
    }
    _ = try await bench.run(source("print(\(calls))"))
    for call in [
      "// A remark.\nprint(\(calls))", "print(   \(calls))", "print(\n\(calls))", "print(\n// Another.\n   \(calls))",
    ] {
      let again = try await bench.run(source(call))
      let expected = try await Bench().run(source(call)) { $0.usesCache = false }
      #expect(again.run.shown(2) == expected.run.shown(2) && again.run.status == .ok)
      // What acts without being mentioned may be called anywhere.
      #expect(declares.hasPrefix("extension") || !ran(again).contains("C"))
    }
  }

  @Test func filesAreKnownByTheirContents() async throws {
    try write([1, 2, 3])
    _ = try await bench.run(source())
    try write([1, 2, 3])
    let touched = try await bench.run(source())
    #expect(ran(touched) == [])
    try write([1, 2, 4])
    let changed = try await bench.run(source())
    #expect(ran(changed) == ["Load", "Total", "Scaled", "line 14"])
    #expect(changed.run.shown(3) == ["value: 7"])
    try write([1, 2, 3])
    #expect(ran(try await bench.run(source())) == [])
  }

  /// A file that was looked for and was not there is as much of an input as one that was read.
  @Test func aFileThatAppearsIsNoticedHoweverItIsRead() async throws {
    let path = bench.folder + "/notes.txt"
    let source = """
      import Foundation
      import Songbook
      // %% Foundation
      (try? String(contentsOfFile: "\(path)", encoding: .utf8)) ?? "none"
      // %% Asked
      FileManager.default.fileExists(atPath: "\(path)")
      // %% Listed
      (try? FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/folder").count) ?? -1
      // %% Other
      1
      """
    #expect(try await bench.run(source).run.shown(1) == ["value: none"])
    #expect(ran(try await bench.run(source)) == [])
    try "here".write(toFile: path, atomically: true, encoding: .utf8)
    let appeared = try await bench.run(source)
    #expect(ran(appeared) == ["Foundation", "Asked"])
    #expect(appeared.run.shown(1) == ["value: here"] && appeared.run.shown(2) == ["value: true"])
    try FileManager.default.createDirectory(atPath: bench.folder + "/folder", withIntermediateDirectories: true)
    #expect(ran(try await bench.run(source)) == ["Listed"])
    try "x".write(toFile: bench.folder + "/folder/x", atomically: true, encoding: .utf8)
    let listed = try await bench.run(source)
    #expect(ran(listed) == ["Listed"])
    #expect(listed.run.shown(3) == ["value: 1"])
    try FileManager.default.removeItem(atPath: path)
    #expect(try await bench.run(source).run.shown(1) == ["value: none"])
  }

  @Test func whatACellWritesReachesWhoReadsIt() async throws {
    func source(_ number: Int) -> String {
      """
      import Foundation
      import Songbook
      // %% Write
      let done: Void = try "\(number)".write(toFile: "\(bench.folder)/made.txt", atomically: true, encoding: .utf8)
      // %% Read
      try String(contentsOfFile: "\(bench.folder)/made.txt", encoding: .utf8)
      """
    }
    #expect(try await bench.run(source(1)).run.shown(2) == ["value: 1"])
    #expect(ran(try await bench.run(source(1))) == [])
    let second = try await bench.run(source(2))
    #expect(second.run.shown(2) == ["value: 2"])
    #expect(second.plans.count == 2)
    try FileManager.default.removeItem(atPath: bench.folder + "/made.txt")
    #expect(try await bench.run(source(2)).run.shown(2) == ["value: 2"])
  }

  @Test func objectsThatAnotherCellChangesAreMadeAndChangedAgain() async throws {
    func source(_ last: String) -> String {
      """
      import Foundation
      import Songbook
      // %% Make
      let list = NSMutableArray()
      // %% Change
      let count: Int = { list.add(1); return list.count }()
      // %% Show
      list.count + \(last)
      """
    }
    #expect(try await bench.run(source("0")).run.shown(3) == ["value: 1"])
    #expect(try await bench.run(source("5")).run.shown(3) == ["value: 6"])
  }

  @Test func afterAFailureTheCellsBeforeItStayDone() async throws {
    func source(_ last: String) -> String {
      """
      import Songbook
      // %% First
      print("first")
      // %% Second
      let numbers = [1, 2, 3]
      numbers[\(last)]
      """
    }
    let failed = try await bench.run(source("3"))
    #expect(failed.run.status == .crashed)
    let mended = try await bench.run(source("2"))
    #expect(mended.run.statuses == [.cached, .cached, .ok])
    #expect(mended.run.shown(1) == ["stdout: first\n"] && mended.run.shown(2) == ["value: 3"])
    let refused = try await bench.run(source("nothing"))
    #expect(refused.run.status == .notCompiled)
    #expect(refused.run.diagnostics.first?.line == 6)
  }

  @Test func damageIsAMissAndNoWrongReport() async throws {
    try write([1])
    let first = try await bench.run(source())
    let cache = bench.folder + "/.songbook/cache"
    for kind in ["files", "cells", "traces"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(cache)/\(kind)") {
        try FileManager.default.removeItem(atPath: "\(cache)/\(kind)/\(name)")
        try "damaged".write(toFile: "\(cache)/\(kind)/\(name)", atomically: false, encoding: .utf8)
      }
      let again = try await bench.run(source())
      #expect(again.run.status == .ok)
      #expect(again.run.cells.map(\.outputs) == first.run.cells.map(\.outputs))
    }
  }

  @Test func aCellMayAskToRunEveryTime() async throws {
    let source =
      "import Songbook\n// %% Clock\n//| cache: false\nlet now = ContinuousClock.now\n// %% Later\nnow < .now\n// %% Apart\n1"
    _ = try await bench.run(source)
    #expect(ran(try await bench.run(source)) == ["Clock", "Later"])
    let all = try await bench.run(source) { $0.usesCache = false }
    #expect(ran(all).count == 4)
  }

  @Test func anotherLibraryMakesEverythingStale() async throws {
    let original = try bench.configuration().library.directory
    let copy = bench.folder + "/library"
    let files = FileManager.default
    try files.createDirectory(atPath: copy, withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: copy + "/Modules", withDestinationPath: original + "/Modules")
    try files.copyItem(atPath: original + "/libSongbook.so", toPath: copy + "/libSongbook.so")
    func run() async throws -> RunResult {
      try await bench.run("import Songbook\n// %% One\n1\n// %% Two\n2") {
        $0.library = SongbookLibrary(directory: copy)
      }
    }
    #expect(ran(try await run()) == ["line 1", "One", "Two"])
    #expect(ran(try await run()) == [])
    let library = try FileHandle(forWritingTo: URL(fileURLWithPath: copy + "/libSongbook.so"))
    try library.seekToEnd()
    try library.write(contentsOf: Data([0]))
    try library.close()
    let rebuilt = try await run()
    #expect(ran(rebuilt) == ["line 1", "One", "Two"])
    #expect(
      rebuilt.plans.first?.cells.map(\.staleReason)
        == Array(repeating: .environment(name: "Songbook's library"), count: 3))
  }
}
