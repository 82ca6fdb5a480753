import Statistics

/// Where a text may be cut into chunks that are parsed at the same time.
///
/// A cut is wanted behind a line end that is outside quotes. Outside is where an even number of quotes stands before,
/// which is certain in files that follow RFC 4180; in others a chunk may turn out to end inside quotes, and is then
/// parsed again together with the next.
enum ChunkBoundaries {
  /// Ranges, without gaps, of about this many bytes.
  static func ranges(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ marks: Punctuation, chunkBytes: Int
  ) -> [Range<Int>] {
    guard start < text.count else { return [] }
    let count = max(1, (text.count - start) / max(1, chunkBytes))
    guard count > 1 else { return [start..<text.count] }
    let positions = (0...count).map { start + (text.count - start) / count * $0 }
    let isOdd = Parallel.map(count) { part in
      marks.quote.map { hasOddCount(of: $0, in: text, positions[part]..<positions[part + 1]) } ?? false
    }
    var ranges: [Range<Int>] = []
    var first = start
    var isInside = false
    for part in 1..<count {
      if isOdd[part - 1] { isInside.toggle() }
      guard positions[part] >= first else { continue }
      if let cut = firstCut(text, from: positions[part], isInside: isInside, marks), cut < text.count {
        ranges.append(first..<cut)
        first = cut
      }
    }
    ranges.append(first..<text.count)
    return ranges
  }

  /// Behind the first line end outside quotes.
  private static func firstCut(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, isInside: Bool, _ marks: Punctuation
  ) -> Int? {
    var isInside = isInside
    for position in start..<text.count {
      let byte = text[position]
      if byte == marks.quote { isInside.toggle() }
      if byte == marks.lineEnd, !isInside { return position + 1 }
    }
    return nil
  }

  /// Behind the last line end outside quotes of a text that starts outside; nil when there is none.
  static func lastCut(_ text: UnsafeBufferPointer<UInt8>, _ marks: Punctuation) -> Int? {
    var isInside = marks.quote.map { hasOddCount(of: $0, in: text, 0..<text.count) } ?? false
    for position in text.indices.reversed() {
      let byte = text[position]
      if byte == marks.lineEnd, !isInside { return position + 1 }
      if byte == marks.quote { isInside.toggle() }
    }
    return nil
  }

  private static func hasOddCount(
    of mark: UInt8, in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let base = UnsafeRawPointer(text.baseAddress!)
    let marks = 0x0101_0101_0101_0101 &* UInt64(mark)
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // In each byte the top bit: set where the number of marks so far is odd.
    var odd: UInt64 = 0
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      let difference = base.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ marks
      odd ^= ~(((difference & lows) &+ lows) | difference | lows)
      position += 8
    }
    var isOdd = odd.nonzeroBitCount & 1 == 1
    for position in position..<range.upperBound where text[position] == mark { isOdd.toggle() }
    return isOdd
  }
}
