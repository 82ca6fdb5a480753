extension DataFrame {
  /// A row for each combination of the key columns and a column for each value of another: long becomes wide.
  ///
  ///     penguins.pivoted(by: "species", columns: "island", values: "mass", .mean)
  ///
  /// Rows are sorted by their keys and columns by their values; a missing value gives the column `missing`. Where there
  /// is no row the result is missing.
  /// - Parameters:
  ///   - names: the columns whose values tell rows apart.
  ///   - column: whose values become names of columns.
  ///   - values: what stands in the columns.
  ///   - function: what is made of several rows that meet. When nil there may be one at most.
  public func pivoted(
    by names: String..., columns column: String, values: String, _ function: Aggregate.Function? = nil
  ) -> DataFrame {
    let grouping = grouped(by: names + [column])
    if function == nil, let group = grouping.sizes.firstIndex(where: { $0 > 1 }) {
      let keys = grouping.keys.columns.map { $0.text(at: group) ?? "missing" }.joined(separator: ", ")
      stop(
        "\(grouping.sizes[group]) rows have the keys \(keys): pivoting needs to know what is made of them, such as .mean."
      )
    }
    let cells = grouping.aggregated(Aggregate(function ?? .first, of: values, as: " cell"))
    let rows = cells.grouped(by: names)
    let heads = cells.grouped(by: column)
    var result = rows.keys
    for head in 0..<heads.count {
      var source = [Int32](repeating: -1, count: rows.count)
      for row in 0..<cells.rowCount where heads.groupOfRow[row] == Int32(head) {
        source[Int(rows.groupOfRow[row])] = Int32(row)
      }
      var name = heads.keys.columns[0].text(at: head) ?? "missing"
      while result.containsColumn(name) { name += "'" }
      result.append(column: cells[" cell"].gathering(source).renamed(name))
    }
    return result
  }

  /// A row for each value of several columns: wide becomes long. Columns of different types become numbers where all
  /// are, else text.
  /// - Parameters:
  ///   - names: the columns whose values are put one below the other.
  ///   - name: of the new column that says which column a value is from.
  ///   - values: of the new column of values.
  public func unpivoted(columns names: [String], into name: String = "name", values: String = "value") -> DataFrame {
    guard let first = names.first else { stop("Unpivoting needs columns.") }
    let kept = removing(columnNames: names)
    // Row by row: all values of the first row, then those of the second.
    let width = names.count
    let stacked = names.dropFirst().reduce(self[first]) { $0.appending(self[$1]) }
    let order = (0..<rowCount).flatMap { row in (0..<width).map { Int32($0 * rowCount + row) } }
    let repeated = (0..<rowCount).flatMap { repeatElement(Int32($0), count: width) }
    var result = kept.gathering(repeated)
    result.append(column: Column(name: name, contents: (0..<rowCount * width).lazy.map { names[$0 % width] }))
    result.append(column: stacked.gathering(order).renamed(values))
    return result
  }

  /// Columns as rows: the names in the column `column`, then a column for each row, named by the texts of a column or
  /// by its number.
  /// - Parameter name: the column whose values become the names; none when nil.
  public func transposed(names name: String? = nil) -> DataFrame {
    let sources = columns.filter { $0.name != name }
    let titles = name.map { name in (0..<rowCount).map { self[name].text(at: $0) ?? "missing" } }
    guard let first = sources.first else { return DataFrame(columns: [.string(Column(name: "column"))]) }
    let all = sources.dropFirst().reduce(first) { $0.appending($1) }
    var result = DataFrame(columns: [.string(Column(name: "column", contents: sources.map(\.name)))])
    for row in 0..<rowCount {
      var title = titles?[row] ?? String(row)
      while result.containsColumn(title) { title += "'" }
      let rows = sources.indices.map { Int32($0 * rowCount + row) }
      result.append(column: all.gathering(rows).renamed(title))
    }
    return result
  }

  /// What a share in a cross table is a part of.
  public enum CrossTableShare: String, Sendable, CaseIterable {
    case all, rows, columns
  }

  /// How many rows have each combination of two columns' values: a row for each value of the one, a column for each of
  /// the other. Rows where one of the two is missing are left out.
  /// - Parameters:
  ///   - share: parts of all rows, of the row's or of the column's instead of counts.
  ///   - hasTotals: adds the column and the row `total`.
  public func crossTable(
    _ rows: String, _ columns: String, share: CrossTableShare? = nil, hasTotals: Bool = false
  ) -> DataFrame {
    let frame = droppingMissing(in: rows, columns)
    let (left, top) = (frame.grouped(by: rows), frame.grouped(by: columns))
    var counts = [[Int]](repeating: [Int](repeating: 0, count: left.count), count: top.count)
    for row in 0..<frame.rowCount { counts[Int(top.groupOfRow[row])][Int(left.groupOfRow[row])] += 1 }
    var titles = (0..<top.count).map { top.keys.columns[0].text(at: $0) ?? "" }
    var keys = left.keys.columns[0]
    if hasTotals {
      counts.append((0..<left.count).map { row in counts.reduce(0) { $0 + $1[row] } })
      titles.append("total")
      for column in counts.indices { counts[column].append(counts[column].reduce(0, +)) }
      keys = .string(Column(name: rows, contents: (0..<left.count).map { keys.text(at: $0) } + ["total"]))
    }
    let rowTotals = counts[..<top.count].reduce([Int](repeating: 0, count: keys.count)) { zip($0, $1).map { $0 + $1 } }
    let columnTotals = counts.map { $0[..<left.count].reduce(0, +) }
    var result = DataFrame(columns: [keys])
    for (column, title) in titles.enumerated() {
      var name = title
      while result.containsColumn(name) { name += "'" }
      guard let share else {
        result.append(column: Column(name: name, values: counts[column]))
        continue
      }
      let shares = counts[column].enumerated().map { row, count -> Double in
        switch share {
        case .all: Double(count) / Double(frame.rowCount)
        case .rows: Double(count) / Double(rowTotals[row])
        case .columns: Double(count) / Double(columnTotals[column])
        }
      }
      result.append(column: Column(name: name, doubles: shares))
    }
    return result
  }
}
