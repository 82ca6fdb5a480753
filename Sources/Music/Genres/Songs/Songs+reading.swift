import Connectors
public import Frames
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

extension Songs {
  /// Reads a songs file: CSV, or CSV inside zip, gz or xz, with the columns `Name, Artists, Genre`, the nine audio
  /// features and, where it has one, `Release`, in any order (``SongColumns``; `Valeance`, as the published file has it,
  /// is read as `Valence`).
  ///
  /// Artists may be plain text, a list literal (`['A', "B's"]`) or separated by `;`; releases `YYYY`, `YYYY-MM`,
  /// `YYYY-MM-DD` or nothing; genres lose quotes and character references (`r&amp;b`). No row is left out;
  /// ``problems`` lists doubtful values.
  /// - Parameter columns: what the file calls the columns, `Name=track_name,Genre=track_genre`; those that are not named
  ///   are found.
  /// - Throws: ``SongsError`` when the file cannot be read or is no songs file.
  public init(contentsOf path: String, columns: String = "") throws(SongsError) {
    let mapping = try SongColumns.mapping(columns)
    let table: DataFrame
    do { table = try Self.table(contentsOf: path, mapping: mapping) } catch { throw .unreadable(error) }
    try self.init(readTable: table, path: path, mapping: mapping)
  }

  /// Reads the bytes of a songs file as ``init(contentsOf:columns:)`` reads a file.
  public init(csvData: [UInt8], columns: String = "") throws(SongsError) {
    let mapping = try SongColumns.mapping(columns)
    let table: DataFrame
    do { table = try DataFrame(csvData: csvData, types: Self.types(mapping), options: Self.options) } catch {
      throw .unreadable(error)
    }
    try self.init(readTable: table, path: nil, mapping: mapping)
  }

  /// The file as a table, before its columns are checked.
  static func table(contentsOf path: String, mapping: [String: String] = [:]) throws(CSVReadingError) -> DataFrame {
    let types = types(mapping)
    if TableKind(ofFile: path) == .delimited {
      return try DataFrame(contentsOfCSVFile: path, types: types, options: options)
    }
    do { return try DataFrame(contentsOf: path, types: types) } catch {
      throw CSVReadingError(
        kind: .file, path: error.path, message: (error.place.map { $0 + ": " } ?? "") + error.message, hint: error.hint)
    }
  }

  init(readTable table: DataFrame, path: String?, mapping: [String: String] = [:]) throws(SongsError) {
    let (named, columns) = try Self.named(table, path: path, mapping: mapping)
    if named.rowCount == 0 { throw .noSongs(path: path ?? "The input") }
    self.init(table: named, columns: columns, report: table.readingReport, path: path)
  }

  static let textColumns = ["Name", "Artists", "Release", "Genre"]
  static let columns = textColumns + AudioFeature.names

  /// A song may be called "NA", whatever stands for a number that is missing.
  private static let options: CSVReadingOptions = {
    var options = CSVReadingOptions()
    options.textNilEncodings = [""]
    return options
  }()

  /// The types of columns, whatever the file calls them.
  private static func types(_ mapping: [String: String]) -> [String: CSVType] {
    var types: [String: CSVType] = [:]
    func set(_ own: String, _ type: CSVType) {
      for name in [own, own.lowercased(), mapping[own] ?? own] + (SongColumns.otherNames[own] ?? []) {
        types[name] = type
      }
    }
    for own in textColumns + ["Id"] { set(own, .string) }
    for own in AudioFeature.names { set(own, .double) }
    types["Valeance"] = .double
    return types
  }

  /// The table with standard column names and column types.
  /// - Throws: ``SongsError/notSongs(path:missing:nearest:found:)``, ``SongsError/columns(_:)``.
  private static func named(
    _ table: DataFrame, path: String?, mapping: [String: String]
  ) throws(SongsError) -> (DataFrame, SongColumns) {
    var table = table
    let found = table.columnNames
    let names = try SongColumns(in: found, mapping: mapping)
    let own = Dictionary(uniqueKeysWithValues: names.renamed.map { ($1, $0) })
    table = DataFrame(
      columns: table.columns.map { column in
        if let name = own[column.name] { return column.renamed(name) }
        // A column of the file that has the name of another one that is meant steps aside.
        return names.renamed[column.name] == nil ? column : column.renamed("\(column.name) (of the file)")
      })
    for own in names.absent {
      table = table.with(Column<String>(name: own, contents: [String?](repeating: nil, count: table.rowCount)))
    }
    let missing = columns.filter { !table.containsColumn($0) }
    guard missing.isEmpty else {
      let spare = found.filter { !columns.contains($0) && !names.renamed.values.contains($0) }
      throw .notSongs(
        path: path ?? "The input", missing: missing, nearest: SongColumns.nearest(of: missing, among: spare),
        found: found)
    }
    for name in textColumns where table.column(name, as: String.self) == nil {
      table = table.with(table[name].texts)
    }
    for name in AudioFeature.names where table.column(name, as: Double.self) == nil {
      table = table.with(
        Column<Double>(name: name, doubles: table[name].doubles ?? [Double](repeating: .nan, count: table.rowCount)))
    }
    return (table, names)
  }
}

extension Songs {
  /// The songs that analyses read by default: `data/songs.zip` if it exists, else the sample that ships with Songbook,
  /// whose songs are made up (``isMadeUp``).
  /// - Parameter columns: as for ``init(contentsOf:columns:)``.
  /// - Throws: ``SongsError``; `InstalledData.Missing` when there is no sample either.
  public static func standard(columns: String = "") throws -> Songs {
    let own = "data/songs.zip"
    return try Songs(contentsOf: access(own, F_OK) == 0 ? own : InstalledData.path("sample.csv.gz"), columns: columns)
  }
}

/// Why songs could not be read or selected.
public enum SongsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file could not be read as a table at all.
  case unreadable(CSVReadingError)
  /// The file lacks these columns of a songs file. `nearest` maps a missing column to a similar one of the file.
  case notSongs(path: String, missing: [String], nearest: [String: String], found: [String])
  /// A mapping of columns that names what is not there.
  case columns(String)
  /// The file has a header and no rows.
  case noSongs(path: String)
  /// No song has this genre.
  case unknownGenre(String, nearest: String?)

  /// The reason and what to do, for readers.
  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .notSongs(let path, let missing, let nearest, let found):
      "\(path) is not a songs file: it has no column "
        + missing.map { name in nearest[name].map { "\(name) (did you mean to call \($0) that?)" } ?? name }
        .joined(separator: ", ")
        + ". Its columns are \(found.joined(separator: ", ")). A songs file has Name, Artists, Genre, "
        + AudioFeature.names.joined(separator: ", ")
        + " and, if known, Release, in any order; name columns that are called otherwise: Name=title,Genre=style."
    case .columns(let message): message
    case .noSongs(let path): "\(path) has the columns of a songs file, but no songs."
    case .unknownGenre(let genre, let nearest):
      "No song stands under the genre \"\(genre)\"." + (nearest.map { " Did you mean \"\($0)\"?" } ?? "")
    }
  }
}
