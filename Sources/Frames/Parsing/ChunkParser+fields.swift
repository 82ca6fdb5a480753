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

  /// Finds the field that starts at the position and leaves the position behind it, at a delimiter, a line end or the end.
  @inline(__always)
  mutating func scanField(_ line: Int) -> Field {
    if hasQuote, position < end, base[position] == quote { return scanQuoted(line) }
    if hasEscape { return scanEscaped(from: position, isQuoted: false) }
    let start = position
    position = plainEnd(from: position)
    return .plain(start, withoutCarriageReturn(start))
  }

  /// Where a plain field ends that ends at the position: before a CR that belongs to the line end.
  @inline(__always)
  private func withoutCarriageReturn(_ start: Int) -> Int {
    let isBeforeLineFeed = lineEnd == 10 && position < end && base[position] == 10
    return isBeforeLineFeed && position > start && base[position - 1] == 13 ? position - 1 : position
  }

  /// The next delimiter or line end, or the end. Eight bytes are looked at together; those behind the end are there, see the type.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let delimiters = ones &* UInt64(delimiter)
    let lineEnds = ones &* UInt64(lineEnd)
    var next = start
    while next < end {
      let word = UnsafeRawPointer(base + next).loadUnaligned(as: UInt64.self)
      let one = word ^ delimiters
      let other = word ^ lineEnds
      // The lowest top bit set is at the first zero byte of `one` or `other`.
      let found = ((one &- ones) & ~one | (other &- ones) & ~other) & tops
      if found != 0 { return min(end, next + found.trailingZeroBitCount >> 3) }
      next += 8
    }
    return end
  }

  private mutating func scanQuoted(_ line: Int) -> Field {
    position += 1
    let start = position
    while position < end {
      let byte = base[position]
      if byte == quote {
        if endsField(position + 1) {
          position += 1
          return .quoted(start, position - 1)
        }
        break
      }
      if byte == escape, hasEscape { break }
      if byte == lineEnd { chunk.lines += 1 }
      position += 1
    }
    if position == end { return cutOff(.quoted(start, end), line) }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: position - start))
    while position < end {
      let byte = base[position]
      position += 1
      if byte == escape, hasEscape, position < end {
        appendEscaped()
      } else if byte != quote {
        if byte == lineEnd { chunk.lines += 1 }
        scratch.append(byte)
      } else if position < end, base[position] == quote {
        scratch.append(quote)
        position += 1
      } else {
        // What stands behind the closing quote belongs to the field.
        return scanEscaped(from: position, isQuoted: true)
      }
    }
    return cutOff(.rewritten(isQuoted: true), line)
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
