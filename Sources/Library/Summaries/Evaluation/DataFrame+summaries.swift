public import Frames
import Statistics

extension DataFrame: SummarySource {
  /// The columns with their types.
  public var columnTypes: [(name: String, type: CSVType)] { columns.map { ($0.name, $0.type) } }

  /// Evaluates the summaries in memory.
  public func evaluate(_ summaries: [Summary]) throws(DataSourceError) -> [SummaryResult] {
    var filtered: [RowFilter: DataFrame] = [:]
    var results: [SummaryResult] = []
    for summary in summaries {
      try summary.check(against: columnTypes)
      var frame = self
      if let filter = summary.filter {
        if let known = filtered[filter] { frame = known } else { frame = try filtering(filter) }
        filtered[filter] = frame
      }
      results.append(frame.result(summary.quantity))
    }
    return results
  }

  /// The rows that a filter lets through.
  package func filtering(_ filter: RowFilter) throws(DataSourceError) -> DataFrame { self.filter(try mask(filter)) }

  private func numbers(_ name: String) -> [Double] { self[name].doubles ?? [] }

  private func result(_ quantity: Summary.Quantity) -> SummaryResult {
    switch quantity {
    case .columns(let names):
      return .columns(
        names.map {
          ColumnCounts(
            name: $0, rows: rowCount, missing: self[$0].missingCount, distinct: self[$0].distinctCount)
        })
    case .moments(let names): return .moments(each(names) { Moments($0) })
    case .numbers(let names): return .numbers(each(names) { NumericSummary($0) })
    case .quantiles(let names, let probabilities):
      return .quantiles(each(names) { Quantile.of($0, probabilities) })
    case .valueCounts(let name, let limit): return .valueCounts(valueCounts(of: name, limit: limit))
    case .pairCounts(let name, let group): return .pairCounts(pairCounts(of: name, by: group))
    case .histograms(let names, let bins, let maximum):
      return .histograms(each(names) { Histogram($0, bins: bins, maximumBins: maximum) })
    case .hexagons(let x, let y, let columns, let rows):
      return .hexagons(HexagonBins(x: numbers(x), y: numbers(y), columns: columns, rows: rows))
    case .boxes(let name, let group, let limit):
      return .boxes(
        groups(of: name, by: group).map { name, values in
          GroupBox(name: name, box: BoxSummary(values[0], outlierLimit: limit), rows: values[0].count)
        })
    case .correlations(let names, let method):
      return .correlations(CorrelationMatrix(names.map(numbers), names: names, method: method))
    case .aggregates(let aggregates, let keys): return .frame(grouped(by: keys).aggregated(aggregates))
    case .trends(let x, let y, let band, let minimumCount):
      let positions = DistinctValues(numbers(x))
      // A row that several columns lack is one row.
      var isMissing = positions.codes.map { $0 < 0 }
      let trends = y.map { name in
        let values = numbers(name)
        for row in values.indices where values[row].isNaN { isMissing[row] = true }
        return Trend(at: positions, y: values, band: band, minimumCount: minimumCount)
      }
      return .trends(TrendSet(names: y, trends: trends, missing: isMissing.count { $0 }))
    case .groupedTrends(let x, let y, let group, let band, let minimumCount):
      let groups = groups(of: x, y, by: group)
      let trends = groups.map { Trend(x: $1[0], y: $1[1], band: band, minimumCount: minimumCount) }
      let missing = self[group].missingCount + trends.reduce(0) { $0 + $1.missing }
      return .trends(TrendSet(names: groups.map { $0.name ?? "" }, trends: trends, missing: missing))
    case .fits(let x, let y, let group):
      return .fits(groups(of: x, y, by: group).map { GroupFit(name: $0, fit: LinearFit(x: $1[0], y: $1[1])) })
    case .keywords(let words, let name):
      let texts = self[name].texts
      return .keywords(
        words.map { word in
          let wanted = word.lowercased()
          return texts.mapNonNil { wanted.isEmpty || $0.lowercased().firstRange(of: wanted) != nil }.trueCount
        })
    }
  }

