import CDeflate

/// What stands before a page of values.
struct ParquetPageHead {
  enum Kind { case data, dataV2, dictionary, other }

  var kind = Kind.other
  var size = 0
  var packedSize = 0
  var checksum: UInt32?
  var valueCount = 0
  var encoding = -1
  var levelEncoding = 3
  /// In version 2: the levels stand before the values, unpacked.
  var definitionSize = 0
  var repetitionSize = 0
  var isPacked = true

  init(_ reader: inout ThriftReader) throws(TableReadingError) {
    var head = ParquetPageHead()
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1:
        switch try reader.integer(kind) {
        case 0: head.kind = .data
        case 2: head.kind = .dictionary
        case 3: head.kind = .dataV2
        default: head.kind = .other
        }
      case 2: head.size = try reader.integer(kind)
      case 3: head.packedSize = try reader.integer(kind)
      case 4: head.checksum = UInt32(truncatingIfNeeded: try reader.integer(kind))
      case 5, 7: try head.readDetails(&reader)
      case 8: try head.readSecondVersion(&reader)
      default: return false
      }
      return true
    }
    guard head.size >= 0, head.packedSize >= 0, head.size <= Int(Int32.max), head.valueCount >= 0 else {
      throw .damaged("A page has an impossible size.")
    }
    // What cannot be is not given memory: no way to pack makes this much of so little.
    guard head.size <= 1 << 28 || head.size / 30_000 <= head.packedSize else {
      throw .damaged("A page has an impossible size.")
    }
    self = head
  }

  private init() {}

  private mutating func readDetails(_ reader: inout ThriftReader) throws(TableReadingError) {
    var head = self
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1: head.valueCount = try reader.integer(kind)
      case 2: head.encoding = try reader.integer(kind)
      case 3 where kind != ThriftReader.Kind.yes && kind != ThriftReader.Kind.no:
        head.levelEncoding = try reader.integer(kind)
      default: return false
      }
      return true
    }
    self = head
  }

  private mutating func readSecondVersion(_ reader: inout ThriftReader) throws(TableReadingError) {
    var head = self
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1: head.valueCount = try reader.integer(kind)
      case 4: head.encoding = try reader.integer(kind)
      case 5: head.definitionSize = try reader.integer(kind)
      case 6: head.repetitionSize = try reader.integer(kind)
      case 7: head.isPacked = try reader.boolean(kind)
      default: return false
      }
      return true
    }
    self = head
  }
}

/// Memory that is used for one page after the other.
final class PageMemory {
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  deinit { memory.deallocate() }

  /// So many bytes, with room behind them; what stood there before is lost.
  func bytes(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if memory.count < count + 16 {
      memory.deallocate()
      memory = .allocate(byteCount: count + count / 4 + 16, alignment: 16)
    }
    return UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
  }
}

/// Reads the pages of one column in one group of rows one after the other.
struct ParquetPages {
  private var reader: ByteReader
  private let codec: Compression
  private let unpacked = PageMemory()

  /// A page whose values are unpacked. They stay until the next page is read.
  struct Page {
    var head: ParquetPageHead
    /// Levels that stand apart from the values, in version 2: which entries begin a row, and how far they are there.
    var levels: (repetition: UnsafeRawBufferPointer, definition: UnsafeRawBufferPointer)?
    var values: UnsafeRawBufferPointer
  }

  /// - Parameter bytes: all pages.
  init(_ bytes: UnsafeRawBufferPointer, _ codec: Compression) {
    reader = ByteReader(bytes)
    self.codec = codec
  }

  /// The next page of a kind that is known; nil at the end.
  mutating func next() throws(TableReadingError) -> Page? {
    while reader.remaining > 0 {
      var thrift = ThriftReader(reader)
      let head = try ParquetPageHead(&thrift)
      reader = thrift.bytes
      let body = try reader.take(head.packedSize)
      if let checksum = head.checksum, libdeflate_crc32(0, body.baseAddress, body.count) != checksum {
        throw .damaged("A page does not have the checksum that the file tells.")
      }
      switch head.kind {
      case .other: continue
      case .dataV2:
        let (repetition, definition) = (head.repetitionSize, head.definitionSize)
        guard repetition >= 0, definition >= 0, repetition <= body.count, definition <= body.count - repetition,
          repetition + definition <= head.size
        else { throw .damaged("The levels of a page do not lie in it.") }
        let levels = (
          UnsafeRawBufferPointer(rebasing: body[..<repetition]),
          UnsafeRawBufferPointer(rebasing: body[repetition..<repetition + definition])
        )
        let packed = UnsafeRawBufferPointer(rebasing: body[(repetition + definition)...])
        let size = head.size - repetition - definition
        return Page(head: head, levels: levels, values: try values(packed, size, isPacked: head.isPacked))
      case .data, .dictionary:
        return Page(head: head, values: try values(body, head.size, isPacked: true))
      }
    }
    return nil
  }

  private func values(
    _ packed: UnsafeRawBufferPointer, _ size: Int, isPacked: Bool
  ) throws(TableReadingError) -> UnsafeRawBufferPointer {
    if codec == .uncompressed || !isPacked {
      guard packed.count == size else { throw .damaged("A page has not the size that the file tells.") }
      return packed
    }
    let target = unpacked.bytes(size)
    try codec.unpack(packed, into: target)
    return UnsafeRawBufferPointer(target)
  }
}
