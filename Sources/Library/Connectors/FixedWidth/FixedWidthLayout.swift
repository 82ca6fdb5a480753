/// Where the columns of lines stand that have them at fixed places, in Unicode scalars from 0.
struct FixedWidthLayout {
  var columns: [Range<Int>]

  /// Columns one behind the other; the last one goes on to the end of the line.
  init(widths: [Int]) {
    var start = 0
    columns = widths.map { width in
      defer { start += width }
      return start..<start + width
    }
    if let last = columns.last { columns[columns.count - 1] = last.lowerBound..<Int.max }
  }

  /// Columns set apart by places that are blank on every line.
  init(lines: [Substring]) {
    var isTaken: [Bool] = []
    for line in lines {
      for (place, scalar) in line.unicodeScalars.enumerated() {
        if place == isTaken.count { isTaken.append(false) }
        if scalar != " " { isTaken[place] = true }
      }
    }
    columns = []
    var start: Int?
    for (place, taken) in (isTaken + [false]).enumerated() {
      if taken, start == nil { start = place }
      if !taken, let first = start {
        columns.append(first..<place)
        start = nil
      }
    }
    if let last = columns.last { columns[columns.count - 1] = last.lowerBound..<Int.max }
  }

  /// The fields of a line without the blanks around them.
  func fields(of line: Substring) -> [Substring] {
    var fields: [Substring] = []
    let scalars = line.unicodeScalars
    var (index, place) = (scalars.startIndex, 0)
    for column in columns {
      while place < column.lowerBound, index < scalars.endIndex {
        index = scalars.index(after: index)
        place += 1
      }
      let start = index
      while place < column.upperBound, index < scalars.endIndex {
        index = scalars.index(after: index)
        place += 1
      }
      var field = scalars[start..<index]
      while field.first == " " { field.removeFirst() }
      while field.last == " " { field.removeLast() }
      fields.append(Substring(field))
    }
    return fields
  }
}
