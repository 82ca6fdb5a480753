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
        "never": .same,
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
