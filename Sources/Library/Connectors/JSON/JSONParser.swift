import Frames

/// Reads values of JSON (RFC 8259) into columns, or passes over them. `NaN` and `Infinity`, which Python writes, are
/// numbers too.
///
/// The text is UTF-8, and at least 32 zeros stand behind it. `position` never passes `end`.
struct JSONParser {
  let base: UnsafePointer<UInt8>
  let end: Int
  var position: Int
  private var scratch: [UInt8] = []
  private static let deepest = 256

  init(_ text: UnsafeRawBufferPointer, from position: Int = 0) {
    base = text.bindMemory(to: UInt8.self).baseAddress!
    end = text.count
    self.position = position
  }

  func failure(_ message: String, at place: Int? = nil) -> TableReadingError {
    let found = UnicodeText.place(of: place ?? position, in: UnsafeRawBufferPointer(start: base, count: end))
    return TableReadingError(
      kind: .damaged, place: "line \(found.line), byte \(found.column)", message: message)
  }

  /// The next byte that is no blank; 0 at the end.
  mutating func peek() -> UInt8 {
    while position < end {
      let byte = base[position]
      guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else { return byte }
      position += 1
    }
    return 0
  }

  mutating func expect(_ byte: UInt8, _ what: String) throws(TableReadingError) {
    guard peek() == byte, position < end else {
      let found =
        position < end
        ? "\"\(Character(Unicode.Scalar(base[position])))\" stands here" : "The text ends"
      throw failure("\(found) where \(what) is wanted.")
    }
    position += 1
  }

