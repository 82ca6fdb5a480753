/// How a delimited file is written.
public struct CSVDialect: Sendable, Equatable, Codable {
  /// How characters are written as bytes.
  public enum Encoding: String, Sendable, Equatable, Codable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case latin1 = "ISO-8859-1"
    case windows1252 = "windows-1252"

    /// The encoding of this name; letter case, `-` and `_` do not matter, and the usual other names are known. Nil for
    /// unknown ones.
    public init?(named name: String) {
      let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
      switch plain {
      case "utf8", "ascii", "usascii": self = .utf8
      case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
      case "utf16be": self = .utf16BigEndian
      case "latin1", "iso88591", "l1": self = .latin1
      case "windows1252", "cp1252", "ansi", "1252": self = .windows1252
      default: return nil
      }
    }
  }

  /// What ends a line.
  public enum LineEnd: String, Sendable, Equatable, Codable {
    case lf = "LF"
    case crlf = "CRLF"
    case cr = "CR"
  }

  /// One ASCII character.
  public var delimiter: Character
  /// One ASCII character; nil when nothing is quoted.
  public var quote: Character?
  /// What stands before a quote inside a quoted field; nil when such a quote is doubled.
  public var escape: Character?
  /// What ends a record.
  public var lineEnd: LineEnd
  /// How characters are written as bytes.
  public var encoding: Encoding
  /// Whether the file starts with a byte order mark.
  public var hasByteOrderMark: Bool
  /// Lines before the header (or before the first row, without a header) that belong to no table.
  public var skippedLines: Int
  /// Records that name the columns.
  public var headerRows: Int
  /// `.` or `,`.
  public var decimalSeparator: Character

  /// RFC 4180, with a header, in UTF-8.
  public init(
    delimiter: Character = ",", quote: Character? = "\"", escape: Character? = nil, lineEnd: LineEnd = .lf,
    encoding: Encoding = .utf8, hasByteOrderMark: Bool = false, skippedLines: Int = 0, headerRows: Int = 1,
    decimalSeparator: Character = "."
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.lineEnd = lineEnd
    self.encoding = encoding
    self.hasByteOrderMark = hasByteOrderMark
    self.skippedLines = skippedLines
    self.headerRows = headerRows
    self.decimalSeparator = decimalSeparator
  }

  private enum CodingKeys: String, CodingKey {
    case delimiter, quote, escape, lineEnd, encoding, hasByteOrderMark, skippedLines, headerRows, decimalSeparator
  }

  /// Decodes a dialect. The delimiter is a comma and the decimal separator a point where they are absent; without
  /// a quote or an escape the dialect has none.
  ///
  /// - Throws: `DecodingError` when another setting is absent or a character's text is not one character.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func character(_ key: CodingKeys) throws -> Character? {
      guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
      guard text.count == 1 else {
        throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "one character is wanted")
      }
      return text.first
    }
    self.init(
      delimiter: try character(.delimiter) ?? ",", quote: try character(.quote), escape: try character(.escape),
      lineEnd: try values.decode(LineEnd.self, forKey: .lineEnd),
      encoding: try values.decode(Encoding.self, forKey: .encoding),
      hasByteOrderMark: try values.decode(Bool.self, forKey: .hasByteOrderMark),
      skippedLines: try values.decode(Int.self, forKey: .skippedLines),
      headerRows: try values.decode(Int.self, forKey: .headerRows),
      decimalSeparator: try character(.decimalSeparator) ?? ".")
  }

  /// Encodes every setting, characters as texts of one character; a quote or an escape that is nil is left out.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(String(delimiter), forKey: .delimiter)
    try values.encodeIfPresent(quote.map { String($0) }, forKey: .quote)
    try values.encodeIfPresent(escape.map { String($0) }, forKey: .escape)
    try values.encode(lineEnd, forKey: .lineEnd)
    try values.encode(encoding, forKey: .encoding)
    try values.encode(hasByteOrderMark, forKey: .hasByteOrderMark)
    try values.encode(skippedLines, forKey: .skippedLines)
    try values.encode(headerRows, forKey: .headerRows)
    try values.encode(String(decimalSeparator), forKey: .decimalSeparator)
  }
}
