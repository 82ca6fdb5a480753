import Frames
import Statistics
import Summaries

extension TableEvaluation {
  /// The values around a quantile, from the sorted values of a group.
  private static func quantileColumns(_ sorted: String, _ probability: Double, as alias: String) -> [String] {
    let position = "toInt64(floor(\(ClickHouseText.number(probability)) * (toInt64(length(\(sorted))) - 1)))"
    return [
      "\(sorted)[\(position) + 1] AS \(alias)_from",
      "\(sorted)[least(\(position) + 2, toInt64(length(\(sorted))))] AS \(alias)_to",
    ]
  }

  private static func quantile(_ answer: AnswerRows, _ alias: String, _ row: Int, count: Int, _ probability: Double)
    -> Double
  {
    guard count > 0 else { return .nan }
    let rank = Quantile.Rank(count: count, probability)
    return rank.between(answer.double(alias + "_from", row), answer.double(alias + "_to", row))
  }

  // MARK: Aggregates

  mutating func aggregates(
    _ aggregates: [Aggregate], _ keys: [String], _ filter: RowFilter?
  ) throws(DataSourceError) -> DataFrame {
    var numeric: [String] = []
    for aggregate in aggregates {
      switch aggregate.function {
      case .first, .last:
        throw DataSourceError(
          kind: .unsupported, place: "the aggregate \"\(aggregate.name)\"",
          message: "The rows of a table on a server have no order, so that none is the first or the last.",
          hint: "Ask for the least or the greatest value.")
      case .sum, .mean, .standardDeviation, .variance, .median, .quantile: numeric.append(aggregate.column)
      case .count, .missingCount, .distinctCount, .minimum, .maximum: break
      }
    }
    numeric = Set(numeric).sorted()
    try findSums(numeric, squares: false, where: filter)
    var spreads: [String: GroupMoments] = [:]
    var columns: [String] = []
    for (number, name) in numeric.enumerated() {
      spreads[name] = GroupMoments("x\(number)", try facts(name, where: filter))
      columns += spreads[name]!.columns("v\(number)")
    }
    for (number, aggregate) in aggregates.enumerated() {
      columns += try self.columns(of: aggregate, as: "a\(number)", numeric)
    }
    for (number, key) in keys.enumerated() { columns.append("\(text.key(key)) AS k\(number)") }
    columns.append("toInt64(count()) AS rows")
    let groups = keys.isEmpty ? "" : " GROUP BY " + keys.indices.map { "k\($0)" }.joined(separator: ", ")
    let answer = try ask("\(try with(numeric))SELECT \(columns.joined(separator: ", "))\(try source(filter))\(groups)")
    var result = DataFrame()
    for (number, key) in keys.enumerated() {
      result.append(column: (answer.column("k\(number)") ?? emptyColumn(key)).renamed(key))
    }
    for (number, aggregate) in aggregates.enumerated() {
      result.append(
        column: column(of: aggregate, answer, "a\(number)", spreads[aggregate.column]).renamed(aggregate.name))
    }
    return result.sorted(on: keys.map { ($0, Order.ascending) })
  }

  private func columns(
    of aggregate: Aggregate, as alias: String, _ numeric: [String]
  ) throws(DataSourceError) -> [String] {
    let (column, isPresent) = (ClickHouseText.name(aggregate.column), text.isPresent(aggregate.column))
    let value = numeric.firstIndex(of: aggregate.column).map { "v\($0)" } ?? "nan"
    switch aggregate.function {
    case .count: return ["toInt64(countIf(\(isPresent))) AS \(alias)"]
    case .missingCount: return ["toInt64(countIf(NOT (\(isPresent)))) AS \(alias)"]
    case .distinctCount: return ["toInt64(uniqExactIf(\(text.key(aggregate.column)), \(isPresent))) AS \(alias)"]
    case .minimum, .maximum:
      let word = aggregate.function == .minimum ? "minIf" : "maxIf"
      return ["if(countIf(\(isPresent)) = 0, NULL, \(word)(\(column), \(isPresent))) AS \(alias)"]
    case .sum:
      return table.columnTypes.contains { $0.name == aggregate.column && $0.type == .integer }
        ? ["sumIf(toInt64(\(column)), \(isPresent)) AS \(alias)"] : []
    case .mean, .standardDeviation, .variance, .first, .last: return []
    case .median: return Self.quantileColumns("arraySort(groupArrayIf(\(value), \(value) = \(value)))", 0.5, as: alias)
    case .quantile(let probability):
      return Self.quantileColumns("arraySort(groupArrayIf(\(value), \(value) = \(value)))", probability, as: alias)
    }
  }

