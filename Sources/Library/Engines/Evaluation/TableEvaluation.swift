import Frames
import Statistics
import Summaries

/// Computes summaries on a server, and what is needed for several of them once.
struct TableEvaluation {
  /// What is known of the numbers of a column in the rows of a filter.
  struct NumberFacts {
    var rows: Int
    /// Values that are there, infinite ones among them.
    var count: Int
    var infinite: Int
    /// Of all values; meaningless without any.
    var minimum: Double
    var maximum: Double
    /// Of the finite values.
    var finiteMinimum: Double
    var finiteMaximum: Double
    var zeros: Int
    var isWhole: Bool
    /// Of the finite values, once they are asked for.
    var sum: Double?
    var squares: Double?

    var finiteCount: Int { count - infinite }
    var bound: Double { max(abs(finiteMinimum), abs(finiteMaximum)) }
    var mean: Double { finiteMinimum == finiteMaximum ? finiteMinimum : (sum ?? .nan) / Double(finiteCount) }
    /// What distances from the mean are multiplied with so that they are between -1 and 1: a power of two.
    var scale: Double {
      let reach = max(finiteMaximum / 2 - mean / 2, mean / 2 - finiteMinimum / 2)
      return reach > 0
        ? Double(sign: .plus, exponent: max(-1000, min(1000, -Int(reach.exponent) - 2)), significand: 1) : 1
    }
  }

  struct Key: Hashable {
    var filter: RowFilter?
    var name: String
  }

  let table: ServedTable
  let text: FilterText
  private(set) var known: [Key: NumberFacts] = [:]
  /// Values at ranks of the sorted values.
  private var ranked: [Key: [Int: Double]] = [:]

  init(_ table: ServedTable) {
    self.table = table
    text = FilterText(table.columnTypes)
  }

  mutating func results(_ summaries: [Summary]) throws(DataSourceError) -> [SummaryResult] {
    for summary in summaries { try summary.check(against: table.columnTypes) }
    // What several summaries ask of numbers goes out together.
    var names: [RowFilter?: [String]] = [:]
    for summary in summaries {
      switch summary.quantity {
      case .moments(let own), .numbers(let own), .quantiles(let own, _), .histograms(let own, _, _),
        .correlations(let own, _):
        names[summary.filter, default: []] += own
      default: break
      }
    }
    for (filter, names) in names { try findFacts(names, where: filter) }
    var results: [SummaryResult] = []
    for summary in summaries { results.append(try result(summary.quantity, where: summary.filter)) }
    return results
  }

  private mutating func result(
    _ quantity: Summary.Quantity, where filter: RowFilter?
  ) throws(DataSourceError) -> SummaryResult {
    switch quantity {
    case .columns(let names): return .columns(try columns(names, filter))
    case .moments(let names): return .moments(try moments(names, where: filter))
    case .numbers(let names): return .numbers(try numbers(names, where: filter))
    case .quantiles(let names, let probabilities):
      return .quantiles(try quantiles(names, probabilities, where: filter))
    case .valueCounts(let name, let limit): return .valueCounts(try valueCounts(name, limit, filter))
    case .pairCounts(let name, let group): return .pairCounts(try pairCounts(name, group, filter))
    case .histograms(let names, let bins, let maximum):
      return .histograms(try histograms(names, bins, maximum, filter))
    case .hexagons(let x, let y, let columns, let rows):
      return .hexagons(try hexagons(x, y, columns, rows, filter))
    case .boxes(let name, let group, let limit): return .boxes(try boxes(name, group, limit, filter))
    case .correlations(let names, let method):
      return .correlations(try correlations(names, method, filter))
    case .aggregates(let aggregates, let keys): return .frame(try self.aggregates(aggregates, keys, filter))
    case .trends(let x, let y, let band, let minimumCount):
      return .trends(try trends(x, y, band, minimumCount, filter))
    case .groupedTrends(let x, let y, let group, let band, let minimumCount):
      return .trends(try groupedTrends(x, y, group, band, minimumCount, filter))
    case .fits(let x, let y, let group): return .fits(try fits(x, y, group, filter))
    case .keywords(let words, let name): return .keywords(try keywords(words, name, filter))
    }
  }

  // MARK: Queries

  /// Asks the server, and tells what was asked.
  /// - Parameter isExact: whether the answer is the same however it is computed.
  func ask(_ query: String, isExact: Bool = true, limit: Int = ClickHouseClient.longestAnswer)
    throws(DataSourceError) -> AnswerRows
  {
    AnswerRows(try frame(query, isExact: isExact, limit: limit))
  }

  private func frame(_ query: String, isExact: Bool, limit: Int) throws(DataSourceError) -> DataFrame {
    let started = ContinuousClock.now
    var answer: DataFrame
    do throws(DataSourceError) { answer = try table.client.rows(query, limit: limit) } catch {
      var error = error
      error.place = table.read.address
      throw error
    }
    table.report(query, seconds: started.duration(to: .now) / .seconds(1), isExact: isExact)
    return answer
  }

