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

extension MetricChange {
  /// `no clear change`, and other words for what the difference means.
  public var verdict: String {
    switch judgement {
    case .worse: "worse"
    case .better: "better"
    case .unclear: "no clear change"
    case .incomparable: "incomparable"
    case .changed: "moved"
    case .tolerated: "within tolerance"
    case .same: "the same"
    case .added: "new"
    case .removed: "gone"
    }
  }

  /// What is known of how far chance would move it: `−0.021 to +0.007`.
  public var intervalSummary: String? {
    evidence.map { "\(Wording.difference($0.interval.lower)) to \(Wording.difference($0.interval.upper))" }
  }

  /// What keeps the numbers from speaking for themselves; nil where nothing does.
  public var remark: String? {
    switch judgement {
    case .unclear:
      "no clear change"
        + (evidence.map { evidence in
          " (\(Wording.percentage(evidence.interval.level)) interval \(intervalSummary ?? "")\(evidence.method == .unpaired ? ", unpaired" : ""))"
        } ?? "")
    case .incomparable: "incomparable: \(incomparability ?? "")"
    default: nil
    }
  }
}

extension RowChange {
  /// `15,210 rows: 310 right → wrong, 290 wrong → right (McNemar p = 0.43)`.
  public var summary: String {
    guard isComparable else { return "other test rows: \(RowTable.shares(shared, count.old, count.new))" }
    return
      "\(Wording.count(counts.total, "row")): \(Wording.number(counts.rightToWrong)) right → wrong, "
      + "\(Wording.number(counts.wrongToRight)) wrong → right (McNemar p \(RowChange.shown(mcNemarPValue)))"
  }

  /// `= 0.03`, `< 0.0001`.
  static func shown(_ pValue: Double) -> String {
    pValue < 1e-4 ? "< 0.0001" : "= \(Wording.number(pValue, digits: 2))"
  }
}

extension RowChange.Slice {
  /// `30 right → wrong, 12 wrong → right of 812`.
  public var summary: String {
    "\(Wording.number(counts.rightToWrong)) right → wrong, \(Wording.number(counts.wrongToRight)) wrong → right "
      + "of \(Wording.number(counts.total))"
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