  /// No values, of a column's type: an answer without rows has no columns either.
  private func emptyColumn(_ name: String) -> AnyColumn {
    switch table.columnTypes.first(where: { $0.name == name })?.type {
    case .integer: .integer(Column(name: name))
    case .boolean: .boolean(Column(name: name))
    case .string: .string(Column(name: name))
    case .date: .date(Column(name: name))
    case .timestamp: .timestamp(Column(name: name))
    default: .double(Column(name: name))
    }
  }

  private func column(
    of aggregate: Aggregate, _ answer: AnswerRows, _ alias: String, _ spread: GroupMoments?
  ) -> AnyColumn {
    func numbers(_ value: (Int) -> Double) -> AnyColumn {
      .double(Column(name: "", doubles: (0..<answer.count).map(value)))
    }
    func moments(_ row: Int) -> Moments { spread?.moments(answer, row) ?? Moments([]) }
    func quantile(_ probability: Double) -> AnyColumn {
      numbers { row in
        let count = spread.map { answer.integer($0.alias + "_count", row) } ?? 0
        return Self.quantile(answer, alias, row, count: count, probability)
      }
    }
    switch aggregate.function {
    case .count, .missingCount, .distinctCount: return answer.column(alias) ?? .integer(Column(name: ""))
    case .minimum, .maximum, .first, .last: return answer.column(alias) ?? emptyColumn(aggregate.column)
    case .sum:
      let isWhole = emptyColumn(aggregate.column).type == .integer
      return answer.column(alias) ?? (isWhole ? .integer(Column(name: "")) : numbers { moments($0).sum })
    case .mean: return numbers { moments($0).mean }
    case .standardDeviation: return numbers { moments($0).standardDeviation }
    case .variance: return numbers { moments($0).standardDeviation * moments($0).standardDeviation }
    case .median: return quantile(0.5)
    case .quantile(let probability): return quantile(probability)
    }
  }

  // MARK: Trends

  mutating func trends(
    _ x: String, _ y: [String], _ band: Trend.Band, _ minimumCount: Int, _ filter: RowFilter?
  ) throws(DataSourceError) -> TrendSet {
    let (answer, spreads) = try trendRows(x, y, nil, band, filter)
    let trends = y.indices.map { number in
      var trend = trend(answer, Array(0..<answer.count), spreads[number], band, minimumCount)
      let used = (0..<answer.count).reduce(0) { $0 + answer.integer("y\(number)_count", $1) }
      trend.missing = spreads[number].facts.rows - used
      return trend
    }
    let conditions = y.indices.map { "isNaN(v\($0 + 1))" }
    let missing = try ask(
      "\(try with([x] + y))SELECT toInt64(countIf(NOT isFinite(v0) OR \(conditions.joined(separator: " OR ")))) AS n"
        + "\(try source(filter))")
    return TrendSet(names: y, trends: trends, missing: missing.integer("n"))
  }

  mutating func groupedTrends(
    _ x: String, _ y: String, _ group: String, _ band: Trend.Band, _ minimumCount: Int, _ filter: RowFilter?
  ) throws(DataSourceError) -> TrendSet {
    let (answer, spreads) = try trendRows(x, [y], group, band, filter)
    // Groups without any point are lines too.
    let all = try ask(
      "SELECT \(text.key(group)) AS k, toInt64(count()) AS n\(try source(filter)) GROUP BY k")
    var (names, trends, missing) = ([String](), [Trend](), 0)
    var rowsOfGroup: [String: [Int]] = [:]
    for row in 0..<answer.count { rowsOfGroup[answer.text("k", row) ?? "", default: []].append(row) }
    for row in try rowOrder(all, group) {
      guard let name = all.text("k", row) else {
        missing += all.integer("n", row)
        continue
      }
      let rows = rowsOfGroup[name] ?? []
      var trend = trend(answer, rows, spreads[0], band, minimumCount)
      trend.missing = all.integer("n", row) - rows.reduce(0) { $0 + answer.integer("y0_count", $1) }
      missing += trend.missing
      names.append(name)
      trends.append(trend)
    }
    return TrendSet(names: names, trends: trends, missing: missing)
  }

  private mutating func trendRows(
    _ x: String, _ y: [String], _ group: String?, _ band: Trend.Band, _ filter: RowFilter?
  ) throws(DataSourceError) -> (AnswerRows, [GroupMoments]) {
    try findSums(y, squares: false, where: filter)
    var spreads: [GroupMoments] = []
    var columns = ["v0 + 0. AS x"]
    for (number, name) in y.enumerated() {
      let spread = GroupMoments("y\(number)", try facts(name, where: filter))
      let value = "v\(number + 1)"
      spreads.append(spread)
      columns += spread.columns(value)
      if band == .interquartile {
        for (quarter, probability) in [0.25, 0.5, 0.75].enumerated() {
          columns += Self.quantileColumns(
            "arraySort(groupArrayIf(\(value), \(value) = \(value)))", probability, as: "y\(number)_q\(quarter)")
        }
      }
    }
    if let group { columns.append("\(text.key(group)) AS k") }
    let conditions = ["isFinite(v0)"] + (group.map { [text.isPresent($0)] } ?? [])
    let answer = try ask(
      "\(try with([x] + y))SELECT \(columns.joined(separator: ", "))\(try source(filter, and: conditions)) "
        + "GROUP BY x\(group == nil ? "" : ", k") ORDER BY x")
    return (answer, spreads)
  }

