import Frames
import Statistics
import Summaries

extension TableEvaluation {
  /// Rows whose value is finite, and not 0 where zeros stand apart.
  private static func restricted(_ filter: RowFilter?, _ name: String, withoutZeros: Bool) -> RowFilter {
    var parts = filter.map { [$0] } ?? []
    parts += [.compared(name, .greater, .number(-.infinity)), .compared(name, .less, .number(.infinity))]
    if withoutZeros { parts.append(.compared(name, .different, 0)) }
    return .all(parts)
  }

  mutating func histograms(
    _ names: [String], _ rule: BinRule, _ maximumBins: Int, _ filter: RowFilter?
  ) throws(DataSourceError) -> [Histogram] {
    let all = try moments(names, where: filter)
    let medians = try quantiles(names, [0.25, 0.5, 0.75], where: filter)
    var results: [Histogram] = []
    for (number, name) in names.enumerated() {
      let facts = try facts(name, where: filter)
      results.append(
        try histogram(name, facts, all[number], quartiles: medians[number], rule, maximumBins, filter))
    }
    return results
  }

  private mutating func histogram(
    _ name: String, _ facts: NumberFacts, _ all: Moments, quartiles: [Double], _ rule: BinRule, _ maximumBins: Int,
    _ filter: RowFilter?
  ) throws(DataSourceError) -> Histogram {
    guard facts.finiteCount > 0 else {
      return Histogram(
        edges: [], counts: [], missing: all.missing, outside: all.infinite, mean: all.mean, median: quartiles[1])
    }
    var (moments, quarters) = (all, quartiles)
    if all.infinite > 0 {
      let finite = Self.restricted(filter, name, withoutZeros: false)
      moments = try self.moments([name], where: finite)[0]
      quarters = try quantiles([name], [0.25, 0.5, 0.75], where: finite)[0]
    }
    let isZeroInflated = Histogram.isZeroInflated(moments, zeros: facts.zeros, isWhole: facts.isWhole)
    var spread = Binning.Spread(moments, quartiles: quarters)
    if isZeroInflated, facts.zeros < facts.finiteCount {
      let rest = Self.restricted(filter, name, withoutZeros: true)
      spread = Binning.Spread(
        try self.moments([name], where: rest)[0],
        quartiles: try quantiles([name], [0.25, 0.5, 0.75], where: rest)[0])
    }
    let edges = Binning(
      Binning.Facts(minimum: moments.minimum, maximum: moments.maximum, isWhole: facts.isWhole, spread: spread),
      rule: rule, maximumBins: max(1, maximumBins), domain: nil
    ).edges
    let counts = try binCounts(name, edges, filter)
    return Histogram(
      edges: edges, counts: counts, missing: all.missing,
      outside: all.infinite + facts.finiteCount - counts.reduce(0, +), zeros: facts.zeros,
      isZeroInflated: isZeroInflated, mean: all.mean, median: quartiles[1])
  }

  /// How many values lie in each bin.
  private func binCounts(_ name: String, _ edges: [Double], _ filter: RowFilter?) throws(DataSourceError) -> [Int] {
    let bins = edges.count - 1
    let (low, high) = (ClickHouseText.number(edges[0]), ClickHouseText.number(edges[bins]))
    let list = "[\(edges.map { "toFloat64(\(ClickHouseText.number($0)))" }.joined(separator: ", "))]"
    let bin: String
    if let scale = Histogram.scale(of: edges) {
      // The nearest edge, then the bin at or below.
      let edge = "toInt64(floor((v0 - \(low)) * \(ClickHouseText.number(scale)) + 0.5))"
      bin = "\(edge) - (v0 < edges[\(edge) + 1])"
    } else {
      bin = "arrayCount(e -> e <= v0, edges) - 1"
    }
    let answer = try ask(
      "\(try with([name])), \(list) AS edges SELECT toInt64(least(\(bin), \(bins - 1))) AS bin, toInt64(count()) AS n"
        + "\(try source(filter, and: ["v0 >= \(low)", "v0 <= \(high)"])) GROUP BY bin")
    var counts = [Int](repeating: 0, count: bins)
    for row in 0..<answer.count {
      let bin = answer.integer("bin", row)
      guard counts.indices.contains(bin) else { throw NativeReader.damaged("It has a bin that was not asked for.") }
      counts[bin] += answer.integer("n", row)
    }
    return counts
  }

