/// The characters that give a delimited text its structure.
struct Punctuation: Equatable {
  var delimiter: UInt8
  /// Nil when nothing is quoted.
  var quote: UInt8?
  /// Nil when a quote inside a quoted field is doubled.
  var escape: UInt8?
  /// LF (then a CR before it belongs to the line end), or CR.
  var lineEnd: UInt8

  init(delimiter: UInt8, quote: UInt8?, escape: UInt8?, lineEnd: UInt8) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.lineEnd = lineEnd
  }

  init(_ dialect: CSVDialect) {
    self.init(
      delimiter: dialect.delimiter.asciiValue ?? 44, quote: dialect.quote?.asciiValue,
      escape: dialect.escape?.asciiValue, lineEnd: dialect.lineEnd == .cr ? 13 : 10)
  }
}

/// Cuts delimited text into records, one after the other: for heads and samples. ``ChunkParser`` follows the same rules
/// in a hurry.
///
/// A field that starts with a quote is quoted; what stands behind its closing quote belongs to it too. Quotes elsewhere
/// are text.
struct RecordSplitter {
  struct Field {
    var bytes: [UInt8] = []
    var isQuoted = false
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  struct Record {
    var fields: [Field]
    /// Where the record starts, in bytes.
    var start: Int
    /// The line it starts on, from 0.
    var line: Int
    /// False: the text ended before the record did.
    var isComplete = true
    var isBlank: Bool { fields.count == 1 && fields[0].bytes.isEmpty && !fields[0].isQuoted }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let marks: Punctuation
  private(set) var position: Int
  private(set) var line = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ marks: Punctuation, from position: Int = 0) {
    self.bytes = bytes
    self.marks = marks
    self.position = position
  }

  /// Moves behind this many lines, whatever stands in them.
  mutating func skipLines(_ count: Int) {
    for _ in 0..<count {
      while position < bytes.count, bytes[position] != marks.lineEnd { position += 1 }
      position = min(position + 1, bytes.count)
      line += 1
    }
  }

  /// The next record, nil at the end.
  mutating func next() -> Record? {
    guard position < bytes.count else { return nil }
    var record = Record(fields: [], start: position, line: line)
    while true {
      let (field, isClosed) = nextField()
      record.fields.append(field)
      guard position < bytes.count else {
        record.isComplete = false
        if !isClosed { record.isComplete = false }
        return record
      }
      let mark = bytes[position]
      position += 1
      if mark == marks.lineEnd {
        line += 1
        return record
      }
    }
  }

  /// Leaves the position at the mark behind the field, or at the end.
  private mutating func nextField() -> (Field, isClosed: Bool) {
    var field = Field()
    var isClosed = true
    if let quote = marks.quote, position < bytes.count, bytes[position] == quote {
      field.isQuoted = true
      isClosed = false
      position += 1
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == marks.escape, byte != quote, position < bytes.count {
          appendEscaped(to: &field.bytes)
        } else if byte != quote {
          if byte == marks.lineEnd { line += 1 }
          field.bytes.append(byte)
        } else if position < bytes.count, bytes[position] == quote {
          field.bytes.append(quote)
          position += 1
        } else {
          isClosed = true
          break
        }
      }
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == marks.delimiter { break }
      if byte == marks.lineEnd { break }
      if byte == 13, marks.lineEnd == 10, position + 1 < bytes.count, bytes[position + 1] == 10 {
        position += 1
        break
      }
      position += 1
      if byte == marks.escape, byte != marks.quote, position < bytes.count {
        appendEscaped(to: &field.bytes)
      } else {
        field.bytes.append(byte)
      }
    }
    return (field, isClosed)
  }

  /// An escaped quote, escape, delimiter or line end loses its escape; any other character keeps it.
  private mutating func appendEscaped(to text: inout [UInt8]) {
    let byte = bytes[position]
    if byte != marks.quote, byte != marks.escape, byte != marks.delimiter, byte != marks.lineEnd {
      text.append(marks.escape!)
    }
    if byte == marks.lineEnd { line += 1 }
    text.append(byte)
    position += 1
  }
}
