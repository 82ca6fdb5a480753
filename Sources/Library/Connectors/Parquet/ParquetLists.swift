import Frames

/// Writes the lists of a column as texts, one for each row: `[1,2]`, as JSON has them.
struct ParquetLists {
  let column: ParquetColumn
  /// All entries of all lists, one behind the other; an empty or missing list has one entry too.
  let entries: AnyColumn
  let pieces: [ReadPiece]

  func texts(rows: Int) throws(TableReadingError) -> Column<String> {
    let beginsRow = pieces.flatMap(\.beginsRow)
    let definitions = pieces.flatMap(\.definitions)
    guard beginsRow.count == entries.count, definitions.count == entries.count, beginsRow.first ?? true,
      beginsRow.count(where: { $0 }) == rows
    else { throw .damaged("The lists of a column do not fit its rows.") }
    var texts = Column<String>(name: column.name, capacity: rows)
    var entry = 0
    while entry < entries.count {
      var end = entry + 1
      while end < entries.count, !beginsRow[end] { end += 1 }
      texts.append(text(entry..<end, Int(definitions[entry])))
      entry = end
    }
    return texts
  }

  private func text(_ range: Range<Int>, _ definition: Int) -> String? {
    if definition < column.elementDefinition {
      // One step less than an element's is a list that is there, without one.
      return definition == column.elementDefinition - 1 ? "[]" : nil
    }
    return "[" + range.map(element).joined(separator: ",") + "]"
  }

  private func element(_ entry: Int) -> String {
    guard let text = entries.text(at: entry) else { return "null" }
    switch entries.type {
    case .integer, .double, .boolean: return text
    case .string, .date, .timestamp, .timeOfDay, .duration: return ParquetLists.quoted(text)
    }
  }

  /// A text as JSON has it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 32:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
