import CommandWorkspace
import Foundation
import Testing

/// `songbook diff` and `songbook run --gate`, from scripts to exit codes.
@Suite struct DiffTests {
  private static let script = """
    import Songbook

    // %% Parameters tags=["parameters"]
    let trees = 100

    // %% Accuracy
    //| label: tbl-accuracy
    metric("accuracy/pop", 0.5 - Double(trees) / 1000, better: .higher)
    metric("trees", Double(trees))
    DataFrame(columns: [Column(name: "Parent", contents: ["pop", "rock"]).eraseToAnyColumn(), Column(name: "Accuracy", contents: [Double(trees), 1]).eraseToAnyColumn()])
    """

  @Test func runsAreComparedAndGated() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/level2.swift", Self.script)
    #expect(try workspace.songbook("run", "level2", "-o", "base").exitCode == 0)

    // The same again: nothing differs, and the gate holds.
    let rules = ["--fail-on", "accuracy/*: worse"]
    let kept = try workspace.songbook("run", "level2", "--gate", "base/level2", rules[0], rules[1])
    #expect(kept.exitCode == 0, "\(kept.errors)")
    #expect(try workspace.songbook("diff", "base/level2", "reports/level2").exitCode == 0)

    // A worse one: the report is written, every breach told, exit 4.
    let broken = try workspace.songbook(
      "run", "level2", "-p", "trees=200", "--gate", "level2", rules[0], rules[1], "--junit", "gate.xml")
    #expect(broken.exitCode == 4)
    #expect(broken.errors.contains("accuracy/pop"))
    #expect(try workspace.read("gate.xml").contains("failures=\"1\""))
    #expect(workspace.has("reports/level2/index.html"))

    let differing = try workspace.songbook("diff", "base/level2", "reports/level2")
    #expect(differing.exitCode == 1)
    #expect(differing.output.contains("0.4 → 0.3 (−0.1, −25%)"))
    #expect(differing.output.contains("100 → 200"))

    // Rules decide where there are any.
    #expect(
      try workspace.songbook("diff", "base/level2", "reports/level2", "--fail-on", "tbl-accuracy: removed").exitCode
        == 0)
    #expect(
      try workspace.songbook(
        "diff", "base/level2", "reports/level2", rules[0], rules[1], "--tolerance", "accuracy/*=0.2"
      ).exitCode == 0)

    let json = try workspace.songbook("diff", "base/level2", "reports/level2", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let metrics = try #require(object["metrics"] as? [String: [String: [String: Any]]])
    #expect(metrics["reports/level2/run.json"]?["trees"]?["diff"] as? Double == 100)

    let summary = workspace.folder.appendingPathComponent("summary.md").path
    let page = try workspace.songbook(
      "diff", "base/level2", "reports/level2", "--format", "html", "-o", "changes.html",
      environment: ["GITHUB_STEP_SUMMARY": summary])
    #expect(page.exitCode == 1)
    #expect(try workspace.read("changes.html").contains("<title>level2: what changed</title>"))
    #expect(try workspace.read("summary.md").contains("| `accuracy/pop` | 0.4 | 0.3 | −0.1 |"))
  }

  @Test func whatCannotBeComparedEndsWithTwo() throws {
    let workspace = try Workspace()
    let outcome = try workspace.songbook("diff", "nowhere", "nothing")
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("There is no run at nowhere."))
    try workspace.write("run.json", "{}")
    #expect(try workspace.songbook("diff", "run.json", "run.json").exitCode == 2)
    #expect(try workspace.songbook("diff", "run.json", "run.json", "--fail-on", "nonsense").exitCode == 2)
  }

  @Test func aRuleThatNamesNothingIsRefused() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/level2.swift", Self.script)
    #expect(try workspace.songbook("run", "level2", "-o", "base").exitCode == 0)
    let misspelt = ["--fail-on", "acuracy/pop: worse"]
    let run = try workspace.songbook(["run", "level2", "-p", "trees=200", "--gate", "base/level2"] + misspelt)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("the rule `acuracy/pop: worse` names nothing in either run"))
    #expect(run.errors.contains("did you mean `accuracy/pop`?"))
    let diff = try workspace.songbook(["diff", "base/level2", "reports/level2"] + misspelt)
    #expect(diff.exitCode == 2)
    #expect(diff.output.isEmpty && diff.errors.contains("did you mean `accuracy/pop`?"))
    let tolerance = ["--tolerance", "acuracy/*=1", "--fail-on", "accuracy/*: worse"]
    #expect(try workspace.songbook(["diff", "base/level2", "reports/level2"] + tolerance).exitCode == 2)
  }

  @Test func aGateWithoutRulesIsRefusedBeforeAnythingRuns() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/level2.swift", Self.script)
    #expect(try workspace.songbook("run", "level2").exitCode == 0)
    let outcome = try workspace.songbook("run", "level2", "--gate", "level2")
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("The gate cannot be set: it has no rules."))
    try workspace.write("analyses/level2.gates.yaml", "fail-on:\n  - \"accuracy/*: worse\"\n")
    #expect(try workspace.songbook("run", "level2", "-p", "trees=300", "--gate", "level2").exitCode == 4)
  }
}
