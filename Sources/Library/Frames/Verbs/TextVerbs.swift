/// Verbs on a column of text; each distinct text is looked at once. Missing texts stay missing.
///
///     frame["name"].text.lowercased()
///     frame.filter { $0["name"].text.contains("Mozart") }
public struct TextVerbs: Sendable {
  /// The texts.
  public let column: Column<String>

  /// In small letters.
  public func lowercased() -> AnyColumn { map { $0.lowercased() } }
  /// In capitals.
  public func uppercased() -> AnyColumn { map { $0.uppercased() } }

  /// Each word with a capital first letter, the others small.
  public func capitalized() -> AnyColumn {
    map { text in
      var isInWord = false
      return text.reduce(into: "") { result, character in
        result += isInWord ? character.lowercased() : character.uppercased()
        isInWord = character.isLetter || character.isNumber || (isInWord && character == "'")
      }
    }
  }

  /// Without blanks and line ends at both ends.
  public func trimmed() -> AnyColumn {
    map { text in
      var rest = text[...]
      while rest.first?.isWhitespace ?? false { rest.removeFirst() }
      while rest.last?.isWhitespace ?? false { rest.removeLast() }
      return String(rest)
    }
  }

  /// With `new` in place of each `old`.
  public func replacing(_ old: String, with new: String) -> AnyColumn {
    guard !old.isEmpty else { return .string(column) }
    return map { text in
      var result = ""
      var rest = text[...]
      while let found = rest.firstRange(of: old) {
        result += rest[..<found.lowerBound] + new
        rest = rest[found.upperBound...]
      }
      return result + rest
    }
  }

  /// With `new` in place of each match.
  public func replacing<Output>(_ pattern: Regex<Output>, with new: String) -> AnyColumn {
    map { $0.replacing(pattern, with: new) }
  }

  /// Where a text holds another.
  public func contains(_ part: String) -> Column<Bool> { test { part.isEmpty || $0.firstRange(of: part) != nil } }
  /// Where a pattern matches somewhere in a text.
  public func contains<Output>(_ pattern: Regex<Output>) -> Column<Bool> { test { $0.firstMatch(of: pattern) != nil } }
  /// Where a text begins with another.
  public func hasPrefix(_ prefix: String) -> Column<Bool> { test { $0.hasPrefix(prefix) } }
  /// Where a text ends with another.
  public func hasSuffix(_ suffix: String) -> Column<Bool> { test { $0.hasSuffix(suffix) } }

  /// What the first group of a pattern holds in its first match (all of the match when there is no group); missing
  /// where it does not match.
  public func extracted<Output>(_ pattern: Regex<Output>) -> AnyColumn {
    mapOptional { text in
      guard let match = text.firstMatch(of: Regex<AnyRegexOutput>(pattern)) else { return nil }
      return (match.output.count > 1 ? match.output[1] : match.output[0]).substring.map { String($0) }
    }
  }

  /// The parts between separators, each in a column of its own; missing where a text has fewer. The last column holds
  /// all that is left.
  /// - Parameter names: of the columns.
  public func split(_ separator: String, into names: [String]) -> DataFrame {
    let distinct = column.categories.texts.map { parts($0, separator, maximum: names.count) }
    let codes = column.storage.codes
    return DataFrame(
      columns: names.indices.map { position in
        let texts = Column<String>(
          name: names[position], contents: distinct.map { position < $0.count ? $0[position] : nil as String? })
        return texts.eraseToAnyColumn().gathering(codes)
      }, rowCount: column.count)
  }

  /// The part at a position, from 0, negative from the end (-1 is the last); missing where there are fewer.
  public func part(_ position: Int, separatedBy separator: String) -> AnyColumn {
    mapOptional { text in
      let parts = parts(text, separator, maximum: .max)
      let index = position < 0 ? parts.count + position : position
      return parts.indices.contains(index) ? parts[index] : nil
    }
  }

  private func parts(_ text: String, _ separator: String, maximum: Int) -> [String] {
    guard !separator.isEmpty else { return [text] }
    var parts: [String] = []
    var rest = text[...]
    while parts.count + 1 < maximum, let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }

  /// How many characters each text has.
  public func lengths() -> AnyColumn { .integer(column.mapDistinct { $0.count }) }
  /// The first characters.
  public func prefix(_ length: Int) -> AnyColumn { map { String($0.prefix(length)) } }
  /// The last characters.
  public func suffix(_ length: Int) -> AnyColumn { map { String($0.suffix(length)) } }

  /// Filled up at the left to so many characters.
  public func padded(_ length: Int, with character: Character = "0") -> AnyColumn {
    map { String(repeating: character, count: max(0, length - $0.count)) + $0 }
  }

  /// What `transform` makes of each text, once for each distinct one; nil makes it missing.
  public func map(_ transform: (String) throws -> String?) rethrows -> AnyColumn { try mapOptional(transform) }

  /// The texts as numbers; missing where they are none. Texts of which none is a number are a mistake.
  public func numbers() -> AnyColumn { .double(parsed("a number") { Double($0) }) }

  /// The texts as dates in a format such as `%d.%m.%Y`; missing where they are not written so. A format that none is
  /// written in is a mistake.
  public func dates(_ format: DateFormat) -> AnyColumn {
    .date(parsed("written as \(format.pattern)") { CalendarDate($0, format: format) })
  }

  /// The texts as timestamps in a format such as `%d.%m.%Y %H:%M`; missing where they are not written so. A format that
  /// none is written in is a mistake.
  /// - Parameter zone: whose clock is meant where a text names no zone.
  public func timestamps(_ format: DateFormat, zone: Timestamp.Zone? = nil) -> AnyColumn {
    .timestamp(parsed("written as \(format.pattern)") { Timestamp($0, format: format, zone: zone) })
  }

  private func parsed<Value: ColumnElement>(_ form: String, _ parse: (String) -> Value?) -> Column<Value> {
    let values = column.mapDistinct(parse)
    if values.missingCount == values.count,
      let first = column.lazy.compactMap({ $0 }).first(where: { !$0.allSatisfy(\.isWhitespace) })
    {
      let isDate = CalendarDate(first, format: "%F") != nil || Timestamp(first, format: "%FT%T") != nil
      FrameMistake.stop(
        "No text of the column \"\(column.name)\" is \(form): the first is \"\(first)\"."
          + (isDate
            ? " Dates of a file are read as dates without being asked to, and their texts are those of ISO." : ""))
    }
    return values
  }

  private func mapOptional(_ transform: (String) throws -> String?) rethrows -> AnyColumn {
    .string(try column.mapDistinct(transform))
  }

  private func test(_ isTrue: (String) -> Bool) -> Column<Bool> { column.mapDistinct(isTrue) }
}

extension Column where WrappedElement == String {
  /// Verbs on the texts.
  public var text: TextVerbs { TextVerbs(column: self) }
}

extension AnyColumn {
  /// Verbs on the texts; other values are taken as they are written.
  public var text: TextVerbs { TextVerbs(column: texts) }
}