  /// The table with a filter's condition, and others.
  func source(_ filter: RowFilter?, and conditions: [String] = []) throws(DataSourceError) -> String {
    var all = conditions
    if let filter { all.insert(try text.condition(filter), at: 0) }
    let joined = all.map { "(\($0))" }.joined(separator: " AND ")
    return " FROM \(table.name)" + (all.isEmpty ? "" : " WHERE \(joined)")
  }

  /// Names numbers of columns as `v0`, `v1` for a query.
  func with(_ names: [String]) throws(DataSourceError) -> String {
    var parts: [String] = []
    for (number, name) in names.enumerated() { parts.append("\(try text.number(name)) AS v\(number)") }
    return parts.isEmpty ? "" : "WITH \(parts.joined(separator: ", ")) "
  }

  func rows(of names: [String], where filter: RowFilter?, limit: Int?) throws(DataSourceError) -> DataFrame {
    let list = names.map(ClickHouseText.name).joined(separator: ", ")
    let end = limit.map { " LIMIT \(max(0, $0))" } ?? ""
    return try frame("SELECT \(list)\(try source(filter))\(end)", isExact: limit == nil, limit: 1 << 36)
  }

  // MARK: Numbers

  /// Facts of columns that are not known yet, in one query.
  mutating func findFacts(_ names: [String], where filter: RowFilter?) throws(DataSourceError) {
    var wanted: [String] = []
    for name in names where known[Key(filter: filter, name: name)] == nil && !wanted.contains(name) {
      wanted.append(name)
    }
    guard !wanted.isEmpty else { return }
    var columns = ["toInt64(count()) AS n"]
    for number in wanted.indices {
      let v = "v\(number)"
      columns += [
        "toInt64(countIf(\(v) = \(v))) AS count\(number)", "toInt64(countIf(isInfinite(\(v)))) AS infinite\(number)",
        "minIf(\(v), \(v) = \(v)) AS least\(number)", "maxIf(\(v), \(v) = \(v)) AS most\(number)",
        "minIf(\(v), isFinite(\(v))) AS low\(number)", "maxIf(\(v), isFinite(\(v))) AS high\(number)",
        "toInt64(countIf(\(v) = 0)) AS zeros\(number)",
        "toInt64(countIf(isFinite(\(v)) AND (abs(\(v)) >= 2251799813685248 OR \(v) != floor(\(v))))) AS broken\(number)",
      ]
    }
    let answer = try ask("\(try with(wanted))SELECT \(columns.joined(separator: ", "))\(try source(filter))")
    for (number, name) in wanted.enumerated() {
      let facts = NumberFacts(
        rows: answer.integer("n"), count: answer.integer("count\(number)"),
        infinite: answer.integer("infinite\(number)"), minimum: answer.double("least\(number)"),
        maximum: answer.double("most\(number)"), finiteMinimum: answer.double("low\(number)"),
        finiteMaximum: answer.double("high\(number)"), zeros: answer.integer("zeros\(number)"),
        isWhole: answer.integer("broken\(number)") == 0
          && answer.integer("count\(number)") > answer.integer("infinite\(number)"))
      guard facts.count >= facts.infinite, facts.rows >= facts.count, facts.infinite >= 0 else {
        throw NativeReader.damaged("Its counts contradict each other.")
      }
      known[Key(filter: filter, name: name)] = facts
    }
  }

  mutating func facts(_ name: String, where filter: RowFilter?) throws(DataSourceError) -> NumberFacts {
    try findFacts([name], where: filter)
    return known[Key(filter: filter, name: name)]!
  }

  /// Facts with the sums of the finite values and, in a second pass, of their squared distances from the mean.
  mutating func findSums(_ names: [String], squares: Bool, where filter: RowFilter?) throws(DataSourceError) {
    try findFacts(names, where: filter)
    for isSecond in squares ? [false, true] : [false] {
      let wanted = Set(names).filter { name in
        let facts = known[Key(filter: filter, name: name)]!
        return facts.finiteCount > 0 && (isSecond ? facts.squares == nil : facts.sum == nil)
      }.sorted()
      if wanted.isEmpty { continue }
      var columns: [String] = []
      var sums: [FixedPointSum] = []
      for (number, name) in wanted.enumerated() {
        let facts = known[Key(filter: filter, name: name)]!
        let sum = FixedPointSum(bound: isSecond ? 1 : facts.bound, count: facts.finiteCount)
        let expression = isSecond ? Self.square("v\(number)", facts) : "v\(number)"
        columns += sum.columns(of: expression, where: "isFinite(v\(number))", as: "s\(number)")
        sums.append(sum)
      }
      let answer = try ask("\(try with(wanted))SELECT \(columns.joined(separator: ", "))\(try source(filter))")
      for (number, name) in wanted.enumerated() {
        let value = sums[number].value(answer, "s\(number)")
        if isSecond {
          known[Key(filter: filter, name: name)]!.squares = value
        } else {
          known[Key(filter: filter, name: name)]!.sum = value
        }
      }
    }
  }

