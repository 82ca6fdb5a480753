/// The first rows of a CSV file that is too large to be put into a page.
struct DataExcerpt {
  /// The heading and whole rows.
  let bytes: [UInt8]
  let rows: Int
  let totalRows: Int

  /// Files up to this size go into a page whole, in bytes.
  static let wholeLimit = 500_000
  /// Of larger ones as many whole rows as fit, in bytes.
  static let limit = 100_000

  /// - Returns: nil when the file is small enough to be carried whole.
  init?(ofCSV content: [UInt8]) {
    guard content.count > Self.wholeLimit else { return nil }
    var (lines, included, end) = (0, 0, 0)
    var isQuoted = false
    content.withUnsafeBufferPointer { content in
      for offset in content.indices {
        let byte = content[offset]
        // A line end between quotes belongs to a field; a doubled quote toggles twice.
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        guard byte == UInt8(ascii: "\n"), !isQuoted else { continue }
        lines += 1
        if offset < Self.limit || lines <= 2 { (included, end) = (lines, offset + 1) }
      }
      if content.last != UInt8(ascii: "\n") { lines += 1 }
    }
    guard included < lines, included > 1 else { return nil }
    bytes = Array(content[..<end])
    (rows, totalRows) = (included - 1, lines - 1)
  }
}