  /// Reads an object whose members become values of a row.
  mutating func object(into shape: JSONShape, row: Int, depth: Int = 0) throws(TableReadingError) {
    guard depth < Self.deepest else { throw failure("The objects are nested too deeply.") }
    try expect(UInt8(ascii: "{"), "an object")
    shape.begin()
    if peek() == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      _ = peek()
      let start = position
      guard position < end, base[position] == 34 else { throw failure("A name in quotes is wanted here.") }
      let number = try string { shape.number(of: $0) }
      guard shape.take(number, row) else {
        throw failure("The name \"\(shape.title(number))\" stands twice in one object.", at: start)
      }
      try expect(UInt8(ascii: ":"), "a colon")
      try value(into: shape, number, row: row, depth: depth)
      if peek() == UInt8(ascii: ",") {
        position += 1
      } else {
        try expect(UInt8(ascii: "}"), "a comma or the end of the object")
        return
      }
    }
  }

  private mutating func value(
    into shape: JSONShape, _ number: Int, row: Int, depth: Int
  ) throws(TableReadingError) {
    if peek() == UInt8(ascii: "{") {
      try object(into: shape.shape(number), row: row, depth: depth + 1)
    } else {
      try scalar(into: shape.column(number), row: row)
    }
  }

  /// Reads a value into a column; a list or an object as it stands there.
  mutating func scalar(into column: MixedColumn, row: Int) throws(TableReadingError) {
    let first = peek()
    switch first {
    case 34:
      try string { column.set(row, .text, $0) }
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let start = position
      try skip()
      column.set(row, .source, UnsafeBufferPointer(start: base + start, count: position - start))
    case UInt8(ascii: "n"):
      try word("null")
      column.set(row, .missing, 0)
    case UInt8(ascii: "t"):
      try word("true")
      column.set(row, .boolean, 1)
    case UInt8(ascii: "f"):
      try word("false")
      column.set(row, .boolean, 0)
    case UInt8(ascii: "N"):
      try word("NaN")
      column.set(row, .missing, 0)
    case UInt8(ascii: "I"):
      try word("Infinity")
      column.set(row, .number, Int64(bitPattern: Double.infinity.bitPattern))
    default:
      try numberValue(into: column, row: row)
    }
  }

  private mutating func numberValue(into column: MixedColumn, row: Int) throws(TableReadingError) {
    let start = position
    var next = position
    let isNegative = next < end && base[next] == 45
    if isNegative { next += 1 }
    if isNegative, next < end, base[next] == UInt8(ascii: "I") {
      position = next
      try word("Infinity")
      return column.set(row, .number, Int64(bitPattern: (-Double.infinity).bitPattern))
    }
    let firstDigit = next
    var magnitude: UInt64 = 0
    var overflows = false
    while next < end, base[next] &- 48 < 10 {
      let (product, one) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, other) = product.addingReportingOverflow(UInt64(base[next] &- 48))
      overflows = overflows || one || other
      magnitude = sum
      next += 1
    }
    guard next > firstDigit, base[firstDigit] != 48 || next == firstDigit + 1 else {
      throw failure(position < end ? "No value of JSON stands here." : "The text ends where a value is wanted.")
    }
    let isWhole = next >= end || (base[next] != 46 && base[next] | 32 != UInt8(ascii: "e"))
    if isWhole {
      position = next
      let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
      if overflows || magnitude > limit {
        // Digits that a number would lose are kept as text.
        return column.set(row, .source, UnsafeBufferPointer(start: base + start, count: next - start))
      }
      return column.set(row, .integer, isNegative ? 0 &- Int64(bitPattern: magnitude) : Int64(magnitude))
    }
    let number = DecimalText.number(base + start)
    guard number.length > next - start, start + number.length <= end else { throw failure("This is no number.") }
    position = start + number.length
    column.set(row, .number, Int64(bitPattern: number.value.bitPattern))
  }

  private mutating func word(_ word: StaticString) throws(TableReadingError) {
    let count = word.utf8CodeUnitCount
    let isThere = position + count <= end && (0..<count).allSatisfy { base[position + $0] == word.utf8Start[$0] }
    guard isThere else { throw failure("No value of JSON stands here.") }
    position += count
  }

  /// Reads a text in quotes and hands it on without them.
  mutating func string<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) throws(TableReadingError) -> Result {
    let opening = position
    position += 1
    let start = position
    while position < end, base[position] != 34, base[position] != 92, base[position] >= 32 { position += 1 }
    if position < end, base[position] == 34 {
      position += 1
      return body(UnsafeBufferPointer(start: base + start, count: position - 1 - start))
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: position - start))
    while position < end {
      let byte = base[position]
      guard byte >= 32 else { throw failure("A control character stands in a text; is a quote missing?") }
      position += 1
      if byte == 34 { return scratch.withUnsafeBufferPointer(body) }
      if byte == 92 { try appendEscaped() } else { scratch.append(byte) }
    }
    throw failure("A text is opened here and not closed.", at: opening)
  }

  private mutating func appendEscaped() throws(TableReadingError) {
    guard position < end else { throw failure("The text ends behind a backslash.") }
    let byte = base[position]
    position += 1
    switch byte {
    case 34, 92, 47: scratch.append(byte)
    case UInt8(ascii: "n"): scratch.append(10)
    case UInt8(ascii: "t"): scratch.append(9)
    case UInt8(ascii: "r"): scratch.append(13)
    case UInt8(ascii: "b"): scratch.append(8)
    case UInt8(ascii: "f"): scratch.append(12)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      let isPair = code & 0xFC00 == 0xD800 && position + 1 < end && base[position] == 92 && base[position + 1] == 117
      if isPair {
        let before = position
        position += 2
        let low = try hexadecimal()
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        } else {
          position = before
        }
      }
      // Half of a pair is no character.
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      scratch.append(contentsOf: UTF8.encode(scalar)!)
    default: throw failure("A backslash stands before a character that needs none.", at: position - 2)
    }
  }

  private mutating func hexadecimal() throws(TableReadingError) -> UInt32 {
    guard position + 4 <= end else { throw failure("Four hexadecimal digits are wanted behind \\u.") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(base[position])).hexDigitValue else {
        throw failure("Four hexadecimal digits are wanted behind \\u.")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  /// Passes over a value, of which it is made sure that it is one.
  mutating func skip(depth: Int = 0) throws(TableReadingError) {
    guard depth < Self.deepest else { throw failure("The values are nested too deeply.") }
    switch peek() {
    case UInt8(ascii: "{"): try skipMembers(UInt8(ascii: "}"), areNamed: true, depth)
    case UInt8(ascii: "["): try skipMembers(UInt8(ascii: "]"), areNamed: false, depth)
    case 34: try string { _ in () }
    default:
      let number = DecimalText.number(base + position)
      if number.length > 0, position + number.length <= end, base[position] != 43 {
        position += number.length
      } else {
        try scalar(into: MixedColumn(name: ""), row: 0)
      }
    }
  }

  private mutating func skipMembers(_ closing: UInt8, areNamed: Bool, _ depth: Int) throws(TableReadingError) {
    position += 1
    if peek() == closing {
      position += 1
      return
    }
    while true {
      if areNamed {
        guard peek() == 34 else { throw failure("A name in quotes is wanted here.") }
        try string { _ in () }
        try expect(UInt8(ascii: ":"), "a colon")
      }
      try skip(depth: depth + 1)
      if peek() == UInt8(ascii: ",") {
        position += 1
      } else {
        return try expect(closing, "a comma or the end of the \(areNamed ? "object" : "list")")
      }
    }
  }
}
