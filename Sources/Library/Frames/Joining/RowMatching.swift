/// Rows of two frames that are the same by their keys, each with one of the other.
///
/// Rows with equal keys in one frame are told apart by their order: the first belongs to the first of the other.
package struct RowMatching: Sendable {
  /// Row numbers in both frames, in the order of the new one.
  package private(set) var pairs: [(old: Int, new: Int)] = []
  /// How many rows only the old frame has.
  package private(set) var onlyOld = 0
  /// How many rows only the new frame has.
  package private(set) var onlyNew = 0

  /// - Parameter names: columns of both frames. Values are equal when their texts are; missing values are equal.
  package init(_ old: DataFrame, _ new: DataFrame, on names: [String]) {
    var rows: [String: [Int32]] = Dictionary(minimumCapacity: old.rowCount)
    for (row, key) in Self.keys(of: old, names).enumerated().reversed() { rows[key, default: []].append(Int32(row)) }
    pairs.reserveCapacity(new.rowCount)
    for (row, key) in Self.keys(of: new, names).enumerated() {
      if let other = rows[key]?.popLast() { pairs.append((Int(other), row)) } else { onlyNew += 1 }
    }
    onlyOld = old.rowCount - pairs.count
  }

  private static func keys(of frame: DataFrame, _ names: [String]) -> [String] {
    let columns = names.map { frame[$0].texts }
    return (0..<frame.rowCount).map { row in
      columns.count == 1 ? columns[0][row] ?? "" : columns.map { $0[row] ?? "" }.joined(separator: "\u{1F}")
    }
  }
}
