import Frames

/// Pairs the rows of two tables.
struct RowAlignment {
  /// The columns that identify a row; none when rows are matched by their order.
  var keyColumns: [String]
  var pairs: [(old: Int, new: Int)]
  var removed: [Int]
  var added: [Int]

  /// Rows are matched by the first columns whose values are different in every row of both tables: one column of text,
  /// one of any kind but fractions, two of those, all of text. Else they are matched by their order, counted separately
  /// for each value of the texts that repeat, such as the names of series.
  init(_ old: DataFrame, _ new: DataFrame) {
    let shared = new.columnNames.filter(old.containsColumn)
    let names = shared.filter { name in
      [old, new].allSatisfy { $0[keyed: name].type != .double && $0[keyed: name].missingCount == 0 }
    }
    let texts = names.filter { old[keyed: $0].type == .string && new[keyed: $0].type == .string }
    var candidates = texts.map { [$0] } + names.filter { !texts.contains($0) }.map { [$0] }
    for (index, one) in names.enumerated() { for other in names[(index + 1)...] { candidates.append([one, other]) } }
    if texts.count > 2 { candidates.append(texts) }
    for candidate in candidates.prefix(40) {
      guard let before = RowKeys(old, candidate), let after = RowKeys(new, candidate) else { continue }
      self.init(candidate, before, after)
      // Columns whose values all changed match no row; then the order of rows is better.
      if !pairs.isEmpty || old.rowCount == 0 || new.rowCount == 0 { return }
    }
    let series = texts.filter { name in [old, new].allSatisfy { $0[keyed: name].repeats } }
    if !series.isEmpty {
      self.init([], RowKeys(numbering: old, series), RowKeys(numbering: new, series))
      if !pairs.isEmpty { return }
    }
    self.init(rowCounts: old.rowCount, new.rowCount)
  }

  /// By their order.
  private init(rowCounts old: Int, _ new: Int) {
    keyColumns = []
    let common = min(old, new)
    pairs = (0..<common).map { ($0, $0) }
    removed = Array(common..<old)
    added = Array(common..<new)
  }

  private init(_ names: [String], _ old: RowKeys, _ new: RowKeys) {
    keyColumns = names
    pairs = []
    added = []
    var isMatched = [Bool](repeating: false, count: old.rows.count)
    for (row, key) in new.keys.enumerated() {
      if let other = old.rows[key] {
        pairs.append((other, row))
        isMatched[other] = true
      } else {
        added.append(row)
      }
    }
    removed = isMatched.indices.filter { !isMatched[$0] }
  }
}

/// The rows of a table by the text of their keys.
private struct RowKeys {
  var keys: [String]
  var rows: [String: Int]

  /// Numbers rows with equal texts: the first, the second and so on.
  init(numbering frame: DataFrame, _ names: [String]) {
    var counts: [String: Int] = [:]
    keys = RowKeys.texts(frame, names).map { text in
      counts[text, default: 0] += 1
      return "\(text)\u{1F}\(counts[text, default: 0])"
    }
    rows = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
  }

  private static func texts(_ frame: DataFrame, _ names: [String]) -> [String] {
    let columns = names.map { frame[keyed: $0].texts }
    return (0..<frame.rowCount).map { row in
      columns.count == 1 ? columns[0][row] ?? "" : columns.map { $0[row] ?? "" }.joined(separator: "\u{1F}")
    }
  }

  /// Nil when two rows have the same key.
  init?(_ frame: DataFrame, _ names: [String]) {
    keys = RowKeys.texts(frame, names)
    rows = Dictionary(minimumCapacity: keys.count)
    for (row, key) in keys.enumerated() {
      guard rows.updateValue(row, forKey: key) == nil else { return nil }
    }
  }
}

extension AnyColumn {
  /// Whether each text stands in three rows on average, so that texts are names of what several rows belong to.
  fileprivate var repeats: Bool {
    guard case .string(let column) = self else { return false }
    return column.count > 0 && column.distinctValues.count * 3 <= column.count
  }
}

extension DataFrame {
  /// A column that is known to be there.
  subscript(keyed name: String) -> AnyColumn { columns[indexOfColumn(name) ?? 0] }
}
