/// One thing that differs, under the name that rules use.
public struct Difference: Codable, Sendable, Equatable {
  /// What kind of thing differs.
  public enum Kind: String, Codable, Sendable { case status, metric, rows, table, figure, code, parameter, input }

  /// In which way something differs; what a rule can forbid.
  public enum Condition: String, Codable, Sendable, CaseIterable {
    /// A metric moved against its better direction, be it noise or not.
    case worse
    /// A metric moved against its better direction by more than is tolerated and by more than chance explains.
    case clearlyWorse = "clearly-worse"
    /// A metric moved in its better direction.
    case better
    /// It differs in any way.
    case changed
    /// Only the new run has it.
    case added
    /// Only the old run has it.
    case removed
  }

  /// A metric's name, a table's or figure's label, `rows/…`, `code/…`, `parameters/…`, `inputs/…` or `status`.
  public var name: String
  /// What kind of thing it is.
  public var kind: Kind
  /// In which way its numbers differ, be it noise or not; never `clearly-worse`, which ``isClear`` tells.
  public var condition: Condition
  /// Whether a metric moved by more than chance explains; nil where that is not known.
  public var isClear: Bool?
  /// `0.092 → 0.081 (−0.011, −12%)`.
  public var summary: String

  private enum CodingKeys: String, CodingKey {
    case name, kind, condition, isClear
    case summary = "words"
  }

  init(name: String, kind: Kind, condition: Condition, isClear: Bool? = nil, summary: String) {
    self.name = name
    self.kind = kind
    self.condition = condition
    self.isClear = isClear
    self.summary = summary
  }

  /// Nil where nothing differs that counts.
  init?(_ name: String, _ kind: Kind, _ change: ChangeKind, _ summary: String) {
    switch change {
    case .same, .tolerated: return nil
    case .changed: self.init(name: name, kind: kind, condition: .changed, summary: summary)
    case .added: self.init(name: name, kind: kind, condition: .added, summary: "new")
    case .removed: self.init(name: name, kind: kind, condition: .removed, summary: "gone")
    }
  }

  init(_ name: String, _ kind: Kind, old: String?, new: String?) {
    let condition: Condition = old == nil ? .added : new == nil ? .removed : .changed
    self.init(name: name, kind: kind, condition: condition, summary: "\(old ?? "–") → \(new ?? "–")")
  }

  init?(_ metric: MetricChange) {
    let condition: Condition
    switch metric.judgement {
    case .same, .tolerated: return nil
    case .added: condition = .added
    case .removed: condition = .removed
    case .better: condition = .better
    case .worse: condition = .worse
    case .changed: condition = .changed
    // Rules look at the numbers, as they always did; what they mean stands in the summary.
    case .unclear, .incomparable:
      condition = metric.isNumericallyWorse ? .worse : metric.better == .none ? .changed : .better
    }
    let remark = metric.remark.map { "; \($0)" } ?? ""
    self.init(
      name: metric.name, kind: .metric, condition: condition, isClear: metric.isClear,
      summary: metric.summary + remark)
  }
}
