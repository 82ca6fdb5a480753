/// A comparison for programs. `metrics` and `parameters` have the shape of `dvc metrics diff --json`: by file, then by name, `old`, `new` and, for numbers,
/// `diff`. Everything that is equal is left out, but for metrics, which are all there.
public struct ComparisonJSON: Encodable, Sendable {
  public struct Number: Encodable, Sendable {
    public var old: Double?
    public var new: Double?
    public var diff: Double?
    public var judgement: MetricChange.Judgement
  }

  public struct Text: Encodable, Sendable {
    public var old: String?
    public var new: String?
  }

  public var schema: String
  public var verdict: Comparison.Verdict
  public var headline: String
  public var old: Comparison.Reference
  public var new: Comparison.Reference
  public var metrics: [String: [String: Number]]
  public var parameters: [String: [String: Text]]
  public var inputs: [InputChange]
  public var environment: [ValueChange]
  public var cells: [CellChange]
  public var tables: [TableChange]
  public var figures: [FigureChange]
  public var differences: [Difference]
  public var gates: [GateOutcome]
  public var seconds: Pair<Double?>
  public var peakMemory: Pair<Int?>

  public init(_ comparison: Comparison, outcomes: [GateOutcome] = []) {
    schema = comparison.schema
    verdict = comparison.verdict
    headline = comparison.headline
    old = comparison.old
    new = comparison.new
    let file = comparison.new.manifest
    let numbers = comparison.metrics.map {
      ($0.name, Number(old: $0.old, new: $0.new, diff: $0.difference, judgement: $0.judgement))
    }
    metrics = [file: Dictionary(numbers) { $1 }]
    parameters = [file: Dictionary(comparison.parameters.map { ($0.name, Text(old: $0.old, new: $0.new)) }) { $1 }]
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
