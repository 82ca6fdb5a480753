import Frames
import Statistics

/// Finds the records in a text of JSON and reads them.
///
/// What is understood: a list of objects, of lists or of values; one object behind the other, as in JSON lines; an
/// object of lists of equal length, which are columns; pandas' `split`, `index` and `columns`; an object one member of
/// which is the list of records. An object by itself is one row. Objects inside records become columns with names such
/// as `user.name`, lists stay JSON text.
struct JSONDocument {
  private let text: UnsafeRawBufferPointer
  private let infersDates: Bool
  private(set) var remarks: [String] = []
  /// Below this many bytes threads would cost more than they save.
  private static let worthwhile = 1 << 22

  init(_ text: UnsafeRawBufferPointer, infersDates: Bool) {
    self.text = text
    self.infersDates = infersDates
  }

  mutating func frame() throws(TableReadingError) -> DataFrame {
    var parser = JSONParser(text)
    switch parser.peek() {
    case 0: throw TableReadingError(kind: .delimited(.empty), message: "There is nothing to read.")
    case UInt8(ascii: "["):
      let frame = try list(&parser)
      try requireEnd(&parser)
      return frame
    case UInt8(ascii: "{"): break
    default:
      throw parser.failure("The text is no JSON: it begins neither with an object nor with a list.")
    }
    let start = parser.position
    try parser.skip()
    if parser.peek() == UInt8(ascii: "{") { return try lines(from: start) }
    try requireEnd(&parser)
    parser.position = start
    return try single(&parser)
  }

  private func requireEnd(_ parser: inout JSONParser) throws(TableReadingError) {
    _ = parser.peek()
    guard parser.position == parser.end else { throw parser.failure("Something stands behind the end of the JSON.") }
  }

  /// Objects one behind the other: on all cores where each stands on its own line.
  private func lines(from start: Int) throws(TableReadingError) -> DataFrame {
    if text.count - start > Self.worthwhile, let frame = chunkedLines(from: start) { return frame }
    return try records(start..<text.count)
  }

  private func records(_ range: Range<Int>) throws(TableReadingError) -> DataFrame {
    // The padding is that of the whole text, or the next record.
    var parser = JSONParser(UnsafeRawBufferPointer(rebasing: text[..<range.upperBound]), from: range.lowerBound)
    let shape = JSONShape()
    var row = 0
    while true {
      // Some separate records by commas or by the record separator of RFC 7464.
      while parser.peek() == 0x1E || parser.peek() == UInt8(ascii: ","), parser.position < parser.end {
        parser.position += 1
      }
      guard parser.peek() != 0 || parser.position < parser.end else { break }
      try parser.object(into: shape, row: row)
      row += 1
    }
    return frame(shape.columns, rows: row)
  }

  private func chunkedLines(from start: Int) -> DataFrame? {
    var ranges: [Range<Int>] = []
    var lower = start
    while lower < text.count {
      var upper = min(text.count, lower + Self.worthwhile)
      while upper < text.count, text[upper - 1] != 10 { upper += 1 }
      ranges.append(lower..<upper)
      lower = upper
    }
    let document = self
    nonisolated(unsafe) let unsafeDocument = document
    let parts = Parallel.map(ranges.count) { try? unsafeDocument.records(ranges[$0]) }
    guard parts.allSatisfy({ $0 != nil }) else { return nil }
    return FrameUnion(parts.compactMap { $0 }).frame
  }

  private func frame(_ columns: [MixedColumn], rows: Int) -> DataFrame {
    // The names `a.b` of a nested and of a flat value may be the same.
    var taken: Set<String> = []
    let infersDates = infersDates
    let named = columns.map { column in
      var name = column.name
      while !taken.insert(name).inserted { name += "'" }
      return column.column(rows: rows, infersDates: infersDates).renamed(name)
    }
    return DataFrame(columns: named, rows: rows)
  }

  /// A list of objects, of lists or of values.
  private mutating func list(_ parser: inout JSONParser) throws(TableReadingError) -> DataFrame {
    try parser.expect(UInt8(ascii: "["), "a list")
    let shape = JSONShape()
    let positions = JSONShape()
    let values = MixedColumn(name: "value")
    var row = 0
    if parser.peek() == UInt8(ascii: "]") {
      parser.position += 1
      return DataFrame()
    }
    while true {
      switch parser.peek() {
      case UInt8(ascii: "{"): try parser.object(into: shape, row: row)
      case UInt8(ascii: "["): try tuple(&parser, into: positions, row: row, names: nil)
      default: try parser.scalar(into: values, row: row)
      }
      row += 1
      if parser.peek() == UInt8(ascii: ",") {
        parser.position += 1
      } else {
        try parser.expect(UInt8(ascii: "]"), "a comma or the end of the list")
        break
      }
    }
    return frame(shape.columns + positions.columns + (values.count > 0 ? [values] : []), rows: row)
  }

  /// A list whose values belong to columns by their place.
  private func tuple(
    _ parser: inout JSONParser, into shape: JSONShape, row: Int, names: [String]?
  ) throws(TableReadingError) {
    try parser.expect(UInt8(ascii: "["), "a list")
    if parser.peek() == UInt8(ascii: "]") {
      parser.position += 1
      return
    }
    shape.begin()
    var place = 0
    while true {
      var name = names.map { place < $0.count ? $0[place] : "Column \(place + 1)" } ?? "Column \(place + 1)"
      let number = name.withUTF8 { shape.number(of: $0) }
      _ = shape.take(number, row)
      try parser.scalar(into: shape.column(number), row: row)
      place += 1
      if parser.peek() == UInt8(ascii: ",") {
        parser.position += 1
      } else {
        return try parser.expect(UInt8(ascii: "]"), "a comma or the end of the list")
      }
    }
  }

