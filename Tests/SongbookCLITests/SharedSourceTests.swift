import CommandWorkspace
import Foundation
import Testing

/// Swift files that several analyses share.
@Suite struct SharedSourceTests {
  private static let means = """
    public func doubled(_ n: Int) -> Int { n * 2 }
    func raised(_ n: Int) -> Int { n + step }
    private func hidden() -> Int { 1 }
    var calls = 0
    func counted() -> Int { calls += 1; return calls }
    func third(of list: [Int]) -> Int { list[2] }
    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    for folder in ["analyses/common", "steps"] {
      try FileManager.default.createDirectory(
        at: workspace.folder.appending(path: folder), withIntermediateDirectories: true)
    }
    try workspace.write("analyses/common/means.swift", Self.means)
    try workspace.write("steps/step.swift", "let step = [1, 2].count * 5\nprivate func hidden() -> Int { 2 }\n")
    try workspace.write(
      "analyses/use.swift",
      """
      // ---
      // sources: [common/means.swift, ../steps]
      // ---
      import Songbook

      // %% Doubled
      doubled(21)

      // %% Raised
      raised(1)

      // %% Counted
      let count = counted()
      count

      // %% Calls
      "\\(calls)"
      """)
    return workspace
  }

  /// What each cell shows, and whether it ran.
  private func shown(_ workspace: Workspace) throws -> [String] {
    let run = try JSONSerialization.jsonObject(with: Data(workspace.read("reports/use/run.json").utf8))
    let cells = (run as? [String: Any])?["cells"] as? [[String: Any]] ?? []
    return cells.compactMap { cell in
      let outputs = cell["outputs"] as? [[String: Any]] ?? []
      let forms = outputs.first?["representations"] as? [[String: Any]]
      return (forms?.first?["text"] as? String).map { "\($0) \(cell["status"] ?? "")" }
    }
  }

  @Test func aChangeMakesStaleWhatUsesIt() throws {
    let workspace = try workspace()
    #expect(try workspace.songbook("run", "use").exitCode == 0)
    #expect(try shown(workspace) == ["42 ok", "11 ok", "1 ok", "1 ok"])
    #expect(try workspace.read("reports/use/run.json").contains("\"steps/step.swift\"") == true)
    // A comment is no change.
    try workspace.write("analyses/common/means.swift", "// Means.\n" + Self.means)
    #expect(try workspace.songbook("run", "use").exitCode == 0)
    #expect(try shown(workspace) == ["42 cached", "11 cached", "1 cached", "1 cached"])
    // A function, a value of another file that a function uses, and a function that changes a variable.
    try workspace.write("analyses/common/means.swift", Self.means.replacing("n * 2", with: "n * 3"))
    let changed = try workspace.songbook("run", "use", "--explain")
    #expect(changed.errors.contains("Doubled: what it uses of analyses/common/means.swift changed (line 1)"))
    #expect(try shown(workspace) == ["63 ok", "11 cached", "1 cached", "1 cached"])
    try workspace.write("steps/step.swift", "let step = 20\n")
    #expect(try workspace.songbook("run", "use").exitCode == 0)
    #expect(try shown(workspace) == ["63 cached", "21 ok", "1 cached", "1 cached"])
    try workspace.write(
      "analyses/common/means.swift",
      Self.means.replacing("n * 2", with: "n * 3").replacing("calls += 1", with: "calls += 7"))
    #expect(try workspace.songbook("run", "use").exitCode == 0)
    #expect(try shown(workspace) == ["63 cached", "21 cached", "7 ok", "7 ok"])
  }

  @Test func mistakesPointIntoTheFile() throws {
    let workspace = try workspace()
    try workspace.write("analyses/common/means.swift", Self.means.replacing("n * 2", with: "n * \"2\""))
    let refused = try workspace.songbook("run", "use")
    #expect(refused.exitCode == 3)
    #expect(refused.errors.contains("analyses/common/means.swift:1:"), "\(refused.errors)")
    try workspace.write("analyses/common/means.swift", Self.means)
    try workspace.write(
      "analyses/use.swift",
      "// ---\n// sources: common/means.swift\n// ---\nlet step = 1\n\n// %% Third\nthird(of: [])\n")
    let crashed = try workspace.songbook("run", "use")
    #expect(
      crashed.errors.contains("analyses/use.swift:7: error: Fatal error: Index out of range"), "\(crashed.errors)")
    #expect(crashed.errors.contains("at third(of:) at analyses/common/means.swift:6"), "\(crashed.errors)")
    try workspace.write("analyses/other.swift", "import Means\n\n// %% One\n1\n")
    let imported = try workspace.songbook("check", "other")
    #expect(imported.errors.contains("`sources: [Means.swift]`"), "\(imported.errors)")
  }

  @Test func whatIsSharedIsNoAnalysis() throws {
    let workspace = try workspace()
    try workspace.write("analyses/Means.swift", "import Songbook\n" + Self.means.replacing("var calls = 0", with: ""))
    let listed = try workspace.songbook("list")
    #expect(listed.output.contains("use") && !listed.output.contains("Means"), "\(listed.output)")
  }
}
