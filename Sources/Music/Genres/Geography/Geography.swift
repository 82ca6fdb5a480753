public import Frames

/// Finds the country that the name of a genre refers to: "rap marseille" is France, "k-pop" South Korea, "latin" none.
///
/// The keywords are those of `data/countries.csv`, one line per country: its names and demonyms in any language, its
/// regions and cities, its languages. A keyword matches whole words only ("indie" is not India), a trailing `*` stands
/// for any ending, and phrases win over their parts ("south african" is not Africa, "new england" not England). Of
/// several countries in one name, names and demonyms win over places, places over languages, longer keywords over
/// shorter ones. The table leaves out styles that merely originate somewhere ("samba", "new wave"), continents and
/// regions above countries ("african", "nordic", "balkan", "latin"), peoples and languages spread over several
/// ("celtic", "arab", "kurdish", "swahili"), former countries ("soviet", "yugoslav"), and words that are common in
/// another sense ("georgia", "jordan").
public struct Geography: Sendable {
  /// A country found in a name, and the keyword that was found.
  public struct Match: Sendable, Hashable {
    /// The country.
    public var country: Country
    /// The keyword as the table has it.
    public var keyword: String
  }

  /// All countries of the table, by name.
  public let countries: [Country]
  private let keywords: [PlaceKeyword]
  /// Indices into `keywords` by first word, or by the beginning of it where that is starred.
  private let byWord: [String: [Int]]
  private let byBeginning: [String: [Int]]

  /// The table that ships with Songbook.
  /// - Throws: `InstalledData.Missing`, or an error of reading it.
  public static func load() throws -> Geography {
    try Geography(contentsOf: InstalledData.path("countries.csv"))
  }

  init(keywords: [PlaceKeyword]) {
    self.keywords = keywords
    countries = Set(keywords.compactMap(\.country)).sorted()
    var byWord: [String: [Int]] = [:]
    var byBeginning: [String: [Int]] = [:]
    for (index, keyword) in keywords.enumerated() where !keyword.words.isEmpty {
      let first = keyword.words[0]
      if first.isBeginning {
        byBeginning[first.letters, default: []].append(index)
      } else {
        byWord[first.letters, default: []].append(index)
      }
    }
    self.byWord = byWord
    self.byBeginning = byBeginning
  }

  /// The country that a genre's name refers to; nil when it refers to none.
  public func country(ofGenre genre: String) -> Country? { match(inGenre: genre)?.country }

  /// The country that a genre's name refers to, with the keyword that was found; nil when it refers to none.
  public func match(inGenre genre: String) -> Match? {
    let words = GenreName(genre).words
    var best: PlaceKeyword?
    var position = 0
    while position < words.count {
      guard let keyword = mostParticular(startingAt: words[position...]) else {
        position += 1
        continue
      }
      position += keyword.words.count
      guard keyword.country != nil else { continue }
      if let found = best {
        let isBetter = keyword.kind == found.kind ? keyword.isMoreParticular(than: found) : keyword.kind < found.kind
        if isBetter { best = keyword }
      } else {
        best = keyword
      }
    }
    return best.flatMap { keyword in keyword.country.map { Match(country: $0, keyword: keyword.text) } }
  }

  private func mostParticular(startingAt words: ArraySlice<String>) -> PlaceKeyword? {
    guard let first = words.first else { return nil }
    var best: PlaceKeyword?
    func consider(_ candidates: [Int]?) {
      for index in candidates ?? [] where keywords[index].matches(words) {
        if best.map({ keywords[index].isMoreParticular(than: $0) }) ?? true { best = keywords[index] }
      }
    }
    consider(byWord[first])
    var beginning = first[...]
    while beginning.utf8.count >= 3 {
      consider(byBeginning[String(beginning)])
      beginning.removeLast()
    }
    return best
  }
}

