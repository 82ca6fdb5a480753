import Frames

extension SongsCheck: CustomStringConvertible {
  /// For the terminal: what the file holds, then each finding with what to do.
  public var description: String {
    var facts: [(String, String)] = [
      ("file", path + (member.map { " (\($0))" } ?? "") + ", \(Self.grouped(bytes)) bytes"),
      ("layout", dialect.summary), ("columns", columns.joined(separator: ", ")), ("rows", Self.grouped(rows)),
    ]
    if songs > 0 {
      facts.append(("songs", "\(Self.grouped(songs)), \(Self.grouped(songsUnderSeveralGenres)) under several genres"))
    }
    if let sizes = genreSizes {
      let median = sizes.median == sizes.median.rounded() ? String(Int(sizes.median)) : String(sizes.median)
      facts.append(
        ("genres", "\(Self.grouped(genres)) of \(sizes.smallest) to \(sizes.largest) songs, median \(median)"))
    }
    if let years { facts.append(("years", "\(years.lowerBound) to \(years.upperBound)")) }
    if !missing.isEmpty {
      let counts = missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\($0.key) \(Self.grouped($0.value))"
      }
      facts.append(("missing", counts.joined(separator: ", ")))
    }
    let width = facts.map(\.0.count).max() ?? 0
    var lines = facts.map { name, text in name + String(repeating: " ", count: width - name.count + 2) + text }
    if !findings.isEmpty { lines.append("") }
    for finding in findings {
      lines.append("\(finding.severity.rawValue): \(finding.message)")
      if let suggestion = finding.suggestion { lines.append("  " + suggestion) }
    }
    lines.append("")
    let (errors, warnings) = (count(.error), count(.warning))
    lines.append(
      isUsable
        ? "The file can be used" + (warnings == 0 ? "." : "; \(warnings) \(warnings == 1 ? "warning" : "warnings").")
        : "The file cannot be used: \(errors) \(errors == 1 ? "error" : "errors").")
    return lines.joined(separator: "\n")
  }

  private func count(_ severity: Finding.Severity) -> Int {
    findings.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// Thousands apart: 323,651.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
      text.append(digit.element)
    }
  }
}

extension CSVDialect {
  /// "comma-separated, quoted with \", utf-8, header in line 1".
  fileprivate var summary: String {
    let delimiters: [String: String] = [",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"]
    var parts = [(delimiters[delimiter] ?? "\"\(delimiter)\"") + "-separated"]
    if let quote { parts.append("quote \(quote)") }
    parts.append(encoding.rawValue + (hasByteOrderMark ? " with byte order mark" : ""))
    if skippedLines > 0 { parts.append("\(skippedLines) lines above the table") }
    parts.append(headerRows == 0 ? "no header" : headerRows == 1 ? "one header row" : "\(headerRows) header rows")
    return parts.joined(separator: ", ")
  }
}
