import CArrow
import Frames

/// Columns from the arrays of Arrow's C interface, in memory that belongs to their maker.
struct ArrowImport {
  private(set) var remarks: [String] = []

  /// Columns of one batch. The schema is a structure of columns.
  mutating func columns(_ schema: ArrowSchema, _ batch: ArrowArray) throws(TableReadingError) -> [AnyColumn] {
    guard let format = schema.format, String(cString: format) == "+s", schema.n_children == batch.n_children else {
      throw .damaged("What came is no table.")
    }
    var columns: [AnyColumn] = []
    for number in 0..<Int(schema.n_children) {
      guard let field = schema.children?[number]?.pointee, let array = batch.children?[number]?.pointee else {
        throw .damaged("A column is not there.")
      }
      try append(field, array, rows: Int(batch.offset)..<Int(batch.offset + batch.length), "", to: &columns)
    }
    return columns
  }

  private mutating func append(
    _ schema: ArrowSchema, _ array: ArrowArray, rows: Range<Int>, _ prefix: String, to columns: inout [AnyColumn]
  ) throws(TableReadingError) {
    var field = try ArrowField(schema)
    field.name = prefix + field.name
    if schema.dictionary == nil, field.kind == .structure {
      for number in 0..<Int(schema.n_children) {
        guard let child = schema.children?[number]?.pointee, let values = array.children?[number]?.pointee else {
          throw .damaged("A column is not there.")
        }
        let start = rows.lowerBound + Int(array.offset)
        try append(child, values, rows: start..<start + rows.count, field.name + ".", to: &columns)
      }
      return
    }
    columns.append(try column(schema, field, array, rows: rows))
  }

  /// A column of these rows of an array.
  private mutating func column(
    _ schema: ArrowSchema, _ field: ArrowField, _ array: ArrowArray, rows: Range<Int>
  ) throws(TableReadingError) -> AnyColumn {
    guard array.length >= 0, array.offset >= 0, rows.lowerBound >= 0, rows.upperBound <= array.length else {
      throw .damaged("The columns have different lengths.")
    }
    let start = rows.lowerBound + Int(array.offset)
    if let dictionary = schema.dictionary?.pointee, let values = array.dictionary?.pointee {
      let texts = try column(dictionary, try ArrowField(dictionary), values, rows: 0..<Int(values.length))
      guard case .integer(let codes) = try plain(field, array, start, rows.count) else {
        throw .damaged("The numbers of a dictionary are no whole ones.")
      }
      guard codes.allSatisfy({ $0.map { (0..<texts.count).contains($0) } ?? true }) else {
        throw .damaged("A value is not in the dictionary.")
      }
      let picked = codes.map { $0 ?? -1 }
      let known = DataFrame(columns: [texts.renamed(field.name)])
      // A row that is there stands in for missing ones, which are taken away again.
      guard picked.contains(-1) else { return known.gathering(picked).columns[0] }
      let column = Column<String>(name: field.name, contents: picked.map { $0 < 0 ? nil : texts.text(at: $0) })
      return column.eraseToAnyColumn()
    }
    if case .list(let bytes) = field.kind { return try lists(schema, field, array, start, rows.count, bytes) }
    return try plain(field, array, start, rows.count)
  }

  private mutating func plain(
    _ field: ArrowField, _ array: ArrowArray, _ start: Int, _ rows: Int
  ) throws(TableReadingError) -> AnyColumn {
    guard let cell = field.cell else {
      throw TableReadingError(
        kind: .unsupported, place: "the column \"\(field.name)\"", message: "It holds values that are not read.",
        hint: "Leave it out of the query, or cast it to text there.")
    }
    let values = try values(field.kind, array, start, rows)
    let (column, found) = try PiecedColumn(
      name: field.name, kind: cell, pieces: [0..<rows], areTimes: field.areTimes, areMoments: field.areMoments
    ).column {
      (_, cells) throws(TableReadingError) in try values.read(field.kind, into: cells)
    }
    let impossible = found.reduce(0) { $0 + $1.impossibleDates }
    if impossible > 0 {
      remarks.append("\(impossible) dates of \"\(field.name)\" lie outside the years 1 to 9999 and are missing.")
    }
    return column
  }

