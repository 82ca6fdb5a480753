import Frames
import Statistics

extension Songs {
  /// Reads a songs file: CSV, or CSV inside zip, gz or xz, with the columns `Name, Artists, Release, Genre` and the nine audio features in any
  /// order (`Valeance`, as the published file has it, is read as `Valence`).
  ///
  /// Artists may be plain text or a list literal (`['A', "B's"]`); releases `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or nothing; genres lose quotes and
  /// character references (`r&amp;b`). No row is left out: what is wrong with one is told by ``problems``.
  /// - Throws: ``SongsError`` when the file cannot be read or is no songs file.
  public init(contentsOf path: String) throws(SongsError) {
    let table: DataFrame
    do { table = try Self.table(contentsOf: path) } catch { throw .unreadable(error) }
    try self.init(readTable: table, path: path)
  }

  /// Reads the bytes of a songs file as ``init(contentsOf:)`` reads a file.
  public init(csvData: [UInt8]) throws(SongsError) {
    let table: DataFrame
    do { table = try DataFrame(csvData: csvData, types: Self.types) } catch { throw .unreadable(error) }
    try self.init(readTable: table, path: nil)
  }

  /// The file as a table, whether it holds songs or not.
  static func table(contentsOf path: String) throws(CSVReadingError) -> DataFrame {
    try DataFrame(contentsOfCSVFile: path, types: types)
  }

  init(readTable table: DataFrame, path: String?) throws(SongsError) {
    let named = try Self.named(table, path: path)
    if named.rowCount == 0 { throw .noSongs(path: path ?? "The input") }
    self.init(table: named, report: table.readingReport, path: path)
  }

  static let textColumns = ["Name", "Artists", "Release", "Genre"]
  static let columns = textColumns + AudioFeature.names

  /// Names under which files hold a column, besides its own in any letter case.
  private static let otherNames = ["valeance": "Valence"]

  private static let types: [String: CSVType] = {
    var types: [String: CSVType] = [:]
    for name in textColumns + ["Id"] { types[name] = .string }
    for name in AudioFeature.names + ["Valeance"] { types[name] = .double }
    for (name, type) in types { types[name.lowercased()] = type }
    return types
  }()

  /// The table with the columns' names as they should be.
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