  mutating func hexagons(
    _ x: String, _ y: String, _ columns: Int, _ rows: Int, _ filter: RowFilter?
  ) throws(DataSourceError) -> HexagonBins {
    let (columns, rows) = (max(1, columns), max(1, rows))
    let areFinite = "isFinite(v0) AND isFinite(v1)"
    let range = try ask(
      "\(try with([x, y]))SELECT toInt64(count()) AS rows, toInt64(countIf(\(areFinite))) AS n, "
        + "minIf(v0, \(areFinite)) AS lowX, maxIf(v0, \(areFinite)) AS highX, minIf(v1, \(areFinite)) AS lowY, "
        + "maxIf(v1, \(areFinite)) AS highY\(try source(filter))")
    let missing = range.integer("rows") - range.integer("n")
    guard range.integer("n") > 0 else {
      return HexagonBins(bins: [], columns: columns, rows: rows, width: 0, rowDistance: 0, missing: missing)
    }
    let rangeX = range.double("lowX")...range.double("highX")
    let rangeY = range.double("lowY")...range.double("highY")
    let (across, upwards) = HexagonBins.spans(x: rangeX, y: rangeY, columns: columns, rows: rows)
    func steps(_ value: String, _ span: HexagonBins.Span) -> String {
      "((\(value) / 2 - \(ClickHouseText.number(span.low))) / \(ClickHouseText.number(span.halfStep)))"
    }
    /// To the nearest whole number, of two to the even one: `round` differs between versions.
    func nearest(_ value: String) -> String {
      "(floor(\(value)) + (\(value) - floor(\(value)) > 0.5 OR (\(value) - floor(\(value)) = 0.5 "
        + "AND modulo(toInt64(floor(\(value))), 2) != 0)))"
    }
    let (u, v) = (steps("v0", across), steps("v1", upwards))
    let distances = [
      "a": "(\(u) - \(nearest(u)))", "b": "(\(v) - \(nearest(v)))", "c": "(\(u) - floor(\(u)) - 0.5)",
      "d": "(\(v) - floor(\(v)) - 0.5)",
    ]
    let (a, b, c, d) = (distances["a"]!, distances["b"]!, distances["c"]!, distances["d"]!)
    let isEven = "(\(a) * \(a) + 3 * \(b) * \(b) < \(c) * \(c) + 3 * \(d) * \(d))"
    let cells = try ask(
      "\(try with([x, y]))SELECT toInt64(\(isEven)) AS even, toInt64(if(\(isEven), \(nearest(u)), floor(\(u)))) AS column, "
        + "toInt64(if(\(isEven), \(nearest(v)), floor(\(v)))) AS row, toInt64(count()) AS n"
        + "\(try source(filter, and: [areFinite])) GROUP BY even, column, row")
    var counts: [[Int]: Int] = [:]
    for row in 0..<cells.count {
      counts[["even", "column", "row"].map { cells.integer($0, row) }] = cells.integer("n", row)
    }
    return HexagonBins(
      x: rangeX, y: rangeY, columns: columns, rows: rows, missing: missing,
      even: { counts[[1, $0, $1]] ?? 0 }, odd: { counts[[0, $0, $1]] ?? 0 })
  }

  // MARK: Boxes

