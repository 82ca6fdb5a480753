/// The characters that give a delimited text its structure.
struct Punctuation: Equatable, Sendable {
  var delimiter: [UInt8]
  /// Several delimiters in a row are one.
  var mergesDelimiters = false
  /// Blanks behind a delimiter belong to no field.
  var skipsInitialSpaces = false
  /// Lines that start with it belong to no table.
  var comment: UInt8?
  /// Nil when nothing is quoted.
  var quote: UInt8?
  /// Nil when a quote inside a quoted field is doubled.
  var escape: UInt8?
  /// LF (then a CR before it belongs to the line end), or CR.
  var lineEnd: UInt8

  init(_ dialect: CSVDialect) {
    delimiter = Array(dialect.delimiter.utf8)
    mergesDelimiters = dialect.mergesDelimiters
    skipsInitialSpaces = dialect.skipsInitialSpaces
    comment = dialect.comment?.asciiValue
    quote = dialect.quote?.asciiValue
    escape = dialect.escape?.asciiValue
    lineEnd = dialect.lineEnd == .cr ? 13 : 10
  }

  /// Whether ``ChunkParser`` can read a text in it as it stands.
  var isPlain: Bool { delimiter.count == 1 && !mergesDelimiters && !skipsInitialSpaces && comment == nil }
}