  private func trend(
    _ answer: AnswerRows, _ rows: [Int], _ spread: GroupMoments, _ band: Trend.Band, _ minimumCount: Int
  ) -> Trend {
    let moments = rows.map { spread.moments(answer, $0) }
    let present = moments.filter { $0.count > 0 }
    let limits = Trend.limits(
      minimum: present.map(\.minimum).min() ?? 0, maximum: present.map(\.maximum).max() ?? 0)
    var points: [Trend.Point] = []
    for (row, moments) in zip(rows, moments) where moments.count > 0 && moments.count >= minimumCount {
      let x = answer.double("x", row)
      guard band == .interquartile else {
        points.append(
          Trend.Point(
            x: x, mean: moments.mean, standardDeviation: moments.standardDeviation, count: moments.count, band: band,
            limits: limits))
        continue
      }
      let quarters = [0.25, 0.5, 0.75].enumerated().map {
        Self.quantile(answer, "\(spread.alias)_q\($0)", row, count: moments.count, $1)
      }
      points.append(
        Trend.Point(x: x, center: quarters[1], lower: quarters[0], upper: quarters[2], count: moments.count))
    }
    return Trend(points: points, band: band)
  }

  // MARK: Fits

  mutating func fits(
    _ x: String, _ y: String, _ group: String?, _ filter: RowFilter?
  ) throws(DataSourceError) -> [GroupFit] {
    try findSums([x, y], squares: false, where: filter)
    let (factsX, factsY) = (try facts(x, where: filter), try facts(y, where: filter))
    let sum = FixedPointSum(bound: 1, count: factsX.rows)
    let (dx, dy) = (Self.distance("v0", factsX), Self.distance("v1", factsY))
    let areFinite = "isFinite(v0) AND isFinite(v1)"
    var columns = ["toInt64(count()) AS rows", "toInt64(countIf(\(areFinite))) AS n"]
    columns += [("minX", "min", "v0"), ("maxX", "max", "v0"), ("minY", "min", "v1"), ("maxY", "max", "v1")].map {
      "\($1)If(\($2), \(areFinite)) AS \($0)"
    }
    for (alias, term) in [
      ("dx", dx), ("dy", dy), ("xx", "\(dx) * \(dx)"), ("xy", "\(dx) * \(dy)"), ("yy", "\(dy) * \(dy)"),
    ] { columns += sum.columns(of: term, where: areFinite, as: alias) }
    if let group { columns.append("\(text.key(group)) AS k") }
    let answer = try ask(
      "\(try with([x, y]))SELECT \(columns.joined(separator: ", "))"
        + "\(try source(filter, and: group.map { [text.isPresent($0)] } ?? []))\(group == nil ? "" : " GROUP BY k")")
    return try rowOrder(answer, group).map { row in
      GroupFit(name: answer.text("k", row), fit: Self.fit(answer, row, sum, factsX, factsY))
    }
  }

  private static func fit(
    _ answer: AnswerRows, _ row: Int, _ sum: FixedPointSum, _ factsX: NumberFacts, _ factsY: NumberFacts
  ) -> LinearFit? {
    let count = answer.integer("n", row)
    guard count > 1, answer.double("minX", row) < answer.double("maxX", row) else { return nil }
    let n = Double(count)
    func term(_ alias: String) -> Double { sum.value(answer, alias, row: row) }
    let (dx, dy) = (term("dx"), term("dy"))
    let xx = term("xx") - dx * dx / n
    let xy = term("xy") - dx * dy / n
    let isFlat = answer.double("minY", row) == answer.double("maxY", row)
    let yy = isFlat ? 0 : term("yy") - dy * dy / n
    let (scaleX, scaleY) = (factsX.scale, factsY.scale)
    let slope = isFlat ? 0 : xy / xx / scaleY * scaleX
    let (meanX, meanY) = (factsX.mean + dx / n / scaleX, factsY.mean + dy / n / scaleY)
    guard xx > 0, (meanY - slope * meanX).isFinite else { return nil }
    return LinearFit(
      slope: slope, intercept: meanY - slope * meanX, rSquared: yy > 0 ? min(1, (xy / xx) * (xy / yy)) : 1,
      count: count, missing: answer.integer("rows", row) - count,
      residualStandardDeviation: count > 2 ? (max(0, yy - xy / xx * xy) / (n - 2)).squareRoot() / scaleY : 0,
      meanX: meanX, standardDeviationX: (xx / (n - 1)).squareRoot() / scaleX)
  }
}
