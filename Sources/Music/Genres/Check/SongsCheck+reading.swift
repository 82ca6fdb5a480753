public import Frames

extension SongsCheck {
  /// Checks a file. Problems of its songs become ``findings``.
  /// - Throws: `CSVReadingError` when the file cannot be read as a table.
  public init(contentsOf path: String) throws(CSVReadingError) {
    let table = try Songs.table(contentsOf: path)
    let report = table.readingReport ?? CSVReadingReport(path: path)
    self.init(
      path: path, member: report.member, bytes: report.bytes, dialect: report.dialect, columns: table.columnNames,
      rows: table.rowCount)
    do throws(SongsError) {
      describe(try Songs(readTable: table, path: path))
    } catch {
      findings.append(
        Finding(
          severity: .error, code: error.code, message: error.description, suggestion: Self.suggestion(for: error),
          count: 1, lines: []))
    }
    note(report)
    findings.sort { ($0.severity, $0.code, $0.message) < ($1.severity, $1.code, $1.message) }
  }

  init(path: String, member: String?, bytes: Int, dialect: CSVDialect, columns: [String], rows: Int) {
    self.path = path
    self.member = member
    self.bytes = bytes
    self.dialect = dialect
    self.columns = columns
    self.rows = rows
  }

  private static func suggestion(for error: SongsError) -> String? {
    switch error {
    case .notSongs(_, let missing, let nearest, _):
      missing.allSatisfy { nearest[$0] != nil }
        ? "Rename the columns: \(missing.map { "\(nearest[$0] ?? "") to \($0)" }.joined(separator: ", "))."
        : "If the columns are there under other names, name them: -p columns=\"Name=title,Genre=style\"; if the delimiter was mistaken, convert the file first."
    case .noSongs: "Look whether the file was cut off when it was copied."
    case .unreadable, .unknownGenre, .columns: nil
    }
  }

  /// Adds what the reader of delimited files found.
  private mutating func note(_ report: CSVReadingReport) {
    for kind in CSVReadingReport.Problem.Kind.allCases {
      guard let count = report.problemCounts[kind], count > 0 else { continue }
      let problems = report.problems.filter { $0.kind == kind }.prefix(SongsProblem.shown)
      let (code, what, suggestion) = Self.texts(kind)
      findings.append(
        Finding(
          severity: .warning, code: code,
          message: "\(count) \(what): " + problems.map(\.description).joined(separator: "; "),
          suggestion: suggestion, count: count, lines: problems.map(\.line)))
    }
  }

  private static func texts(_ kind: CSVReadingReport.Problem.Kind) -> (code: String, what: String, suggestion: String) {
    switch kind {
    case .tooFewFields:
      (
        "short-rows", "rows with too few fields",
        "The missing fields are taken as missing values. Look for lost delimiters."
      )
    case .tooManyFields: ("long-rows", "rows with too many fields", "Put fields that hold the delimiter in quotes.")
    case .unreadableValue:
      ("unreadable-values", "values that are no numbers", "They are taken as missing. Correct or empty them.")
    case .brokenEncoding: ("broken-encoding", "places with bytes of another encoding", "Save the file as UTF-8.")
    case .openQuote:
      (
        "open-quote", "quotes without a partner",
        "Look whether the file was cut off, or a quote is not doubled."
      )
    case .columnName:
      ("column-names", "columns without a name of their own", "Give each column its own name in the header.")
    }
  }
}

extension SongsError {
  fileprivate var code: String {
    switch self {
    case .unreadable: "unreadable"
    case .notSongs: "not-songs"
    case .noSongs: "no-songs"
    case .columns: "columns"
    case .unknownGenre: "unknown-genre"
    }
  }
}
