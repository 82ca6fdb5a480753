import Glibc

/// The first rows of a CSV file that is too large to be put into a page.
public struct DataExcerpt: Sendable {
  /// The heading and whole rows.
  public let bytes: [UInt8]
  /// How many rows these are.
  public let rows: Int
  /// How many the file has.
  public let totalRows: Int
  /// Whether a column says what each row is: of a chart with curves over its dots, for example.
  public var hasParts: Bool {
    let heading = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    return heading.split(separator: ",").prefix(2).contains("Part")
  }

  /// Files up to this size go into a page whole, in bytes.
  public static let wholeLimit = 100_000
  /// Of larger ones as many whole rows as fit, in bytes.
  public static let limit = 50_000

  /// Reads a file; nil when it is small enough to be carried whole.
  public init?(ofCSV content: [UInt8]) {
    guard content.count > Self.wholeLimit else { return nil }
    var (lines, included, end) = (0, 0, 0)
    var isQuoted = false
    content.withUnsafeBytes { content in
      // The C library finds bytes many at a time; files of some megabytes are looked through for every page.
      func next(_ byte: UInt8, from offset: Int) -> Int {
        guard offset < content.count, let start = content.baseAddress,
          let found = memchr(start + offset, Int32(byte), content.count - offset)
        else { return content.count }
        return UnsafeRawPointer(found) - start
      }
      let (lineEnd, quote) = (UInt8(ascii: "\n"), UInt8(ascii: "\""))
      var nextQuote = next(quote, from: 0)
      var offset = next(lineEnd, from: 0)
      while offset < content.count {
        // A line end between quotes belongs to a field; a doubled quote toggles twice.
        while nextQuote < offset {
          isQuoted.toggle()
          nextQuote = next(quote, from: nextQuote + 1)
        }
        if !isQuoted {
          lines += 1
          if offset < Self.limit || lines <= 2 { (included, end) = (lines, offset + 1) }
        }
        offset = next(lineEnd, from: offset + 1)
      }
      if content.last != lineEnd { lines += 1 }
    }
    guard included < lines, included > 1 else { return nil }
    bytes = Array(content[..<end])
    (rows, totalRows) = (included - 1, lines - 1)
  }
}
