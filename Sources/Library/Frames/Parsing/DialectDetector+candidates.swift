/// The line ends, delimiters, quotes and escapes that a text may have, each tried with the others.
extension DialectDetector {
  /// The commonest of those outside quotes, as far as quotes tell; of all where none stands outside.
  func lineEnd(_ text: UnsafeBufferPointer<UInt8>) -> CSVDialect.LineEnd {
    let quote = options.usesQuoting ? (options.quote ?? Self.likelyQuote(text)).asciiValue : nil
    var outside = (feeds: 0, returns: 0, both: 0)
    var inside = outside
    var isInside = false
    for position in text.indices {
      let byte = text[position]
      if byte == quote { isInside.toggle() }
      guard byte == 10 || byte == 13 else { continue }
      var counts = isInside ? inside : outside
      if byte == 10 {
        if position > 0, text[position - 1] == 13 { counts.both += 1 } else { counts.feeds += 1 }
      } else if position + 1 == text.count || text[position + 1] != 10 {
        counts.returns += 1
      }
      if isInside { inside = counts } else { outside = counts }
    }
    let counts = outside.feeds + outside.returns + outside.both > 0 ? outside : inside
    if counts.returns > counts.feeds + counts.both { return .cr }
    return counts.both > counts.feeds ? .crlf : .lf
  }

  /// The quote that stands more often where a field begins or ends.
  private static func likelyQuote(_ text: UnsafeBufferPointer<UInt8>) -> Character {
    func isBetweenFields(_ position: Int) -> Bool {
      !text.indices.contains(position) || [10, 13, 44, 59, 9, 124].contains(text[position])
    }
    var (double, single) = (0, 0)
    for position in text.indices where text[position] == 34 || text[position] == 39 {
      guard isBetweenFields(position - 1) || isBetweenFields(position + 1) else { continue }
      if text[position] == 34 { double += 1 } else { single += 1 }
    }
    return single > double ? "'" : "\""
  }

  func delimiters(_ text: UnsafeBufferPointer<UInt8>, _ lines: SampleLines, told: String?) -> [String] {
    if let delimiter = options.delimiter ?? told { return [delimiter] }
    var known = [",", ";", "\t", "|", ":", " ", "~", "^", "\u{1}", "\u{1F}"]
    // Where one never stands alone, but twice or between blanks, that is the delimiter.
    for (longer, times) in [("::", 2), ("||", 2), (" | ", 1), (" ; ", 1)] {
      let single = longer.trimming(" ").prefix(1)
      let count = lines.count(of: Array(longer.utf8))
      let all = lines.count(of: Array(single.utf8))
      guard count > 1, all <= count * times * 2 else { continue }
      if all == count * times {
        known = known.map { $0 == single ? longer : $0 }
      } else if longer == "::" {
        // Single ones may stand in texts: in times and links.
        known.append(longer)
      }
    }
    // A delimiter stands in many lines, or it is none.
    return known.filter { $0 == "," || lines.share(with: Array($0.utf8)) >= 0.3 }
  }

  func quotes(_ text: UnsafeBufferPointer<UInt8>, _ delimiter: String) -> [Character?] {
    if !options.usesQuoting { return [nil] }
    if let quote = options.quote { return [quote] }
    guard text.contains(39), let first = delimiter.utf8.first, let last = delimiter.utf8.last else { return ["\""] }
    // Single quotes are quotes only where fields begin and end with them.
    let opens = text.indices.contains {
      text[$0] == 39 && ($0 == 0 || [last, 10, 13, 32].contains(text[$0 - 1]))
    }
    let closes = text.indices.dropLast().contains {
      text[$0] == 39 && (text[$0 + 1] == first || text[$0 + 1] == 10 || text[$0 + 1] == 13)
    }
    return opens && closes ? ["\"", "'"] : ["\""]
  }

  func escapes(_ text: UnsafeBufferPointer<UInt8>, _ quote: Character?) -> [Character?] {
    if let escape = options.escape { return [escape == quote ? nil : escape] }
    guard let quote = quote?.asciiValue else { return [nil] }
    let escaped = text.indices.dropLast().contains { text[$0] == 92 && text[$0 + 1] == quote }
    return escaped ? [nil, "\\"] : [nil]
  }

  /// Whether runs of delimiters count as one, and whether blanks behind delimiters belong to no field.
  func spacings(
    _ text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect, _ lines: SampleLines
  ) -> [(merges: Bool, skips: Bool)] {
    if options.mergesDelimiters != nil || options.skipsInitialSpaces != nil {
      return [(options.mergesDelimiters ?? false, options.skipsInitialSpaces ?? false)]
    }
    if dialect.delimiter == " " {
      return options.delimiter == nil ? [(false, false), (true, false)] : [(false, false)]
    }
    guard let mark = dialect.delimiter.utf8.last, mark != 32, dialect.delimiter.utf8.count == 1 else {
      return [(false, false)]
    }
    return lines.hasBlanksBehind(mark, quote: dialect.quote?.asciiValue) ? [(false, true)] : [(false, false)]
  }
}

extension String {
  fileprivate func trimming(_ mark: Character) -> Substring { drop { $0 == mark } }
}