/// Cuts delimited text into records, one after the other: for heads and samples, and for texts that have to be written
/// in plain punctuation first. ``ChunkParser`` follows the same rules in a hurry.
///
/// A field that starts with a quote is quoted; what stands behind its closing quote belongs to it too. Quotes elsewhere
/// are text. Where quotes are repaired, a record whose quotes do not come out that way is read in the other ways that
/// people write quotes, see ``QuoteReading``.
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
    /// A quoted field that is not closed, or has something behind its closing quote.
    var hasDoubtfulQuote = false
    /// A quoted field that is not closed.
    var hasOpenQuote = false
    /// How the doubtful quotes were taken.
    var reading = QuoteReading.standard
    var isBlank: Bool { fields.count == 1 && fields[0].bytes.isEmpty && !fields[0].isQuoted }
  }

  /// How quotes are taken that are not as RFC 4180 has them.
  enum QuoteReading {
    /// As they stand.
    case standard
    /// A field ends at the first quote before a delimiter or a line end; those before it are text that is not doubled.
    /// The field ends on its first line.
    case innerQuotes
    /// The same over several lines.
    case innerQuotesOverLines
    /// The first quote is text like any other character.
    case text
  }

  /// As far as a quoted field with quotes that are not doubled is looked for.
  private static let mostLines = 100

  private let bytes: UnsafeBufferPointer<UInt8>
  private let marks: Punctuation
  private let repairsQuotes: Bool
  private let isWhole: Bool
  /// How many fields a record is to have; nil when that is not known.
  private let width: Int?
  private(set) var position: Int
  private(set) var line = 0
  /// Lines that were passed as comments.
  private(set) var commentLines: [Int] = []

  /// - Parameters:
  ///   - repairsQuotes: whether records with doubtful quotes are read in other ways too.
  ///   - isWhole: nothing comes behind the bytes.
  ///   - width: how many fields a record is to have, by which the ways of reading are judged.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ marks: Punctuation, from position: Int = 0, repairsQuotes: Bool = false,
    isWhole: Bool = true, width: Int? = nil
  ) {
    self.bytes = bytes
    self.marks = marks
    self.position = position
    self.repairsQuotes = repairsQuotes
    self.isWhole = isWhole
    self.width = width
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
    while let comment = marks.comment, position < bytes.count, bytes[position] == comment {
      commentLines.append(line)
      skipLines(1)
    }
    guard position < bytes.count else { return nil }
    let start = self
    let record = record(.standard)
    guard repairsQuotes, record.hasDoubtfulQuote else { return record }
    // What looks open may only be cut off with the sample.
    if !record.isComplete, !isWhole, bytes.count - record.start < 1 << 14 { return record }
    return repaired(record, from: start)
  }

  private mutating func repaired(_ standard: Record, from start: RecordSplitter) -> Record {
    let end = self
    let isOnOneLine = !standard.hasOpenQuote && line == standard.line + (standard.isComplete ? 1 : 0)
    var found: [(record: Record, end: RecordSplitter)] = []
    for reading in [QuoteReading.innerQuotes, .standard, .text, .innerQuotesOverLines] {
      if reading == .standard {
        if isOnOneLine { found.append((standard, end)) }
      } else {
        self = start
        let record = record(reading)
        if !record.hasDoubtfulQuote { found.append((record, self)) }
      }
      if let width, let last = found.last, last.record.reading == reading, last.record.fields.count == width { break }
    }
    // The first that has the right number of fields; else the first at all, which swallows no line.
    let chosen = found.last { $0.record.fields.count == width } ?? found[0]
    self = chosen.end
    return chosen.record
  }

  private mutating func record(_ reading: QuoteReading) -> Record {
    var record = Record(fields: [], start: position, line: line, reading: reading)
    if marks.mergesDelimiters { position += delimiterLength(position) }
    while true {
      if marks.skipsInitialSpaces { skipBlanks() }
      let (field, isCertain, isOpen) = nextField(reading)
      record.fields.append(field)
      if !isCertain { record.hasDoubtfulQuote = true }
      if isOpen { record.hasOpenQuote = true }
      let length = delimiterLength(position)
      let next = position + length
      // Blanks at the end of a line set nothing apart.
      if length > 0, !(marks.mergesDelimiters && endsLine(next)) {
        position = next
        if position < bytes.count { continue }
        // Behind a delimiter at the very end stands one more field, an empty one.
        record.fields.append(Field())
      }
      if marks.mergesDelimiters { position = next }
      guard position < bytes.count else {
        record.isComplete = false
        return record
      }
      position += bytes[position] == marks.lineEnd ? 1 : 2
      line += 1
      return record
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 32, delimiterLength(position) == 0 { position += 1 }
  }

  /// How many bytes of delimiter stand at the place; 0 when it is something else.
  @inline(__always)
  private func delimiterLength(_ place: Int) -> Int {
    let first = marks.delimiter[0]
    guard place < bytes.count else { return 0 }
    if marks.mergesDelimiters {
      var end = place
      while end < bytes.count, bytes[end] == first || (first == 32 && bytes[end] == 9) { end += 1 }
      return end - place
    }
    guard bytes[place] == first else { return 0 }
    if marks.delimiter.count == 1 { return 1 }
    guard place + marks.delimiter.count <= bytes.count else { return 0 }
    return marks.delimiter.indices.allSatisfy { bytes[place + $0] == marks.delimiter[$0] } ? marks.delimiter.count : 0
  }

  @inline(__always)
  private func endsLine(_ place: Int) -> Bool {
    place >= bytes.count || bytes[place] == marks.lineEnd
      || (bytes[place] == 13 && marks.lineEnd == 10 && place + 1 < bytes.count && bytes[place + 1] == 10)
  }

  @inline(__always)
  private func endsField(_ place: Int) -> Bool { endsLine(place) || delimiterLength(place) > 0 }

  /// Leaves the position at the mark behind the field, or at the end.
  private mutating func nextField(_ reading: QuoteReading) -> (field: Field, isCertain: Bool, isOpen: Bool) {
    guard let quote = marks.quote, position < bytes.count, bytes[position] == quote else {
      var field = Field()
      appendRest(to: &field)
      return (field, true, false)
    }
    let start = self
    let standard = standardField(quote)
    if standard.isCertain || reading == .standard { return standard }
    self = start
    if reading != .text {
      if let field = innerQuotesField(quote, mostLines: reading == .innerQuotes ? 0 : Self.mostLines) {
        return (field, true, false)
      }
      self = start
      return standard
    }
    var field = Field(bytes: [quote])
    position += 1
    appendRest(to: &field)
    return (field, true, false)
  }

  private mutating func standardField(_ quote: UInt8) -> (field: Field, isCertain: Bool, isOpen: Bool) {
    var field = Field(isQuoted: true)
    var isClosed = false
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
    if repairsQuotes, isClosed, let end = endBehindBlanks(position) { position = end }
    let isCertain = isClosed && endsField(position)
    appendRest(to: &field)
    return (field, isCertain, !isClosed)
  }

  /// Where a field ends behind blanks; nil when something else comes first.
  private func endBehindBlanks(_ place: Int) -> Int? {
    var end = place
    while end < bytes.count, bytes[end] == 32, delimiterLength(end) == 0 { end += 1 }
    return endsField(end) ? end : nil
  }

  /// A field that goes on to the first quote before a delimiter or a line end; nil when there is none within so many
  /// lines.
  private mutating func innerQuotesField(_ quote: UInt8, mostLines: Int) -> Field? {
    var field = Field(isQuoted: true)
    var lines = 0
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == marks.lineEnd {
        lines += 1
        if lines > mostLines { return nil }
        line += 1
      }
      position += 1
      if byte == marks.escape, byte != quote, position < bytes.count {
        appendEscaped(to: &field.bytes)
        continue
      }
      guard byte == quote else {
        field.bytes.append(byte)
        continue
      }
      var run = 1
      while position < bytes.count, bytes[position] == quote {
        run += 1
        position += 1
      }
      if let end = endBehindBlanks(position) {
        field.bytes.append(contentsOf: repeatElement(quote, count: run / 2))
        position = end
        return field
      }
      field.bytes.append(contentsOf: repeatElement(quote, count: (run + 1) / 2))
    }
    return nil
  }

  /// The unquoted rest of a field.
  private mutating func appendRest(to field: inout Field) {
    while position < bytes.count, !endsField(position) {
      let byte = bytes[position]
      position += 1
      if byte == marks.escape, byte != marks.quote, position < bytes.count {
        appendEscaped(to: &field.bytes)
      } else {
        field.bytes.append(byte)
      }
    }
  }

  /// An escaped quote, escape, delimiter or line end loses its escape; any other character keeps it.
  private mutating func appendEscaped(to text: inout [UInt8]) {
    let byte = bytes[position]
    if byte != marks.quote, byte != marks.escape, byte != marks.delimiter[0], byte != marks.lineEnd {
      text.append(marks.escape!)
    }
    if byte == marks.lineEnd { line += 1 }
    text.append(byte)
    position += 1
  }
}
