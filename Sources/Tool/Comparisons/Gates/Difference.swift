/// One thing that differs, under the name that rules use.
public struct Difference: Codable, Sendable, Equatable {
  /// What kind of thing differs.
  public enum Kind: String, Codable, Sendable { case status, metric, table, figure, code, parameter, input }

  /// In which way something differs; what a rule can forbid.
  public enum Condition: String, Codable, Sendable, CaseIterable {
    /// A metric moved against its better direction.
    case worse
    /// A metric moved in its better direction.
    case better
    /// It differs in any way.
    case changed
    /// Only the new run has it.
    case added
    /// Only the old run has it.
    case removed
  }

  /// A metric's name, a table's or figure's label, `code/…`, `parameters/…`, `inputs/…` or `status`.
  public var name: String
  /// What kind of thing it is.
  public var kind: Kind
  /// In which way.
  public var condition: Condition
  /// `0.092 → 0.081 (−0.011, −12%)`.
  public var summary: String

  private enum CodingKeys: String, CodingKey {
    case name, kind, condition
    case summary = "words"
  }

  init(name: String, kind: Kind, condition: Condition, summary: String) {
    self.name = name
    self.kind = kind
    self.condition = condition
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
    switch metric.judgement {
    case .same, .tolerated: return nil
    case .better: self.init(name: metric.name, kind: .metric, condition: .better, summary: metric.summary)
    case .worse: self.init(name: metric.name, kind: .metric, condition: .worse, summary: metric.summary)
    case .changed: self.init(name: metric.name, kind: .metric, condition: .changed, summary: metric.summary)
    case .added: self.init(name: metric.name, kind: .metric, condition: .added, summary: metric.summary)
    case .removed: self.init(name: metric.name, kind: .metric, condition: .removed, summary: metric.summary)
    }
  }
}
