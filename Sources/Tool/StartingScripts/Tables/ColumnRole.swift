import Frames

/// What a column is to somebody who sees the table for the first time.
enum ColumnRole: Equatable {
  /// Numbers that are counted, measured or reckoned.
  case measure
  /// Whole numbers that are years.
  case year
  /// Days or moments.
  case date
  /// Few values that part the rows into groups.
  case category
  /// Texts of which some return, too many for groups.
  case names
  /// A value for each row, which says nothing but which row it is.
  case identifier
  /// Texts to be read.
  case prose
  /// One value, or none, or values without a picture.
  case other

  /// At most so many groups are shown side by side.
  static let mostGroups = 30

  init(_ column: AnyColumn) {
    let (count, distinct) = (column.count - column.missingCount, column.distinctCount)
    guard distinct > 1 else {
      self = .other
      return
    }
    switch column.type {
    case .boolean: self = .category
    case .date, .timestamp: self = .date
    case .integer, .double: self = Self.ofNumbers(column, count, distinct)
    case .string: self = Self.ofTexts(column, count, distinct)
    default: self = .other
    }
  }

  private static func ofNumbers(_ column: AnyColumn, _ count: Int, _ distinct: Int) -> ColumnRole {
    if distinct == 2 { return .category }
    let numbers = (column.doubles ?? []).filter(\.isFinite)
    guard column.type == .integer, let least = numbers.min(), let greatest = numbers.max() else { return .measure }
    let words = column.name.lowercased().split { !$0.isLetter }
    if least >= 1000, greatest <= 2200, words.contains(where: yearWords.contains) { return .year }
    guard distinct == count, count > 10 else { return .measure }
    // Numbers from first to last without a gap are those of rows.
    let counts = greatest - least == Double(count - 1)
    return counts || words.isEmpty || words.contains(where: identifierWords.contains) ? .identifier : .measure
  }

  private static func ofTexts(_ column: AnyColumn, _ count: Int, _ distinct: Int) -> ColumnRole {
    if distinct <= mostGroups, distinct * 2 <= count || distinct <= 4 && distinct < count { return .category }
    let texts = column.texts.compactMap { $0 }
    let length = Double(texts.prefix(1000).reduce(0) { $0 + $1.count }) / Double(max(1, min(1000, texts.count)))
    if length > 60 { return .prose }
    return distinct == count ? .identifier : .names
  }

  private static let yearWords: Set<Substring> = ["year", "years", "jahr", "annee", "année", "ano", "año", "anno"]
  private static let identifierWords: Set<Substring> = [
    "id", "ids", "index", "key", "nr", "no", "rowid", "uuid", "unnamed",
  ]
}