  mutating func boxes(
    _ name: String, _ group: String?, _ limit: Int, _ filter: RowFilter?
  ) throws(DataSourceError) -> [GroupBox] {
    let facts = try facts(name, where: filter)
    let sum = FixedPointSum(bound: facts.bound, count: facts.finiteCount)
    var inner = [
      "toInt64(count()) AS rows", "toInt64(countIf(isInfinite(v0))) AS infinite",
      "arraySort(groupArrayIf(v0, v0 = v0)) AS s", "length(s) AS n",
    ]
    inner += sum.columns(of: "v0", where: "isFinite(v0)", as: "sum")
    var conditions: [String] = []
    if let group {
      inner.append("\(text.key(group)) AS k")
      conditions.append(text.isPresent(group))
    }
    // Each step in a query of its own: what the same query names is not seen in a lambda.
    let carried = ["rows", "infinite", "sum_high", "sum_low", "s", "n"] + (group == nil ? [] : ["k"])
    var quartiles = carried
    for (quarter, probability) in [(1, "0.25"), (2, "0.5"), (3, "0.75")] {
      // As Quantile has it, step by step.
      let position = "(\(probability) * (toInt64(n) - 1))"
      quartiles += [
        "toInt64(floor(\(position))) AS low\(quarter)",
        "\(position) - low\(quarter) AS part\(quarter)", "s[low\(quarter) + 1] AS from\(quarter)",
        "s[least(low\(quarter) + 2, toInt64(n))] AS to\(quarter)",
        "if(part\(quarter) = 0 OR from\(quarter) = to\(quarter), from\(quarter), "
          + "from\(quarter) + (to\(quarter) - from\(quarter)) * part\(quarter)) AS q\(quarter)",
      ]
    }
    quartiles += ["q1 - 1.5 * (q3 - q1) AS fenceLow", "q3 + 1.5 * (q3 - q1) AS fenceHigh"]
    let beyond =
      carried + [
        "q1", "q2", "q3", "fenceLow", "fenceHigh",
        "arrayFilter(e -> (e < fenceLow) OR (e > fenceHigh), s) AS beyond",
        "arrayFirst(e -> e >= fenceLow, s) AS whiskerLow",
        "arrayFirst(e -> e <= fenceHigh, arrayReverse(s)) AS whiskerHigh",
      ]
    let finite =
      carried + [
        "q1", "q2", "q3", "fenceLow", "fenceHigh", "beyond", "whiskerLow", "whiskerHigh",
        "arrayFilter(e -> isFinite(e), beyond) AS finite",
      ]
    let chosen =
      limit > 1
      ? "arrayMap(i -> finite[intDiv(i * (toInt64(length(finite)) - 1), \(limit - 1)) + 1], range(\(limit)))"
      : "arraySlice(finite, -\(max(0, limit)))"
    let shown = limit < 1 ? "emptyArrayFloat64()" : "if(length(finite) > \(limit), \(chosen), finite)"
    var outer = [
      "rows", "infinite", "toInt64(n) AS count", "q1", "q2", "q3", "sum_high", "sum_low", "s[1] AS least",
      // Older versions compute only what the outermost query names, and overlook what a lambda needs.
      "fenceLow", "fenceHigh",
      "s[toInt64(n)] AS most", "toInt64(length(beyond)) AS outlierCount", "whiskerLow", "whiskerHigh",
      "arrayStringConcat(arrayMap(e -> toString(e), \(shown)), ' ') AS outliers",
    ]
    if group != nil { outer.append("k") }
    var query =
      "\(try with([name]))SELECT \(inner.joined(separator: ", "))\(try source(filter, and: conditions))"
      + (group == nil ? "" : " GROUP BY k")
    for columns in [quartiles, beyond, finite, outer] {
      query = "SELECT \(columns.joined(separator: ", ")) FROM (\(query))"
    }
    let answer = try ask(query)
    var boxes: [(place: Int, box: GroupBox)] = []
    let order = try rowOrder(answer, group)
    for row in order {
      boxes.append(
        (row, GroupBox(name: answer.text("k", row), box: try box(answer, row, sum), rows: answer.integer("rows", row))))
    }
    return boxes.map(\.box)
  }

  /// The rows of an answer by the key that they are grouped by, as a frame sorts it.
  func rowOrder(_ answer: AnswerRows, _ group: String?) throws(DataSourceError) -> [Int] {
    guard group != nil, let keys = answer.column("k") else { return Array(0..<answer.count) }
    let frame = DataFrame(columns: [
      keys.renamed("k"), .integer(Column(name: "row", values: Array(0..<answer.count))),
    ])
    return frame.sorted(on: "k")["row", Int.self].values
  }

  private func box(_ answer: AnswerRows, _ row: Int, _ sum: FixedPointSum) throws(DataSourceError) -> BoxSummary? {
    let (count, infinite) = (answer.integer("count", row), answer.integer("infinite", row))
    guard count > infinite else { return nil }
    let (least, most) = (answer.double("least", row), answer.double("most", row))
    let total =
      infinite == 0
      ? sum.value(answer, "sum", row: row) : least > -.infinity ? .infinity : most == .infinity ? .nan : -.infinity
    let (first, third) = (answer.double("q1", row), answer.double("q3", row))
    let outliers = (answer.text("outliers", row) ?? "").split(separator: " ").compactMap { Double($0) }
    guard outliers.count <= answer.integer("outlierCount", row), answer.integer("rows", row) >= count else {
      throw NativeReader.damaged("Its counts contradict each other.")
    }
    return BoxSummary(
      count: count, missing: answer.integer("rows", row) - count, infinite: infinite, minimum: least,
      firstQuartile: first, median: answer.double("q2", row), thirdQuartile: third, maximum: most,
      mean: least == most ? least : total / Double(count),
      lowerWhisker: min(first, answer.double("whiskerLow", row)),
      upperWhisker: max(third, answer.double("whiskerHigh", row)), outliers: outliers,
      outlierCount: answer.integer("outlierCount", row))
  }
}
