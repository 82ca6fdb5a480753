/// Text in UTF-8 made from the bytes of a file, for readers of other modules.
package enum UnicodeText {
  /// The text without a byte order mark. UTF-16 is converted; the encoding of other bytes that are not UTF-8 is
  /// guessed, unless it is given.
  package static func text(
    _ file: FileBytes, encoding: CSVDialect.Encoding? = nil
  ) throws(CSVReadingError) -> (text: FileBytes, start: Int, encoding: CSVDialect.Encoding) {
    let marked = DecodedText.markedEncoding(file.buffer)
    let length = marked.map { encoding == nil || $0.encoding == encoding ? $0.markLength : 0 } ?? 0
    var known = encoding ?? marked?.encoding ?? .utf8
    let isPlain = known == .utf8 && UTF8Check.firstError(file.buffer, from: length) == nil
    if isPlain { return (file, length, .utf8) }
    if encoding == nil, marked == nil { known = EncodingGuess.likelyEncoding(file.buffer) }
    let decoded = try DecodedText(UnsafeBufferPointer(rebasing: file.buffer.dropFirst(length)), encoding: known)
    return (decoded.bytes, 0, known)
  }

  /// The line, from 1, and the place on it, from 1 in bytes, of a byte.
  package static func place(of position: Int, in bytes: UnsafeRawBufferPointer) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for place in 0..<min(position, bytes.count) where bytes[place] == 10 {
      line += 1
      start = place + 1
    }
    return (line, position - start + 1)
  }

  /// The first byte that is no UTF-8; nil when all are.
  package static func firstError(_ bytes: UnsafeRawBufferPointer) -> Int? {
    UTF8Check.firstError(bytes.bindMemory(to: UInt8.self))
  }
}