  /// A member of an object: its name and where its value starts.
  private struct Member {
    var name: String
    var position: Int
    var first: UInt8
    /// The first byte in a list or an object.
    var second: UInt8
  }

  private func members(_ parser: inout JSONParser) throws(TableReadingError) -> [Member] {
    try parser.expect(UInt8(ascii: "{"), "an object")
    var members: [Member] = []
    if parser.peek() == UInt8(ascii: "}") {
      parser.position += 1
      return []
    }
    while true {
      _ = parser.peek()
      let name = try parser.string { String(decoding: $0, as: UTF8.self) }
      try parser.expect(UInt8(ascii: ":"), "a colon")
      let first = parser.peek()
      let position = parser.position
      var inner = parser
      inner.position += 1
      members.append(Member(name: name, position: position, first: first, second: inner.peek()))
      try parser.skip()
      if parser.peek() == UInt8(ascii: ",") { parser.position += 1 } else { break }
    }
    try parser.expect(UInt8(ascii: "}"), "a comma or the end of the object")
    return members
  }

  /// One object that is the whole text.
  private mutating func single(_ parser: inout JSONParser) throws(TableReadingError) -> DataFrame {
    let start = parser.position
    let members = try members(&parser)
    let (object, list) = (UInt8(ascii: "{"), UInt8(ascii: "["))
    let lists = members.filter { $0.first == list }
    if let names = lists.first(where: { $0.name == "columns" }),
      let data = lists.first(where: { $0.name == "data" }), data.second == list
    {
      return try split(&parser, names, data)
    }
    let records = lists.filter { $0.second == object }
    if records.count == 1 {
      if members.count > 1 {
        let others = members.filter { $0.name != records[0].name }.map { "\"\($0.name)\"" }.joined(separator: ", ")
        remarks.append("The rows are those of \"\(records[0].name)\"; \(others) beside it is left out.")
      }
      parser.position = records[0].position
      return try self.list(&parser)
    }
    if !members.isEmpty, lists.count == members.count, records.isEmpty, let frame = try columns(&parser, members) {
      return frame
    }
    if members.count > 1, members.allSatisfy({ $0.first == object }) { return try keyed(&parser, members) }
    parser.position = start
    let shape = JSONShape()
    try parser.object(into: shape, row: 0)
    return frame(shape.columns, rows: 1)
  }

  /// pandas' `split`: names, and lists of values.
  private func split(_ parser: inout JSONParser, _ names: Member, _ data: Member) throws(TableReadingError) -> DataFrame
  {
    parser.position = names.position
    let titles = MixedColumn(name: "")
    var count = 0
    try elements(&parser) { (parser: inout JSONParser) throws(TableReadingError) in
      try parser.scalar(into: titles, row: count)
      count += 1
    }
    let texts = titles.column(rows: count, infersDates: false).texts.map { $0 ?? "" }
    let shape = JSONShape()
    for var name in texts {
      let number = name.withUTF8 { shape.number(of: $0) }
      _ = shape.column(number)
    }
    parser.position = data.position
    var row = 0
    try elements(&parser) { (parser: inout JSONParser) throws(TableReadingError) in
      try tuple(&parser, into: shape, row: row, names: texts)
      row += 1
    }
    return frame(shape.columns, rows: row)
  }

  /// Lists of equal length as columns; nil when their lengths differ.
  private func columns(_ parser: inout JSONParser, _ members: [Member]) throws(TableReadingError) -> DataFrame? {
    var columns: [MixedColumn] = []
    var length: Int?
    for member in members {
      let column = MixedColumn(name: member.name)
      parser.position = member.position
      var count = 0
      try elements(&parser) { (parser: inout JSONParser) throws(TableReadingError) in
        try parser.scalar(into: column, row: count)
        count += 1
      }
      guard length == nil || length == count else { return nil }
      length = count
      columns.append(column)
    }
    return frame(columns, rows: length ?? 0)
  }

  /// Objects by name: pandas' `columns` where the inner names are row numbers that all share, else one row for each,
  /// with its name in front.
  private func keyed(_ parser: inout JSONParser, _ members: [Member]) throws(TableReadingError) -> DataFrame {
    parser.position = members[0].position
    let names = try self.members(&parser).map(\.name)
    if !names.isEmpty, names.enumerated().allSatisfy({ String($0.offset) == $0.element }) {
      var columns: [MixedColumn] = []
      for member in members {
        parser.position = member.position
        let values = try self.members(&parser)
        guard values.map(\.name) == names else { columns = []; break }
        let column = MixedColumn(name: member.name)
        for (row, value) in values.enumerated() {
          parser.position = value.position
          try parser.scalar(into: column, row: row)
        }
        columns.append(column)
      }
      if !columns.isEmpty { return frame(columns, rows: names.count) }
    }
    let keys = MixedColumn(name: "key")
    let shape = JSONShape()
    for (row, member) in members.enumerated() {
      var name = member.name
      name.withUTF8 { keys.set(row, .text, $0) }
      parser.position = member.position
      try parser.object(into: shape, row: row)
    }
    return frame([keys] + shape.columns, rows: members.count)
  }

  private func elements(
    _ parser: inout JSONParser, _ body: (inout JSONParser) throws(TableReadingError) -> Void
  ) throws(TableReadingError) {
    try parser.expect(UInt8(ascii: "["), "a list")
    if parser.peek() == UInt8(ascii: "]") {
      parser.position += 1
      return
    }
    while true {
      try body(&parser)
      if parser.peek() == UInt8(ascii: ",") {
        parser.position += 1
      } else {
        return try parser.expect(UInt8(ascii: "]"), "a comma or the end of the list")
      }
    }
  }
}
