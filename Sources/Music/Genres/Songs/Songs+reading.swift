public import Frames
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

extension Songs {
  /// Reads a songs file: CSV, or CSV inside zip, gz or xz, with the columns `Name, Artists, Release, Genre` and the
  /// nine audio features in any order (`Valeance`, as the published file has it, is read as `Valence`).
  ///
  /// Artists may be plain text or a list literal (`['A', "B's"]`); releases `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or nothing;
  /// genres lose quotes and character references (`r&amp;b`). No row is left out; ``problems`` lists doubtful values.
  /// - Throws: ``SongsError`` when the file cannot be read or is no songs file.
  public init(contentsOf path: String) throws(SongsError) {
    let table: DataFrame
    do { table = try Self.table(contentsOf: path) } catch { throw .unreadable(error) }
    try self.init(readTable: table, path: path)
  }

  /// Reads the bytes of a songs file as ``init(contentsOf:)`` reads a file.
  public init(csvData: [UInt8]) throws(SongsError) {
    let table: DataFrame
    do { table = try DataFrame(csvData: csvData, types: Self.types, options: Self.options) } catch {
      throw .unreadable(error)
    }
    try self.init(readTable: table, path: nil)
  }

  /// The file as a table, before its columns are checked.
  static func table(contentsOf path: String) throws(CSVReadingError) -> DataFrame {
    try DataFrame(contentsOfCSVFile: path, types: types, options: options)
  }

  init(readTable table: DataFrame, path: String?) throws(SongsError) {
    let named = try Self.named(table, path: path)
    if named.rowCount == 0 { throw .noSongs(path: path ?? "The input") }
    self.init(table: named, report: table.readingReport, path: path)
  }

  static let textColumns = ["Name", "Artists", "Release", "Genre"]
  static let columns = textColumns + AudioFeature.names

  /// Further names of columns, in lower case.
  private static let otherNames = ["valeance": "Valence"]

  /// A song may be called "NA", whatever stands for a number that is missing.
  private static let options: CSVReadingOptions = {
    var options = CSVReadingOptions()
    options.textNilEncodings = [""]
    return options
  }()

  private static let types: [String: CSVType] = {
    var types: [String: CSVType] = [:]
    for name in textColumns + ["Id"] { types[name] = .string }
    for name in AudioFeature.names + ["Valeance"] { types[name] = .double }
    for (name, type) in types { types[name.lowercased()] = type }
    return types
  }()

  /// The table with standard column names and column types.
  /// - Throws: ``SongsError/notSongs(path:missing:nearest:found:)``.
  private static func named(_ table: DataFrame, path: String?) throws(SongsError) -> DataFrame {
    var table = table
    let found = table.columnNames
    let proper = Dictionary(uniqueKeysWithValues: columns.map { ($0.lowercased(), $0) }).merging(otherNames) { own, _ in
      own
    }
    for name in found {
      let trimmed = GenreName.cleaned(name)
      guard let meant = proper[trimmed.lowercased()], meant != name, !table.containsColumn(meant) else { continue }
      table.renameColumn(name, to: meant)
    }
    let missing = columns.filter { !table.containsColumn($0) }
    guard missing.isEmpty else {
      let spare = found.filter { !columns.contains($0) }
      var nearest: [String: String] = [:]
      for name in missing { nearest[name] = NearestName.of(name, among: spare) }
      throw .notSongs(path: path ?? "The input", missing: missing, nearest: nearest, found: found)
    }
    for name in textColumns where table.column(name, as: String.self) == nil {
      table = table.with(table[name].texts)
    }
    for name in AudioFeature.names where table.column(name, as: Double.self) == nil {
      table = table.with(
        Column<Double>(name: name, doubles: table[name].doubles ?? [Double](repeating: .nan, count: table.rowCount)))
    }
    return table
  }
}

extension Songs {
  /// The songs that analyses read by default: `data/songs.zip` if it exists, else the sample that ships with Songbook,
  /// whose songs are made up (``isMadeUp``).
  /// - Throws: ``SongsError``; `InstalledData.Missing` when there is no sample either.
  public static func standard() throws -> Songs {
    let own = "data/songs.zip"
    return try Songs(contentsOf: access(own, F_OK) == 0 ? own : InstalledData.path("sample.csv.gz"))
  }
}

/// Why songs could not be read or selected.
public enum SongsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file could not be read as a table at all.
  case unreadable(CSVReadingError)
  /// The file lacks these columns of a songs file. `nearest` maps a missing column to a similar one of the file.
  case notSongs(path: String, missing: [String], nearest: [String: String], found: [String])
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
        + ". Its columns are \(found.joined(separator: ", ")). A songs file has Name, Artists, Release, Genre and "
        + AudioFeature.names.joined(separator: ", ") + ", in any order."
    case .noSongs(let path): "\(path) has the columns of a songs file, but no songs."
    case .unknownGenre(let genre, let nearest):
      "No song stands under the genre \"\(genre)\"." + (nearest.map { " Did you mean \"\($0)\"?" } ?? "")
    }
  }
}
