public import Runs

/// A comparison for programs.
///
/// `metrics` and `parameters` have the form of `dvc metrics diff --json`: by file, then by name, `old`, `new` and, for
/// numbers, `diff`. What is equal is left out, except for metrics, which are all there.
public struct ComparisonJSON: Encodable, Sendable {
  /// A metric before and after.
  public struct Number: Encodable, Sendable {
    /// The old value.
    public var old: Double?
    /// The new value.
    public var new: Double?
    /// New less old.
    public var diff: Double?
    /// What the difference means.
    public var judgement: MetricChange.Judgement
    /// Where the true value of the old run lies; nil where that is not known.
    public var oldInterval: Metric.Interval?
    /// Where the true value of the new run lies; nil where that is not known.
    public var newInterval: Metric.Interval?
    /// How far the metric would move by chance; nil where nothing is known of it.
    public var evidence: MetricEvidence?
    /// Whether the difference is more than noise; nil where that cannot be told.
    public var isClear: Bool?
    /// Why the values say nothing of better or worse; nil where they do.
    public var incomparability: String?
  }

  /// A parameter before and after, as Swift literals.
  public struct Text: Encodable, Sendable {
    /// The old value.
    public var old: String?
    /// The new value.
    public var new: String?
  }

  /// See ``Comparison/schema``.
  public var schema: String
  /// See ``Comparison/verdict``.
  public var verdict: Comparison.Verdict
  /// The verdict as a sentence.
  public var headline: String
  /// The run before.
  public var old: Comparison.Reference
  /// The run after.
  public var new: Comparison.Reference
  /// All metrics, by the path of the new manifest, then by name.
  public var metrics: [String: [String: Number]]
  /// What the judgements of metrics rest on; nil where none rests on evidence.
  public var evidence: String?
  /// Tests of which a row changed sides, or that are of other rows.
  public var rows: [RowChange]
  /// Parameters that differ, by the path of the new manifest, then by name.
  public var parameters: [String: [String: Text]]
  /// Input files that differ.
  public var inputs: [InputChange]
  /// What differs in the environment.
  public var environment: [ValueChange]
  /// Cells that differ.
  public var cells: [CellChange]
  /// Tables that differ.
  public var tables: [TableChange]
  /// Figures that differ.
  public var figures: [FigureChange]
  /// Everything that counts as different, under the names that rules use.
  public var differences: [Difference]
  /// What became of each rule.
  public var gates: [GateOutcome]
  /// Wall time of the runs.
  public var seconds: Pair<Double?>
  /// The most resident memory of any cell, in bytes.
  public var peakMemory: Pair<Int?>

  /// The form for programs of a comparison, with what became of the rules.
  public init(_ comparison: Comparison, outcomes: [GateOutcome] = []) {
    schema = comparison.schema
    verdict = comparison.verdict
    headline = comparison.headline
    old = comparison.old
    new = comparison.new
    let file = comparison.new.manifest
    let numbers = comparison.metrics.map {
      (
        $0.name,
        Number(
          old: $0.old, new: $0.new, diff: $0.difference, judgement: $0.judgement, oldInterval: $0.oldInterval,
          newInterval: $0.newInterval, evidence: $0.evidence, isClear: $0.isClear, incomparability: $0.incomparability)
      )
    }
    metrics = [file: Dictionary(numbers) { $1 }]
    parameters = [file: Dictionary(comparison.parameters.map { ($0.name, Text(old: $0.old, new: $0.new)) }) { $1 }]
    evidence = comparison.evidenceNote
    rows = comparison.changedRows
    inputs = comparison.inputs
    environment = comparison.environment
    cells = comparison.changedCells
    tables = comparison.changedTables
    figures = comparison.changedFigures
    differences = comparison.differences
    gates = outcomes
    seconds = comparison.seconds
    peakMemory = comparison.peakMemory
  }
}
