/// The metadata at the end of a Parquet file.
struct ParquetMetadata {
  /// The values of one column in one group of rows.
  struct Chunk {
    var codec: Compression = .uncompressed
    var isKnownCodec = true
    var valueCount = 0
    var size = 0
    var dataOffset = 0
    var dictionaryOffset: Int?
    var isElsewhere = false
    var isEncrypted = false
    /// The smallest and the largest value as their bytes are stored, where the file tells.
    var minimum: [UInt8]?
    var maximum: [UInt8]?
    var missingCount: Int?
  }

  /// Rows that are stored together.
  struct Group {
    var chunks: [Chunk] = []
    var rows = 0
  }

  var columns: [ParquetColumn] = []
  var groups: [Group] = []
  var rows = 0

  init(_ file: UnsafeRawBufferPointer) throws(TableReadingError) {
    guard file.count >= 12 else { throw .damaged("The file is too short for a Parquet file.") }
    var tail = ByteReader(file, from: file.count - 8)
    let length = Int(try tail.number(UInt32.self))
    let mark = try tail.take(4)
    guard !mark.elementsEqual("PARE".utf8) else {
      throw TableReadingError(kind: .unsupported, message: "The file is encrypted.")
    }
    guard mark.elementsEqual("PAR1".utf8) else { throw .damaged("The file does not end as a Parquet file does.") }
    guard length <= file.count - 12 else { throw .damaged("The file's metadata is longer than the file.") }
    let footer = UnsafeRawBufferPointer(rebasing: file[(file.count - 8 - length)..<(file.count - 8)])
    var reader = ThriftReader(ByteReader(footer))
    var (elements, groups, rows): ([ParquetElement], [Group], Int) = ([], [], 0)
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 2:
        try reader.list(kind) { (_, reader) throws(TableReadingError) in elements.append(try ParquetElement(&reader)) }
      case 3: rows = try reader.integer(kind)
      case 4:
        try reader.list(kind) { (_, reader) throws(TableReadingError) in groups.append(try Group(&reader)) }
      default: return false
      }
      return true
    }
    columns = try ParquetElement.columns(elements)
    self.groups = groups
    self.rows = rows
    try check(fileSize: file.count)
  }

  private func check(fileSize: Int) throws(TableReadingError) {
    var total = 0
    for group in groups {
      let (sum, overflows) = total.addingReportingOverflow(group.rows)
      guard group.rows >= 0, !overflows else { throw .damaged("The numbers of rows are not right.") }
      total = sum
      guard group.chunks.count == columns.count else { throw .damaged("A group of rows lacks columns.") }
      for (chunk, column) in zip(group.chunks, columns) {
        let start = chunk.start
        let isInside = start >= 4 && chunk.size >= 0 && start <= fileSize && chunk.size <= fileSize - start
        guard isInside || group.rows == 0 || chunk.isElsewhere || chunk.isEncrypted,
          column.isRepeated || chunk.valueCount == group.rows
        else {
          throw .damaged("The column \"\(column.name)\" does not lie in the file.")
        }
      }
    }
    guard total == rows else { throw .damaged("The numbers of rows are not right.") }
  }
}

extension ParquetMetadata.Chunk {
  /// Where the pages begin.
  var start: Int {
    guard let dictionaryOffset, dictionaryOffset >= 4, dictionaryOffset < dataOffset else { return dataOffset }
    return dictionaryOffset
  }

  fileprivate init(_ reader: inout ThriftReader) throws(TableReadingError) {
    var chunk = ParquetMetadata.Chunk()
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1:
        _ = try reader.binary(kind)
        chunk.isElsewhere = true
        return true
      case 3:
        try chunk.readMetadata(&reader)
        return true
      case 8: chunk.isEncrypted = true
      default: break
      }
      return false
    }
    self = chunk
  }

  private mutating func readMetadata(_ reader: inout ThriftReader) throws(TableReadingError) {
    var chunk = self
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 4:
        let codecs: [Compression?] = [.uncompressed, .snappy, .gzip, nil, .brotli, .lz4Hadoop, .zstd, .lz4Block]
        let number = try reader.integer(kind)
        let codec = codecs.indices.contains(number) ? codecs[number] : nil
        chunk.codec = codec ?? .uncompressed
        chunk.isKnownCodec = codec != nil
      case 5: chunk.valueCount = try reader.integer(kind)
      case 7: chunk.size = try reader.integer(kind)
      case 9: chunk.dataOffset = try reader.integer(kind)
      case 11: chunk.dictionaryOffset = try reader.integer(kind)
      case 12:
        try reader.structure { (field, kind, reader) throws(TableReadingError) in
          switch field {
          case 3: chunk.missingCount = try reader.integer(kind)
          case 5: chunk.maximum = Array(try reader.binary(kind))
          case 6: chunk.minimum = Array(try reader.binary(kind))
          default: return false
          }
          return true
        }
      default: return false
      }
      return true
    }
    self = chunk
  }
}

extension ParquetMetadata.Group {
  fileprivate init(_ reader: inout ThriftReader) throws(TableReadingError) {
    var group = ParquetMetadata.Group()
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1:
        try reader.list(kind) { (_, reader) throws(TableReadingError) in
          group.chunks.append(try ParquetMetadata.Chunk(&reader))
        }
      case 3: group.rows = try reader.integer(kind)
      default: return false
      }
      return true
    }
    self = group
  }
}
