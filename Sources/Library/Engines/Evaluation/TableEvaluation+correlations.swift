import Statistics
import Summaries

extension TableEvaluation {
  mutating func correlations(
    _ names: [String], _ method: CorrelationMatrix.Method, _ filter: RowFilter?
  ) throws(DataSourceError) -> CorrelationMatrix {
    let size = names.count
    var matrix = CorrelationMatrix(
      names: names, method: method, coefficients: [Double](repeating: .nan, count: size * size),
      counts: [Int](repeating: 0, count: size * size))
    func set(_ one: Int, _ other: Int, _ coefficient: Double, _ count: Int) {
      for cell in [one * size + other, other * size + one] {
        matrix.coefficients[cell] = coefficient
        matrix.counts[cell] = count
      }
    }
    try findFacts(names, where: filter)
    let complete = names.indices.filter {
      let facts = known[Key(filter: filter, name: names[$0])]!
      return facts.count == facts.rows
    }
    // Complete columns go out together; others each with its rows.
    var parts = complete.isEmpty ? [] : [complete]
    for one in names.indices {
      for other in one..<size where !(complete.contains(one) && complete.contains(other)) {
        parts.append(one == other ? [one] : [one, other])
      }
    }
    for part in parts {
      let isComplete = part == complete
      var rows = filter
      if !isComplete {
        rows = .all((filter.map { [$0] } ?? []) + part.map { .not(.isMissing(names[$0])) })
      }
      let chosen = part.map { names[$0] }
      let coefficients = try coefficients(chosen, method, rows)
      let count = known[Key(filter: rows, name: chosen[0])]?.rows ?? 0
      for (first, one) in part.enumerated() {
        for (second, other) in part.enumerated() where second >= first {
          // Of two columns that lack values the diagonal has parts of its own.
          if isComplete || one != other || part.count == 1 {
            set(one, other, coefficients[first * part.count + second], count)
          }
        }
      }
    }
    return matrix
  }

  /// Of columns that have all their values in these rows.
  private mutating func coefficients(
    _ names: [String], _ method: CorrelationMatrix.Method, _ filter: RowFilter?
  ) throws(DataSourceError) -> [Double] {
    try findSums(names, squares: false, where: filter)
    let facts = names.map { known[Key(filter: filter, name: $0)]! }
    let count = facts[0].rows
    let size = names.count
    let isUsable = facts.map { facts in
      count > 1 && facts.minimum < facts.maximum && (method == .spearman || facts.infinite == 0)
    }
    var result = [Double](repeating: .nan, count: size * size)
    guard isUsable.contains(true) else { return result }
    let distances =
      method == .pearson
      ? names.indices.map { Self.distance("v\($0)", facts[$0]) }
      : names.indices.map { "((r\($0) - \(Double(count + 1) / 2)) / \(Double(max(1, count)) / 2))" }
    let sum = FixedPointSum(bound: 1, count: count)
    var columns: [String] = []
    for one in names.indices where isUsable[one] {
      for other in one..<size where isUsable[other] {
        columns += sum.columns(of: "\(distances[one]) * \(distances[other])", where: "1", as: "p\(one)_\(other)")
      }
    }
    let list = columns.joined(separator: ", ")
    let answer =
      method == .pearson
      ? try ask("\(try with(names))SELECT \(list)\(try source(filter))")
      : try ask("SELECT \(list) FROM (\(try ranks(names, filter)))")
    func product(_ one: Int, _ other: Int) -> Double { sum.value(answer, "p\(one)_\(other)") }
    for one in names.indices where isUsable[one] {
      for other in one..<size where isUsable[other] {
        let scale = product(one, one).squareRoot() * product(other, other).squareRoot()
        let coefficient = one == other ? 1 : max(-1, min(1, product(one, other) / scale))
        result[one * size + other] = coefficient
        result[other * size + one] = coefficient
      }
    }
    return result
  }

  /// The ranks of columns as `r0`, `r1`, equal values at the average of theirs.
  private func ranks(_ names: [String], _ filter: RowFilter?) throws(DataSourceError) -> String {
    let values = names.indices.map { "v\($0) + 0. AS k\($0)" }.joined(separator: ", ")
    var rows = "\(try with(names))SELECT \(values)\(try source(filter))"
    var known: [String] = []
    for (number, name) in names.enumerated() {
      let counted =
        "\(try with([name]))SELECT v0 + 0. AS k, toInt64(count()) AS n\(try source(filter)) GROUP BY k"
      let sorted =
        "SELECT arraySort(groupArray(k)) AS ks, arraySort((a, b) -> b, groupArray(n), groupArray(k)) AS ns, "
        + "arrayCumSum(ns) AS cs FROM (\(counted))"
      let ranks =
        "SELECT k AS k\(number), c - (n - 1) / 2 AS r\(number) FROM (\(sorted)) ARRAY JOIN ks AS k, ns AS n, cs AS c"
      let keys = names.indices.map { "k\($0)" }
      rows =
        "SELECT \((keys + known + ["r\(number)"]).joined(separator: ", ")) FROM (\(rows)) "
        + "ANY LEFT JOIN (\(ranks)) USING k\(number)"
      known.append("r\(number)")
    }
    return rows
  }
}
