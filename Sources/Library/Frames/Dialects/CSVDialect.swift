/// How a delimited file is written.
public struct CSVDialect: Sendable, Equatable, Codable {
  /// How characters are written as bytes.
  public enum Encoding: String, Sendable, Equatable, Codable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case latin1 = "ISO-8859-1"
    case latin2 = "ISO-8859-2"
    case latin9 = "ISO-8859-15"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case macRoman = "macintosh"
    case koi8r = "KOI8-R"
    case cp437 = "IBM437"
    case cp850 = "IBM850"
    case shiftJIS = "Shift_JIS"
    case eucJP = "EUC-JP"
    case gb18030 = "GB18030"
    case big5 = "Big5"
    case eucKR = "EUC-KR"

    /// The encoding of this name; letter case, `-` and `_` do not matter, and the usual other names are known. Nil for
    /// unknown ones.
    public init?(named name: String) {
      func plain(_ name: String) -> String { name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " } }
      let wanted = plain(name)
      if let known = Encoding.allCases.first(where: { plain($0.rawValue) == wanted }) {
        self = known
        return
      }
      switch wanted {
      case "utf8", "ascii", "usascii": self = .utf8
      case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
      case "utf16be": self = .utf16BigEndian
      case "latin1", "iso88591", "l1": self = .latin1
      case "latin2", "l2": self = .latin2
      case "latin9", "l9": self = .latin9
      case "cp1250", "1250": self = .windows1250
      case "cp1251", "1251": self = .windows1251
      case "windows1252", "cp1252", "ansi", "1252": self = .windows1252
      case "cp1253", "1253": self = .windows1253
      case "cp1254", "1254": self = .windows1254
      case "macroman", "mac": self = .macRoman
      case "koi8": self = .koi8r
      case "cp437", "437": self = .cp437
      case "cp850", "850": self = .cp850
      case "sjis", "shiftjis", "cp932", "windows31j", "mskanji": self = .shiftJIS
      case "gbk", "gb2312", "cp936": self = .gb18030
      case "cp950": self = .big5
      case "cp949": self = .eucKR
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

  /// What stands between two fields: ASCII characters, nearly always one.
  public var delimiter: String
  /// Whether several delimiters in a row count as one: columns that are set apart by runs of blanks.
  public var mergesDelimiters = false
  /// Whether blanks behind a delimiter belong to no field, so that a quote may stand behind them.
  public var skipsInitialSpaces = false
  /// What the first character of lines is that belong to no table, wherever they stand; nil when there are none.
  public var comment: Character?
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
    delimiter: String = ",", quote: Character? = "\"", escape: Character? = nil, lineEnd: LineEnd = .lf,
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
    case mergesDelimiters, skipsInitialSpaces, comment
  }

  /// Decodes a dialect. The delimiter is a comma and the decimal separator a point where they are absent; without
  /// a quote, an escape or a comment the dialect has none.
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
      delimiter: try values.decodeIfPresent(String.self, forKey: .delimiter) ?? ",", quote: try character(.quote),
      escape: try character(.escape),
      lineEnd: try values.decode(LineEnd.self, forKey: .lineEnd),
      encoding: try values.decode(Encoding.self, forKey: .encoding),
      hasByteOrderMark: try values.decode(Bool.self, forKey: .hasByteOrderMark),
      skippedLines: try values.decode(Int.self, forKey: .skippedLines),
      headerRows: try values.decode(Int.self, forKey: .headerRows),
      decimalSeparator: try character(.decimalSeparator) ?? ".")
    mergesDelimiters = try values.decodeIfPresent(Bool.self, forKey: .mergesDelimiters) ?? false
    skipsInitialSpaces = try values.decodeIfPresent(Bool.self, forKey: .skipsInitialSpaces) ?? false
    comment = try character(.comment)
  }

  /// Encodes every setting, characters as texts of one character; what is nil, or false by default, is left out.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(delimiter, forKey: .delimiter)
    try values.encodeIfPresent(quote.map { String($0) }, forKey: .quote)
    try values.encodeIfPresent(escape.map { String($0) }, forKey: .escape)
    try values.encode(lineEnd, forKey: .lineEnd)
    try values.encode(encoding, forKey: .encoding)
    try values.encode(hasByteOrderMark, forKey: .hasByteOrderMark)
    try values.encode(skippedLines, forKey: .skippedLines)
    try values.encode(headerRows, forKey: .headerRows)
    try values.encode(String(decimalSeparator), forKey: .decimalSeparator)
    if mergesDelimiters { try values.encode(true, forKey: .mergesDelimiters) }
    if skipsInitialSpaces { try values.encode(true, forKey: .skipsInitialSpaces) }
    try values.encodeIfPresent(comment.map { String($0) }, forKey: .comment)
  }
}
