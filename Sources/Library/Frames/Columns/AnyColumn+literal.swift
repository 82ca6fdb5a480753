extension AnyColumn: ExpressibleByArrayLiteral {
  /// `["rap", nil]`, `[3, 4.5]`: a column without a name, of the type of its values. Whole numbers among others are numbers like them; values of different
  /// kinds are text, and of no value at all nothing is known but that they are missing.
  public init(arrayLiteral elements: (any ColumnElement)?...) {
    func column<T: ColumnElement>(_ value: (any ColumnElement) -> T?) -> AnyColumn? {
      var contents: [T?] = []
      for element in elements {
        let converted = element.flatMap(value)
        if element != nil, converted == nil { return nil }
        contents.append(converted)
      }
      return Column<T>(name: "", contents: contents).eraseToAnyColumn()
    }
    self =
      column { $0 as? Int } ?? column { $0 as? Double ?? ($0 as? Int).map(Double.init) } ?? column { $0 as? Bool }
      ?? column { $0 as? CalendarDate } ?? .string(Column(name: "", contents: elements.map { $0?.cellText }))
  }
}
