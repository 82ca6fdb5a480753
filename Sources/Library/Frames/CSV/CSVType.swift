/// The types that a column of a delimited file can have.
public enum CSVType: String, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
  /// `Bool`: `true`, `false` and their other spellings, see ``CSVReadingOptions``.
  case boolean
  /// `Int`
  case integer
  /// `Double`
  case double
  /// `String`
  case string
  /// ``CalendarDate``: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case date

  public var description: String { rawValue }
}
