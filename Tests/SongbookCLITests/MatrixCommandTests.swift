import CommandWorkspace
import Foundation
import Testing

/// `songbook run --matrix` and `songbook merge`.
@Suite struct MatrixCommandTests {
  /// Notes in a file how often its cell runs that varies.
  private static let script = """
    // ---
    // title: Noise
    // ---
    import Foundation
    import Songbook

    // %% Parameters tags=["parameters"]
    /// What chance depends on.
    let seed = 1
    /// How much.
    let size = 10
    /// What it is called.
    let name = "a"

    // %% Shared
    //| label: tbl-shared
    //| tbl-cap: The same everywhere.
    func slow() -> [Double] {
      var sum = 0.0
      for index in 0..<4_000_000 { sum += Double(index % 7) }
      return [sum, 2, 3]
    }
    let base = DataFrame(columns: [Column(name: "x", values: slow()).eraseToAnyColumn()])
    base

    // %% Own
    //| label: fig-own
    //| fig-cap: It varies.
    func note(_ what: String) {
      let line = Array((what + "\\n").utf8)
      let file = fopen(ProcessInfo.processInfo.environment["SEEN"] ?? "/dev/null", "a")
      fwrite(line, 1, line.count, file)
      fclose(file)
    }
    note("own \\(seed) \\(size)")
    if seed == 3, size == 20 { fatalError("a bad point") }
    metric("value", Double(seed * size), better: .higher)
    Chart { for x in 0..<size { BarMark(x: .value("x", "\\(x)"), y: .value("y", Double(seed))) } }

    // %% [markdown]
    // Seed \\(seed), size \\(size), \\(base.rowCount) rows.
    """

  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("analyses/noise.swift", script)
    return workspace
  }

  /// What the cell that varies has noted since the last time.
  private static func seen(_ workspace: Workspace) -> [String] {
    defer { try? FileManager.default.removeItem(at: workspace.folder.appending(path: "seen")) }
    return ((try? workspace.read("seen")) ?? "").split(separator: "\n").map(String.init)
  }

  /// What became of a cell at some points.
  private static func statuses(_ title: String, _ workspace: Workspace, _ keys: [String]) throws -> [String] {
    try keys.map { key in
      let json = Data(try workspace.read("reports/noise.matrix/points/\(key)/run.json").utf8)
      let run = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
      let cells = try #require(run["cells"] as? [[String: Any]])
      return cells.first { $0["title"] as? String == title }?["status"] as? String ?? ""
    }
  }

  private static func run(_ workspace: Workspace, _ arguments: String...) throws -> Workspace.Outcome {
    try workspace.songbook(
      ["run", "noise"] + arguments, environment: ["SEEN": workspace.folder.appending(path: "seen").path()])
  }

  @Test func thePointsRunOnceAndWhatTheyShareRunsOnce() throws {
    let workspace = try Self.workspace()
    let first = try Self.run(workspace, "--matrix", "seed=1,2,3", "--matrix", "size=10,20")
    #expect(first.exitCode == 132, "the highest among the points: \(first.errors)")
    #expect(first.output == "reports/noise.matrix/index.html\n")
    #expect(first.errors.contains("✗ seed=3,size=20") && first.errors.contains("a bad point"))
    let seen = Self.seen(workspace)
    #expect(seen.sorted() == ["own 1 10", "own 1 20", "own 2 10", "own 2 20", "own 3 10", "own 3 20"])
    let keys = ["seed=1,size=10", "seed=1,size=20", "seed=2,size=10", "seed=2,size=20", "seed=3,size=10"]
    #expect(try Self.statuses("Shared", workspace, keys) == ["ok", "cached", "cached", "cached", "cached"])
    #expect(try Self.statuses("Own", workspace, keys).allSatisfy { $0 == "ok" })
    // What took long and the others need is read from disk.
    let kept = workspace.folder.appending(path: ".songbook/cache/values").path()
    #expect(try FileManager.default.contentsOfDirectory(atPath: kept).count == 1)
    // A whole program for the first point, and one without what is shared for the others.
    let programs = try FileManager.default.contentsOfDirectory(
      atPath: workspace.folder.appending(path: ".songbook/cache/programs").path()
    ).filter { !$0.hasSuffix(".json") }
    #expect(programs.count <= 2, "\(programs)")
    #expect(
      try workspace.read("reports/noise.matrix/points/seed=2,size=20/index.html").contains("Seed 2, size 20, 3 rows."))
    let page = try workspace.read("reports/noise.matrix/index.html")
    #expect(page.contains("1 point failed"))

    // What is done is not done again; what failed is tried again, and new values are added.
    let second = try Self.run(workspace, "--matrix", "seed=1,2,3", "--matrix", "size=10,20,30")
    #expect(second.errors.contains("5 done before, 4 to run"), "\(second.errors)")
    #expect(Set(Self.seen(workspace)) == ["own 1 30", "own 2 30", "own 3 20", "own 3 30"])
    #expect(try Self.run(workspace, "--matrix", "seed=1,2", "--matrix", "size=10,20").exitCode == 0)
    #expect(Self.seen(workspace) == [])

    // Another source is another run.
    try workspace.write("analyses/noise.swift", Self.script.replacing("seed * size", with: "seed + size"))
    #expect(try Self.run(workspace, "--matrix", "seed=1,2", "--matrix", "size=10").exitCode == 0)
    #expect(Set(Self.seen(workspace)) == ["own 1 10", "own 2 10"])
    #expect(try Self.statuses("Shared", workspace, ["seed=1,size=10", "seed=2,size=10"]) == ["cached", "cached"])
  }

  @Test func pointsAreListedInAnOrderOfTheirOwn() throws {
    let workspace = try Self.workspace()
    try workspace.write("sweep.yaml", "seed: 1...2\nname: [x, y]\n")
    let all = try workspace.songbook("run", "noise", "--matrix", "sweep.yaml", "--list")
    #expect(all.output == "seed=1,name=x\nseed=1,name=y\nseed=2,name=x\nseed=2,name=y\n")
    let part = try workspace.songbook("run", "noise", "--matrix", "sweep.yaml", "--list", "--shard", "2/3")
    #expect(part.output == "seed=1,name=y\n")
    #expect(!workspace.has("reports") && !workspace.has(".songbook"))
  }

  @Test(arguments: [
    (["--matrix", "sed=1,2"], "did you mean `seed`"), (["--matrix", "seed=1,x"], "takes a whole number"),
    (["--list"], "belong to --matrix"), (["--matrix", "seed=1", "--shard", "3/2"], "--shard takes I/N"),
    (["--matrix", "seed=1", "-p", "seed=2"], "has a fixed value"),
    (["--matrix", "seed=1", "--gate", "x", "--fail-on", "value: worse"], "There is no run at x"),
    (["--matrix", "seed=1", "--gate", "x"], "it has no rules"),
    (["--matrix", "no.yaml"], "could not be read"), (["--matrix", "seed=1", "--jobs", "0"], "1 or more"),
  ])
  func mistakesAreUsage(arguments: [String], message: String) throws {
    let workspace = try Self.workspace()
    let outcome = try workspace.songbook(["run", "noise"] + arguments)
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func shardsAreJoinedAndWhatIsMissingIsNamed() throws {
    let workspace = try Self.workspace()
    func shard(_ part: String) throws -> Int32 {
      try Self.run(workspace, "--matrix", "seed=1,2,4", "--shard", part, "-o", "shard-\(part.prefix(1))").exitCode
    }
    #expect(try shard("1/3") == 0)
    #expect(try shard("3/3") == 0)
    let early = try workspace.songbook("merge", "shard-1", "shard-3/noise.matrix")
    #expect(early.exitCode == 1)
    #expect(early.errors.contains("2 of 3 points done") && early.errors.contains("missing: seed=2"), "\(early.errors)")
    #expect(early.output == "reports/noise.matrix/index.html\n")
    // By the scheduler's variables.
    let slurm = ["SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "3"]
    let task = try workspace.songbook(["run", "noise", "--matrix", "seed=1,2,4", "-o", "shard-2"], environment: slurm)
    #expect(task.errors.contains("shard 2/3: 1 of them, by SLURM_ARRAY_TASK_ID"), "\(task.errors)")
    let whole = try workspace.songbook("merge", "shard-1", "shard-2", "shard-3")
    #expect(whole.exitCode == 0, "\(whole.errors)")
    #expect(try workspace.read("reports/noise.matrix/points/seed=2/index.html").contains("Seed 2"))
    #expect(workspace.has("reports/noise.matrix/points/seed=4/figures/fig-own.png"))
    // What was joined counts as done.
    #expect(try Self.run(workspace, "--matrix", "seed=1,2,4").errors.contains("3 done before"))
    // Another matrix is no part of it.
    _ = try Self.run(workspace, "--matrix", "seed=7", "-o", "other")
    let wrong = try workspace.songbook("merge", "shard-1", "other")
    #expect(wrong.exitCode == 70 && wrong.errors.contains("other points"), "\(wrong.errors)")
    #expect(try workspace.songbook("merge", "analyses").exitCode == 64)
  }

  @Test func aKilledMatrixGoesOnWhereItWas() throws {
    let workspace = try Self.workspace()
    let slow = Self.script.replacing("note(\"own", with: "usleep(300_000)\nnote(\"own")
    try workspace.write("analyses/noise.swift", slow)
    let process = Process()
    Workspace.prepare(process, ["run", "noise", "--matrix", "seed=11...16", "--jobs", "1"], in: workspace.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SEEN": workspace.folder.appending(path: "seen").path()]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Until two points have their reports.
    let second = "reports/noise.matrix/points/seed=12/index.html"
    while !workspace.has(second), process.isRunning { usleep(20_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let points = workspace.folder.appending(path: "reports/noise.matrix/points").path()
    func reports() -> Set<String> {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: points)) ?? []
      return Set(names.filter { !$0.hasPrefix(".") })
    }
    let done = reports()
    #expect(done.isSuperset(of: ["seed=11", "seed=12"]) && done.count < 6)
    _ = Self.seen(workspace)
    let rest = try Self.run(workspace, "--matrix", "seed=11...16")
    #expect(rest.exitCode == 0, "\(rest.errors)")
    #expect(rest.errors.contains("\(done.count) done before"), "\(rest.errors)")
    let again = Self.seen(workspace)
    #expect(again.count == Set(again).count && Set(again).isDisjoint(with: done.map { "own \($0.dropFirst(5)) 10" }))
    #expect(reports().count == 6)
  }

  /// Two processes that are given all points take turns, and neither runs what the other runs.
  @Test func processesThatAreGivenTheSamePointsDivideThem() throws {
    let workspace = try Self.workspace()
    let slow = Self.script.replacing("note(\"own", with: "usleep(100_000)\nnote(\"own")
    try workspace.write("analyses/noise.swift", slow)
    let seeds = [1, 2, 4, 5, 6, 7]
    let processes = try (1...2).map { part in
      let process = Process()
      Workspace.prepare(process, ["run", "noise", "--matrix", "seed=1,2,4,5,6,7", "--jobs", "1"], in: workspace.folder)
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["SEEN": workspace.folder.appending(path: "seen").path()]) { $1 }
      process.standardOutput = FileHandle.nullDevice
      let errors = workspace.folder.appending(path: "errors-\(part)")
      _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    let told = try (1...2).map { try workspace.read("errors-\($0)") }
    #expect(processes.map(\.terminationStatus) == [0, 0], "\(told)")
    #expect(Self.seen(workspace).sorted() == seeds.map { "own \($0) 10" })
    #expect(try Self.statuses("Shared", workspace, seeds.map { "seed=\($0)" }).count { $0 == "ok" } == 1)
    #expect(told.contains { $0.contains("by another process") })
    #expect(!workspace.has("reports/noise.matrix/.taken") && !workspace.has(".songbook/.taken"))
  }

  @Test func pointsAreMeasuredByTheRunsOfTheSameValues() throws {
    let workspace = try Self.workspace()
    let values = ["--matrix", "seed=1,2", "--matrix", "size=10,20"]
    func run(_ more: String...) throws -> Workspace.Outcome {
      try workspace.songbook(["run", "noise"] + values + more)
    }
    #expect(try run("-o", "base").exitCode == 0)
    #expect(try workspace.songbook("run", "noise", "-o", "single").exitCode == 0)
    // Worse at two of the points only.
    try workspace.write(
      "analyses/noise.swift",
      Self.script.replacing("Double(seed * size)", with: "Double(seed == 2 ? seed * size - 1 : seed * size)"))
    try workspace.write("analyses/noise.gates.yaml", "fail-on:\n  - \"value: worse\"\n")
    let broken = try run("--gate", "base", "--junit", "gate.xml")
    #expect(broken.exitCode == 4, "\(broken.errors)")
    #expect(broken.errors.contains("the gate is broken at 2 of 4 points"), "\(broken.errors)")
    #expect(broken.errors.contains("gate: seed=2,size=10") && !broken.errors.contains("gate: seed=1"))
    let junit = try workspace.read("gate.xml")
    #expect(junit.contains("<testsuites tests=\"4\" failures=\"2\"") && junit.contains("name=\"noise seed=2,size=20\""))
    // Also of runs that are there already.
    let again = try run("--gate", "base/noise.matrix")
    #expect(again.exitCode == 4 && again.errors.contains("4 done before"), "\(again.errors)")
    // One run for all points: the values of the script are those of one of them.
    let single = try run("--gate", "single/noise")
    #expect(single.exitCode == 0 && single.errors.contains("the gate holds at 4 points"), "\(single.errors)")
    // A point that the base has not.
    let more = try workspace.songbook(
      "run", "noise", "--matrix", "seed=1,7", "--matrix", "size=10,20", "--gate", "base")
    #expect(more.exitCode == 0 && more.errors.contains("2 points could not be measured"), "\(more.errors)")
    #expect(try workspace.songbook("run", "noise", "--matrix", "seed=8", "--gate", "base").exitCode == 64)
  }

  @Test func warningsCountAndReasonsAreSaid() throws {
    let workspace = try Self.workspace()
    try workspace.write("size.txt", "3")
    let warning = Self.script.replacing(
      "// %% Own",
      with: "// %% Read\n//| fig-cp: x\n_ = try String(contentsOfFile: \"size.txt\", encoding: .utf8)\n\n// %% Own"
    )
    .replacing("//| fig-cp: x\n", with: "if seed == 2 { let unused = 3 }\n")
    try workspace.write("analyses/noise.swift", warning)
    let strict = try Self.run(workspace, "--matrix", "seed=1,2", "--strict", "--explain")
    #expect(strict.exitCode == 4, "\(strict.errors)")
    #expect(strict.errors.contains("seed=1  runs: it has not run"), "\(strict.errors)")
    #expect(strict.errors.contains("Own"), "\(strict.errors)")
    let again = try Self.run(workspace, "--matrix", "seed=1,2", "--strict", "--explain")
    #expect(again.exitCode == 4 && again.errors.contains("seed=2  done before"), "\(again.errors)")
    #expect(try Self.run(workspace, "--matrix", "seed=1,2").exitCode == 0)
    try workspace.write("size.txt", "4")
    let changed = try Self.run(workspace, "--matrix", "seed=1,2", "--explain")
    #expect(changed.errors.contains("seed=2  runs: size.txt has changed"), "\(changed.errors)")
  }

  @Test func twoShardsShareAFolder() throws {
    let workspace = try Self.workspace()
    let processes = try (1...2).map { part in
      let process = Process()
      Workspace.prepare(
        process, ["run", "noise", "--matrix", "seed=1,2,4,5", "--shard", "\(part)/2"], in: workspace.folder)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    #expect(processes.map(\.terminationStatus) == [0, 0])
    // The page of the later one shows what both have made.
    let page = try workspace.read("reports/noise.matrix/index.html")
    #expect(!page.contains("not run"))
    #expect(try workspace.songbook("merge", "reports").exitCode == 0)
  }

  @Test func onePageOfAllPointsHoldsWhatIsTheSameOnce() throws {
    let workspace = try Self.workspace()
    let made = try Self.run(workspace, "--matrix", "seed=1,2", "--matrix", "size=10,20", "--explorable")
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect(made.output.hasSuffix("reports/noise.matrix/explorable.html\n"))
    let page = try workspace.read("reports/noise.matrix/explorable.html")
    #expect(page.components(separatedBy: "<figure id=\"tbl-shared\"").count == 2)
    for text in ["Seed 1, size 10, 3 rows.", "Seed 2, size 20, 3 rows."] {
      #expect(page.components(separatedBy: text).count == 2, "\(text)")
    }
    #expect(page.contains("<code>seed</code> <span>What chance depends on.</span>"))
    #expect(try workspace.read("reports/noise.matrix/index.html").contains("href=\"explorable.html\""))
    let small = try Self.run(
      workspace, "--matrix", "seed=1,2", "--matrix", "size=10,20", "--explorable", "--explorable-limit", "10kB")
    #expect(small.exitCode == 70 && small.errors.contains("may weigh 10 kB"), "\(small.errors)")
  }
}
