public import Frames

extension Chart {
  /// No data table has more rows than this: a cloud of dots is not read row by row.
  public static let maximumDataRows = 5_000

  /// What is drawn, row by row: the values of the layer with the most to say, panel by panel.
  ///
  /// At most ``maximumDataRows`` rows, the first of each panel; ``dataRowCount`` tells how many there are.
  public var dataTable: DataFrame {
    let panels = splitPanels
    let hasPanels = panels.contains { $0.title != nil }
    let tables = panels.map { panel in
      (panel.title ?? "", panel.layers.map(\.dataColumns).filter { !$0.isEmpty }.max { Self.rows($0) < Self.rows($1) })
    }
    guard let first = tables.compactMap(\.1).first else { return DataFrame() }
    let limit = max(1, Self.maximumDataRows / max(panels.count, 1))
    var columns = first.map { ($0.label, [(column: PlottableColumn, rows: Int)]()) }
    var titles: [String] = []
    // Panels of other shapes than the first have no place in one table.
    for case (let title, let table?) in tables where table.count == columns.count {
      let rows = min(Self.rows(table), limit)
      titles += Array(repeating: title, count: rows)
      for (index, column) in table.enumerated() { columns[index].1.append((column, rows)) }
    }
    var frame = DataFrame()
    if hasPanels { frame.append(column: Column(name: "Panel", contents: titles)) }
    var taken = Set(hasPanels ? ["Panel"] : [])
    for (label, parts) in columns {
      var name = label.isEmpty ? "Value" : label
      while !taken.insert(name).inserted { name += "′" }
      frame.append(column: Self.joined(parts, name: name))
    }
    return frame
  }

  /// How many rows are drawn, also those that ``dataTable`` leaves out.
  public var dataRowCount: Int {
    splitPanels.reduce(0) { $0 + ($1.layers.map { Self.rows($0.dataColumns) }.max() ?? 0) }
  }

  private static func rows(_ columns: [PlottableColumn]) -> Int { columns.first?.count ?? 0 }

  private static func joined(_ parts: [(column: PlottableColumn, rows: Int)], name: String) -> AnyColumn {
    if parts.allSatisfy({ $0.column.kind == .number }) {
      let numbers = parts.flatMap { $0.column.numbers.prefix($0.rows) }
      return .double(Column(name: name, contents: numbers.map { $0.isNaN ? nil : $0 }))
    }
    let texts = parts.flatMap { part in
      (0..<part.rows).map { part.column.numbers[$0].isNaN ? nil : part.column.text(at: $0) }
    }
    return .string(Column(name: name, contents: texts))
  }
}
