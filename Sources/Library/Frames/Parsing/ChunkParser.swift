/// Parses one chunk of a delimited text, which starts at a record, into columns. Its rules are those of
/// ``RecordSplitter``.
///
/// The loop works on pointers because it sees every byte of the file: `base` to `base + end` is the chunk, which ends
/// behind a line end or at the end of the file, and ``FileBytes/padding`` readable bytes follow it. `position` never
/// passes `end`.
struct ChunkParser {
  let base: UnsafePointer<UInt8>
  let end: Int
  let rules: ValueRules
  let maximumProblems: Int
  let chunk: ParsedChunk
  let columnCount: Int
  /// Rows with this many fields, or more where there are more columns, are whole.
  let expectedFields: Int
  let delimiter: UInt8
  let lineEnd: UInt8
  let hasQuote: Bool
  let quote: UInt8
  let hasEscape: Bool
  let escape: UInt8

  private let columns: UnsafeMutablePointer<ChunkColumn>
  private let point: UInt8
  var position = 0
  /// A field that had to be rewritten.
  var scratch: [UInt8] = []

  init(
    _ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout, _ texts: ChunkTexts, maximumProblems: Int
  ) {
    base = text.baseAddress!
    end = text.count
    rules = layout.rules
    self.maximumProblems = maximumProblems
    chunk = ParsedChunk(layout.plans, capacity: end / max(1, layout.bytesPerRow) * 9 / 8 + 16, texts)
    columnCount = layout.plans.count
    expectedFields = layout.expectedFields
    let marks = layout.marks
    columns = chunk.columns.baseAddress!
    delimiter = marks.delimiter[0]
    lineEnd = marks.lineEnd
    hasQuote = marks.quote != nil
    quote = marks.quote ?? 0
    hasEscape = marks.escape != nil && marks.escape != marks.quote
    escape = marks.escape ?? 0
    point = rules.point
  }

  mutating func parse() {
    while position < end {
      if columnCount > 1, isLineEnd(position) {
        chunk.blankLines += 1
        passLineEnd()
        continue
      }
      if chunk.rows == chunk.capacity { chunk.grow() }
      parseRecord(row: chunk.rows)
      chunk.rows += 1
    }
    for number in 0..<columnCount { columns[number].resolvePending() }
  }

  @inline(__always)
  func isLineEnd(_ position: Int) -> Bool {
    base[position] == lineEnd || base[position] == 13 && lineEnd == 10 && position + 1 < end && base[position + 1] == 10
  }

  @inline(__always)
  func endsField(_ position: Int) -> Bool {
    position >= end || base[position] == delimiter || isLineEnd(position)
  }

  @inline(__always)
  private mutating func passLineEnd() {
    guard position < end else { return }
    position += base[position] == lineEnd ? 1 : 2
    chunk.lines += 1
  }

  @inline(__always)
  private mutating func parseRecord(row: Int) {
    let line = chunk.lines
    let start = position
    var fields = 0
    var extraStart = start
    while true {
      if fields < columnCount {
        let column = columns + fields
        switch column.pointee.kind {
        case .double: if !parsePlainDouble(column, row) { parseField(column, row, line) }
        case .integer: if !parsePlainInteger(column, row) { parseField(column, row, line) }
        case .text: if !repeatText(column, row) { parseText(column, row, line) }
        default: parseField(column, row, line)
        }
      } else {
        if fields == columnCount { extraStart = position }
        _ = scanField(line)
      }
      fields += 1
      // Behind a delimiter at the very end stands one more field, an empty one.
      guard position < end, base[position] == delimiter else { break }
      position += 1
    }
    if fields != columnCount { finishRagged(fields, row, line, extraStart: extraStart) }
    if chunk.lines != line { lookForRows(from: start, line) }
    passLineEnd()
  }

