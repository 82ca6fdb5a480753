/// Which types all values seen so far fit.
struct TypeGuess {
  private var fitsBoolean = true
  private var fitsInteger = true
  private var fitsDouble = true
  private var fitsDate = true
  private var fitsTimestamp = true
  /// A number, not just infinities; "Infinity" alone may be a name.
  private var sawNumber = false
  /// A number in groups of three digits: `1,234,567`.
  private var sawGroups = false
  private var sawFraction = false
  private var fitsGrouped = true
  /// A value that is not missing.
  private(set) var sawValue = false
  /// Which texts stood for a missing value, see ``ValueRules/missingMark(_:)``.
  private(set) var missingMarks: UInt64 = 0

  mutating func look(at field: UnsafeBufferPointer<UInt8>, _ rules: ValueRules) {
    let field = ValueRules.trimmed(field)
    let mark = rules.missingMark(field)
    if mark != 0 {
      missingMarks |= mark
      return
    }
    sawValue = true
    if fitsBoolean { fitsBoolean = rules.boolean(field) != nil }
    if fitsInteger {
      fitsInteger = rules.integer(field, isGuessed: true) != nil
      if fitsInteger { sawNumber = true }
    }
    if fitsDouble, !fitsInteger {
      let number = rules.double(field, isGuessed: true)
      fitsDouble = number != nil
      if let number, number.isFinite { sawNumber = true }
    }
    if fitsDate { fitsDate = rules.date(field) != nil }
    if fitsTimestamp { fitsTimestamp = Timestamp(utf8: field) != nil }
    if fitsGrouped, !fitsInteger, rules.integer(field, isGuessed: true) == nil {
      if rules.double(field, isGuessed: true) != nil {
        sawFraction = true
      } else if let plain = rules.ungrouped(field) {
        sawGroups = true
        if plain.withUnsafeBufferPointer({ rules.integer($0, isGuessed: true) }) == nil { sawFraction = true }
      } else {
        fitsGrouped = false
      }
    }
  }

  /// Nothing but text is left.
  var isText: Bool {
    sawValue && !fitsBoolean && !fitsInteger && !fitsDouble && !fitsDate && !fitsTimestamp && !fitsGrouped
  }

  /// Numbers of which some are in groups of three digits.
  var isGrouped: Bool { fitsGrouped && sawGroups && (type == .integer || type == .double) }

  /// The narrowest type that fits all values; nil when there was none.
  var type: CSVType? {
    guard sawValue else { return nil }
    if fitsBoolean { return .boolean }
    if fitsInteger { return .integer }
    if fitsDouble, sawNumber { return .double }
    if fitsDate { return .date }
    if fitsTimestamp { return .timestamp }
    guard fitsGrouped, sawGroups else { return .string }
    return sawFraction ? .double : .integer
  }

  /// What the distinct texts of a column that was read as text could be.
  static func guess(_ storage: TextStorage, _ rules: ValueRules) -> TypeGuess {
    var guess = TypeGuess()
    let pool = storage.pool
    for number in 0..<pool.count {
      pool.withUTF8(number) { guess.look(at: $0, rules) }
      if guess.isText { break }
    }
    return guess
  }

  /// The column that was read as text, as a column of this type, which fits all its values.
  static func narrowed(_ column: Column<String>, to type: CSVType, _ rules: ValueRules) -> AnyColumn {
    func converted<T: DenseElement>(_ value: (UnsafeBufferPointer<UInt8>) -> T?) -> AnyColumn {
      let pool = column.storage.pool
      var values = Column<T>(name: column.name, capacity: pool.count)
      for number in 0..<pool.count {
        values.append(
          pool.withUTF8(number) { text in
            let field = ValueRules.trimmed(text)
            return rules.isNil(field) ? nil : value(field)
          })
      }
      return Column<T>(name: column.name, storage: values.storage.gathering(column.storage.codes)).eraseToAnyColumn()
    }
    switch type {
    case .boolean: return converted { rules.boolean($0) }
    case .integer:
      return converted { rules.integer($0, isGuessed: true) ?? rules.grouped($0, rules.integer(_:isGuessed:)) }
    case .double:
      return converted { rules.double($0, isGuessed: true) ?? rules.grouped($0, rules.double(_:isGuessed:)) }
    case .date: return converted { rules.date($0) }
    case .timestamp: return converted { Timestamp(utf8: $0) }
    case .timeOfDay: return converted { TimeOfDay(String(decoding: $0, as: UTF8.self)) }
    case .duration: return converted { Duration(cellText: String(decoding: $0, as: UTF8.self)) }
    case .string: return .string(column)
    }
  }
}
