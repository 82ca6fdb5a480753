extension DataFrame {
  /// Columns read by another module, and how many rows there are also where no column was asked for.
  package init(columns: [AnyColumn], rows: Int) { self.init(columns: columns, rowCount: rows) }

  /// Adds what was found when the frame was read.
  package mutating func note(_ report: CSVReadingReport) { readingReport = report }
}

extension Column where WrappedElement == String {
  /// The column as dates where all its texts are; numbers and words that stand as text stay text.
  /// - Parameter isMoment: whether the texts are known to be moments, which tells the type where there are none.
  package func asDatesWherePossible(isMoment: Bool) -> AnyColumn {
    if isMoment, missingCount == count {
      return .timestamp(Column<Timestamp>(name: name, contents: repeatElement(nil, count: count)))
    }
    let rules = ValueRules(CSVReadingOptions(), point: 46)
    let guess = TypeGuess.guess(storage, rules)
    switch guess.type {
    case nil, .boolean, .integer, .double, .string: return .string(self)
    case let type?: return TypeGuess.narrowed(self, to: type, rules)
    }
  }
}

/// Decimal numbers in text, for readers of other modules.
package enum DecimalText {
  /// The number that starts at a place and goes as far as it can, rounded correctly; its length is 0 where none starts.
  /// - Parameter start: at least 24 bytes behind the last byte of the text must be readable, and a byte that belongs to
  ///   no number must follow the text.
  package static func number(_ start: UnsafePointer<UInt8>) -> (value: Double, length: Int) {
    let number = DecimalNumber(start, point: 46)
    return (number.value, number.length)
  }
}
