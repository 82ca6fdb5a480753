import Frames

/// What the original, the *Music Genre Classification Dashboard*, published about its models: its own songs, its own
/// genres, and a random split with artists on both sides.
///
/// The figures are those of `data/original.csv`.
public struct OriginalResults: Sendable, Hashable, Codable {
  /// One of the tables that it published.
  public enum Table: String, Sendable, Hashable, Codable, CaseIterable {
    /// Accuracy and time of each step.
    case system
    /// Accuracy for the songs of each parent, of 21 parents.
    case level1 = "level 1"
    /// Accuracy among the genres of each parent.
    case level2 = "level 2"
    /// Accuracy with a few genres that sound unlike each other.
    case distinctGenres = "distinct genres"
    /// Accuracy of each model with twelve genres of 100 songs each.
    case twelveGenres = "twelve genres"
  }

  /// A row of a table.
  public struct Row: Sendable, Hashable, Codable {
    /// The table that it is of.
    public var table: Table
    /// The parent, the model, or the number of genres.
    public var name: String
    /// The number of genres that were told apart, where it was published.
    public var genres: Int?
    /// The accuracy, 0 to 1; the lower end where a range was published.
    public var accuracy: Double?
    /// The upper end of the range, where one was published.
    public var upper: Double?
    /// The time that it took, where it was published.
    public var seconds: Double?
  }

  /// In the order of the file.
  public let rows: [Row]

  /// The figures that ship with Songbook.
  /// - Throws: `InstalledData.Missing`, or an error of reading the file.
  public static func load() throws -> OriginalResults {
    try OriginalResults(contentsOf: InstalledData.path("original.csv"))
  }

  /// Reads the figures.
  /// - Parameter path: CSV with the columns `Table, Row, Genres, Accuracy, Upper, Seconds`; accuracies from 0 to 1.
  /// - Throws: `CSVReadingError` when the file cannot be read or names an unknown table.
  public init(contentsOf path: String) throws {
    let table = try DataFrame(
      contentsOfCSVFile: path,
      types: [
        "Table": .string, "Row": .string, "Genres": .integer, "Accuracy": .double, "Upper": .double, "Seconds": .double,
      ])
    let (tables, names) = (table["Table", String.self], table["Row", String.self])
    let genres = table["Genres", Int.self]
    func numbers(_ name: String) -> [Double?] { table.doubles(name).map { $0.isNaN ? nil : $0 } }
    let (accuracies, uppers, seconds) = (numbers("Accuracy"), numbers("Upper"), numbers("Seconds"))
    rows = try (0..<table.rowCount).map { row in
      guard let kind = Table(rawValue: tables[row] ?? "") else {
        throw CSVReadingError(
          kind: .option, path: path, message: "Line \(row + 2) is of an unknown table, \(tables[row] ?? "none").",
          hint: "Tables are \(Table.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return Row(
        table: kind, name: names[row] ?? "", genres: genres[row], accuracy: accuracies[row], upper: uppers[row],
        seconds: seconds[row])
    }
  }

  /// The rows of a table.
  public func rows(of table: Table) -> [Row] { rows.filter { $0.table == table } }

  /// The row of this name; nil when the original did not publish one.
  public func row(_ name: String, of table: Table) -> Row? { rows.first { $0.table == table && $0.name == name } }

  /// The parents that the original had models for, in alphabetical order.
  public var parents: [String] { rows(of: .level2).map(\.name).sorted() }
}