  /// A number without quotes, spaces or needless zeros; false, and nothing done, when the field is anything else.
  @inline(__always)
  private mutating func parsePlainDouble(_ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int) -> Bool {
    let number = DecimalNumber(base + position, point: point)
    // Long numbers and odd ones are left to the careful way.
    guard number.length > 0, !number.losesDigits, number.isFractional || number.length < 18,
      base[position] != 43, endsField(position + number.length), position + number.length <= end
    else { return false }
    column.pointee.setDouble(row, number.value)
    position += number.length
    return true
  }

  /// A whole number of at most 18 digits, without quotes, spaces or needless zeros; false, and nothing done, when the
  /// field is anything else.
  @inline(__always)
  private mutating func parsePlainInteger(_ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int) -> Bool {
    let isNegative = base[position] == 45
    let first = position + (isNegative ? 1 : 0)
    var next = first
    var value = 0
    // Behind the end stands no digit, see the type.
    while base[next] &- 48 < 10 {
      value = value &* 10 &+ Int(base[next] &- 48)
      next += 1
    }
    guard next > first, next - first < 19, base[first] != 48 || (next == first + 1 && !isNegative), endsField(next),
      next <= end
    else { return false }
    column.pointee.setInteger(row, isNegative ? -value : value)
    position = next
    return true
  }

  /// A text that stands there as the column's last one did; false, and nothing done, when it is another.
  ///
  /// The same bytes before a delimiter or a line end are the same field: neither stands in a plain field, and whether a
  /// quote closes a field is decided by the byte behind it.
  @inline(__always)
  private mutating func repeatText(_ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int) -> Bool {
    let last = column.pointee.last
    guard last.length > 0, position + last.length < end, endsField(position + last.length) else { return false }
    let (one, other) = (UnsafeRawPointer(base + position), UnsafeRawPointer(base + last.start))
    var offset = 0
    while offset < last.length {
      // Bytes behind the texts may be read, see the type, but do not count.
      let difference =
        one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        ^ other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let left = last.length - offset
      if (left >= 8 ? difference : difference << UInt64(64 - left * 8)) != 0 { return false }
      offset += 8
    }
    if last.code == nil { column.pointee.resolvePending() }
    guard let code = column.pointee.last.code else { return false }
    column.pointee.setCode(row, code)
    position += last.length
    return true
  }

  private mutating func parseText(_ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int, _ line: Int) {
    let start = position
    let linesBefore = chunk.lines
    var code: Int32?
    switch scanField(line) {
    case .plain(let start, let end):
      let field = UnsafeBufferPointer(start: base + start, count: end - start)
      if rules.isNilText(field) { code = -1 } else { column.pointee.pending.append(field, row: row) }
    case .quoted(let start, let end):
      column.pointee.pending.append(UnsafeBufferPointer(start: base + start, count: end - start), row: row)
    case .rewritten(let isQuoted):
      let texts = column.pointee.texts
      code = scratch.withUnsafeBufferPointer { field in
        !isQuoted && rules.isNilText(field) ? -1 : texts.pointee.insert(field)
      }
    }
    if let code { column.pointee.setCode(row, code) }
    // A CR at the end may belong to the text or to the line end, and line ends within have to be counted: neither is
    // taken for a repetition.
    let isRepeatable = position > start && base[position - 1] != 13 && chunk.lines == linesBefore
    column.pointee.last = .init(start: start, length: isRepeatable ? position - start : 0, code: code)
    if column.pointee.pending.isFull { column.pointee.resolvePending() }
  }

  private mutating func parseField(_ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int, _ line: Int) {
    switch scanField(line) {
    case .plain(let start, let end), .quoted(let start, let end):
      storeValue(UnsafeBufferPointer(start: base + start, count: end - start), column, row, line)
    case .rewritten:
      let text = scratch
      text.withUnsafeBufferPointer { storeValue($0, column, row, line) }
    }
  }

