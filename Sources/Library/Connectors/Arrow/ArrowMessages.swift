/// The messages of an Arrow file or stream: the schema, dictionaries and batches of rows.
struct ArrowMessages {
  /// The values of all columns in some rows, or those of a dictionary.
  struct Batch {
    var rows: Int
    /// Rows and missing values of each field, in the order of the schema.
    var nodes: [Int]
    /// Where each buffer lies in the body and how long it is.
    var buffers: [Int]
    /// How many further buffers each field of views has.
    var furtherBuffers: [Int]
    var compression: Compression?
    var body: UnsafeRawBufferPointer
    /// How many dictionaries had been read before.
    var dictionaries = 0
  }

  /// Values by which others are named.
  struct Dictionary {
    var id: Int
    /// The values come behind those that there are already.
    var isFurther: Bool
    var batch: Batch
  }

  private(set) var fields: [ArrowField] = []
  private(set) var batches: [Batch] = []
  private(set) var dictionaries: [Dictionary] = []

  init(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    if file.starts(with: ArrowMessages.mark) { try readFile(file) } else { try readStream(file) }
  }

  private static let mark = Array("ARROW1".utf8)

  /// A file tells at its end where its messages are.
  private mutating func readFile(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    guard file.count >= 24, file.suffix(6).elementsEqual(ArrowMessages.mark) else {
      throw .damaged("The file does not end as an Arrow file does.")
    }
    var end = ByteReader(file, from: file.count - 10)
    let length = Int(try end.number(UInt32.self))
    guard length <= file.count - 18 else { throw .damaged("The file's metadata is longer than the file.") }
    let footer = try FlatTable(UnsafeRawBufferPointer(rebasing: file[(file.count - 10 - length)..<(file.count - 10)]))
    guard let schema = try footer.table(1) else { throw .damaged("The file does not tell its columns.") }
    try readSchema(schema)
    // Dictionaries first: the rows name their values.
    for field in [2, 3] {
      let blocks = try footer.integers(field, perElement: 3)
      for block in stride(from: 0, to: blocks.count, by: 3) {
        guard blocks[block] >= 0, blocks[block] <= file.count else {
          throw .damaged("A message does not lie in the file.")
        }
        var reader = ByteReader(file, from: blocks[block])
        _ = try readMessage(&reader)
      }
    }
    for number in batches.indices { batches[number].dictionaries = dictionaries.count }
  }

  private mutating func readStream(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    var reader = ByteReader(file)
    while reader.remaining >= 4, try readMessage(&reader) {}
    guard hasSchema else { throw .damaged("The file does not tell its columns.") }
  }

  private var hasSchema = false

  private mutating func readSchema(_ schema: FlatTable) throws(TableReadingError) {
    guard try schema.number(0, Int16.self) == 0 else {
      throw TableReadingError(kind: .unsupported, message: "Its numbers have their highest byte first.")
    }
    fields = []
    var room = 1 << 20
    for field in try schema.tables(1) { fields.append(try ArrowField(field, room: &room)) }
    hasSchema = true
  }

  /// - Returns: false at the mark of the end.
  private mutating func readMessage(_ reader: inout ByteReader) throws(TableReadingError) -> Bool {
    var length = Int(try reader.number(UInt32.self))
    if length == 0xFFFF_FFFF { length = Int(try reader.number(UInt32.self)) }
    if length == 0 { return false }
    let message = try FlatTable(try reader.take(length))
    let bodyLength = Int(try message.number(3, Int64.self))
    let body = try reader.take(bodyLength)
    guard let header = try message.table(2) else { throw .damaged("A message tells nothing.") }
    switch try message.number(1, UInt8.self) {
    case 1: try readSchema(header)
    case 2:
      guard let data = try header.table(1) else { throw .damaged("A dictionary has no values.") }
      let batch = try Batch(data, body)
      dictionaries.append(
        Dictionary(id: Int(try header.number(0, Int64.self)), isFurther: try header.boolean(2), batch: batch))
    case 3:
      var batch = try Batch(header, body)
      batch.dictionaries = dictionaries.count
      batches.append(batch)
    default: break
    }
    return true
  }

  /// The field that a dictionary's values are of.
  func field(ofDictionary id: Int) -> ArrowField? {
    func find(_ fields: [ArrowField]) -> ArrowField? {
      for field in fields {
        if field.dictionary?.id == id { return field }
        if let found = find(field.children) { return found }
      }
      return nil
    }
    return find(fields)
  }
}

extension ArrowMessages.Batch {
  fileprivate init(_ table: FlatTable, _ body: UnsafeRawBufferPointer) throws(TableReadingError) {
    rows = Int(try table.number(0, Int64.self))
    nodes = try table.integers(1, perElement: 2)
    buffers = try table.integers(2, perElement: 2)
    furtherBuffers = try table.integers(4)
    self.body = body
    if let packing = try table.table(3) {
      compression = try packing.number(0, Int8.self) == 0 ? .lz4Frame : .zstd
    }
    guard rows >= 0, rows <= Int(Int32.max) else { throw .damaged("A batch has an impossible number of rows.") }
  }
}