  /// Lists as texts such as `[1, 2]`.
  private mutating func lists(
    _ schema: ArrowSchema, _ field: ArrowField, _ array: ArrowArray, _ start: Int, _ rows: Int, _ bytes: Int
  ) throws(TableReadingError) -> AnyColumn {
    guard let child = schema.children?[0]?.pointee, let members = array.children?[0]?.pointee,
      let ends = array.n_buffers > 1 ? array.buffers?[1] : nil
    else { throw .damaged("A list has no values.") }
    let offsets = (start...start + rows).map { row in
      bytes == 4
        ? Int(ends.loadUnaligned(fromByteOffset: row * 4, as: Int32.self))
        : Int(ends.loadUnaligned(fromByteOffset: row * 8, as: Int64.self))
    }
    guard offsets[0] >= 0, zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      offsets[rows] <= Int(members.length)
    else { throw .damaged("A list does not lie in its values.") }
    let values = try column(child, try ArrowField(child), members, rows: 0..<offsets[rows])
    let missing = Set(try self.values(.nothing, array, start, rows).missing())
    remarks.append("The lists of \"\(field.name)\" are read as text.")
    let texts = (0..<rows).map { row -> String? in
      if missing.contains(Int32(row)) { return nil }
      let parts = (offsets[row]..<offsets[row + 1]).map { values.text(at: $0) ?? "null" }
      return "[" + parts.joined(separator: ", ") + "]"
    }
    return Column(name: field.name, contents: texts).eraseToAnyColumn()
  }

  /// The buffers of some rows. The interface does not tell how long they are: it is what the rows need.
  private func values(
    _ kind: ArrowField.Kind, _ array: ArrowArray, _ start: Int, _ rows: Int
  ) throws(TableReadingError) -> ArrowValues {
    func buffer(_ number: Int, from: Int, count: Int) -> ArrowValues.Buffer {
      guard number < Int(array.n_buffers), let bytes = array.buffers?[number] else { return .unpacked([]) }
      return .inFile(UnsafeRawBufferPointer(start: bytes + from, count: count))
    }
    func bits(_ number: Int) -> ArrowValues.Buffer {
      guard number < Int(array.n_buffers), let bytes = array.buffers?[number] else { return .unpacked([]) }
      if start % 8 == 0 { return buffer(number, from: start / 8, count: (rows + 7) / 8) }
      var packed = [UInt8](repeating: 0, count: (rows + 7) / 8)
      for row in 0..<rows {
        let place = start + row
        let bit = bytes.load(fromByteOffset: place / 8, as: UInt8.self) >> UInt8(place % 8) & 1
        packed[row / 8] |= bit << UInt8(row % 8)
      }
      return .unpacked(packed)
    }
    func sized(_ size: Int) -> [ArrowValues.Buffer] { [bits(0), buffer(1, from: start * size, count: rows * size)] }
    let buffers: [ArrowValues.Buffer]
    switch kind {
    case .nothing, .structure, .list, .fixedList, .unknown: buffers = [bits(0)]
    case .integer(let bytes, _), .decimal(let bytes, _), .time(_, let bytes), .fixedBytes(let bytes):
      buffers = sized(bytes)
    case .half: buffers = sized(2)
    case .single: buffers = sized(4)
    case .double, .moment, .duration: buffers = sized(8)
    case .date(let inMilliseconds): buffers = sized(inMilliseconds ? 8 : 4)
    case .boolean: buffers = [bits(0), bits(1)]
    case .text(let bytes):
      guard rows > 0, let ends = array.n_buffers > 1 ? array.buffers?[1] : nil else {
        return ArrowValues(rows: 0, buffers: [], validities: [])
      }
      let last =
        bytes == 4
        ? Int(ends.loadUnaligned(fromByteOffset: (start + rows) * 4, as: Int32.self))
        : Int(ends.loadUnaligned(fromByteOffset: (start + rows) * 8, as: Int64.self))
      guard last >= 0 else { throw .damaged("Texts do not lie in their buffers.") }
      buffers = [
        bits(0), buffer(1, from: start * bytes, count: (rows + 1) * bytes), buffer(2, from: 0, count: last),
      ]
    case .textViews:
      let count = Int(array.n_buffers) - 3
      guard count >= 0, let sizes = array.buffers?[Int(array.n_buffers) - 1] else {
        throw .damaged("Texts do not lie in their buffers.")
      }
      let pieces = (0..<count).map { number in
        let size = Int(sizes.loadUnaligned(fromByteOffset: number * 8, as: Int64.self))
        return buffer(number + 2, from: 0, count: max(0, size))
      }
      buffers = sized(16) + pieces
    }
    return ArrowValues(rows: rows, buffers: buffers, validities: [])
  }
}