  private func storeValue(
    _ field: UnsafeBufferPointer<UInt8>, _ column: UnsafeMutablePointer<ChunkColumn>, _ row: Int, _ line: Int
  ) {
    let field = ValueRules.trimmed(field)
    let isGuessed = column.pointee.isGuessed
    let missingMark = rules.missingMark(field)
    if missingMark != 0 {
      chunk.missingMarks |= missingMark
    } else {
      switch column.pointee.kind {
      case .skipped, .text:
        return
      case .integer:
        if let value = rules.integer(field, isGuessed: isGuessed) { return column.pointee.setInteger(row, value) }
        if isGuessed, let value = rules.double(field, isGuessed: true) {
          column.pointee.becomeDouble(rows: row)
          return column.pointee.setDouble(row, value)
        }
        if !isGuessed, let value = rules.grouped(field, rules.integer(_:isGuessed:)) {
          return column.pointee.setInteger(row, value)
        }
      case .double:
        if let value = rules.double(field, isGuessed: isGuessed) { return column.pointee.setDouble(row, value) }
        if !isGuessed, let value = rules.grouped(field, rules.double(_:isGuessed:)) {
          return column.pointee.setDouble(row, value)
        }
      case .boolean:
        if let value = rules.boolean(field) { return column.pointee.setBoolean(row, value) }
      case .date:
        if let value = rules.date(field) { return column.pointee.setDate(row, value) }
      }
      if isGuessed {
        column.pointee.isMisfit = true
      } else {
        let (name, kind) = (column.pointee.name, column.pointee.kind)
        let message = { "\"\(shortened(field))\" in the column \"\(name)\" is no \(kind)." }
        chunk.add(.unreadableValue, maximumProblems, message, line: line)
      }
    }
    column.pointee.setMissing(row)
  }

  /// Reports a record of several lines each of which has as many fields as a row: a quote without its partner may have
  /// made one row of them.
  @inline(never)
  private func lookForRows(from start: Int, _ line: Int) {
    guard expectedFields > 2 else { return }
    var delimiters = 0
    var lines = 1
    for place in start..<position {
      if base[place] == delimiter { delimiters += 1 }
      if base[place] == lineEnd {
        if delimiters != expectedFields - 1 { return }
        delimiters = 0
        lines += 1
      }
    }
    guard lines > 1, delimiters == expectedFields - 1 else { return }
    let message = { "A quoted field goes on over \(lines) lines that look like rows; does a quote lack its partner?" }
    chunk.add(.openQuote, maximumProblems, message, line: line)
  }

  private mutating func finishRagged(_ fields: Int, _ row: Int, _ line: Int, extraStart: Int) {
    if fields < columnCount { chunk.mostFields = max(chunk.mostFields, fields) }
    if fields > columnCount {
      let extra = UnsafeBufferPointer(start: base + extraStart, count: max(0, position - extraStart))
      // Empty fields at the end need no column: nothing is lost with them.
      let filled = extra.lastIndex { $0 != delimiter && $0 != 32 }
      let emptyCount = extra[(filled.map { $0 + 1 } ?? 0)...].count { $0 == delimiter } + (filled == nil ? 1 : 0)
      chunk.mostFields = max(chunk.mostFields, fields - emptyCount)
      let message = {
        let rest = filled == nil ? "those behind the last are empty" : "behind the last: \"\(shortened(extra))\""
        return "\(fields) fields where \(columnCount) columns are; \(rest)."
      }
      chunk.add(.tooManyFields, maximumProblems, message, line: line)
      return
    }
    for number in fields..<columnCount { columns[number].setMissing(row) }
    if fields >= expectedFields { return }
    let message = { "\(fields) fields where \(expectedFields) columns are; the others are missing." }
    chunk.add(.tooFewFields, maximumProblems, message, line: line)
  }

  private func shortened(_ field: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: field.prefix(240), as: UTF8.self)
    return text.count > 60 || field.count > 240 ? text.prefix(60) + "…" : text
  }
}
