import Runs
import Testing

@testable import Comparisons

@Suite struct GateTests {
  private func comparison(_ old: MadeUpRun, _ new: MadeUpRun, _ gate: Gate = Gate()) throws -> Comparison {
    Comparison(try old.recorded(), try new.recorded(), settings: gate.settings)
  }

  @Test func metricsAreJudgedByTheirDirection() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    for (name, before, after, better) in [
      ("up", 1.0, 2.0, Metric.Direction.higher), ("down", 2, 1, .higher), ("loss", 2, 1, .lower), ("size", 1, 2, .none),
      ("equal", 3, 3, .higher), ("broken", 1, .nan, .lower), ("never", .nan, .nan, .higher),
      ("lost", 1, .nan, .none), ("zero", 0.0, -0.0, .higher),
    ] {
      old.add(metric: name, before, better: better)
      new.add(metric: name, after, better: better)
    }
    old.add(metric: "gone", 1)
    new.add(metric: "come", 1)
    let result = try comparison(old, new)
    let judged = Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0.judgement) })
    #expect(
      judged == [
        "up": .better, "down": .worse, "loss": .better, "size": .changed, "equal": .same, "broken": .worse,
        "never": .same, "lost": .worse, "zero": .same,
        "gone": .removed, "come": .added,
      ])
    #expect(result.verdict == .mixed)
    #expect(result.rankedMetrics.first?.judgement == .worse)
  }

  @Test func aRuleNamesEveryBreachAndAMissingMetricIsWorse() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    for parent in ["pop", "rock", "jazz"] { old.add(metric: "accuracy/\(parent)", 0.5) }
    new.add(metric: "accuracy/pop", 0.4)
    new.add(metric: "accuracy/rock", 0.499)
    let gate = Gate(
      rules: [try GateRule("accuracy/*: worse"), try GateRule("loss: worse")],
      settings: .init(tolerances: [try Tolerance("accuracy/*=0.005,0.01")]))
    let outcomes = gate.outcomes(of: try comparison(old, new, gate))
    #expect(outcomes[0].breaches.map(\.name) == ["accuracy/pop", "accuracy/jazz"])
    #expect(outcomes[1].matchedCount == 0)
    #expect(outcomes[1].breaches.isEmpty)
  }

  /// A misspelt name would protect nothing.
  @Test(arguments: [
    ("acuracy/pop: worse", "", "", "`accuracy/pop`"), ("acuracy/*: worse", "", "", "`accuracy/*`"),
    ("tbl-level: removed", "", "", "`tbl-level2`"), ("parameters/tree: changed", "", "", "`parameters/trees`"),
    ("", "acuracy/pop=1", "", "`accuracy/pop`"), ("", "tbl-level2/Acuracy=1", "", "`tbl-level2/Accuracy`"),
    ("", "", "acuracy/*", "`accuracy/*`"), ("", "", "tbl-level2", "known names"),
  ])
  func whatNamesNothingIsRefused(rule: String, tolerance: String, direction: String, hint: String) throws {
    let runs = try named()
    let (old, new) = (try runs.old.recorded(), try runs.new.recorded())
    let gate = Gate(
      rules: rule.isEmpty ? [] : [try GateRule(rule)],
      settings: .init(
        tolerances: tolerance.isEmpty ? [] : [try Tolerance(tolerance)],
        directions: direction.isEmpty ? [] : [(Glob(direction), .higher)]))
    let problem = #expect(throws: Diagnostic.self) { try JudgedComparison(old, new, gate: gate) }
    #expect(problem?.code == "unknown-name")
    #expect(problem?.hint?.contains(hint) == true, "\(problem?.hint ?? "")")
  }

  /// What either run has can be named, whether it differs or not.
  @Test(arguments: [
    "accuracy/pop: worse", "gone: removed", "come: added", "tbl-level2: changed", "status: worse", "code/Load: changed",
    "parameters/trees: changed", "inputs/*: changed", "*: removed", "tbl-*: changed",
  ])
  func whatEitherRunHasCanBeNamed(rule: String) throws {
    let runs = try named()
    let (old, new) = (try runs.old.recorded(), try runs.new.recorded())
    let settings = Comparison.Settings(
      tolerances: [try Tolerance("tbl-level2/Accuracy=0.1"), try Tolerance("tbl-level2=0.1"), try Tolerance("gone=1")],
      directions: [(Glob("accuracy/*"), .higher)])
    let judged = try JudgedComparison(old, new, gate: Gate(rules: [try GateRule(rule)], settings: settings))
    #expect(judged.outcomes.map(\.rule.description) == [rule])
  }

  private func named() throws -> (old: MadeUpRun, new: MadeUpRun) {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    for run in [old, new] {
      run.add(metric: "accuracy/pop", 0.5)
      run.add(cell: nil, title: "Load", outputs: [try run.table("tbl-level2", csv: "Parent,Accuracy\npop,0.5\n")])
      run.run.parameters = [ParameterValue(name: "trees", value: "3", origin: .script)]
      run.run.inputs = [Input(path: "data/songs.csv", bytes: 1, sha256: "a")]
    }
    old.add(metric: "gone", 1)
    new.add(metric: "come", 1)
    return (old, new)
  }

  @Test func aRunThatBreaksIsWorseWhateverItsMetrics() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b", status: .crashed)
    #expect(try comparison(old, new).verdict == .broken)
    let rule = try GateRule("status: worse")
    #expect(Gate(rules: [rule]).outcomes(of: try comparison(old, new))[0].breaches.count == 1)
  }

  @Test func gatesAreReadFromYAML() throws {
    let gate = try Gate(
      yaml: """
        fail-on:
          - "accuracy/*: worse"
          - tbl-level2: removed
        tolerance:
          accuracy/*: [0.005, 0.01]
          seconds: 2
        direction:
          loss/*: lower
        """, path: "hierarchy.gates.yaml")
    #expect(gate.rules.map(\.description) == ["accuracy/*: worse", "tbl-level2: removed"])
    #expect(gate.settings.tolerances.map(\.absolute) == [0.005, 2])
    #expect(gate.settings.tolerances.map(\.relative) == [0.01, 0])
    #expect(gate.settings.directions.map(\.better) == [.lower])
  }

  @Test(arguments: [
    ("fail_on: x", "hierarchy.gates.yaml:1"), ("fail-on:\n  - accuracy", "what must not happen"),
    ("fail-on:\n  - \"a: bad\"", "worse, better"), ("tolerance:\n  a: [-1]", "not numbers of 0 or more"),
    ("direction:\n  a: up", "higher, lower"), ("- a\n- b", "has to hold"), ("a: [", "no YAML"),
  ])
  func mistakesInGatesAreNamed(yaml: String, words: String) {
    let failure = #expect(throws: RunFailure.self) { try Gate(yaml: yaml, path: "hierarchy.gates.yaml") }
    #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
  }

  @Test func starsAndQuestionMarksMatch() {
    #expect(Glob("accuracy/*").matches("accuracy/death metal/raw"))
    #expect(Glob("*").matches(""))
    #expect(Glob("a?c*e").matches("abcde"))
    #expect(!Glob("a?c").matches("abbc"))
    #expect(!Glob("accuracy").matches("accuracy/pop"))
    #expect(Glob("*ab*ab").matches("xababab"))
  }
}
