extension DataFrame {
  /// Reads a delimited file: CSV and its relatives, plain or inside zip, gz or xz (which are not unpacked to disk).
  ///
  /// What `options` leave open is found out from the file. ``readingReport`` then says what was found and what is wrong
  /// with the file; no row is left out.
  /// - Parameters:
  ///   - columns: read these only; all when nil.
  ///   - rows: read these only, counted from 0 behind the header; all when nil.
  ///   - types: of columns by name; names that the file does not have are ignored. Columns not named get the narrowest
  ///     type that fits all their values.
  public init(
    contentsOfCSVFile path: String, columns: [String]? = nil, rows: Range<Int>? = nil, types: [String: CSVType] = [:],
    options: CSVReadingOptions = CSVReadingOptions()
  ) throws(CSVReadingError) {
    self = try CSVReader(columns: columns, rows: rows, types: types, options: options).read(path: path)
  }

  /// Reads bytes as ``init(contentsOfCSVFile:columns:rows:types:options:)`` reads a file.
  public init(
    csvData: [UInt8], columns: [String]? = nil, rows: Range<Int>? = nil, types: [String: CSVType] = [:],
    options: CSVReadingOptions = CSVReadingOptions()
  ) throws(CSVReadingError) {
    self = try CSVReader(columns: columns, rows: rows, types: types, options: options).read(bytes: csvData)
  }
}
