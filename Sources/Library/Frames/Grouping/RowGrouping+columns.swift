import Statistics

extension RowGrouping {
  /// The frame with a column more, made within each group: z-scores, ranks, differences to the row before.
  ///
  ///     frame.grouped(by: "species").with("z", of: "mass") { ($0 - $0.mean()) / $0.standardDeviation() }
  /// - Parameters:
  ///   - name: of the column; one of that name is replaced.
  ///   - source: the column whose values `make` gets, of one group at a time, in the order of the frame.
  ///   - make: as many values as the group has rows.
  public func with(
    _ name: String, of source: String, _ make: (AnyColumn) throws -> AnyColumn
  ) rethrows -> DataFrame {
    let (rows, starts) = rowsByGroup()
    let column = frame[source]
    let sorted = column.gathering(rows)
    return try with(name, rows, starts) { range in try make(sorted.slice(range)) }
  }

  /// The frame with a column more, made of several columns within each group. ``with(_:of:_:)`` is faster where one
  /// column is enough.
  /// - Parameter make: gets a group's rows, and gives as many values.
  public func with(_ name: String, _ make: (DataFrame) throws -> AnyColumn) rethrows -> DataFrame {
    let (rows, starts) = rowsByGroup()
    let sorted = frame.gathering(rows)
    return try with(name, rows, starts) { range in
      try make(DataFrame(columns: sorted.columns.map { $0.slice(range) }, rowCount: range.count))
    }
  }

  private func with(
    _ name: String, _ rows: [Int32], _ starts: [Int], _ make: (Range<Int>) throws -> AnyColumn
  ) rethrows -> DataFrame {
    var made: [AnyColumn] = []
    for group in 0..<count {
      let range = starts[group]..<starts[group + 1]
      let values = try make(range)
      guard values.count == range.count else {
        frame.stop(
          "The column \"\(name)\" has \(values.count) values for the \(range.count) rows of a group; `aggregated` gives one "
            + "for each group.")
      }
      made.append(values)
    }
    // Back from the order of the groups to that of the rows.
    var places = [Int32](repeating: 0, count: rows.count)
    for (place, row) in rows.enumerated() { places[Int(row)] = Int32(place) }
    return frame.with(AnyColumn.joined(made).gathering(places).renamed(name))
  }

  /// The frame with columns more that repeat a group's number in each of its rows: `.mean("mass")` beside every mass.
  public func with(_ aggregates: Aggregate...) -> DataFrame {
    let summary = aggregated(aggregates)
    return aggregates.reduce(frame) { $0.with(summary[$1.name].gathering(groupOfRow)) }
  }
}

extension AnyColumn {
  /// The rows of a range.
  fileprivate func slice(_ range: Range<Int>) -> AnyColumn { gathering(range.map { Int32($0) }) }

  /// The rows of all, one below the other; of none, a column of numbers without rows.
  fileprivate static func joined(_ columns: [AnyColumn]) -> AnyColumn {
    guard let first = columns.first else { return .double(Column(name: "")) }
    guard columns.allSatisfy({ $0.type == first.type }) else {
      return columns.dropFirst().reduce(first) { $0.appending($1) }
    }
    return first.typed.appendingAll(columns.dropFirst())
  }
}
