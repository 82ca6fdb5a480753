import Frames

extension TableChange {
  /// Compares two tables value by value.
  init(name: String, caption: String?, old: DataFrame, new: DataFrame, tolerances: [Tolerance]) {
    self.init(name: name, caption: caption, kind: .same)
    let rows = RowAlignment(old, new)
    let shared = new.columnNames.filter(old.containsColumn)
    keyColumns = rows.keyColumns
    rowCounts = Pair(old.rowCount, new.rowCount)
    addedColumns = new.columnNames.filter { !old.containsColumn($0) }
    removedColumns = old.columnNames.filter { !new.containsColumn($0) }
    let after = RowNames(new, keyColumns)
    addedRows = rows.added.map { after[$0] }
    let before = RowNames(old, keyColumns)
    removedRows = rows.removed.map { before[$0] }
    var found: [Cell] = []
    for column in shared where !keyColumns.contains(column) {
      let limits = tolerances.filter { $0.names.matches(name) || $0.names.matches("\(name)/\(column)") }
        .map { Tolerance(names: Glob("*"), absolute: $0.absolute, relative: $0.relative) }
      let comparison = ColumnComparison(
        column, old[keyed: column], new[keyed: column], rows: rows.pairs, rowName: { after[$0] }, tolerances: limits)
      found += comparison.cells
      toleratedCellCount += comparison.toleratedCount
      if !comparison.cells.isEmpty { columns.append(comparison.summary) }
    }
    changedCellCount = found.count
    found.sort { ($1.weight, $0.row, $0.column) < ($0.weight, $1.row, $1.column) }
    cells = Array(found.prefix(Self.maximumCells))
    let isDifferent =
      !found.isEmpty || !addedColumns.isEmpty || !removedColumns.isEmpty || !addedRows.isEmpty || !removedRows.isEmpty
    kind = isDifferent ? .changed : toleratedCellCount > 0 ? .tolerated : .same
  }
}

/// The names of rows.
private struct RowNames {
  private let columns: [Column<String>]

  init(_ frame: DataFrame, _ keys: [String]) { columns = keys.map { frame[keyed: $0].texts } }

  subscript(row: Int) -> String {
    columns.isEmpty ? "row \(row + 1)" : columns.map { $0[row] ?? "–" }.joined(separator: ", ")
  }
}

/// One column of two tables, over the rows that both have.
private struct ColumnComparison {
  var cells: [TableChange.Cell] = []
  var toleratedCount = 0
  var summary: TableChange.Column

  init(
    _ name: String, _ old: AnyColumn, _ new: AnyColumn, rows: [(old: Int, new: Int)], rowName: (Int) -> String,
    tolerances: [Tolerance]
  ) {
    summary = TableChange.Column(name: name, changedCount: 0)
    if old.isNumeric, new.isNumeric, let before = old.doubles, let after = new.doubles {
      var largest = 0.0, sum = 0.0, extreme = 0.0
      for row in rows {
        for value in [before[row.old], after[row.new]] where value.isFinite { largest = max(largest, abs(value)) }
      }
      for row in rows {
        let one = before[row.old], other = after[row.new]
        if other.isFinite, one.isFinite {
          sum += other - one
          if abs(other - one) > abs(extreme) { extreme = other - one }
        }
        if one == other || (old.isNil(at: row.old) && new.isNil(at: row.new))
          || (one.isNaN && other.isNaN && old.isNil(at: row.old) == new.isNil(at: row.new))
        {
          continue
        }
        if tolerances.permits("", one, other) {
          toleratedCount += 1
          continue
        }
        let difference = other - one
        cells.append(
          TableChange.Cell(
            row: rowName(row.new), column: name, old: old.text(at: row.old), new: new.text(at: row.new),
            difference: difference.isFinite ? difference : nil,
            weight: difference.isFinite && largest > 0 ? abs(difference) / largest : 1))
      }
      summary.meanDifference = rows.isEmpty ? nil : sum / Double(rows.count)
      summary.largestDifference = extreme
    } else {
      let before = old.texts, after = new.texts
      for row in rows where before[row.old] != after[row.new] {
        cells.append(
          TableChange.Cell(
            row: rowName(row.new), column: name, old: before[row.old], new: after[row.new], difference: nil, weight: 1))
      }
    }
    summary.changedCount = cells.count
  }
}
