import Frames

/// Says which country the name of a genre speaks of: "rap marseille" is France, "k-pop" South Korea, "latin" none.
///
/// The words come from `data/countries.csv`, one line per country: its names and demonyms in any language, its regions and
/// cities, its languages. A word counts only as a whole ("indie" is not India), a trailing `*` stands for any ending,
/// and phrases go before their parts ("south african" is not Africa, "new england" not England). Of several countries in
/// one name, names and demonyms go before places, places before languages, the longer keyword before the shorter.
/// Left out on purpose: styles that only come from somewhere ("samba", "new wave"), continents and regions above
/// countries ("african", "nordic", "balkan", "latin"), peoples and languages spread over several ("celtic", "arab", "kurdish",
/// "swahili"), countries that are no more ("soviet", "yugoslav"), and words too common in another sense ("georgia", "jordan").
public struct Geography: Sendable {
  /// A country found in a name, and the keyword of the table that told it.
  public struct Match: Sendable, Hashable {
    public var country: Country
    public var keyword: String
  }

  /// All countries of the table, by name.
  public let countries: [Country]
  private let keywords: [PlaceKeyword]
  /// Indices into `keywords` by first word, or by the beginning of it where that is starred.
  private let byWord: [String: [Int]]
  private let byBeginning: [String: [Int]]

  /// The table that ships with Songbook.
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

  /// The country a genre's name speaks of, if it speaks of one.
  public func country(ofGenre genre: String) -> Country? { match(inGenre: genre)?.country }

  /// The country a genre's name speaks of, with the keyword that says so.
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
