extension ChunkParser {
  /// A field as it was found.
  enum Field {
    /// From a position to another, as it stands there.
    case plain(Int, Int)
    /// The same between two quotes.
    case quoted(Int, Int)
    /// In `scratch`, without doubled quotes or escapes.
    case rewritten(isQuoted: Bool)
  }

  /// Finds the field that starts at the position and leaves the position behind it, at a delimiter, a line end or the
  /// end.
  @inline(__always)
  mutating func scanField(_ line: Int) -> Field {
    if hasQuote, position < end, base[position] == quote { return scanQuoted(line) }
    if hasEscape { return scanEscaped(from: position, isQuoted: false) }
    let start = position
    position = next(delimiter, or: lineEnd, from: position)
    return .plain(start, withoutCarriageReturn(start))
  }

  /// Where a plain field ends that ends at the position: before a CR that belongs to the line end.
  @inline(__always)
  private func withoutCarriageReturn(_ start: Int) -> Int {
    let isBeforeLineFeed = lineEnd == 10 && position < end && base[position] == 10
    return isBeforeLineFeed && position > start && base[position - 1] == 13 ? position - 1 : position
  }

  /// The next byte that is one of two, or the end. Eight bytes are looked at together; those behind the end are there,
  /// see the type.
  @inline(__always)
  private func next(_ one: UInt8, or other: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let (manyOfOne, manyOfOther) = (ones &* UInt64(one), ones &* UInt64(other))
    var next = start
    while next < end {
      let word = UnsafeRawPointer(base + next).loadUnaligned(as: UInt64.self)
      let left = word ^ manyOfOne
      let right = word ^ manyOfOther
      // The lowest top bit set is at the first zero byte of `left` or `right`.
      let found = ((left &- ones) & ~left | (right &- ones) & ~right) & tops
      if found != 0 { return min(end, next + found.trailingZeroBitCount >> 3) }
      next += 8
    }
    return end
  }

  private mutating func scanQuoted(_ line: Int) -> Field {
    position += 1
    let start = position
    passQuoted()
    if position == end { return cutOff(.quoted(start, end), line) }
    if base[position] == quote, endsField(position + 1) {
      position += 1
      return .quoted(start, position - 1)
    }
    scratch.removeAll(keepingCapacity: true)
    var copied = start
    while true {
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: position - copied))
      guard position < end else { return cutOff(.rewritten(isQuoted: true), line) }
      let byte = base[position]
      position += 1
      if byte == quote {
        // What stands behind the closing quote belongs to the field.
        guard position < end, base[position] == quote else {
          if !endsField(position) { chunk.hasDoubtfulQuotes = true }
          return scanEscaped(from: position, isQuoted: true)
        }
        scratch.append(quote)
        position += 1
      } else if position < end {
        appendEscaped()
      } else {
        scratch.append(escape)
      }
      copied = position
      passQuoted()
    }
  }

  /// Moves to the next quote or escape, or to the end, and counts the line ends on the way.
  @inline(__always)
  private mutating func passQuoted() {
    while true {
      let start = position
      position = next(quote, or: lineEnd, from: start)
      if hasEscape, let found = (start..<position).first(where: { base[$0] == escape }) { position = found }
      guard position < end, base[position] == lineEnd else { return }
      chunk.lines += 1
      position += 1
    }
  }

  /// The chunk ends inside quotes: either it was cut at the wrong place, or the file is.
  private func cutOff(_ field: Field, _ line: Int) -> Field {
    chunk.endsInQuotes = true
    chunk.add(.openQuote, maximumProblems, { "A quote is opened and not closed until the end." }, line: line)
    return field
  }

  /// The unquoted rest of a field, byte by byte, appended to `scratch` (which is emptied for a field without quotes).
  private mutating func scanEscaped(from start: Int, isQuoted: Bool) -> Field {
    if !isQuoted { scratch.removeAll(keepingCapacity: true) }
    while position < end {
      let byte = base[position]
      if byte == delimiter || isLineEnd(position) { break }
      position += 1
      if byte == escape, hasEscape, position < end { appendEscaped() } else { scratch.append(byte) }
    }
    return .rewritten(isQuoted: isQuoted)
  }

  /// An escaped quote, escape, delimiter or line end loses its escape; any other character keeps it.
  private mutating func appendEscaped() {
    let byte = base[position]
    let isMark = (hasQuote && byte == quote) || byte == escape || byte == delimiter || byte == lineEnd
    if !isMark { scratch.append(escape) }
    if byte == lineEnd { chunk.lines += 1 }
    scratch.append(byte)
    position += 1
  }
}
