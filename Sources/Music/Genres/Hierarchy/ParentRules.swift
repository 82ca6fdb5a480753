import Frames

/// Finds the parent of a genre from its name alone: "east coast rap" is hip hop, "italian opera" classical.
///
/// The rules are those of `data/parents.csv`, one line per parent or kind of keyword. A keyword matches a whole word or
/// phrase ("alaska indie" is no ska); `*` stands for any letters before or after it. **The first matching line wins**,
/// so that lines for particular kinds ("black metal") come before general ones ("metal"), and words that say more about
/// the sound ("punk") before those that are added to most kinds ("alternative", "latin"). A name that matches no line
/// gets its last word as parent, the most telling word in nearly all languages that name genres ("japanese chillhop");
/// such a parent may be one that no rule names.
public struct ParentRules: Sendable, Hashable, Codable {
  /// The rules in order of precedence.
  public let rules: [ParentRule]
  /// Indices into `rules` by the whole word a keyword begins with; and of the rules with keywords that begin otherwise.
  private let byWord: [String: [Int]]
  private let open: [Int]

  /// - Parameter rules: in order of precedence.
  public init(_ rules: [ParentRule]) {
    self.rules = rules
    var byWord: [String: [Int]] = [:]
    var open: [Int] = []
    for (index, rule) in rules.enumerated() {
      for pattern in rule.patterns {
        if pattern.words[0].isWhole {
          byWord[pattern.words[0].letters, default: []].append(index)
        } else if open.last != index {
          open.append(index)
        }
      }
    }
    self.byWord = byWord
    self.open = open
  }

  /// The parent of a genre, and how it was found.
  public func placement(of genre: String) -> GenrePlacement {
    let words = GenreName(genre).words
    var candidates = open
    for word in words { candidates += byWord[word] ?? [] }
    candidates.sort()
    var matches: [GenrePlacement.Match] = []
    for index in candidates {
      guard let keyword = rules[index].keyword(in: words) else { continue }
      if matches.contains(where: { $0.parent == rules[index].parent }) { continue }
      matches.append(GenrePlacement.Match(parent: rules[index].parent, keyword: keyword))
    }
    guard let first = matches.first else {
      return GenrePlacement(genre: genre, parent: Self.lastWord(of: genre), reason: .lastWord)
    }
    return GenrePlacement(
      genre: genre, parent: first.parent, reason: .keyword(first.keyword), others: Array(matches.dropFirst()))
  }

  /// The last word of a name in plain lower-case letters with hyphens and apostrophes: "sad lo-fi" gives "lo-fi".
  private static func lastWord(of genre: String) -> String {
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    let text = GenreName.cleaned(genre)
    let last = text.split(whereSeparator: \.isWhitespace).last { $0.unicodeScalars.contains(where: isLetter) }
    guard var scalars = last?.unicodeScalars else { return text }
    while let first = scalars.first, !isLetter(first) { scalars.removeFirst() }
    while let end = scalars.last, !isLetter(end) { scalars.removeLast() }
    return scalars.reduce(into: "") { $0 += PlainLetters.folding[$1] ?? $1.properties.lowercaseMapping }
  }
}

extension ParentRules {
  /// The table that ships with Songbook.
  /// - Throws: `InstalledData.Missing`, or an error of reading it.
  public static func load() throws -> ParentRules { try ParentRules(contentsOf: InstalledData.path("parents.csv")) }

  /// Reads a table of parents.
  /// - Parameter path: CSV with the columns `Keywords, Parent, Note`; keywords are separated by `|`.
  /// - Throws: `CSVReadingError` when the file cannot be read, lacks a column, or has a line without keywords or
  ///   parent.
  public init(contentsOf path: String) throws {
    let columns = ["Keywords", "Parent", "Note"]
    var options = CSVReadingOptions(
      delimiter: ",", quote: "\"", encoding: .utf8, skippedLines: 0, headerRows: 1, isStrict: true)
    options.nilEncodings = [""]
    let types = Dictionary(uniqueKeysWithValues: columns.map { ($0, CSVType.string) })
    let table = try DataFrame(contentsOfCSVFile: path, types: types, options: options)
    func wrong(_ message: String) -> CSVReadingError {
      CSVReadingError(
        kind: .option, path: path, message: message, hint: "Each line needs Keywords and Parent; a Note may be empty.")
    }
    if let missing = columns.first(where: { table.column($0, as: String.self) == nil }) {
      throw wrong("The table of parents has no column \(missing).")
    }
    var rules: [ParentRule] = []
    for row in 0..<table.rowCount {
      func cell(_ column: String) -> String { GenreName.cleaned(table[column, String.self][row] ?? "") }
      let rule = ParentRule(keywords: cell("Keywords"), parent: cell("Parent"), note: cell("Note"))
      if rule.patterns.isEmpty { throw wrong("Line \(row + 2) of the table of parents has no keywords.") }
      if rule.parent.isEmpty { throw wrong("Line \(row + 2) of the table of parents names no parent.") }
      rules.append(rule)
    }
    self.init(rules)
  }
}

/// A line of the table of parents: genres whose names contain one of these words or phrases have this parent.
public struct ParentRule: Sendable, Hashable, Codable {
  /// The parent's name.
  public var parent: String
  /// Why the line is as it is; may be empty.
  public var note: String
  let patterns: [NamePattern]

  init(keywords: String, parent: String, note: String = "") {
    patterns = keywords.split(separator: "|").map { NamePattern(GenreName.cleaned(String($0))) }
      .filter { !$0.words.isEmpty }
    self.parent = parent
    self.note = note
  }

  /// The words and phrases as the table has them: "hip hop", "*pop", "electro*".
  public var keywords: [String] { patterns.map(\.text) }

  /// The first of the keywords that the name contains.
  func keyword(in words: [String]) -> String? { patterns.first { $0.occurs(in: words) }?.text }
}
