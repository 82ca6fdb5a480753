public import Frames
import Rendering

extension Chart {
  /// Everything that is drawn, row by row: panel by panel, in each layer by layer.
  ///
  /// Where there are several panels the column `Panel` names them; where layers draw several kinds of things, such as
  /// dots and a line through them, the column `Part` says what a row is. Columns of one name are one column; a row has
  /// no value where its kind of thing has none.
  public var dataTable: DataFrame {
    var table = DataTable()
    append(to: &table, prefix: "")
    return table.frame
  }

  private func append(to table: inout DataTable, prefix: String) {
    for panel in splitPanels {
      var names: [String: Int] = [:]
      let title = panel.isNamedByData ? panel.title : panel.title.map { MathText.plain($0) }
      for part in panel.layers.flatMap(\.data) where part.rowCount > 0 {
        // Two layers of one kind are numbered.
        let number = names[part.name, default: 0] + 1
        names[part.name] = number
        table.append(part, panel: title, name: prefix + (number == 1 ? part.name : "\(part.name) \(number)"))
      }
    }
    for (number, inset) in settings.insets.enumerated() {
      inset.chart.append(to: &table, prefix: prefix + (number == 0 ? "Inset: " : "Inset \(number + 1): "))
    }
  }

  /// Whether ``dataTable`` has rows; known without making it.
  public var hasData: Bool {
    splitPanels.contains { $0.layers.contains { $0.data.contains { $0.rowCount > 0 } } }
      || settings.insets.contains { $0.chart.hasData }
  }
}

/// Parts of panels below each other in the columns of one table.
private struct DataTable {
  private struct Stretch {
    var panel: String?
    var part: String
    var rows: Range<Int>
  }
  private struct Piece {
    var column: PlottableColumn
    var firstRow: Int
  }

  private var stretches: [Stretch] = []
  private var columns: [(label: String, pieces: [Piece])] = []
  private var indices: [String: Int] = [:]
  private var rowCount = 0

  mutating func append(_ part: DataPart, panel: String?, name: String) {
    stretches.append(Stretch(panel: panel, part: name, rows: rowCount..<(rowCount + part.rowCount)))
    var taken: Set<String> = []
    for column in part.columns {
      // A heading has no heights and sizes of letters.
      var label = column.label.isEmpty ? "Value" : MathText.plain(column.label)
      while !taken.insert(label).inserted { label += "′" }
      let piece = Piece(column: column, firstRow: rowCount)
      if let index = indices[label] {
        columns[index].pieces.append(piece)
      } else {
        indices[label] = columns.count
        columns.append((label, [piece]))
      }
    }
    rowCount += part.rowCount
  }

  var frame: DataFrame {
    var frame = DataFrame()
    func name(_ heading: String) -> String {
      var name = heading
      while indices[name] != nil { name += "′" }
      return name
    }
    func append(_ heading: String, _ text: (Stretch) -> String) {
      let texts = stretches.flatMap { Array(repeating: text($0), count: $0.rows.count) }
      frame.append(column: Column(name: name(heading), contents: texts))
    }
    if stretches.contains(where: { $0.panel != nil }) { append("Panel") { $0.panel ?? "" } }
    if Set(stretches.map(\.part)).count > 1 { append("Part", \.part) }
    for (label, pieces) in columns { frame.append(column: joined(pieces, name: label)) }
    return frame
  }

  private func joined(_ pieces: [Piece], name: String) -> AnyColumn {
    if pieces.allSatisfy({ $0.column.kind == .number }) {
      if pieces.count == 1, pieces[0].column.count == rowCount {
        return Column(name: name, doubles: pieces[0].column.numbers).eraseToAnyColumn()
      }
      var numbers = [Double](repeating: .nan, count: rowCount)
      for piece in pieces {
        numbers.replaceSubrange(piece.firstRow..<(piece.firstRow + piece.column.count), with: piece.column.numbers)
      }
      return Column(name: name, doubles: numbers).eraseToAnyColumn()
    }
    var texts = [String?](repeating: nil, count: rowCount)
    for piece in pieces {
      for (row, number) in piece.column.numbers.enumerated() where !number.isNaN {
        texts[piece.firstRow + row] =
          piece.column.kind == .number ? number.description : piece.column.text(at: row)
      }
    }
    return .string(Column(name: name, contents: texts))
  }
}
