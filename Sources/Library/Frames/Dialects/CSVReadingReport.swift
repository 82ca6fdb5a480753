/// What was found while a delimited file was read: how it is written, and everything in it that is not as it should be.
public struct CSVReadingReport: Sendable, Equatable, Codable {
  /// Something in the file that is not as it should be.
  public struct Problem: Sendable, Equatable, Codable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
      /// A row with fewer fields than columns. The missing ones are missing values.
      case tooFewFields
      /// A row with more fields than columns.
      case tooManyFields
      /// A value that is not of its column's type. It is missing in the frame.
      case unreadableValue
      /// Bytes that are not of the file's encoding. U+FFFD stands in their place.
      case brokenEncoding
      /// A quote without its partner, which is taken as text, or a quoted field that holds what looks like rows.
      case openQuote
      /// A column whose name another one has too, or that has none. It was given a name.
      case columnName
    }

    /// What is wrong.
    public var kind: Kind
    /// The line of the file where the record starts (for `brokenEncoding`, of the bytes), from 1.
    public var line: Int
    /// What is wrong, as a sentence.
    public var message: String

    /// A problem in a line.
    public init(kind: Kind, line: Int, message: String) {
      self.kind = kind
      self.line = line
      self.message = message
    }

    /// The line's number and what is wrong.
    public var description: String { "line \(line): \(message)" }
  }

  /// The file's path; nil when bytes were read.
  public var path: String?
  /// The file's name inside an archive.
  public var member: String?
  /// Bytes of the file as it is on disk.
  public var bytes: Int
  /// How the file is written.
  public var dialect: CSVDialect
  /// What was found out from evidence that allows for another reading, as sentences: the encoding, a header of several
  /// records, lines that were left out.
  public var remarks: [String]
  /// Rows of the frame.
  public var rows: Int
  /// Lines with nothing on them, between the rows.
  public var blankLines: Int
  /// The first problems in the order of the file.
  public var problems: [Problem]
  /// How many problems there are of each kind, those not among `problems` too.
  public var problemCounts: [Problem.Kind: Int]

  /// A report; without arguments that of an empty file.
  public init(
    path: String? = nil, member: String? = nil, bytes: Int = 0, dialect: CSVDialect = CSVDialect(), rows: Int = 0,
    blankLines: Int = 0, problems: [Problem] = [], problemCounts: [Problem.Kind: Int] = [:], remarks: [String] = []
  ) {
    self.path = path
    self.member = member
    self.bytes = bytes
    self.dialect = dialect
    self.rows = rows
    self.blankLines = blankLines
    self.problems = problems
    self.problemCounts = problemCounts
    self.remarks = remarks
  }

  /// Rows with more or fewer fields than columns.
  public var raggedRows: Int { problemCounts[.tooFewFields, default: 0] + problemCounts[.tooManyFields, default: 0] }
  /// Whether there is no problem.
  public var isClean: Bool { problemCounts.isEmpty }
}
