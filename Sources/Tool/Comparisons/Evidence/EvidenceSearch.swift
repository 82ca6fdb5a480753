import Runs
import Statistics

/// Looks for what is known of how far metrics of two runs would move by chance.
struct EvidenceSearch {
  private let old: RunFolder
  private let new: RunFolder
  /// Whether the runs read the same contents, wherever these are.
  private let hasSameInputs: Bool
  /// By the labels of the artifacts; nil where rows could not be read or are not of one kind.
  private var pairings: [Labels: RowPairing?] = [:]
  /// Which metrics sum up which rows, in order.
  private(set) var metricsOfRows: [(labels: Labels, metrics: [(name: String, old: Metric.Rows, new: Metric.Rows)])] = []

  /// The artifacts of both runs that hold rows.
  struct Labels: Hashable {
    var old: String
    var new: String
  }

  init(_ old: RunFolder, _ new: RunFolder) {
    self.old = old
    self.new = new
    hasSameInputs = Set(old.run.inputs.map(\.sha256)) == Set(new.run.inputs.map(\.sha256))
  }

  /// What is known of one metric that both runs have.
  mutating func evidence(
    _ name: String, _ before: Metric, _ after: Metric
  ) -> (evidence: MetricEvidence?, incomparability: Incomparability?) {
    let unpaired = Self.unpaired(before, after)
    guard let rowsBefore = before.rows, let rowsAfter = after.rows, let pairing = pairing(rowsBefore, rowsAfter) else {
      return (unpaired, hasSameInputs ? nil : .otherInputs)
    }
    note(name, rowsBefore, rowsAfter)
    if let incomparability = pairing.incomparability { return (unpaired, incomparability) }
    let pairs = pairing.pairs(of: rowsAfter.slice)
    // The rows have to give what the metric says, else they are of something else.
    guard rowsBefore.slice == rowsAfter.slice, let measures = pairing.measures(rowsBefore, rowsAfter, pairs),
      Self.agree(measures.old.value, before.value), Self.agree(measures.new.value, after.value),
      let difference = PairedDifference(
        of: measures.new, from: measures.old, groups: pairing.groups(of: pairs), level: after.interval?.level ?? 0.95)
    else { return (unpaired, hasSameInputs ? nil : .otherInputs) }
    let evidence = MetricEvidence(
      method: .paired, interval: Metric.Interval(difference.interval), pValue: difference.pValue,
      adjustedPValue: difference.pValue, rows: pairs.count,
      groups: rowsAfter.group == nil ? nil : difference.groupCount, group: rowsAfter.group)
    return (evidence, nil)
  }

  /// What became of the rows of each test, for metrics that were looked at.
  mutating func rowChanges() -> [RowChange] {
    metricsOfRows.compactMap { entry in
      guard let pairing = pairings[entry.labels] ?? nil else { return nil }
      return RowChange(pairing, metrics: entry.metrics)
    }
  }

  private mutating func note(_ name: String, _ before: Metric.Rows, _ after: Metric.Rows) {
    let labels = Labels(old: before.artifact, new: after.artifact)
    if let index = metricsOfRows.firstIndex(where: { $0.labels == labels }) {
      metricsOfRows[index].metrics.append((name, before, after))
    } else {
      metricsOfRows.append((labels, [(name, before, after)]))
    }
  }

  private mutating func pairing(_ before: Metric.Rows, _ after: Metric.Rows) -> RowPairing? {
    let labels = Labels(old: before.artifact, new: after.artifact)
    if pairings[labels] == nil {
      let one = RowTable(before, in: old), other = RowTable(after, in: new)
      pairings.updateValue(one.flatMap { one in other.flatMap { RowPairing(one, $0) } }, forKey: labels)
    }
    // Another metric of the same rows may look at columns that are not there.
    guard let known = pairings[labels] ?? nil, known.old.with(before) != nil, known.new.with(after) != nil else {
      return nil
    }
    return known
  }

  private static func unpaired(_ before: Metric, _ after: Metric) -> MetricEvidence? {
    guard let one = before.interval, let other = after.interval, one.level == other.level else { return nil }
    let values = [before.value, after.value, one.lower, one.upper, other.lower, other.upper]
    guard values.allSatisfy(\.isFinite), one.level > 0, one.level < 1, one.lower <= before.value,
      before.value <= one.upper, other.lower <= after.value, after.value <= other.upper
    else { return nil }
    let interval = ConfidenceInterval.difference(
      of: after.value, ConfidenceInterval(other), from: before.value, ConfidenceInterval(one))
    let pValue = interval.probability(ofNoneBeyond: after.value - before.value)
    return MetricEvidence(
      method: .unpaired, interval: Metric.Interval(interval), pValue: pValue, adjustedPValue: pValue)
  }

  /// To as many digits as files of rows keep.
  private static func agree(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-5 + 1e-4 * abs(other)
  }
}

extension Metric.Interval {
  init(_ interval: ConfidenceInterval) {
    self.init(lower: interval.lower, upper: interval.upper, level: interval.level)
  }
}

extension ConfidenceInterval {
  init(_ interval: Metric.Interval) {
    self.init(lower: interval.lower, upper: interval.upper, level: interval.level)
  }
}