  /// The distance of a number from the mean, between -1 and 1.
  static func distance(_ value: String, _ facts: NumberFacts) -> String {
    "(\(value) * \(ClickHouseText.number(facts.scale)) - \(ClickHouseText.number(facts.mean * facts.scale)))"
  }

  private static func square(_ value: String, _ facts: NumberFacts) -> String {
    let distance = distance(value, facts)
    return "\(distance) * \(distance)"
  }

  mutating func moments(_ names: [String], where filter: RowFilter?) throws(DataSourceError) -> [Moments] {
    try findSums(names, squares: true, where: filter)
    return names.map { moments(known[Key(filter: filter, name: $0)]!) }
  }

  private func moments(_ facts: NumberFacts) -> Moments {
    let missing = facts.rows - facts.count
    guard facts.count > 0 else { return Moments([Double](repeating: .nan, count: 0)).with(missing: missing) }
    if facts.infinite > 0 {
      let sum =
        facts.minimum > -.infinity ? Double.infinity : facts.maximum == .infinity ? .nan : -.infinity
      return Moments(
        count: facts.count, missing: missing, infinite: facts.infinite, minimum: facts.minimum,
        maximum: facts.maximum, sum: sum, mean: sum, standardDeviation: .nan)
    }
    let isConstant = facts.minimum == facts.maximum
    let deviation =
      isConstant ? 0 : ((facts.squares ?? .nan) / Double(facts.count - 1)).squareRoot() / facts.scale
    return Moments(
      count: facts.count, missing: missing, minimum: facts.minimum, maximum: facts.maximum,
      sum: isConstant ? facts.minimum * Double(facts.count) : facts.sum ?? .nan, mean: facts.mean,
      standardDeviation: facts.count > 1 ? deviation : .nan)
  }

  /// Quantiles of the values of columns, infinite ones among them.
  mutating func quantiles(
    _ names: [String], _ probabilities: [Double], where filter: RowFilter?
  ) throws(DataSourceError) -> [[Double]] {
    try findFacts(names, where: filter)
    var wanted: [(name: String, ranks: [Int])] = []
    for name in Set(names).sorted() {
      let key = Key(filter: filter, name: name)
      let count = known[key]!.count
      let ranks = Set(probabilities.map { Quantile.Rank(count: count, $0) }.flatMap { [$0.lower, $0.upper] })
      let missing = ranks.subtracting((ranked[key] ?? [:]).keys)
      if count > 0, !missing.isEmpty { wanted.append((name, missing.sorted())) }
    }
    if !wanted.isEmpty {
      var columns: [String] = []
      for (number, (name, ranks)) in wanted.enumerated() {
        let count = known[Key(filter: filter, name: name)]!.count
        columns += Self.rankColumns(
          "v\(number)", ranks, count: count, where: "v\(number) = v\(number)", as: "q\(number)")
      }
      let answer = try ask(
        "\(try with(wanted.map(\.name)))SELECT \(columns.joined(separator: ", "))\(try source(filter))")
      for (number, (name, ranks)) in wanted.enumerated() {
        for rank in ranks {
          ranked[Key(filter: filter, name: name), default: [:]][rank] = answer.double("q\(number)_\(rank)")
        }
      }
    }
    return names.map { name in
      let key = Key(filter: filter, name: name)
      let count = known[key]!.count
      return probabilities.map { probability in
        let rank = Quantile.Rank(count: count, probability)
        guard count > 0, let low = ranked[key]?[rank.lower], let high = ranked[key]?[rank.upper] else { return .nan }
        return rank.between(low, high)
      }
    }
  }

  /// The values at ranks: quantiles of which every version agrees that they are one value.
  static func rankColumns(
    _ value: String, _ ranks: [Int], count: Int, where condition: String, as alias: String
  ) -> [String] {
    let levels = ranks.map { "\((Double($0) + 0.5) / Double(count))" }.joined(separator: ", ")
    return ranks.enumerated().map { place, rank in
      "quantilesExactIf(\(levels))(\(value), \(condition))[\(place + 1)] AS \(alias)_\(rank)"
    }
  }

  mutating func numbers(_ names: [String], where filter: RowFilter?) throws(DataSourceError) -> [NumericSummary] {
    let moments = try moments(names, where: filter)
    let quartiles = try quantiles(names, [0.25, 0.5, 0.75], where: filter)
    return zip(moments, quartiles).map { moments, quartiles in
      NumericSummary(
        someCount: moments.count, noneCount: moments.missing, mean: moments.mean,
        standardDeviation: moments.standardDeviation, min: moments.count == 0 ? .nan : moments.minimum,
        max: moments.count == 0 ? .nan : moments.maximum, median: quartiles[1], firstQuartile: quartiles[0],
        thirdQuartile: quartiles[2])
    }
  }
}

extension Moments {
  fileprivate func with(missing: Int) -> Moments {
    var moments = self
    moments.missing = missing
    return moments
  }
}