/// A country or territory of ISO 3166-1.
public struct Country: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The code of two letters, "BR".
  public var code: String
  /// The code of three letters, "BRA", which maps use.
  public var code3: String
  /// The English name.
  public var name: String

  /// A country by its codes and name.
  public init(code: String, code3: String, name: String) {
    self.code = code
    self.code3 = code3
    self.name = name
  }

  /// The English name.
  public var description: String { name }

  /// By name, then by code.
  public static func < (left: Country, right: Country) -> Bool { (left.name, left.code) < (right.name, right.code) }
}

extension Geography {
  /// Reads a table of countries.
  /// - Parameter path: CSV with the columns `Code, Code3, Country, Names, Places, Languages`. Keywords in a cell are
  ///   separated by `|`. A row without a code holds phrases that look like a place and are none.
  /// - Throws: `CSVReadingError` when the file cannot be read or lacks a column.
  public init(contentsOf path: String) throws {
    let kinds: [(String, PlaceKeyword.Kind)] = [("Names", .name), ("Places", .place), ("Languages", .language)]
    let columns = ["Code", "Code3", "Country"] + kinds.map(\.0)
    var options = CSVReadingOptions(
      delimiter: ",", quote: "\"", encoding: .utf8, skippedLines: 0, headerRows: 1, isStrict: true)
    options.nilEncodings = [""]
    let types = Dictionary(uniqueKeysWithValues: columns.map { ($0, CSVType.string) })
    let table = try DataFrame(contentsOfCSVFile: path, types: types, options: options)
    if let missing = columns.first(where: { table.column($0, as: String.self) == nil }) {
      throw CSVReadingError(
        kind: .option, path: path, message: "The table of countries has no column \(missing).",
        hint: "It needs \(columns.joined(separator: ", ")).")
    }
    func cell(_ column: String, _ row: Int) -> String { table[column, String.self][row] ?? "" }
    var keywords: [PlaceKeyword] = []
    for row in 0..<table.rowCount {
      let code = cell("Code", row)
      let country = code.isEmpty ? nil : Country(code: code, code3: cell("Code3", row), name: cell("Country", row))
      for (column, kind) in kinds {
        for keyword in cell(column, row).split(separator: "|") {
          keywords.append(PlaceKeyword(GenreName.cleaned(String(keyword)), kind: kind, country: country))
        }
      }
    }
    self.init(keywords: keywords)
  }
}

extension Geography {
  /// The countries that genres' names refer to, those of most genres first: `Country`, `Code` (ISO alpha-3), `Genres`
  /// (how many), `Songs` (under these genres) and `Examples` (the three with the most songs).
  ///
  /// - Parameter genres: the number of songs under each genre, as ``Songs/genres`` gives it.
  public func mentions(in genres: [String: Int]) -> DataFrame {
    var found: [Country: [(genre: String, songs: Int)]] = [:]
    for (genre, songs) in genres {
      guard let country = country(ofGenre: genre) else { continue }
      found[country, default: []].append((genre, songs))
    }
    for country in found.keys { found[country]?.sort { (-$0.songs, $0.genre) < (-$1.songs, $1.genre) } }
    let ranked = found.sorted { one, other in
      one.value.count != other.value.count ? one.value.count > other.value.count : one.key < other.key
    }
    return DataFrame(columns: [
      Column(name: "Country", contents: ranked.map(\.key.name)).eraseToAnyColumn(),
      Column(name: "Code", contents: ranked.map(\.key.code3)).eraseToAnyColumn(),
      Column(name: "Genres", values: ranked.map(\.value.count)).eraseToAnyColumn(),
      Column(name: "Songs", values: ranked.map { $0.value.reduce(0) { $0 + $1.songs } }).eraseToAnyColumn(),
      Column(
        name: "Examples", contents: ranked.map { $0.value.prefix(3).map(\.genre).joined(separator: ", ") }
      ).eraseToAnyColumn(),
    ])
  }
}
