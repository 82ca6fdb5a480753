/// A column of a Parquet file.
struct ParquetColumn: Sendable {
  /// How values are stored.
  enum Physical: Int, Sendable {
    case boolean, int32, int64, int96, float, double, bytes, fixedBytes
  }

  /// What stored values mean.
  enum Meaning: Sendable, Equatable {
    case boolean
    case integer(isSigned: Bool)
    /// Whole numbers some of which have no place in an `Int`: their digits.
    case digits
    case number
    case halfNumber
    case decimal(scale: Int)
    case date
    case time(TimeUnit)
    case moment(TimeUnit, isUTC: Bool)
    case text
    /// Bytes of which nothing is told: text where they are UTF-8.
    case bytes
    case uuid
    case interval
    /// No value at all.
    case nothing
  }

  /// The names on the way to the column, joined by points.
  var name: String
  var physical: Physical
  /// Of fixed bytes.
  var length: Int
  var meaning: Meaning
  /// How many steps of the way may be missing.
  var maximumDefinition: Int
  /// How many lists lie within one another on the way to a value.
  var listDepth: Int
  /// How many steps of the way are there where the outermost list has an element.
  var elementDefinition: Int

  /// Whether a row may have several values.
  var isRepeated: Bool { listDepth > 0 }
}

/// One element of the schema as the file has it.
struct ParquetElement {
  var physical: Int?
  var length = 0
  var repetition = 0
  var name = ""
  var children: Int?
  var converted: Int?
  var scale = 0
  var precision = 0
  var logical: ParquetColumn.Meaning?

