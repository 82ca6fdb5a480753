extension DataFrame: Codable {
  private enum CodingKeys: String, CodingKey { case rowCount, columns, readingReport, rowsHaveOwnUnits }

  /// Encodes the number of rows, the columns and, where there is one, the report of reading.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(columns, forKey: .columns)
    try container.encodeIfPresent(readingReport, forKey: .readingReport)
    if rowsHaveOwnUnits { try container.encode(true, forKey: .rowsHaveOwnUnits) }
  }

  /// - Throws: `DecodingError` also when columns are of different lengths or share a name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rowCount = try container.decode(Int.self, forKey: .rowCount)
    let columns = try container.decode([AnyColumn].self, forKey: .columns)
    guard columns.allSatisfy({ $0.count == rowCount }), Set(columns.map(\.name)).count == columns.count, rowCount >= 0
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .columns, in: container, debugDescription: "The columns do not make a frame of \(rowCount) rows.")
    }
    self.init(columns: columns, rowCount: rowCount)
    readingReport = try container.decodeIfPresent(CSVReadingReport.self, forKey: .readingReport)
    rowsHaveOwnUnits = try container.decodeIfPresent(Bool.self, forKey: .rowsHaveOwnUnits) ?? false
  }
}

extension AnyColumn: Codable {
  private enum CodingKeys: String, CodingKey { case type, column }

  /// Encodes the type of the values and the column.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type, forKey: .type)
    switch self {
    case .double(let column): try container.encode(column, forKey: .column)
    case .integer(let column): try container.encode(column, forKey: .column)
    case .boolean(let column): try container.encode(column, forKey: .column)
    case .string(let column): try container.encode(column, forKey: .column)
    case .date(let column): try container.encode(column, forKey: .column)
    case .timestamp(let column): try container.encode(column, forKey: .column)
    case .timeOfDay(let column): try container.encode(column, forKey: .column)
    case .duration(let column): try container.encode(column, forKey: .column)
    }
  }

  /// Decodes the type of the values, then a column of that type.
  ///
  /// - Throws: `DecodingError` when the type is unknown or the column is not of it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self =
      switch try container.decode(CSVType.self, forKey: .type) {
      case .double: .double(try container.decode(Column<Double>.self, forKey: .column))
      case .integer: .integer(try container.decode(Column<Int>.self, forKey: .column))
      case .boolean: .boolean(try container.decode(Column<Bool>.self, forKey: .column))
      case .string: .string(try container.decode(Column<String>.self, forKey: .column))
      case .date: .date(try container.decode(Column<CalendarDate>.self, forKey: .column))
      case .timestamp: .timestamp(try container.decode(Column<Timestamp>.self, forKey: .column))
      case .timeOfDay: .timeOfDay(try container.decode(Column<TimeOfDay>.self, forKey: .column))
      case .duration: .duration(try container.decode(Column<Duration>.self, forKey: .column))
      }
  }
}
