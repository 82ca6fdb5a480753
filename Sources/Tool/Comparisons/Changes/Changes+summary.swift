import Pages
public import Runs

extension Input {
  /// `324,651 rows, sha256 1a2b3c4d…`, as far as is known.
  public var summary: String {
    let size = rows.map { Wording.count($0, "row") } ?? Wording.count(bytes, "byte")
    return "\(size), sha256 \(sha256.prefix(8))…"
  }
}

extension MetricChange {
  /// Old and new, with the difference in the number's own unit and as a share.
  public var summary: String {
    let unit = unit.map { " \($0)" } ?? ""
    guard let old else { return "new: \(new.map { Wording.number($0) } ?? "–")\(unit)" }
    guard let new, let difference else { return "gone: \(Wording.number(old))\(unit)" }
    let share = relative.map { ", \(Wording.percentageDifference($0))" } ?? ""
    return "\(Wording.number(old)) → \(Wording.number(new))\(unit) (\(Wording.difference(difference))\(share))"
  }
}

extension TableChange {
  /// How much of it differs.
  public var summary: String {
    if let trouble { return trouble }
    var parts: [String] = []
    if changedCellCount > 0 { parts.append(Wording.count(changedCellCount, "value")) }
    if !addedRows.isEmpty { parts.append("\(Wording.count(addedRows.count, "row")) new") }
    if !removedRows.isEmpty { parts.append("\(Wording.count(removedRows.count, "row")) gone") }
    if !addedColumns.isEmpty { parts.append("\(Wording.count(addedColumns.count, "column")) new") }
    if !removedColumns.isEmpty { parts.append("\(Wording.count(removedColumns.count, "column")) gone") }
    return parts.isEmpty ? "differs" : parts.joined(separator: ", ")
  }
}

extension FigureChange {
  /// Which series moved furthest, else how much of the picture differs.
  public var summary: String {
    if let first = series.first {
      let rest = series.count > 1 ? ", and \(Wording.number(series.count - 1)) more" : ""
      return "\(first.summary)\(rest)"
    }
    if let data, data.kind == .changed { return data.summary }
    guard let picture else { return "differs" }
    return picture.changedShare.map { "\(Wording.percentage($0)) of the picture" } ?? "another size"
  }
}

extension FigureChange.Series {
  /// `pop: Accuracy moved by −0.021 on average, −0.08 at most`.
  public var summary: String {
    (name.map { "\($0): " } ?? "")
      + "\(column) moved by \(Wording.difference(meanDifference)) on average, \(Wording.difference(largestDifference)) at most"
  }
}

extension CellChange {
  private static let names = [
    "markdown": "text", "headlines": "row of headline numbers", "stdout": "printed text",
    "stderr": "printed text on stderr",
  ]

  /// What differs in it: `3 lines added, 1 removed`.
  public var summary: String {
    var parts: [String] = []
    if let old, let new, old.status.settled != new.status.settled {
      parts.append("\(old.status.rawValue) → \(new.status.rawValue)")
    }
    if let code {
      parts.append("\(Wording.count(code.addedCount, "line")) added, \(Wording.number(code.removedCount)) removed")
    }
    if !texts.isEmpty {
      let names = texts.map { CellChange.names[$0.kind] ?? $0.kind }
      parts.append("another " + names.joined(separator: ", "))
    }
    return parts.joined(separator: "; ")
  }
}

extension TableChange.Cell {
  /// `0.381 → 0.352 (−0.029)`.
  public var summary: String {
    "\(Self.shown(old)) → \(Self.shown(new))" + (difference.map { " (\(Wording.difference($0)))" } ?? "")
  }

  /// Numbers to the digits that a reader compares.
  static func shown(_ text: String?) -> String { text.map { Double($0).map { Wording.number($0) } ?? $0 } ?? "–" }
}