  private func each<Value: Sendable>(_ names: [String], _ body: @Sendable ([Double]) -> Value) -> [Value] {
    let columns = names.map(numbers)
    return Parallel.map(columns.count, work: columns.count * rowCount) { body(columns[$0]) }
  }

  private func valueCounts(of name: String, limit: Int) -> ValueCounts {
    let counted = self[name].valueCounts()
    let counts = counted.columns[1].doubles?.map { Int($0) } ?? []
    let shown = Swift.max(0, Swift.min(limit, counts.count))
    return ValueCounts(
      entries: (0..<shown).map {
        .init(value: counted.columns[0].text(at: $0) ?? "", count: counts[$0])
      }, distinct: counts.count, total: counts.reduce(0, +), missing: self[name].missingCount,
      tied: shown == 0 ? 0 : counts[shown...].prefix { $0 == counts[shown - 1] }.count)
  }

  private func pairCounts(of name: String, by group: String) -> PairedValueCounts {
    let present = selecting(columnNames: name == group ? [name] : [name, group]).droppingMissing()
    let counted = present.grouped(by: [name, group]).counts()
    let counts = counted.columns[counted.columns.count - 1].doubles ?? []
    return PairedValueCounts(
      entries: counts.indices.map {
        .init(
          name: counted[name].text(at: $0) ?? "", group: counted[group].text(at: $0) ?? "", count: Int(counts[$0]))
      }, missing: rowCount - present.rowCount)
  }

  /// The numbers of columns for each value of another, sorted by it; rows without one are in no group.
  private func groups(of names: String..., by group: String?) -> [(name: String?, values: [[Double]])] {
    let columns = names.map(numbers)
    guard let group else { return [(nil, columns)] }
    let grouping = grouped(by: group)
    var values = [[[Double]]](repeating: names.map { _ in [] }, count: grouping.count)
    for (row, number) in grouping.groupOfRow.enumerated() {
      for column in columns.indices { values[Int(number)][column].append(columns[column][row]) }
    }
    let keys = grouping.keys[group]
    return (0..<grouping.count).compactMap { number in
      keys.text(at: number).map { (name: $0, values: values[number]) }
    }
  }
}

extension DataFrame {
  private func mask(_ filter: RowFilter) throws(DataSourceError) -> Column<Bool> {
    func mask(_ contents: [Bool?]) -> Column<Bool> { Column(name: "", contents: contents) }
    func joined(
      _ filters: [RowFilter], _ start: Bool, _ join: (Column<Bool>, Column<Bool>) -> Column<Bool>
    ) throws(DataSourceError) -> Column<Bool> {
      var result = mask([Bool?](repeating: start, count: rowCount))
      for filter in filters { result = join(result, try self.mask(filter)) }
      return result
    }
    switch filter {
    case .all(let filters): return try joined(filters, true) { $0 && $1 }
    case .any(let filters): return try joined(filters, false) { $0 || $1 }
    case .not(let filter): return try !self.mask(filter)
    case .isMissing(let name):
      let column = self[name]
      return mask((0..<rowCount).map { column.isNil(at: $0) })
    case .contains(let name, let part):
      return self[name].texts.mapNonNil { part.isEmpty || $0.firstRange(of: part) != nil }
    case .compared(let name, let comparison, .number(let number)):
      let numbers = try comparable(name)
      return mask(numbers.map { $0.isNaN ? nil : comparison.holds($0, number) })
    case .compared(let name, let comparison, .text(let text)):
      return self[name].texts.mapNonNil { comparison.holds($0, text) }
    case .isOneOf(let name, let values):
      return try joined(values.map { .compared(name, .equal, $0) }, false) { $0 || $1 }
    }
  }

  private func comparable(_ name: String) throws(DataSourceError) -> [Double] {
    guard let numbers = self[name].doubles else {
      throw DataSourceError(
        kind: .column, place: "the column \"\(name)\"", message: "It holds text, and is compared with a number.")
    }
    return numbers
  }
}

extension RowFilter.Comparison {
  fileprivate func holds<Value: Comparable>(_ one: Value, _ other: Value) -> Bool {
    switch self {
    case .equal: one == other
    case .different: one != other
    case .less: one < other
    case .atMost: one <= other
    case .greater: one > other
    case .atLeast: one >= other
    }
  }
}
