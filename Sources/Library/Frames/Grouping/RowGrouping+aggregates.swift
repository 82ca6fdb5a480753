import Statistics

extension RowGrouping {
  /// A row for each group: its keys, then the aggregates.
  public func aggregated(_ aggregates: Aggregate...) -> DataFrame { aggregated(aggregates) }

  /// A row for each group: its keys, then the aggregates.
  public func aggregated(_ aggregates: [Aggregate]) -> DataFrame {
    let needsRows = aggregates.contains { GroupedColumn.needsRows($0.function) }
    let grouping = GroupedColumn.Groups(
      groupOfRow: groupOfRow, count: count, byGroup: needsRows ? rowsByGroup() : ([], []))
    let results = Parallel.map(aggregates.count, work: frame.rowCount * aggregates.count) { number in
      let aggregate = aggregates[number]
      return GroupedColumn(frame[aggregate.column], grouping).aggregated(aggregate.function).renamed(aggregate.name)
    }
    var result = keys
    for column in results { result.append(column: column) }
    return result
  }

  /// What `transform` makes of each group's values of a column.
  public func aggregated<T: ColumnElement, Result: ColumnElement>(
    on name: String, _ type: T.Type, into newName: String, transform: (Column<T>) throws -> Result?
  ) rethrows -> DataFrame {
    let column = frame[name, T.self]
    let (rows, starts) = rowsByGroup()
    if keys.containsColumn(newName) { frame.stop("The key \"\(newName)\" has the name of the new column already.") }
    var results = Column<Result>(name: newName, capacity: count)
    for group in 0..<count {
      let own = Array(rows[starts[group]..<starts[group + 1]])
      results.append(try transform(Column(name: name, storage: column.storage.gathering(own))))
    }
    return keys.with(results)
  }

  /// A row for each group: its keys and, in the column `count` (`count 2` where a key is called that), its number of
  /// rows. Sorted by that number when an order is given.
  public func counts(order: Order? = nil) -> DataFrame {
    var name = "count"
    var copy = 2
    while keys.containsColumn(name) {
      name = "count \(copy)"
      copy += 1
    }
    let counted = keys.with(Column(name: name, values: sizes))
    return order.map { counted.sorted(on: name, order: $0) } ?? counted
  }

  /// Means of columns, all numeric ones when none is named; they are called `mean(Energy)`.
  public func means(_ names: String...) -> DataFrame { aggregated(each(names, .mean)) }
  /// Means of columns, all numeric ones when none is named.
  public func means(_ names: [String]) -> DataFrame { aggregated(each(names, .mean)) }
  /// Sums of columns, all numeric ones when none is named; they are called `sum(Plays)`.
  public func sums(_ names: String...) -> DataFrame { aggregated(each(names, .sum)) }
  /// The least values of columns, all numeric ones when none is named; they are called `min(Energy)`.
  public func minimums(_ names: String...) -> DataFrame { aggregated(each(names, .minimum)) }
  /// The greatest values of columns, all numeric ones when none is named; they are called `max(Energy)`.
  public func maximums(_ names: String...) -> DataFrame { aggregated(each(names, .maximum)) }
  /// Medians of columns, all numeric ones when none is named; they are called `median(Energy)`.
  public func medians(_ names: String...) -> DataFrame { aggregated(each(names, .median)) }
  /// Standard deviations of columns, all numeric ones when none is named; they are called `standardDeviation(Energy)`.
  public func standardDeviations(_ names: String...) -> DataFrame { aggregated(each(names, .standardDeviation)) }

  /// - Parameter probability: from 0 to 1.
  public func quantiles(_ names: String..., probability: Double) -> DataFrame {
    aggregated(each(names, .quantile(probability)))
  }

  private func each(_ names: [String], _ function: Aggregate.Function) -> [Aggregate] {
    let names = names.isEmpty ? frame.numericColumnNames.filter { !keyNames.contains($0) } : names
    return names.map { Aggregate(function, of: $0) }
  }

  /// A row for each group with the summary of a numeric column: the box plot's numbers.
  public func summary(of name: String) -> DataFrame {
    aggregated(
      Aggregate(.count, of: name, as: "count"), Aggregate(.missingCount, of: name, as: "missing"),
      Aggregate(.mean, of: name, as: "mean"), Aggregate(.standardDeviation, of: name, as: "standardDeviation"),
      Aggregate(.minimum, of: name, as: "minimum"), Aggregate(.quantile(0.25), of: name, as: "firstQuartile"),
      Aggregate(.median, of: name, as: "median"), Aggregate(.quantile(0.75), of: name, as: "thirdQuartile"),
      Aggregate(.maximum, of: name, as: "maximum"))
  }
}
