/// The first lines of a text, cut at line ends alone.
struct SampleLines {
  private var lines: [[UInt8]] = []

  init(_ text: UnsafeBufferPointer<UInt8>, lineEnd: UInt8) {
    var start = 0
    while start < text.count, lines.count < 300 {
      let end = text[start...].firstIndex(of: lineEnd) ?? text.count
      var line = Array(text[start..<end])
      if line.last == 13, lineEnd == 10 { line.removeLast() }
      lines.append(line)
      start = end + 1
    }
  }

  /// The delimiter that the line `sep=;` tells.
  var toldDelimiter: String? {
    guard var line = lines.first else { return nil }
    if line.count >= 2, line.first == 34, line.last == 34 { line = Array(line.dropFirst().dropLast()) }
    guard line.count > 4, line.count < 8, line.prefix(4).map({ $0 | 32 }) == Array("sep=".utf8).map({ $0 | 32 }) else {
      return nil
    }
    let told = line.dropFirst(4)
    return told.allSatisfy { $0 < 128 && $0 != 34 } ? String(decoding: told, as: UTF8.self) : nil
  }

  /// How often these bytes stand in the first lines, outside quotes and without overlap.
  func count(of mark: [UInt8]) -> Int {
    let first = lines.prefix(60)
    let quote: UInt8 = first.contains { $0.contains(34) } ? 34 : 39
    return first.reduce(0) { sum, line in
      var count = 0
      var position = 0
      var isInside = false
      while position + mark.count <= line.count {
        if line[position] == quote { isInside.toggle() }
        if isInside {
          position += 1
        } else if mark.indices.allSatisfy({ line[position + $0] == mark[$0] }) {
          count += 1
          position += mark.count
        } else {
          position += 1
        }
      }
      return sum + count
    }
  }

  /// How many of the lines with something on them hold these bytes.
  func share(with mark: [UInt8]) -> Double {
    let filled = lines.prefix(60).filter { !$0.isEmpty }
    let holding = filled.count { line in
      guard let first = mark.first, line.count >= mark.count else { return false }
      if mark.count == 1 { return line.contains(first) }
      return (0...line.count - mark.count).contains { start in
        line[start] == first && mark.indices.allSatisfy { line[start + $0] == mark[$0] }
      }
    }
    return Double(holding) / Double(max(1, filled.count))
  }

  /// Whether a quote stands behind a delimiter and blanks, or blanks behind every delimiter outside quotes.
  func hasBlanksBehind(_ mark: UInt8, quote: UInt8?) -> Bool {
    var with = 0
    var without = 0
    for line in lines {
      var isInside = false
      for position in line.indices {
        let byte = line[position]
        if byte == quote { isInside.toggle() }
        guard byte == mark, !isInside else { continue }
        var next = position + 1
        while next < line.count, line[next] == 32 { next += 1 }
        if next == position + 1 {
          if next < line.count { without += 1 }
        } else {
          with += 1
          let closes = next + 1 < line.count && line[(next + 1)...].contains { $0 == quote }
          if next < line.count, line[next] == quote, closes, without == 0 || with > without { return true }
        }
      }
    }
    return with > 2 && without == 0
  }

  /// How many comments stand at the top. A last one that is as long as what follows names the columns.
  func leadingComments(from start: Int) -> (count: Int, isAboveHead: Bool) {
    let block = lines.dropFirst(start).prefix { $0.first == 35 || ($0.isEmpty && lines.count > 1) }
    guard let last = block.lastIndex(where: { $0.first == 35 }), last + 1 < lines.count else { return (0, false) }
    func marks(_ line: [UInt8]) -> [Int] { [44, 59, 9, 124].map { mark in line.count { $0 == mark } } }
    let own = marks(lines[last])
    let isHead = own.contains { $0 > 0 } && own == marks(lines[last + 1]) && isHeadOfRows(last + 1)
    return ((isHead ? last : last + 1) - start, isHead)
  }

  /// Whether the line is no header: digits stand in it.
  private func isHeadOfRows(_ line: Int) -> Bool { lines[line].contains { $0 &- 48 < 10 } }

  func hasComment(from start: Int) -> Bool { lines.dropFirst(start).contains { $0.first == 35 } }
}
