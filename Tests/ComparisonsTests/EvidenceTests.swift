import Foundation
import Frames
import Runs
import Statistics
import Testing

@testable import Comparisons

/// A change that is noise is called noise, and one that is not is called worse or better.
@Suite struct EvidenceTests {
  typealias Row = (key: String, artist: String, genre: String, predicted: String)

  /// 200 songs of 50 artists; the songs of these numbers are predicted wrongly.
  private func rows(wrong: some Sequence<Int>) -> [Row] {
    let wrong = Set(wrong)
    return (0..<200).map { number in
      let genre = number.isMultiple(of: 2) ? "pop" : "rock"
      return ("song \(number)", "artist \(number / 4)", genre, wrong.contains(number) ? "jazz" : genre)
    }
  }

  private func runs(wrongBefore: some Sequence<Int>, wrongAfter: some Sequence<Int>) throws -> (
    old: MadeUpRun, new: MadeUpRun
  ) {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    try old.add(metric: "accuracy", rows: rows(wrong: wrongBefore))
    try new.add(metric: "accuracy", rows: rows(wrong: wrongAfter))
    return (old, new)
  }

  private func judged(_ old: MadeUpRun, _ new: MadeUpRun, _ gate: Gate = Gate()) throws -> JudgedComparison {
    try JudgedComparison(try old.recorded(), try new.recorded(), gate: gate)
  }

  @Test func aChangeWithinNoiseIsNoClearChange() throws {
    let runs = try runs(wrongBefore: [0, 20, 40], wrongAfter: [0, 60, 80, 100, 120])
    let result = try judged(runs.old, runs.new, Gate(rules: [try GateRule("accuracy: clearly-worse")]))
    let metric = result.comparison.metrics[0]
    #expect(metric.judgement == .unclear)
    #expect(metric.evidence?.method == .paired)
    #expect(metric.evidence?.groups == 50 && metric.evidence?.group == "Artist" && metric.evidence?.rows == 200)
    #expect(metric.evidence.map { $0.interval.lower < 0 && 0 < $0.interval.upper } == true)
    #expect(result.comparison.verdict == .unclear)
    #expect(result.comparison.headline == "No clear change: the one metric moved by no more than chance explains.")
    #expect(!result.breaks && !result.isUndecided)
    // The numbers are worse, and a rule about numbers goes by them.
    let numbers = try judged(runs.old, runs.new, Gate(rules: [try GateRule("accuracy: worse")]))
    #expect(numbers.breaks)
    #expect(numbers.outcomes[0].breaches[0].summary.contains("no clear change"))
  }

  @Test func aClearChangeIsWorseUnlessItIsTooSmallToMatter() throws {
    let runs = try runs(wrongBefore: [0, 20, 40], wrongAfter: stride(from: 0, to: 200, by: 8))
    let rule = try GateRule("accuracy: clearly-worse")
    let result = try judged(runs.old, runs.new, Gate(rules: [rule]))
    #expect(result.comparison.metrics[0].judgement == .worse)
    #expect(result.comparison.verdict == .worse)
    #expect(result.breaks)
    let tolerant = Gate(rules: [rule], settings: .init(tolerances: [try Tolerance("accuracy=0.2")]))
    #expect(try judged(runs.old, runs.new, tolerant).breaks == false)
  }

  @Test func rowsThatChangedSidesAreListedByClass() throws {
    let runs = try runs(wrongBefore: [0, 2, 20], wrongAfter: [0, 61, 80, 101, 120])
    let change = try #require(try judged(runs.old, runs.new).comparison.rows.first)
    #expect(change.name == "level-1" && change.metrics == ["accuracy"])
    #expect(change.counts == McNemarTest(bothRight: 193, rightToWrong: 4, wrongToRight: 2, bothWrong: 1))
    #expect(change.mcNemarPValue == change.counts.pValue)
    let classes = change.slices.map { "\($0.value) \($0.counts.rightToWrong) \($0.counts.wrongToRight)" }
    #expect(classes == ["rock 2 0", "pop 2 2"])
    #expect(change.rightToWrong.map(\.key) == ["song 61", "song 101", "song 80", "song 120"])
    #expect(change.rightToWrong[0].group == "artist 15")
    #expect(change.rightToWrong[0].old == "rock" && change.rightToWrong[0].new == "jazz")
    #expect(change.wrongToRight.map(\.key) == ["song 2", "song 20"])
  }

