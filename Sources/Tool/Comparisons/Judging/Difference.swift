public import Runs

/// One thing that differs, under the name by which a gate calls it.
public struct Difference: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case status, metric, table, figure, code, parameter, input }

  /// What can be wrong with a change.
  public enum Condition: String, Codable, Sendable, CaseIterable {
    case worse, better, changed, added, removed
  }

  /// A metric's name, a table's or figure's label, `code/…`, `parameters/…`, `inputs/…` or `status`.
  public var name: String
  public var kind: Kind
  public var condition: Condition
  /// `0.092 → 0.081 (−0.011, −12 %)`.
  public var words: String

  init(name: String, kind: Kind, condition: Condition, words: String) {
    self.name = name
    self.kind = kind
    self.condition = condition
    self.words = words
  }

  init?(_ name: String, _ kind: Kind, _ standing: Standing, _ words: String) {
    switch standing {
    case .same, .tolerated: return nil
    case .changed: self.init(name: name, kind: kind, condition: .changed, words: words)
    case .added: self.init(name: name, kind: kind, condition: .added, words: "new")
    case .removed: self.init(name: name, kind: kind, condition: .removed, words: "gone")
    }
  }

  init(_ name: String, _ kind: Kind, old: String?, new: String?) {
    let condition: Condition = old == nil ? .added : new == nil ? .removed : .changed
    self.init(name: name, kind: kind, condition: condition, words: "\(old ?? "–") → \(new ?? "–")")
  }

  init?(_ metric: MetricChange) {
    switch metric.judgement {
    case .same, .tolerated: return nil
    case .better: self.init(name: metric.name, kind: .metric, condition: .better, words: metric.words)
    case .worse: self.init(name: metric.name, kind: .metric, condition: .worse, words: metric.words)
    case .changed: self.init(name: metric.name, kind: .metric, condition: .changed, words: metric.words)
    case .added: self.init(name: metric.name, kind: .metric, condition: .added, words: metric.words)
    case .removed: self.init(name: metric.name, kind: .metric, condition: .removed, words: metric.words)
    }
  }
}

extension Input {
  /// `324,651 rows, sha256 1a2b3c4d…`, as far as is known.
  public var words: String {
    (rows.map { "\(Numbers.grouped($0)) rows, " } ?? "\(Numbers.grouped(bytes)) bytes, ")
      + "sha256 \(sha256.prefix(8))…"
  }
}

extension MetricChange {
  /// Old and new, with the difference in the number's own unit and as a share.
  public var words: String {
    let unit = unit.map { " \($0)" } ?? ""
    guard let old else { return "new: \(new.map { Numbers.text($0) } ?? "–")\(unit)" }
    guard let new, let difference else { return "gone: \(Numbers.text(old))\(unit)" }
    let share = relative.map { ", \(Numbers.percentage($0))" } ?? ""
    return "\(Numbers.text(old)) → \(Numbers.text(new))\(unit) (\(Numbers.signed(difference))\(share))"
  }
}

extension TableChange {
  /// How much of it differs.
  public var words: String {
    if let trouble { return trouble }
    var parts: [String] = []
    if changedCellCount > 0 { parts.append(Numbers.counted(changedCellCount, "value")) }
    if !addedRows.isEmpty { parts.append("\(Numbers.counted(addedRows.count, "row")) new") }
    if !removedRows.isEmpty { parts.append("\(Numbers.counted(removedRows.count, "row")) gone") }
    if !addedColumns.isEmpty { parts.append("\(Numbers.counted(addedColumns.count, "column")) new") }
    if !removedColumns.isEmpty { parts.append("\(Numbers.counted(removedColumns.count, "column")) gone") }
    return parts.isEmpty ? "differs" : parts.joined(separator: ", ")
  }
}

extension FigureChange {
  /// Which series moved furthest, else how much of the picture differs.
  public var words: String {
    if let first = series.first {
      let rest = series.count > 1 ? ", and \(series.count - 1) more" : ""
      return "\(first.words)\(rest)"
    }
    if let data, data.standing == .changed { return data.words }
    guard let picture else { return "differs" }
    return picture.changedShare.map { "\(Numbers.percentage($0, signed: false)) of the picture" } ?? "another size"
  }
}

extension FigureChange.Series {
  /// `pop: Accuracy moved by −0.021 on average, −0.08 at most`.
  public var words: String {
    (name.map { "\($0): " } ?? "")
      + "\(column) moved by \(Numbers.signed(meanDifference)) on average, \(Numbers.signed(largestDifference)) at most"
  }
}

extension CellChange {
  private static let names = [
    "markdown": "text", "headlines": "row of headline numbers", "stdout": "printed text",
    "stderr": "printed text on stderr",
  ]

  public var words: String {
    var parts: [String] = []
    if let old, let new, old.status.isSettled != new.status.isSettled {
      parts.append("\(old.status.rawValue) → \(new.status.rawValue)")
    }
    if let code {
      parts.append("\(Numbers.counted(code.addedCount, "line")) added, \(code.removedCount) removed")
    }
    if !texts.isEmpty {
      let names = texts.map { CellChange.names[$0.kind] ?? $0.kind }
      parts.append("another " + names.joined(separator: ", "))
    }
    return parts.joined(separator: "; ")
  }
}
