import Frames

/// The answer to a query, cell by cell.
struct AnswerRows {
  private let columns: [String: AnyColumn]
  private let integers: [String: [Int]]
  private let doubles: [String: [Double]]
  let count: Int

  init(_ frame: DataFrame) {
    count = frame.rowCount
    columns = Dictionary(uniqueKeysWithValues: frame.columns.map { ($0.name, $0) })
    integers = columns.compactMapValues { if case .integer(let column) = $0 { column.denseValues } else { nil } }
    doubles = columns.compactMapValues(\.doubles)
  }

  /// 0 where there is none: sums and counts of no rows.
  func integer(_ name: String, _ row: Int = 0) -> Int {
    guard let values = integers[name], row < values.count else { return 0 }
    return values[row]
  }

  /// NaN where there is none.
  func double(_ name: String, _ row: Int = 0) -> Double {
    guard let values = doubles[name], row < values.count else { return .nan }
    return values[row]
  }

  /// Nil where there is none.
  func text(_ name: String, _ row: Int = 0) -> String? {
    guard row < count else { return nil }
    return columns[name]?.text(at: row)
  }

  func column(_ name: String) -> AnyColumn? { columns[name] }
}
