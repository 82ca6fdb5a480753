/// How a delimited file is to be read. What is left nil is found out from the file itself.
public struct CSVReadingOptions: Sendable, Equatable {
  /// What stands between two fields: one ASCII character or several, such as `::`.
  public var delimiter: String?
  /// Whether several delimiters in a row count as one, as where columns are set apart by runs of blanks.
  public var mergesDelimiters: Bool?
  /// Whether blanks behind a delimiter belong to no field.
  public var skipsInitialSpaces: Bool?
  /// The first character of lines that belong to no table, such as `#`.
  public var comment: Character?
  /// One ASCII character that stands before and behind fields that hold delimiters or line ends.
  public var quote: Character?
  /// False: quotes have no meaning.
  public var usesQuoting = true
  /// What stands before a quote inside a quoted field; the quote itself when such quotes are doubled.
  public var escape: Character?
  /// What ends a record.
  public var lineEnd: CSVDialect.LineEnd?
  /// How characters are written as bytes.
  public var encoding: CSVDialect.Encoding?
  /// Lines at the top that belong to no table.
  public var skippedLines: Int?
  /// Records that name the columns; 0 when the first record is a row already. Names of several records are joined by a
  /// space.
  public var headerRows: Int?
  /// `.` or `,`.
  public var decimalSeparator: Character?
  /// What stands between groups of three digits, as in `1,234,567`. When it is nil, a column all of whose values are
  /// numbers written in such groups is read as numbers.
  public var thousandsSeparator: Character?

  /// What stands for a missing value in columns of numbers, dates and booleans.
  public var nilEncodings: Set<String> = [
    "", "#N/A", "#NA", "-", "?", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "nil", "null",
  ]
  /// What stands for a missing value in columns of text. When it is nil: nothing at all, and what the file's columns of
  /// numbers have for one. A song may be called "NA"; where numbers are missing as "NA", texts are too. A quoted field
  /// is never missing.
  public var textNilEncodings: Set<String>?
  /// What stands for true in columns of booleans.
  public var trueEncodings: Set<String> = ["true", "True", "TRUE"]
  /// What stands for false in columns of booleans.
  public var falseEncodings: Set<String> = ["false", "False", "FALSE"]

  /// True: the first ragged row, unreadable value, broken UTF-8 or open quote is an error.
  public var isStrict = false
  /// False: every column whose type is not given is text.
  public var infersTypes = true
  /// True: fields beyond the header's get columns of their own. False: they are reported and left out.
  public var keepsExtraFields = false
  /// In a zip of several files, the one to read; else the only one whose name looks like a table.
  public var memberName: String?
  /// How many problems the report shows in full; all are counted.
  public var maximumProblems = 20

  /// Options of which those that are nil are found out from the file.
  public init(
    delimiter: String? = nil, quote: Character? = nil, usesQuoting: Bool = true, escape: Character? = nil,
    lineEnd: CSVDialect.LineEnd? = nil, encoding: CSVDialect.Encoding? = nil, skippedLines: Int? = nil,
    headerRows: Int? = nil, decimalSeparator: Character? = nil, isStrict: Bool = false
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.usesQuoting = usesQuoting
    self.escape = escape
    self.lineEnd = lineEnd
    self.encoding = encoding
    self.skippedLines = skippedLines
    self.headerRows = headerRows
    self.decimalSeparator = decimalSeparator
    self.isStrict = isStrict
  }
}