  init(_ reader: inout ThriftReader) throws(TableReadingError) {
    var element = ParquetElement()
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1: element.physical = try reader.integer(kind)
      case 2: element.length = try reader.integer(kind)
      case 3: element.repetition = try reader.integer(kind)
      case 4: element.name = try reader.text(kind)
      case 5: element.children = try reader.integer(kind)
      case 6: element.converted = try reader.integer(kind)
      case 7: element.scale = try reader.integer(kind)
      case 8: element.precision = try reader.integer(kind)
      case 10: element.logical = try ParquetElement.logical(kind, &reader)
      default: return false
      }
      return true
    }
    self = element
  }

  private init() {}

  private static func logical(
    _ kind: UInt8, _ reader: inout ThriftReader
  ) throws(TableReadingError) -> ParquetColumn.Meaning? {
    guard kind == ThriftReader.Kind.structure else { throw .damaged("The type of a column is not told rightly.") }
    var meaning: ParquetColumn.Meaning?
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1, 4, 12: meaning = .text
      case 5:
        var scale = 0
        try reader.structure { (field, kind, reader) throws(TableReadingError) in
          guard field == 1 else { return false }
          scale = try reader.integer(kind)
          return true
        }
        meaning = .decimal(scale: scale)
        return true
      case 6: meaning = .date
      case 7, 8:
        let (isUTC, unit) = try time(&reader)
        meaning = field == 7 ? .time(unit) : .moment(unit, isUTC: isUTC)
        return true
      case 10:
        var isSigned = true
        try reader.structure { (field, kind, reader) throws(TableReadingError) in
          guard field == 2 else { return false }
          isSigned = try reader.boolean(kind)
          return true
        }
        meaning = .integer(isSigned: isSigned)
        return true
      case 11: meaning = .nothing
      case 13: meaning = .bytes
      case 14: meaning = .uuid
      case 15: meaning = .halfNumber
      default: break
      }
      return false
    }
    return meaning
  }

  private static func time(_ reader: inout ThriftReader) throws(TableReadingError) -> (isUTC: Bool, unit: TimeUnit) {
    var isUTC = true
    var unit = TimeUnit.milliseconds
    try reader.structure { (field, kind, reader) throws(TableReadingError) in
      switch field {
      case 1:
        isUTC = try reader.boolean(kind)
        return true
      case 2:
        try reader.structure { (field, _, _) throws(TableReadingError) in
          unit = field == 3 ? .nanoseconds : field == 2 ? .microseconds : .milliseconds
          return false
        }
        return true
      default: return false
      }
    }
    return (isUTC, unit)
  }

  /// What the values mean, by the logical type, else by the older converted type, else by how they are stored.
  private func meaning(_ physical: ParquetColumn.Physical) -> ParquetColumn.Meaning {
    if physical == .int96 { return .moment(.nanoseconds, isUTC: true) }
    if let logical { return logical }
    switch converted ?? -1 {
    case 0, 4, 19: return .text
    case 5: return .decimal(scale: scale)
    case 6: return .date
    case 7: return .time(.milliseconds)
    case 8: return .time(.microseconds)
    case 9: return .moment(.milliseconds, isUTC: true)
    case 10: return .moment(.microseconds, isUTC: true)
    case 11...14: return .integer(isSigned: false)
    case 15...18: return .integer(isSigned: true)
    case 20: return .bytes
    case 21: return .interval
    default: break
    }
    switch physical {
    case .boolean: return .boolean
    case .int32, .int64: return .integer(isSigned: true)
    case .float, .double: return .number
    case .bytes, .fixedBytes: return .bytes
    case .int96: return .moment(.nanoseconds, isUTC: true)
    }
  }

  /// The name of a list without the steps that the format puts between it and its elements.
  private static func listName(_ name: String) -> String {
    for steps in [".list.element", ".list.item", ".bag.array_element", ".array"] where name.hasSuffix(steps) {
      return String(name.dropLast(steps.count))
    }
    return name
  }

  /// The columns that a list of elements, each before its children, stands for.
  static func columns(_ elements: [ParquetElement]) throws(TableReadingError) -> [ParquetColumn] {
    var columns: [ParquetColumn] = []
    var next = 1
    func visit(
      _ count: Int, _ prefix: String, _ definition: Int, _ lists: (depth: Int, definition: Int), depth: Int
    ) throws(TableReadingError) {
      guard depth < 64, count >= 0 else { throw .damaged("The columns are nested too deeply.") }
      for _ in 0..<count {
        guard next < elements.count else { throw .damaged("The file names fewer columns than it tells.") }
        let element = elements[next]
        next += 1
        let name = prefix + element.name
        let level = definition + (element.repetition == 0 ? 0 : 1)
        var lists = lists
        if element.repetition == 2 { lists = (lists.depth + 1, lists.depth == 0 ? level : lists.definition) }
        if let children = element.children, children > 0 || element.physical == nil {
          guard children <= elements.count else { throw .damaged("The file names fewer columns than it tells.") }
          try visit(children, name + ".", level, lists, depth: depth + 1)
        } else {
          guard let physical = element.physical.flatMap(ParquetColumn.Physical.init) else {
            throw .damaged("The column \"\(name)\" is stored in an unknown way.")
          }
          columns.append(
            try ParquetColumn(
              name: lists.depth == 0 ? name : listName(name), physical: physical, length: element.length,
              meaning: element.meaning(physical), maximumDefinition: level, listDepth: lists.depth,
              elementDefinition: lists.definition
            ).checked())
        }
      }
    }
    guard let root = elements.first else { throw .damaged("The file names no columns.") }
    try visit(root.children ?? 0, "", 0, (0, 0), depth: 0)
    guard next == elements.count else { throw .damaged("The file names more columns than it tells.") }
    return columns
  }
}

extension ParquetColumn {
  /// That the values can be stored like this.
  fileprivate func checked() throws(TableReadingError) -> ParquetColumn {
    let fits: Bool
    switch meaning {
    case .boolean: fits = physical == .boolean
    case .integer, .digits: fits = physical == .int32 || physical == .int64
    case .number: fits = physical == .float || physical == .double
    case .halfNumber: fits = physical == .fixedBytes && length == 2
    case .decimal(let scale):
      fits =
        physical != .boolean && physical != .float && physical != .double && physical != .int96
        && (-400...400).contains(scale)
    case .date: fits = physical == .int32
    case .time(let unit): fits = physical == (unit == .milliseconds ? .int32 : .int64)
    case .moment: fits = physical == .int64 || physical == .int96
    case .text, .bytes: fits = physical == .bytes || physical == .fixedBytes
    case .uuid: fits = physical == .fixedBytes && length == 16
    case .interval: fits = physical == .fixedBytes && length == 12
    case .nothing: fits = true
    }
    guard fits, physical != .fixedBytes || (1...1 << 20).contains(length), maximumDefinition < 128 else {
      throw .damaged("The column \"\(name)\" is stored in a way that does not fit its type.")
    }
    return self
  }
}
