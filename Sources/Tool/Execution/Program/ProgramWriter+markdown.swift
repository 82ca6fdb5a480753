import Notebooks

extension ProgramWriter {
  /// Markdown with expressions becomes a string literal on the author's own lines, indented by the width of `// `, so
  /// that lines and columns stay.
  ///
  /// The literal is a raw one: only the marked interpolations are Swift, every other backslash is text.
  mutating func writeMarkdown(_ cell: Cell) {
    let bodyLines = cell.body.split(separator: "\n", omittingEmptySubsequences: false).count
    let first = cell.bodyStartLine
    let texts = (first..<first + bodyLines).map { number -> (start: Int, bytes: ArraySlice<UInt8>) in
      let start = offset(ofLine: number)
      return (start, source[start..<min(source.count, start + (lineBytes(number)))])
    }
    let hashes = String(repeating: "#", count: hashCount(for: texts.map(\.bytes)))
    let openings = Set(cell.statements.compactMap { opening(before: $0.startOffset) })

    openCall("markdown(\(hashes)\"\"\"", above: first, marking: cell.statements.first?.range.startLine)
    for (number, (start, bytes)) in zip(first..., texts) {
      var written: [UInt8] = []
      for (position, byte) in zip(start..., bytes) {
        written.append(byte)
        guard openings.contains(position) else { continue }
        insertions[number, default: []] += written.count + 1...written.count + hashes.utf8.count
        written += hashes.utf8
      }
      append(String(decoding: written.withoutCommentSign, as: UTF8.self) + "\n")
    }
    append("   \"\"\"\(hashes))\n")
  }

  private func lineBytes(_ number: Int) -> Int {
    lines.indices.contains(number - 1) ? lines[number - 1].utf8.count : 0
  }

  private func offset(ofLine number: Int) -> Int { lineStarts[max(0, min(number, lineStarts.count) - 1)] }

  /// Where the backslash of `\(` stands that opens the expression at `offset`.
  private func opening(before offset: Int) -> Int? {
    var position = offset - 1
    while position > 0 {
      if source[position] == UInt8(ascii: "(") && source[position - 1] == UInt8(ascii: "\\") { return position - 1 }
      guard [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/")].contains(source[position]) else { return nil }
      position -= 1
    }
    return nil
  }

  /// So many number signs that nothing in the text closes the literal or opens an interpolation in it.
  private func hashCount(for lines: [ArraySlice<UInt8>]) -> Int {
    var longest = 0
    for line in lines {
      var run = 0
      for byte in line {
        run = byte == UInt8(ascii: "#") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest + 1
  }
}

extension [UInt8] {
  /// A line of a Markdown cell with blanks in place of the comment sign; at least three where there is text, which is
  /// the literal's indentation.
  fileprivate var withoutCommentSign: [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let indentation = prefix(while: isBlank).count
    var text = dropFirst(indentation)
    var blanks = indentation
    if text.starts(with: "//".utf8) {
      text = text.dropFirst(2)
      blanks += 2
    }
    if text.allSatisfy(isBlank) { return [] }
    if text.last == 0x0D { text = text.dropLast() }
    while blanks < 3 && text.first == 0x20 {
      text = text.dropFirst()
      blanks += 1
    }
    return [UInt8](repeating: 0x20, count: Swift.max(3, blanks)) + text
  }
}
