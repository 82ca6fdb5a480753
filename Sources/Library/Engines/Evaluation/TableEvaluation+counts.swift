import Frames
import Statistics
import Summaries

extension TableEvaluation {
  func columns(_ names: [String], _ filter: RowFilter?) throws(DataSourceError) -> [ColumnCounts] {
    var columns = ["toInt64(count()) AS rows"]
    for (number, name) in names.enumerated() {
      let isPresent = text.isPresent(name)
      columns += [
        "toInt64(countIf(\(isPresent))) AS n\(number)",
        // Where values are NaN their distinct ones take time that grows with the square of their number.
        "toInt64(uniqExactIf(\(text.key(name)), \(isPresent))) AS d\(number)",
      ]
    }
    let answer = try ask("SELECT \(columns.joined(separator: ", "))\(try source(filter))")
    return names.enumerated().map { number, name in
      ColumnCounts(
        name: name, rows: answer.integer("rows"), missing: answer.integer("rows") - answer.integer("n\(number)"),
        distinct: answer.integer("d\(number)"))
    }
  }

  func valueCounts(_ name: String, _ limit: Int, _ filter: RowFilter?) throws(DataSourceError) -> ValueCounts {
    let (key, isPresent) = (text.key(name), text.isPresent(name))
    let totals = try ask(
      "SELECT toInt64(count()) AS rows, toInt64(countIf(\(isPresent))) AS n, "
        + "toInt64(uniqExactIf(\(key), \(isPresent))) AS d\(try source(filter))")
    let present = try source(filter, and: [isPresent])
    let answer = try ask(
      "SELECT \(key) AS k, toInt64(count()) AS n\(present) GROUP BY k ORDER BY n DESC, k LIMIT \(max(0, limit))")
    let entries = (0..<answer.count).map {
      ValueCounts.Entry(value: answer.text("k", $0) ?? "", count: answer.integer("n", $0))
    }
    var tied = 0
    if let least = entries.last?.count {
      let equal = try ask(
        "SELECT toInt64(count()) AS n FROM (SELECT \(key) AS k, count() AS c\(present) GROUP BY k HAVING c = \(least))")
      tied = equal.integer("n") - entries.count { $0.count == least }
    }
    let total = totals.integer("n")
    return ValueCounts(
      entries: entries, distinct: totals.integer("d"), total: total, missing: totals.integer("rows") - total, tied: tied
    )
  }

  func pairCounts(
    _ name: String, _ group: String, _ filter: RowFilter?
  ) throws(DataSourceError) -> PairedValueCounts {
    let answer = try ask(
      "SELECT \(text.key(name)) AS k, \(text.key(group)) AS g, toInt64(count()) AS n\(try source(filter)) GROUP BY k, g"
    )
    var columns: [AnyColumn] = []
    for key in ["k", "g", "n"] { if let column = answer.column(key) { columns.append(column) } }
    guard columns.count == 3 else { return PairedValueCounts(entries: [], missing: 0) }
    let all = DataFrame(columns: columns)
    let sorted = all.droppingMissing().sorted(on: [("k", .ascending), ("g", .ascending)])
    let counts = sorted["n", Int.self].denseValues
    return PairedValueCounts(
      entries: counts.indices.map {
        .init(name: sorted["k"].text(at: $0) ?? "", group: sorted["g"].text(at: $0) ?? "", count: counts[$0])
      }, missing: (0..<answer.count).reduce(0) { $0 + answer.integer("n", $1) } - counts.reduce(0, +))
  }

  func keywords(_ words: [String], _ name: String, _ filter: RowFilter?) throws(DataSourceError) -> [Int] {
    guard !words.isEmpty else { return [] }
    let column = ClickHouseText.name(name)
    let columns = words.enumerated().map { number, word in
      let condition =
        word.isEmpty
        ? "isNotNull(\(column))"
        : "positionCaseInsensitiveUTF8(ifNull(\(column), ''), \(ClickHouseText.text(word))) > 0"
      return "toInt64(countIf(\(condition))) AS w\(number)"
    }
    let answer = try ask("SELECT \(columns.joined(separator: ", "))\(try source(filter))")
    return words.indices.map { answer.integer("w\($0)") }
  }
}