  @Test func otherRowsAreNeverBetterOrWorse() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    try old.add(metric: "accuracy", rows: Array(rows(wrong: []).prefix(150)))
    try new.add(metric: "accuracy", rows: Array(rows(wrong: 60..<160).suffix(150)))
    let result = try judged(old, new, Gate(rules: [try GateRule("accuracy: clearly-worse")]))
    #expect(result.comparison.metrics[0].judgement == .incomparable)
    #expect(result.comparison.metrics[0].incomparability == "other test rows: 100 of 150 are in both")
    #expect(result.comparison.verdict == .incomparable)
    #expect(!result.breaks && result.isUndecided)
    #expect(result.outcomes[0].undecided.map(\.name) == ["accuracy"])
    // The same songs with another true genre are other rows.
    let other = MadeUpRun(id: "c")
    try other.add(metric: "accuracy", rows: rows(wrong: []).map { ($0.key, $0.artist, "folk", $0.predicted) })
    try old.add(metric: "accuracy", rows: rows(wrong: []))
    #expect(try judged(old, other).comparison.metrics[0].judgement == .incomparable)
  }

  @Test func otherInputsAreIncomparableUnlessRowsSayOtherwise() throws {
    let runs = try runs(wrongBefore: [0, 20, 40], wrongAfter: stride(from: 0, to: 200, by: 8))
    runs.old.add(metric: "seconds", 3, better: .lower)
    runs.new.add(metric: "seconds", 2, better: .lower)
    runs.old.run.inputs = [Input(path: "songs.csv", bytes: 1, sha256: "a")]
    runs.new.run.inputs = [Input(path: "songs.csv", bytes: 1, sha256: "b")]
    let metrics = try judged(runs.old, runs.new).comparison.metrics
    #expect(metrics.map(\.judgement) == [.worse, .incomparable])
    #expect(metrics[1].incomparability == "the runs read other inputs")
    // The same contents under another name are the same.
    runs.new.run.inputs = [Input(path: "other.csv", bytes: 1, sha256: "a")]
    #expect(try judged(runs.old, runs.new).comparison.metrics[1].judgement == .better)
  }

  @Test func withoutRowsIntervalsAreUnpaired() throws {
    func run(_ id: String, _ value: Double, _ half: Double) -> MadeUpRun {
      let run = MadeUpRun(id: id)
      run.run.metrics = [
        Metric(
          name: "accuracy", value: value, better: .higher,
          interval: Metric.Interval(lower: value - half, upper: value + half))
      ]
      return run
    }
    let unclear = try judged(run("a", 0.65, 0.06), run("b", 0.63, 0.06)).comparison
    #expect(unclear.metrics[0].judgement == .unclear && unclear.metrics[0].evidence?.method == .unpaired)
    #expect(unclear.evidenceNote?.contains("unpaired, for want of rows") == true)
    #expect(ComparisonText(unclear).text.contains("no clear change"))
    let clear = try judged(run("a", 0.65, 0.01), run("b", 0.6, 0.01)).comparison
    #expect(clear.metrics[0].judgement == .worse && clear.metrics[0].isClear == true)
    // A metric without an interval is judged by its number, and no rule about evidence can be kept by it.
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    old.add(metric: "score", 2)
    new.add(metric: "score", 1)
    let bare = try judged(old, new, Gate(rules: [try GateRule("score: clearly-worse")]))
    #expect(bare.comparison.metrics[0].judgement == .worse)
    #expect(bare.isUndecided && !bare.breaks)
    #expect(bare.outcomes[0].undecided[0].summary.hasSuffix("nothing says how far chance moves it"))
  }

  /// Of twenty metrics that stand still one looks clear by chance.
  @Test func manyMetricsAreCorrectedForTheirNumber() throws {
    func run(_ id: String, _ first: Double) -> MadeUpRun {
      let run = MadeUpRun(id: id)
      run.run.metrics = (0..<20).map { number in
        let value = number == 0 ? first : 0.5
        return Metric(
          name: "accuracy/\(number)", value: value, better: .higher,
          interval: Metric.Interval(lower: value - 0.1, upper: value + 0.1))
      }
      return run
    }
    // 2.3 times the error of the difference: p = 0.02 alone, 0.4 among twenty.
    let metric = try judged(run("a", 0.5), run("b", 0.5 - 2.3 / 1.96 * 0.1 * 2.0.squareRoot())).comparison.metrics[0]
    #expect(metric.evidence.map { $0.pValue < 0.03 && $0.adjustedPValue > 0.3 } == true)
    #expect(metric.judgement == .unclear)
  }

  @Test func rowsThatDoNotAddUpAreNoEvidence() throws {
    let runs = try runs(wrongBefore: [0, 20, 40], wrongAfter: [0, 60, 80, 100, 120])
    runs.new.run.metrics[0].value = 0.5
    #expect(try judged(runs.old, runs.new).comparison.metrics[0].evidence == nil)
    // Nor are rows that cannot be read.
    let (old, new) = try self.runs(wrongBefore: [0], wrongAfter: [1, 2])
    try new.write([1, 2, 3], to: "artifacts/level-1-rows.csv.gz")
    let result = try judged(old, new).comparison
    #expect(result.metrics[0].evidence == nil && result.rows.isEmpty)
  }

  @Test func everyFormatSaysIt() throws {
    let runs = try runs(wrongBefore: [0, 20, 40], wrongAfter: [0, 61, 80, 101, 120])
    let result = try judged(runs.old, runs.new, Gate(rules: [try GateRule("accuracy: clearly-worse")]))
    let text = ComparisonText(result.comparison, outcomes: result.outcomes).text
    #expect(text.contains("no clear change"))
    #expect(text.contains("200 rows: 4 right → wrong, 2 wrong → right (McNemar p = 0.69)"))
    #expect(text.contains("Intervals of the difference at 95%; paired row by row, by Artist."))
    let markdown = ComparisonMarkdown(result.comparison, outcomes: result.outcomes).text
    #expect(markdown.contains("| no clear change |") && markdown.contains("| rock | 100 | 2 | 0 | −2 |"))
    let encoder = JSONEncoder.forRuns
    let json = String(
      decoding: try encoder.encode(ComparisonJSON(result.comparison, outcomes: result.outcomes)), as: UTF8.self)
    #expect(json.contains("\"judgement\":\"unclear\"") && json.contains("\"rightToWrong\":4"))
    let page = String(
      decoding: ComparisonPage(
        result.comparison, outcomes: result.outcomes, old: try runs.old.recorded(), new: try runs.new.recorded()
      ).bytes, as: UTF8.self)
    #expect(page.contains("no clear change") && page.contains("Went from right to wrong: 4 rows"))
    #expect(page.contains("<th scope=\"row\">song 61</th><td>artist 15</td><td>rock</td><td>rock</td><td>jazz</td>"))
  }

  @Test func whatCannotBeToldIsAnErrorOfJUnit() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    old.add(metric: "score", 2)
    new.add(metric: "score", 1)
    let result = try judged(old, new, Gate(rules: [try GateRule("score: clearly-worse")]))
    let text = JUnitReport([.init(result.comparison, outcomes: result.outcomes)]).text
    #expect(text.contains("failures=\"0\" errors=\"1\"") && text.contains("<error message="))
    #expect(ComparisonText(result.comparison, outcomes: result.outcomes).text.contains("? score: clearly-worse"))
  }
}