/// The values of one field in one batch, as they lie in memory.
struct ArrowValues {
  /// Bytes of a buffer: a part of the file, or unpacked.
  enum Buffer {
    case inFile(UnsafeRawBufferPointer)
    case unpacked([UInt8])

    func withBytes<Result>(
      _ body: (UnsafeRawBufferPointer) throws(TableReadingError) -> Result
    ) throws(TableReadingError) -> Result {
      switch self {
      case .inFile(let bytes): return try body(bytes)
      case .unpacked(let bytes):
        var result: Swift.Result<Result, TableReadingError>?
        bytes.withUnsafeBytes { bytes in
          do throws(TableReadingError) { result = .success(try body(bytes)) } catch { result = .failure(error) }
        }
        return try result!.get()
      }
    }
  }

  var rows: Int
  var buffers: [Buffer]
  /// Those of the structures around it too.
  var validities: [Buffer]
}

/// Goes through the fields of a batch in the order of the schema.
struct ArrowWalk {
  private let batch: ArrowMessages.Batch
  private var node = 0
  private var buffer = 0
  private var further = 0

  init(_ batch: ArrowMessages.Batch) { self.batch = batch }

  /// Where the buffers of a field lie.
  struct Place {
    var rows: Int
    var buffers: Range<Int>
    /// The buffers that tell which values of the structures around are missing.
    var outer: [Int]
  }

  /// Passes over a field and tells the places of its columns, those of structures by their members.
  mutating func places(
    _ field: ArrowField, outer: [Int] = [], _ body: (Place) -> Void
  ) throws(TableReadingError) {
    guard case .unknown(let what) = field.kind, field.dictionary == nil else {
      guard node + 1 < batch.nodes.count else { throw .damaged("A batch lacks columns.") }
      let rows = batch.nodes[node]
      node += 2
      let start = buffer
      buffer += field.dictionary != nil ? 2 : field.bufferCount
      if field.dictionary == nil, field.kind == .textViews {
        guard further < batch.furtherBuffers.count else { throw .damaged("A batch lacks buffers.") }
        let count = batch.furtherBuffers[further]
        guard count >= 0, count <= batch.buffers.count else { throw .damaged("A batch lacks buffers.") }
        buffer += count
        further += 1
      }
      guard buffer * 2 <= batch.buffers.count, rows >= 0, rows <= Int(Int32.max) else {
        throw .damaged("A batch lacks buffers.")
      }
      if field.dictionary != nil || field.cell != nil {
        body(Place(rows: rows, buffers: start..<buffer, outer: outer))
      } else {
        let isStructure = field.kind == .structure
        for child in field.children {
          try places(child, outer: outer + (isStructure ? [start] : [])) { if isStructure { body($0) } }
        }
      }
      return
    }
    throw TableReadingError(
      kind: .unsupported, place: "the column \"\(field.name)\"", message: "It holds \(what), which are not read.",
      hint: "Write the file without this column.")
  }

  /// The bytes of a place's buffers, unpacked where they are packed.
  func values(_ place: Place) throws(TableReadingError) -> ArrowValues {
    var buffers: [ArrowValues.Buffer] = []
    for number in place.buffers { buffers.append(try bytes(number)) }
    var validities: [ArrowValues.Buffer] = []
    for number in place.outer { validities.append(try bytes(number)) }
    return ArrowValues(rows: place.rows, buffers: buffers, validities: validities)
  }

  private func bytes(_ number: Int) throws(TableReadingError) -> ArrowValues.Buffer {
    let (offset, length) = (batch.buffers[number * 2], batch.buffers[number * 2 + 1])
    guard offset >= 0, length >= 0, offset <= batch.body.count, length <= batch.body.count - offset else {
      throw .damaged("A buffer does not lie in the file.")
    }
    let bytes = UnsafeRawBufferPointer(rebasing: batch.body[offset..<offset + length])
    guard let compression = batch.compression, length > 0 else { return .inFile(bytes) }
    var reader = ByteReader(bytes)
    let size = Int(try reader.number(Int64.self))
    let packed = UnsafeRawBufferPointer(rebasing: bytes[8...])
    if size == -1 { return .inFile(packed) }
    guard size >= 0, size <= Int(Int32.max) * 8 else { throw .damaged("A buffer has an impossible size.") }
    // What cannot be is not given memory: no way to pack makes this much of so little.
    guard size <= 1 << 28 || size / 30_000 <= packed.count else { throw .damaged("A buffer has an impossible size.") }
    var failure: TableReadingError?
    let unpacked = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(TableReadingError) {
        try compression.unpack(
          packed, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<size]))
        count = size
      } catch { failure = error }
    }
    if let failure { throw failure }
    return .unpacked(unpacked)
  }
}
